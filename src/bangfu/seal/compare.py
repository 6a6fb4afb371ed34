"""Sealed figures against the ledgers: what was published last of a period, and what they give now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bangfu.merge.book import Book
from bangfu.model.period import Period
from bangfu.model.seal import NAMES, WHOLE, Figures, Seal
from bangfu.seal.figures import counted, total
from bangfu.seal.records import digests

NOTHING = "0" * 32
"""What stands for no records."""


class Moved(NamedTuple):
    """A figure that is another one now; None where it is not stated."""

    name: str
    published: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A city's figures, or all cities', that are not what was published of a period, or rest on other records.

    Attributes:
        seal: that of the period.
        stated: the seal that stated the figures last: this one, or a later one that restated them.
        published, now: the figures.
    """

    seal: Seal
    stated: Seal
    published: Figures
    now: Figures

    @property
    def city(self) -> str:
        """The city's name, or 全省."""
        return self.now.city

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The figures that differ; none where only the records behind them do."""
        before, after = dict(self.published.stated()), dict(self.now.stated())
        return tuple(
            Moved(name, before.get(name), after.get(name)) for name in NAMES if before.get(name) != after.get(name)
        )


def differences(
    book: Book, seals: Sequence[Seal], *, until: date | None = None, torn: Collection[str] = ()
) -> tuple[Difference, ...]:
    """Where the ledgers do not give what was published, by period and city, each period's total last.

    Args:
        book: all cities.
        seals: by the last day of their periods.
        until: restatements of periods that end on this day or later are not known yet (a bulletin is printed again).
        torn: slugs of cities of which not all could be read; of these nothing is said.
    """
    days = sorted({seal.as_of for seal in seals})
    names = {city.city.name: city.city.slug for city in book.cities}
    records = (
        {city.city.name: dict(zip(days, digests(city, days), strict=True)) for city in book.cities} if days else {}
    )
    found: list[Difference] = []
    for seal in seals:
        stated = {figures.city: (seal, figures) for figures in (*seal.figures, seal.total)}
        for later in seals:
            if later.as_of > seal.as_of and (until is None or later.as_of < until):
                stated |= {each.city: (later, each) for each in later.restated if each.period == seal.period}
        present = {name: by_day[seal.as_of] for name, by_day in records.items() if names[name] not in torn}
        known = {name: figures.records for name, (_seal, figures) in stated.items() if name != WHOLE}
        moved = [name for name in present if present[name] != known.get(name, NOTHING)]
        moved += [name for name in known if name not in names]  # such a city is not there any more
        if moved:
            found += _of_seal(book, seal, stated, {name: present.get(name, NOTHING) for name in moved})
    return tuple(found)


def _of_seal(
    book: Book, seal: Seal, stated: dict[str, tuple[Seal, Figures]], moved: dict[str, str]
) -> Iterator[Difference]:
    """What differs in one period; `moved` are the cities whose records do, with what stands for these now."""
    cut = replace(book, cities=tuple(city for city in book.cities if city.city.name in moved))
    now = {
        name: replace(figures, records=moved[name])
        for name, figures in counted(cut, Period.from_key(seal.period)).items()
    }
    gone = {name: Figures(city=name, records=NOTHING) for name in moved if name not in now}
    for name, figures in (now | gone).items():
        last, before = stated.get(name, (seal, Figures(city=name, records=NOTHING)))
        if before.records != figures.records:
            yield Difference(seal, last, before, figures)
    whole = total((now | gone).get(name, figures) for name, (_seal, figures) in _cities(stated, now).items())
    last, before = stated[WHOLE]
    if dict(before.stated()) != dict(whole.stated()):
        yield Difference(seal, last, before, whole)


def _cities(stated: dict[str, tuple[Seal, Figures]], now: dict[str, Figures]) -> dict[str, tuple[Seal | None, Figures]]:
    """All cities of the seal, and those that have come since."""
    known: dict[str, tuple[Seal | None, Figures]] = {name: each for name, each in stated.items() if name != WHOLE}
    return known | {name: (None, figures) for name, figures in now.items() if name not in known}
