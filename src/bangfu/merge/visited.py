"""Whom a city has visited by name (走访)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bangfu.merge.book import CityBook
from bangfu.model.enterprise import Enterprise
from bangfu.model.ledger import Visit
from bangfu.model.province import City


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


def of_city(city: CityBook, since: date, day: date) -> Iterator[Visited]:
    """Everything that the city has paired on the day, with its visits from `since` up to then."""
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
