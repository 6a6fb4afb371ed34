"""What a city adds to a tally: piles that are added up with the other cities'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from bangfu.lifecycle.replay import Step
from bangfu.merge.book import Book, CityBook
from bangfu.model.province import Province
from bangfu.tally.count import Heap, count
from bangfu.tally.figures import Pledges
from bangfu.tally.lives import Span
from bangfu.tally.pile import Pile


class Asked(NamedTuple):
    """The grouping and the spans of a tally."""

    by: str
    spans: tuple[Span, ...]


def figures(province: Province, city: CityBook, asked: Asked) -> list[Any]:
    """A city's heaps as plain data."""
    return [_from_heap(heap) for heap in count(Book(province, (city,)), asked.by, asked.spans)]


def added(asked: Asked, cities: Sequence[list[Any]]) -> list[Heap]:
    """The heaps of several cities, added up."""
    heaps = [Heap(span) for span in asked.spans]
    for city in cities:
        for heap, data in zip(heaps, city, strict=True):
            heap.add(_to_heap(data))
    return heaps


def _from_heap(heap: Heap) -> list[Any]:
    return [
        [day.isoformat() for day in heap.span],
        [[key, _from_pile(pile)] for key, pile in heap.piles.items()],
        _from_pile(heap.loose),
    ]


def _to_heap(data: list[Any]) -> Heap:
    (start, end), piles, loose = data
    span = Span(date.fromisoformat(start), date.fromisoformat(end))
    return Heap(span, {key: _to_pile(pile) for key, pile in piles}, _to_pile(loose))


def _from_pile(pile: Pile) -> list[Any]:
    return [
        list(pile.marks.items()),
        pile.days,
        pile.issues,
        [[slot, list(counts.items())] for slot, counts in pile.openings.items()],
        list(pile.openings_before.items()),
        pile.counters,
        sorted(pile.leaders),
        sorted(pile.departments),
        pile.pledges,
    ]


def _to_pile(data: list[Any]) -> Pile:
    marks, days, issues, openings, before, counters, leaders, departments, pledges = data
    return Pile(
        Counter(dict(marks)),
        days,
        issues,
        {(city, scope, category): _to_steps(counts) for (city, scope, category), counts in openings},
        _to_steps(before),
        counters,
        {(slug, name) for slug, name in leaders},
        {(slug, name) for slug, name in departments},
        Pledges(*pledges),
    )


def _to_steps(data: list[Any]) -> dict[Step, int]:
    return {Step(step): number for step, number in data}
