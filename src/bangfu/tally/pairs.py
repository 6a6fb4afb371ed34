"""Who is paired with whom: enterprises with their leader and department, what each of these carries, who has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from bangfu.lifecycle.replay import replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.province import City, RosterEntry

Role = Literal["leader", "department"]
OPEN = (Status.REPORTED, Status.VERIFIED, Status.ASSIGNED)
"""The statuses of an issue that is still to be done."""


class Pair(NamedTuple):
    """A paired enterprise.

    Attributes:
        open: its issues that are 待核实, 待交办 or 办理中.
        overdue: those of them that are past their due date.
    """

    city: City
    enterprise: Enterprise
    open: int
    overdue: int


class Load(NamedTuple):
    """What a leader, or a department, of a city is paired with."""

    city: City
    name: str
    pairs: tuple[Pair, ...]

    def of(self, kind: Kind) -> int:
        """How many of a kind."""
        return sum(pair.enterprise.kind is kind for pair in self.pairs)

    def beside(self, role: Role) -> dict[str, int]:
        """The leaders, or departments, that are paired with the same enterprises, each with how many of these."""
        return dict(Counter(name for pair in self.pairs if (name := getattr(pair.enterprise, role))))

    @property
    def open(self) -> int:
        """The open issues of all of them."""
        return sum(pair.open for pair in self.pairs)

    @property
    def overdue(self) -> int:
        """Those past their due date."""
        return sum(pair.overdue for pair in self.pairs)


def pairs(book: Book, day: date) -> list[Pair]:
    """Everything that is paired on the day, in the order of the ledgers."""
    found: list[Pair] = []
    for city in book.cities:
        waiting: Counter[str] = Counter()
        late: Counter[str] = Counter()
        for case in city.cases:
            state = replay(case.issue.events, day)
            if case.enterprise and state.status in OPEN:
                waiting[case.enterprise.name] += 1
                late[case.enterprise.name] += state.overdue
        found += [
            Pair(city.city, each, waiting[each.name], late[each.name])
            for each in city.enterprises()
            if each.paired_on(day)
        ]
    return found


def loads(found: Iterable[Pair], role: Role) -> list[Load]:
    """What each leader, or each department, carries: city by city, the heaviest first, else as in the ledger."""
    by_name: dict[tuple[str, str], list[Pair]] = {}
    order: dict[str, int] = {}
    for pair in found:
        order.setdefault(pair.city.slug, len(order))
        if name := getattr(pair.enterprise, role):
            by_name.setdefault((pair.city.slug, name), []).append(pair)
    made = [Load(own[0].city, name, tuple(own)) for (_slug, name), own in by_name.items()]
    return sorted(made, key=lambda load: (order[load.city.slug], -len(load.pairs), -load.open))


def without(found: Iterable[Pair], role: Role) -> list[Pair]:
    """What has no leader, or no department."""
    return [pair for pair in found if not getattr(pair.enterprise, role)]


def roster_unpaired(book: Book, day: date) -> list[RosterEntry]:
    """The enterprises of the roster (重点企业名录) that the cities of `book` do not pair on the day."""
    by_slug = {city.city.slug: city for city in book.cities}
    missing = []
    for entry in book.province.roster:
        city = book.province.city(entry.city)
        own = by_slug.get(city.slug) if city else None
        enterprise = own.names.get(entry.name) if own else None
        if city and own is None:
            continue  # it was cut away
        if not (enterprise and enterprise.paired_on(day)):
            missing.append(entry)
    return missing


def unnamed(book: Book, day: date) -> int:
    """How many enterprises, projects and prospects the openings up to the day count without naming them."""
    counters = ("enterprises", "projects", "prospects")
    return sum(
        getattr(opening, counter) or 0
        for city in book.cities
        for opening in (city.ledger.opening if city.ledger else ())
        if opening.date <= day
        for counter in counters
    )
