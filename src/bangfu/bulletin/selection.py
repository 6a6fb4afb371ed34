"""Which measures and typical cases a bulletin tells where it cannot tell all (docs/figures.md, what is told)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Most(NamedTuple):
    """How many are told: of one city within a section, and of a section; None for all."""

    city: int | None = None
    section: int | None = None


ALL = Most()


def select(
    items: Sequence[T],
    most: Most,
    *,
    city: Callable[[T], Hashable],
    marked: Callable[[T], bool],
    day: Callable[[T], date],
) -> list[T]:
    """Those of one section's `items` that are told, in the order given.

    What its city marked as typical comes first, then the latest; of equal days the one that stands first. The first
    of every city comes before the second of any.

    Args:
        items: in the official order of the cities.
        most: how many.
        city, marked, day: of an item: whose it is, whether it is marked, and its day.
    """
    order = sorted(range(len(items)), key=lambda at: (not marked(items[at]), -day(items[at]).toordinal(), at))
    turns: dict[Hashable, int] = {}
    ranked: list[tuple[int, int, int]] = []
    for rank, at in enumerate(order):
        turn = turns[city(items[at])] = turns.get(city(items[at]), 0) + 1
        if most.city is None or turn <= most.city:
            ranked.append((turn, rank, at))
    return [items[at] for at in sorted(at for _, _, at in sorted(ranked)[: most.section])]
