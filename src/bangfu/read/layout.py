"""The plain layout: sections at the left margin, their entries one under the other. Found by text alone.

Most ledgers are written so. What the layout cannot tell for certain it leaves to the parser (`split` gives None), and
what it does tell holds whatever stands inside the entries: see `read.fast`, which proves it by parsing them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import NamedTuple

_MARGIN = re.compile(r"\n(?=[^ \t\n\r#])")
_KEY = re.compile(r"([a-z]+):(?:[ \t]+#[^\n]*|[ \t]*\r?)\n")
_INLINE = re.compile(r"[a-z]+:[ \t]")
_CONTENT = re.compile(r"^[ \t]*+(?=[^\s#])", re.MULTILINE)  # a line that is neither blank nor a comment
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_MOST = 30  # sections; a ledger has eleven


class Chunk(NamedTuple):
    """One entry of a section, from its dash to the next one's: its first line (from 1), its offset, its text."""

    line: int
    start: int
    text: str


class Section(NamedTuple):
    """A key at the left margin, with its first line (from 1).

    `head` is its text up to the first entry, all of it where it has no list below it. The first section begins where
    the file begins.
    """

    name: str
    line: int
    head: str
    chunks: tuple[Chunk, ...]


def split(text: str) -> list[Section] | None:
    """The sections of `text` and their entries; None where it is not laid out so.

    At the left margin nothing but keys, comments and the dashes of entries may stand.
    """
    starts: list[int] = []
    begins = () if text[:1] in ("", " ", "\t", "\n", "\r", "#") else (0,)
    for start in chain(begins, (match.end() for match in _MARGIN.finditer(text))):
        if _KEY.match(text, start) or _INLINE.match(text, start):
            starts.append(start)
        elif not text.startswith("- ", start):
            return None
        if len(starts) > _MOST:
            return None
    if not starts or not text.endswith("\n") or _CONTENT.search(text, 0, starts[0]):
        return None
    sections: list[Section] = []
    line = text.count("\n", 0, starts[0]) + 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        section = _section(text, start, end, line)
        sections.append(section)
        line += text.count("\n", start, end)
    sections[0] = sections[0]._replace(line=1, head=text[: starts[0]] + sections[0].head)
    return sections


def _section(text: str, start: int, end: int, line: int) -> Section:
    name = text[start : text.index(":", start)]
    key = _KEY.match(text, start, end)
    content = _CONTENT.search(text, key.end(), end) if key else None
    lead = _ITEM.match(text, content.start(), end) if content else None
    if lead is None:
        return Section(name, line, text[start:end], ())
    first = lead.start()
    line_of = line + text.count("\n", start, first)
    mark = "\n" + lead[1] + "- "
    chunks: list[Chunk] = []
    at = first
    while at < end:
        after = text.find(mark, at, end)
        stop = end if after < 0 else after + 1
        chunk = text[at:stop]
        chunks.append(Chunk(line_of, at, chunk))
        line_of += chunk.count("\n")
        at = stop
    return Section(name, line, text[start:first], tuple(chunks))


def chunk_at(sections: list[Section], name: str, line: int) -> Chunk | None:
    """The entry of the section `name` on whose lines `line` is."""
    for section in sections:
        if section.name == name and section.chunks and line >= section.chunks[0].line:
            return section.chunks[bisect_right(section.chunks, line, key=lambda chunk: chunk.line) - 1]
    return None
