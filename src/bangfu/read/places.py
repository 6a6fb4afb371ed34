"""Where a record or a value stands, exactly. The text is read again: this is for findings, not for every record."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence as Sequence_
from functools import cached_property

from bangfu.model.source import AtLine, Place, Source, Span, Step
from bangfu.read.build import every_key
from bangfu.read.canonical import canonical_at
from bangfu.read.fast import compose_left
from bangfu.read.layout import Section, chunk_at, split
from bangfu.read.nodes import Node, Sequence, compose, locate
from bangfu.read.recover import compose_source
from bangfu.read.syntax import SyntaxProblem

_EVENT = re.compile(r"\n      - (\{.*\})")
_PAIR = re.compile(r"([a-z]+): (\[[^\]]*\]|[^,\[\]{}]+)")
_ITEM = re.compile(r"\{[^}]*\}|[^ ,\[\]][^,\[\]]*")


class Places:
    """The places in one file.

    A canonical record is looked at as text; of another in the plain layout that record is parsed, else the file, once.
    """

    def __init__(self, source: Source, keys: frozenset[str] | None = None) -> None:
        self._source = source
        self._keys = keys or every_key()
        self._record: tuple[int, Node | None] = (0, None)
        self._text: tuple[str, int, tuple[int, int] | None] = ("", 0, None)
        self._events: tuple[int, list[tuple[int, int]]] = (-1, [])

    def span(self, place: Place) -> Span | None:
        """The span of `place`, or of the nearest thing above it that stands there."""
        path = place.path
        if len(path) > 1 and isinstance(path[0], str) and isinstance(path[1], AtLine):
            found = self._in_text(path[0], path[1].line, place) or self._in_record(path[0], path[1].line, place)
            if found:
                return found
        counted = len(path) > 1 and isinstance(path[1], int)
        node = locate(self._whole if counted else self._left, path, key=place.key)
        return node.span() if node else None

    @cached_property
    def _lines(self) -> list[int]:
        """Where every line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._source.text))]

    @cached_property
    def _sections(self) -> list[Section]:
        return split(self._source.text) or []

    @cached_property
    def _left(self) -> Node | None:
        return compose_left(self._source, self._keys, lambda: self._whole)

    @cached_property
    def _whole(self) -> Node | None:
        return compose_source(self._source, self._keys).root

    def _in_text(self, section: str, line: int, place: Place) -> Span | None:
        if line > len(self._lines):
            return None
        text, begin = self._source.text, self._lines[line - 1]
        if self._text[:2] != (section, line):  # an issue of many events may have many findings
            match = canonical_at(section, text, begin)
            self._text = (section, line, match and match.span(1))
        record = self._text[2]
        found = record and self._in_canonical(record, place.path[2:], key=place.key)
        if not found:
            return None
        start, end = found
        line = bisect_right(self._lines, start)
        column = start - self._lines[line - 1] + 1
        width = 0 if "\n" in text[start:end] else end - start  # of what takes several lines, its first place
        return Span(line, column, line, column + width, start, end)

    def _in_record(self, section: str, line: int, place: Place) -> Span | None:
        chunk = chunk_at(self._sections, section, line)
        if chunk is None:
            return None
        if self._record[0] != chunk.line:
            try:
                self._record = (chunk.line, compose(chunk.text))
            except SyntaxProblem:
                return None
        root = self._record[1]
        if not isinstance(root, Sequence) or len(root.items) != 1:
            return None
        record = root.items[0]
        if record.start.line + chunk.line != line:
            return None
        node = locate(record, place.path[2:], key=place.key)
        return _moved(node.span(), chunk.line - 1, chunk.start) if node else None

    def _in_canonical(self, record: tuple[int, int], path: Sequence_[Step], *, key: bool) -> tuple[int, int]:
        """The offsets of what stands at `path` in the canonical `record`, or above it."""
        text = self._source.text
        first, *others = path or (None,)
        start, end = record
        if not isinstance(first, str):
            return record
        at = start if text.startswith(f"{first}: ", start) else text.find(f"\n    {first}:", start, end) + 5
        if at < start:
            return record
        if key and not others:
            return at, at + len(first)
        value = at + len(first) + 2, text.index("\n", at)
        if first == "events":
            if self._events[0] != at:
                self._events = (at, [match.span(1) for match in _EVENT.finditer(text, at, end)])
            events = self._events[1]
            value = events[0][0] - 2, end
            if others and isinstance(others[0], int) and others[0] < len(events):
                return _in_flow(text, events[others[0]], others[1:], key=key)
            return value
        return _in_flow(text, value, others, key=key)


def _in_flow(text: str, value: tuple[int, int], path: Sequence_[Step], *, key: bool) -> tuple[int, int]:
    """The same within a canonical value on one line."""
    for depth, step in enumerate(path, 1):
        start, end = value
        if isinstance(step, str) and text[start] == "{":
            pair = next((pair for pair in _PAIR.finditer(text, start + 1, end - 1) if pair[1] == step), None)
            if pair is None:
                return value
            if key and depth == len(path):
                return pair.span(1)
            value = pair.span(2)
        elif isinstance(step, int) and text[start] == "[":
            items = [item.span() for item in _ITEM.finditer(text, start + 1, end - 1)]
            if step >= len(items):
                return value
            value = items[step]
        else:
            return value
    return value


def _moved(span: Span, lines: int, letters: int) -> Span:
    return Span(
        span.line + lines,
        span.column,
        span.end_line + lines,
        span.end_column,
        span.start + letters,
        span.end + letters,
    )
