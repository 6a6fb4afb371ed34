"""Where a record or a value stands, exactly. The text is parsed again: this is for findings, not for every record."""

from __future__ import annotations

from bangfu.model.source import AtLine, Place, Source, Span
from bangfu.read.build import every_key
from bangfu.read.layout import Section, chunk_at, split
from bangfu.read.nodes import Node, Sequence, compose, locate
from bangfu.read.recover import compose_source
from bangfu.read.syntax import SyntaxProblem


class Places:
    """The places in one file. In the plain layout only the record in question is parsed, else the file, once."""

    def __init__(self, source: Source, keys: frozenset[str] | None = None) -> None:
        self._source = source
        self._keys = keys or every_key()
        self._sections: list[Section] = split(source.text) or []
        self._record: tuple[int, Node | None] = (0, None)
        self._root: Node | None = None
        self._composed = False

    def span(self, place: Place) -> Span | None:
        """The span of `place`, or of the nearest thing above it that stands there."""
        path = place.path
        if len(path) > 1 and isinstance(path[0], str) and isinstance(path[1], AtLine):
            found = self._in_record(path[0], path[1].line, place)
            if found:
                return found
        if not self._composed:
            self._root = compose_source(self._source, self._keys).root
            self._composed = True
        node = locate(self._root, path, key=place.key)
        return node.span() if node else None

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


def _moved(span: Span, lines: int, letters: int) -> Span:
    return Span(
        span.line + lines,
        span.column,
        span.end_line + lines,
        span.end_column,
        span.start + letters,
        span.end + letters,
    )
