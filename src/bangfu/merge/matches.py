"""Policies and enterprises: whom a policy fits, who has been told of it, and who has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bangfu.lifecycle.replay import replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, CityBook
from bangfu.model.enterprise import Enterprise
from bangfu.model.issue import Issue
from bangfu.model.province import City, Policy, Province


class Fit(NamedTuple):
    """A paired enterprise that a policy fits.

    Attributes:
        issues: its issues with a category that the policy helps with; none where the policy names no category.
        since: the first day on which the policy was in force and all its conditions held, as far as days are known.
        told: the day on which the policy was first brought to it.
    """

    city: City
    enterprise: Enterprise
    issues: tuple[Issue, ...]
    since: date | None
    told: date | None


@dataclass(frozen=True, slots=True)
class Match:
    """A policy with all whom it fits on a day.

    Attributes:
        beside: paired enterprises that were told of it though it does not fit them.
    """

    policy: Policy
    fits: tuple[Fit, ...]
    beside: int

    @property
    def untold(self) -> list[Fit]:
        """Those that have not been told."""
        return [fit for fit in self.fits if fit.told is None]

    @property
    def told(self) -> int:
        """How many of those that the policy fits have been told of it."""
        return len(self.fits) - len(self.untold)


class _Known(NamedTuple):
    """A city with what every policy asks of it.

    Attributes:
        raised: the issues of each enterprise by its name, those sent back (退回) left out.
        told: by policy and enterprise, the first day of a delivery.
    """

    book: CityBook
    raised: dict[str, list[Issue]]
    told: dict[tuple[str, str], date]


def matches(book: Book, day: date) -> list[Match]:
    """Every policy that is in force on the day, with whom it fits then, in the order of bangfu.yaml."""
    cities = [_known(city, day) for city in book.cities]
    found = []
    for policy in book.province.policies:
        if policy.since is None or policy.since <= day:
            fits = tuple(fit for city in cities for fit in _fits(city, policy, book.province, day))
            found.append(Match(policy, fits, _told(cities, policy, day) - sum(fit.told is not None for fit in fits)))
    return found


def of_city(city: CityBook, province: Province, day: date) -> list[Match]:
    """The same of one city."""
    return matches(Book(province, (city,)), day)


def deliveries(city: CityBook, day: date) -> dict[tuple[str, str], date]:
    """The first day on which each policy was brought to each enterprise, by policy and the enterprise's own name."""
    told: dict[tuple[str, str], date] = {}
    for delivery in city.ledger.policies if city.ledger else ():
        if delivery.date <= day:
            for name in delivery.delivered:
                own = city.names.get(name)
                key = (delivery.policy, own.name if own else name)
                told[key] = min(delivery.date, told.get(key, delivery.date))
    return told


def _known(city: CityBook, day: date) -> _Known:
    raised: dict[str, list[Issue]] = {}
    for case in city.cases:
        state = replay(case.issue.events, day)
        if case.enterprise and state.reported is not None and state.status is not Status.REJECTED:
            raised.setdefault(case.enterprise.name, []).append(case.issue)
    return _Known(city, raised, deliveries(city, day))


def _told(cities: list[_Known], policy: Policy, day: date) -> int:
    """How many paired enterprises were told of the policy, whether it fits them or not."""
    return sum(
        (policy.id, enterprise.name) in city.told
        for city in cities
        for enterprise in city.book.enterprises()
        if enterprise.paired_on(day)
    )


def _fits(city: _Known, policy: Policy, province: Province, day: date) -> Iterator[Fit]:
    for enterprise in city.book.enterprises():
        if not enterprise.paired_on(day) or not _is_for(policy, enterprise):
            continue
        issues = tuple(
            issue
            for issue in (city.raised.get(enterprise.name, ()) if policy.tags else ())
            if not {issue.category, province.field_of(issue.category)}.isdisjoint(policy.tags)
        )
        if policy.tags and not issues:
            continue
        first = min((issue.events[0].date for issue in issues), default=None)
        since = max(filter(None, (policy.since, enterprise.since, first)), default=None)
        yield Fit(city.book.city, enterprise, issues, since, city.told.get((policy.id, enterprise.name)))


def _is_for(policy: Policy, enterprise: Enterprise) -> bool:
    """Whether the enterprise is one of those whom the policy is for; a list that is not given asks nothing."""
    asked = (
        (policy.tiers, enterprise.tier),
        (policy.kinds, enterprise.kind.value),
        (policy.chains, enterprise.chain),
        (policy.districts, enterprise.district),
    )
    return all(not words or value in words for words, value in asked)
