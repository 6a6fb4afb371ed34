"""One number that stands for everything dated up to a day, so that a check need not count what has not changed.

It is the sum of a hash of every entry: it depends neither on their order nor on the files that they stand in, and one
pass gives it for any number of days.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from itertools import accumulate
from typing import Any

from bangfu.edit.phrase import inline, tree_of
from bangfu.merge.book import CityBook
from bangfu.model.event import Event
from bangfu.model.ledger import SECTIONS, Commitment

_SIZE = 16
_DATED = tuple(name for name in SECTIONS if name not in ("enterprises", "issues", "assertions"))
"""Enterprises change without a date, and assertions only repeat what was said elsewhere: neither is published."""
_OF_ISSUE = ("id", "title", "category")
_UNCOUNTED = frozenset({"source"})


def digests(book: CityBook, days: Sequence[date]) -> list[str]:
    """What stands for the city's records up to each of `days` (rising), as 32 hexadecimal digits."""
    sums = [0] * (len(days) + 1)
    for day, text in _entries(book):
        place = bisect_left(days, day)
        if place < len(days):
            sums[place] += int.from_bytes(blake2b(text.encode(), digest_size=_SIZE).digest())
    return [f"{number % (1 << 8 * _SIZE):0{2 * _SIZE}x}" for number in accumulate(sums[:-1])]


def _entries(book: CityBook) -> Iterator[tuple[date, str]]:
    """Everything that is published, each with the day from which on it is."""
    of_event = _names(Event)
    for case in book.cases:
        issue = case.issue
        if issue.events:
            yield issue.events[0].date, _text(issue, _OF_ISSUE)
        for event in issue.events:
            yield event.date, issue.id + _text(event, of_event)
    for section in _DATED if book.ledger else ():
        names = _names(SECTIONS[section])
        for entry in getattr(book.ledger, section):
            if isinstance(entry, Commitment) and entry.kept:
                yield entry.kept, f"kept {_text(entry, names)}"
                entry = dataclasses.replace(entry, kept=None)  # noqa: PLW2901 - it was made before it was kept
            yield entry.date, section + _text(entry, names)


def _names(owner: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(owner) if each.compare and each.name not in _UNCOUNTED)


def _text(record: Any, names: Sequence[str]) -> str:
    """The keys that say something, with their values; what is left out leaves no trace, so keys may be added later."""
    parts = []
    for name in names:
        value = getattr(record, name)
        if value is None or value is False or value == ():
            continue
        if isinstance(value, tuple):
            value = "\x1e".join(one if isinstance(one, str) else inline(tree_of(one)) for one in value)
        parts.append(f"\x1f{name}={value}")
    return "".join(parts)
