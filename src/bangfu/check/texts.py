"""Every text of a ledger with its place, for rules that look for what should stand in none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bangfu.merge.book import CityBook
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS
from bangfu.model.record import Record
from bangfu.model.source import Place, Step

_CODES = frozenset({"id", "was", "into", "uscc", "file", "line"})  # codes have rules of their own
_WIDE = {0xFEE0 + ord(letter): letter for letter in "0123456789-+Xx"} | {0x3000: " "}


def sections(book: CityBook) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """Every section of a city's files with its records."""
    for part in book.ledger.parts if book.ledger else ():
        for section in SECTIONS:
            yield section, getattr(part, section)


def holding(book: CityBook, pattern: str) -> Iterator[tuple[str, Record]]:
    """The records of a city, each with its section, in whose texts `pattern` is found.

    Numbers are looked for in half width. All texts of a section are looked through in one go: most hold none.
    """
    search = re.compile(pattern).search
    for section, records in sections(book):
        if search(narrow("\n".join(map(_all, records)))):
            for record in records:
                if search(narrow(_all(record))):
                    yield section, record


def texts(section: str, record: Record) -> Iterator[tuple[Place, str]]:
    """Every text of a record with its place."""
    for path, text in _texts(record, ()):
        yield record.at(section, *path), text


def narrow(text: str) -> str:
    """`text` with the letters of numbers in half width, letter for letter."""
    return text.translate(_WIDE) if re.search("[\uff0b\uff0d\uff10-\uff19]", text) else text


def _all(record: Record) -> str:
    """All that is written in a record, a text a line."""
    return _issue(record) if isinstance(record, Issue) else "\n".join(text for _path, text in _texts(record, ()))


def _issue(issue: Issue) -> str:
    """The same of an issue, quicker: there are many."""
    parts = [issue.enterprise, issue.title, issue.detail or "", issue.source or ""]
    for event in issue.events:
        if event.note:
            parts.append(event.note)
        if event.to:
            parts += event.to
        if event.source or event.number:
            parts += (event.source or "", event.number or "")
    return "\n".join(parts)


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
