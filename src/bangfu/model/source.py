"""A file's text and places in it."""

from __future__ import annotations

from typing import NamedTuple

from bangfu.model.frozen import frozen


class Span(NamedTuple):
    """A stretch of a file.

    Lines and columns count from 1, in characters; `start` and `end` are offsets into the text.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int = 0
    end: int = 0


@frozen
class AtLine:
    """A step of a path: the list entry that begins on that line (from 1)."""

    line: int


Step = str | int | AtLine
"""One step of a path: a key, a position in a list (from 0), or the entry on a line."""


class Place(NamedTuple):
    """Where a record or a value stands: its file and the path to it from the file's root.

    `key` asks for the key's own position instead of its value's.
    """

    file: str
    path: tuple[Step, ...] = ()
    key: bool = False


@frozen
class Source:
    """One file as it was read: `name` relative to the repository (with /), `text` without a byte-order mark."""

    name: str
    text: str
    digest: str
    bom: bool = False

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line ending; empty when there is none."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""
