"""The figures that are sealed, out of a tally: only those that are stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bangfu.lifecycle.replay import STEPS, Step
from bangfu.merge.book import Book
from bangfu.model.period import Period
from bangfu.model.seal import NAMES, RATES, WHOLE, Figures
from bangfu.tally.count import tally
from bangfu.tally.figures import Row


def counted(book: Book, period: Period) -> dict[str, Figures]:
    """The figures of every city of `book` by its name, as of the end of `period`."""
    rows = tally(book, period, "city", compare=False).rows
    return {row.label: _figures(row) for row in rows}


def total(cities: Iterable[Figures]) -> Figures:
    """The figures of all cities together: what some of them state, added up."""
    counts: Counter[str] = Counter()
    parts: dict[str, tuple[int, int]] = {}
    for city in cities:
        for name, text in city.stated():
            if name in RATES:
                part, whole = map(int, text.split("/"))
                before = parts.get(name, (0, 0))
                parts[name] = (before[0] + part, before[1] + whole)
            else:
                counts[name] += int(text)
    values: dict[str, Any] = {**counts, **{name: f"{part}/{whole}" for name, (part, whole) in parts.items()}}
    return Figures(city=WHOLE, **{name: values[name] for name in NAMES if name in values})


def _figures(row: Row) -> Figures:
    values: dict[str, Any] = {}
    for step in STEPS:
        if step in row.stated or (step is Step.ON_THE_SPOT and row.issues):
            values[step.value] = row.stock[step]
    if row.issues:
        values |= {f"new_{step}": row.flow[step] for step in STEPS}
        values["overdue"] = row.overdue
    for name in RATES:
        rate = getattr(row.rates, name.removesuffix("_rate"))
        if rate.denominator:
            values[name] = f"{rate.numerator}/{rate.denominator}"
    return Figures(city=row.label, **values)
