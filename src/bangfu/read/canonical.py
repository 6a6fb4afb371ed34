"""What a record in the canonical layout looks like: to the letter what `bangfu fmt` writes, with plain safe values."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event, Result
from bangfu.model.issue import Issue
from bangfu.read.build import keys_of, shape_of
from bangfu.read.layout import Chunk

_WORD = r"[^\x00-$&-*,:<>?@\[-^`{-}\x7f]"  # % + - . / ; = _ ~, digits, letters, and all beyond ASCII
SAFE = rf"(?!null[\n,\]}}])[^\x00-/:-@\[-`{{-\x7f]{_WORD}*+(?: {_WORD}++)*+"
"""A value that needs no quotes anywhere and has no part that YAML could take for anything but text.

It begins with a letter or digit. What is dangerous beyond ASCII is refused for the whole file before (`forbidden`).
"""

_BETWEEN = r"(?:[ ]*(?:#[^\n\r\[\]{}]*)?\n)*+"


def as_canonical(section: str, chunk: Chunk) -> str | None:
    """The record in `chunk`, without its dash and what follows it; None where it is not in the canonical layout."""
    pattern = _patterns().get(section)
    match = pattern.fullmatch(chunk.text) if pattern else None
    return match[1] if match else None


def pattern_of(section: str) -> re.Pattern[str]:
    """What an entry with what follows it looks like where it is canonical; the first group is the record."""
    return _patterns()[section]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What a canonical record looks like, by section; made of the same tables as the records' types."""
    return {"issues": _pattern(Issue, "events"), "enterprises": _pattern(Enterprise, None)}


def _pattern(owner: type[Any], below: str | None) -> re.Pattern[str]:
    first, *others = (key for key in keys_of(owner) if key != below)
    lines = [rf"{first}: {SAFE}\n", *(rf"(?:    {key}: {_value(owner, key)}\n)?+" for key in others)]
    if below:
        day, kind, *optional = (rf"{key}: {_value(Event, key)}" for key in keys_of(Event))
        event = rf"\{{{day}, {kind}{''.join(f'(?:, {pair})?+' for pair in optional)}\}}"
        lines.append(rf"    {below}:\n(?:      - {event}\n)++")
    return re.compile(rf"  - ({''.join(lines)}){_BETWEEN}")


def _value(owner: type[Any], key: str) -> str:
    shape = shape_of(owner, key)
    one = rf"\{{kind: {SAFE}, value: {SAFE}(?:, state: {SAFE})?+\}}" if shape.record is Result else SAFE
    return rf"\[{one}(?:, {one})*+\]" if shape.many else one
