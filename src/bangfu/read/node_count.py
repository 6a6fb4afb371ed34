"""Counts a file's values in its text, where that is certain: to parse too many of them takes seconds and gigabytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t]))#.*")
_UNCERTAIN = re.compile(r"[\"']|[:-] +[|>]")
"""Where a text in quotes or a block may begin, in which nothing more is certain."""
_ENTRY = re.compile(r"(?m)^ *-[ \n]")
_TOKEN = re.compile(rf"{_ENTRY.pattern}|: |:\n")
_BLOCK = 1 << 18


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
class Place:
    """A place in a text, as a parser's mark says it: all three count from 0."""

    line: int
    column: int
    index: int


def perhaps_over(text: str, limit: int) -> bool:
    """Whether there may be more values than `limit`: a quick look, which also counts what stands within texts."""
    pairs, entries = text.count(": ") + text.count(":\n"), text.count("- ") + text.count("-\n")
    return 2 * pairs + entries > limit


def first_over(text: str, limit: int) -> Place | None:
    """The first value beyond `limit`; None where there are no more for certain.

    A colon is counted only where it can be nothing else than that of a key: up to the first text that may go over
    several lines, and neither in quotes nor in comments. Entries of `[a, b]` are not counted; the parser does that.
    """
    if not perhaps_over(text, limit):
        return None
    count = 1  # the root
    for start, block in _blocks(text):
        bare = _COMMENT.sub(_blank, _QUOTED.sub(_blank, block))
        uncertain = _UNCERTAIN.search(bare)
        end = uncertain.start() if uncertain else len(bare)
        pairs = bare.count(": ", 0, end) + bare.count(":\n", 0, end)
        inside = count + 2 * pairs + len(_ENTRY.findall(bare, 0, end))
        if inside > limit:
            for token in _TOKEN.finditer(bare, 0, end):
                count += 2 if ":" in token[0] else 1
                if count > limit:
                    return _place(text, start + (token.end() if count == limit + 1 else token.start()))
        if uncertain:
            break
        count = inside
    return None


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in whole lines, as much at a time as is looked at quickly, each piece with its offset."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        yield start, text[start:end]
        start = end


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _place(text: str, index: int) -> Place:
    begin = text.rfind("\n", 0, index) + 1
    return Place(text.count("\n", 0, index), index - begin, index)
