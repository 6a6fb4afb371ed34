"""One number that stands for everything dated up to a day, so that a check need not count what has not changed.

It is the sum of a hash of every entry: it depends neither on their order nor on the files that they stand in, and one
pass gives it for any number of days.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from itertools import accumulate
from operator import attrgetter
from typing import Any

from bangfu.edit.phrase import inline, tree_of
from bangfu.merge.book import CityBook
from bangfu.model.event import Event
from bangfu.model.ledger import SECTIONS, Commitment

_SIZE = 16
_DATED = tuple(name for name in SECTIONS if name not in ("enterprises", "issues", "assertions"))
"""Enterprises change without a date, and assertions only repeat what was said elsewhere: neither is published."""
_UNCOUNTED = frozenset({"source"})

Keys = tuple[list[str], Callable[[Any], tuple[Any, ...]]]
"""The keys of a type as they are written, and what gets their values."""


def digests(book: CityBook, days: Sequence[date]) -> list[str]:
    """What stands for the city's records up to each of `days` (rising), as 32 hexadecimal digits."""
    sums = [0] * len(days)
    for day, text in _entries(book, days[-1]):
        sums[bisect_left(days, day)] += int.from_bytes(blake2b(text.encode(), digest_size=_SIZE).digest())
    return [f"{number % (1 << 8 * _SIZE):0{2 * _SIZE}x}" for number in accumulate(sums)]


def _entries(book: CityBook, last: date) -> Iterator[tuple[date, str]]:
    """Everything that is published up to a day, each with the day from which on it is."""
    of_event, of_issue = _keys(Event), _of("id", "title", "category")
    for case in book.cases:
        issue = case.issue
        if issue.events and (day := issue.events[0].date) <= last:
            yield day, _text(issue, of_issue)
        for event in issue.events:
            if event.date <= last:
                yield event.date, issue.id + _text(event, of_event)
    for section in _DATED if book.ledger else ():
        keys = _keys(SECTIONS[section])
        for entry in getattr(book.ledger, section):
            if isinstance(entry, Commitment) and entry.kept:
                if entry.kept <= last:
                    yield entry.kept, f"kept {_text(entry, keys)}"
                entry = dataclasses.replace(entry, kept=None)  # noqa: PLW2901 - it was made before it was kept
            if entry.date <= last:
                yield entry.date, section + _text(entry, keys)


def _keys(owner: type[Any]) -> Keys:
    return _of(*(each.name for each in dataclasses.fields(owner) if each.compare and each.name not in _UNCOUNTED))


def _of(*names: str) -> Keys:
    return [f"\x1f{name}=" for name in names], attrgetter(*names)


def _text(record: Any, keys: Keys) -> str:
    """The keys that say something, with their values; what is left out leaves no trace, so keys may be added later."""
    names, values = keys
    text = ""
    for name, value in zip(names, values(record), strict=True):
        if isinstance(value, str):
            text += name + value
        elif value or value.__class__ is int:
            text += name + _written(value)
    return text


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return "\x1e".join(one if isinstance(one, str) else inline(tree_of(one)) for one in value)
    return str(value)
