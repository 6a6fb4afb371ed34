"""Visit coverage (走遍): which of what is paired has been visited by name, and what never."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from bangfu.merge.book import Book
from bangfu.merge.visited import Visited, of_city
from bangfu.tally.figures import Rate


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
