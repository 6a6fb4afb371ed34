"""What a record in the canonical layout looks like: to the letter what `bangfu fmt` writes, with plain safe values."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event, Result
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS
from bangfu.read.build import keys_of, shape_of

_WORD = r"[^\x00-$&-*,:<>?@\[-^`{-}\x7f]"  # % + - . / ; = _ ~, digits, letters, and all beyond ASCII
SAFE = rf"(?!null[\n,\]}}])[^\x00-/:-@\[-`{{-\x7f]{_WORD}*+(?: {_WORD}++)*+"
"""A value that needs no quotes anywhere and has no part that YAML could take for anything but text.

It begins with a letter or digit. What is dangerous beyond ASCII is refused for the whole file before (`forbidden`).
"""

_BETWEEN = r"(?:[ ]*(?:#[^\n\r\[\]{}]*)?\n)*+"

_NEXT = re.compile(r"  - |[^\s#]|\Z")  # what may follow a whole record

_QUOTED = re.compile(rf"(?:(?<=[:,] )|(?<=\[))(['\"])({SAFE})\1(?=[,\]}}\n]| +[#\n])")
_COMMENT_LINE = re.compile(r"\n[ ]*(?:#[^\n\r\[\]{}]*)?(?=\n)")
_COMMENT = re.compile(r"[ ]+(?:#[^\n\r\[\]{}:]*)?(?=\n)")
_PLAIN = r"(?:[^\n,:\[\]{}]+|\[[^\n\]]*\])"
_BLOCK_EVENT = re.compile(rf"\n      - (date: {_PLAIN}(?:\n        [a-z]+: {_PLAIN})*)(?=\n)")


def as_canonical(section: str, text: str) -> str | None:
    """The record in an entry's text, canonical and without its dash and what follows it; None where it is another.

    An entry that differs from the canonical layout by comments, blank lines, needless quotes, the order of its keys or
    events in blocks is put into it. What `_tidied` does to any other text does no harm: the outcome is no record.
    """
    pattern = _patterns().get(section)
    if pattern is None or not text.startswith("  - "):
        return None
    match = pattern.fullmatch(text)
    if match is None:
        match = pattern.fullmatch(_tidied(section, text))
    return match[1] if match else None


def canonical_at(section: str, text: str, offset: int) -> re.Match[str] | None:
    """The record, as group 1, that begins with the line at `offset`; None where it is not canonical to the letter."""
    pattern = _patterns().get(section)
    match = pattern.match(text, offset) if pattern else None
    return match if match and _NEXT.match(text, match.end()) else None


def _tidied(section: str, text: str) -> str:
    """`text` without what the canonical layout lacks and with its keys in order.

    Each step keeps the meaning of a text that is canonical after the last one. Quotes go only around a value that needs
    none. A comment goes only as far as no quote is left before it and no block of text is open, or the outcome would
    not be canonical; it may not hold what the pre-scan takes note of in comments too.
    """
    if "'" in text or '"' in text:
        text = _QUOTED.sub(r"\2", text)
    if "#" in text or " \n" in text or "\n\n" in text:
        text = _COMMENT.sub("", _COMMENT_LINE.sub("", text))
    if "\n        " in text:
        text = _BLOCK_EVENT.sub(lambda match: "\n      - {" + match[1].replace("\n        ", ", ") + "}", text)
    head, mark, below = text.partition("\n    events:\n")
    order = _order(section)
    lines = head.removeprefix("  - ").removesuffix("\n").split("\n    ")
    lines.sort(key=lambda line: order.get(line.partition(":")[0], 0))
    return "  - " + "\n    ".join(lines) + (mark or "\n") + below


@cache
def _order(section: str) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys_of(SECTIONS[section]))}


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
