"""Visit coverage (走遍): which of what is paired has been visited by name, and what never."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bangfu.merge.book import Book, CityBook
from bangfu.model.enterprise import Enterprise
from bangfu.model.ledger import Visit
from bangfu.model.province import City
from bangfu.tally.figures import Rate


class Visited(NamedTuple):
    """A paired enterprise with its visits.

    Attributes:
        known: whether its city names whom it visits; where it does not, nothing is known of this one.
        days: the days of the visits that name it, in the order of the ledger.
    """

    city: City
    enterprise: Enterprise
    known: bool
    days: tuple[date, ...]

    @property
    def last(self) -> date | None:
        """The day of the latest visit."""
        return max(self.days, default=None)


class Covered(NamedTuple):
    """A group of what is paired."""

    key: str | None
    members: tuple[Visited, ...]

    @property
    def never(self) -> list[Visited]:
        """What its city never visited by name, as far as this is known."""
        return [each for each in self.members if each.known and not each.days]

    @property
    def rate(self) -> Rate:
        """走访覆盖率: visited by name, of what is paired in cities that name whom they visit."""
        known = sum(each.known for each in self.members)
        return Rate(known - len(self.never), known)


GROUPS: dict[str, Callable[[Visited], str | None]] = {
    "city": lambda each: each.city.name,
    "kind": lambda each: each.enterprise.kind.value,
    "tier": lambda each: each.enterprise.tier,
    "district": lambda each: each.enterprise.district,
    "chain": lambda each: each.enterprise.chain,
    "leader": lambda each: each.enterprise.leader and f"{each.city.short} {each.enterprise.leader}",
}
"""What coverage can be grouped by; leaders of two cities are two people."""


def coverage(book: Book, since: date, day: date) -> list[Visited]:
    """Everything that is paired on the day, with its visits from `since` up to then."""
    return [each for city in book.cities for each in of_city(city, since, day)]


def of_city(city: CityBook, since: date, day: date) -> Iterator[Visited]:
    """The same of one city."""
    known = names_visits(city, day)
    days: dict[str, list[date]] = {}
    for visit in named_visits(city, since, day):
        for name in dict.fromkeys(own.name for each in visit.visited if (own := city.names.get(each))):
            days.setdefault(name, []).append(visit.date)
    for enterprise in city.enterprises():
        if enterprise.paired_on(day):
            yield Visited(city.city, enterprise, known, tuple(days.get(enterprise.name, ())))


def named_visits(city: CityBook, since: date, day: date) -> Iterator[Visit]:
    """The city's visits from `since` up to the day that name an enterprise."""
    for visit in city.ledger.visits if city.ledger else ():
        if visit.visited and since <= visit.date <= day:
            yield visit


def names_visits(city: CityBook, day: date) -> bool:
    """Whether the city has named whom it visited, at least once by the day."""
    return any(True for _visit in named_visits(city, date.min, day))


def grouped(found: Iterable[Visited], by: str) -> list[Covered]:
    """The groups in the order in which they come, what belongs to none last."""
    groups: dict[str | None, list[Visited]] = {}
    for each in found:
        groups.setdefault(GROUPS[by](each), []).append(each)
    rest = groups.pop(None, [])
    return [
        *(Covered(key, tuple(members)) for key, members in groups.items()),
        *([Covered(None, tuple(rest))] if rest else []),
    ]
