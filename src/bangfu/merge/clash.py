"""Two different new issues with one id: one keeps it, the other gets a new tail and remembers the old id (`was`)."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from datetime import date
from hashlib import blake2b

from bangfu.model.ids import ALPHABET, TAIL, make_id
from bangfu.model.issue import Issue

_MADE = re.compile(rf"([A-Za-z0-9]+)-([0-9]{{6}})-[{ALPHABET}]{{{TAIL}}}")
_TRIES = 3


def is_made(issue: Issue) -> bool:
    """Whether the issue's id has the form that bangfu gives; a bureau's own id has not."""
    match = _MADE.fullmatch(issue.id)
    return bool(match and issue.events and match[2] == f"{issue.events[0].date:%y%m%d}")


def is_own(issue: Issue, city: str) -> bool:
    """Whether the issue's id was made from what the issue says now."""
    match = _MADE.fullmatch(issue.id)
    tried: list[str] = []
    while match and issue.events and len(tried) < _TRIES:
        tried.append(make_id(match[1], city, issue.enterprise, issue.events[0].date, issue.title, tried))
    return issue.id in tried


def keeps(one: Issue, other: Issue) -> bool:
    """Whether `one` keeps the id that both have: the smaller hash of the content does, on whichever side it is."""
    return _hash(one) <= _hash(other)


def with_new_id(issue: Issue, city: str, taken: Callable[[str], bool]) -> Issue:
    """The issue with an id that is not taken, and with the old one in `was`.

    Raises:
        ValueError: no free id is found.
    """
    day: date = issue.events[0].date
    new = make_id(issue.id.split("-")[0], city, issue.enterprise, day, issue.title, taken)
    return dataclasses.replace(issue, id=new, was=(*issue.was, issue.id))


def _hash(issue: Issue) -> bytes:
    content = dataclasses.asdict(dataclasses.replace(issue, id="", was=(), file="", line=0))
    return blake2b(json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()).digest()
