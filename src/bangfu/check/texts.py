"""Every text of a ledger with its place, for rules that look for what should stand in none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from bangfu.merge.book import CityBook
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS
from bangfu.model.record import Record
from bangfu.model.source import Place, Step

_CODES = frozenset({"id", "was", "into", "uscc", "file", "line"})  # codes have rules of their own
_WIDE = {0xFEE0 + ord(letter): letter for letter in "0123456789-+Xx"} | {0x3000: " "}


class Written(NamedTuple):
    """A record, in one piece for a quick look; `texts` takes it apart."""

    section: str
    record: Record
    text: str


def written(book: CityBook) -> Iterator[Written]:
    """Every record of a city with all that is written in it."""
    for part in book.ledger.parts if book.ledger else ():
        for section in SECTIONS:
            records: tuple[Record, ...] = getattr(part, section)
            for record in records:
                text = _issue(record) if isinstance(record, Issue) else _joined(record)
                yield Written(section, record, text)


def texts(section: str, record: Record) -> Iterator[tuple[Place, str]]:
    """Every text of a record with its place."""
    for path, text in _texts(record, ()):
        yield record.at(section, *path), text


def narrow(text: str) -> str:
    """`text` with the letters of numbers in half width, letter for letter."""
    return text.translate(_WIDE) if re.search("[\uff0b\uff0d\uff10-\uff19]", text) else text


def _issue(issue: Issue) -> str:
    """The same as `_joined`, quicker: there are many issues."""
    parts = [issue.enterprise, issue.title, issue.detail or "", issue.source or ""]
    for event in issue.events:
        if event.note:
            parts.append(event.note)
        if event.to:
            parts += event.to
        if event.source or event.number:
            parts += (event.source or "", event.number or "")
    return "\n".join(parts)


def _joined(record: Record) -> str:
    return "\n".join(text for _path, text in _texts(record, ()))


def _texts(value: Any, path: tuple[Step, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value  # type: ignore[misc]
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in _names(type(value)):
            yield from _texts(getattr(value, name), (*path, name))


@cache
def _names(owner: Any) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(owner) if each.name not in _CODES)
