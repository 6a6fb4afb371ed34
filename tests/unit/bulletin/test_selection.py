"""Which of many are told: what is marked, then the latest; the first of every city before the second of any."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from bangfu.bulletin.selection import ALL, Most, select


class Item(NamedTuple):
    name: str
    city: str
    day: int
    marked: bool = False


ITEMS = [
    Item("a1", "a", 1),
    Item("a2", "a", 9),
    Item("b1", "b", 3, marked=True),
    Item("b2", "b", 8),
    Item("c1", "c", 5),
    Item("c2", "c", 5),
]


@pytest.mark.parametrize(
    ("most", "chosen"),
    [
        (ALL, "a1 a2 b1 b2 c1 c2"),
        (Most(city=1), "a2 b1 c1"),
        (Most(city=2, section=4), "a2 b1 b2 c1"),
        (Most(city=1, section=2), "a2 b1"),
        (Most(section=1), "b1"),
        (Most(city=9, section=9), "a1 a2 b1 b2 c1 c2"),
    ],
)
def test_select(most: Most, chosen: str) -> None:
    found = select(
        ITEMS,
        most,
        city=lambda item: item.city,
        marked=lambda item: item.marked,
        day=lambda item: date(2019, 6, item.day),
    )
    assert " ".join(item.name for item in found) == chosen
