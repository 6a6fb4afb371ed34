"""Composes what is written plainly, without a parser: importing one takes longer than to read a small file.

Plain is one line a value: entries and lists in blocks, lists and entries in brackets on one line, texts without
quotes, or in quotes with nothing to be undone in them, and comments. bangfu.yaml and ledgers are mostly so. What is
anything else is not guessed at: the parser reads the whole text then. `tests/property/test_plain_nodes.py` holds both
to the same nodes in the same places.
"""

from __future__ import annotations

import re

from bangfu.read.node_count import Place
from bangfu.read.nodes import KEY_LIMIT, NO_KEYS, Mapping, Node, Scalar, Sequence
from bangfu.read.prescan import hides

LARGEST = 200_000
"""Characters of a text that is looked at: of more, the parser reads a value sooner."""

_DEEPEST = 10
_LONGEST_KEY = 1_000  # characters of a line before its colon; the parser's limit is 1,024
_FIRST = r"[^\s?:,\[\]{}#&*!|>'\"%@`~<=.-]"
_LINE = re.compile(
    rf"( *)(- +)?(?:({_FIRST}[^\s:#,\[\]{{}}]*+):(?: +|(?=\n|\Z)))?"  # 1 indentation, 2 a dash, 3 a key
    rf"(?:({_FIRST}(?:[^\n:#]++|:(?=\S)|(?<=\S)#)*+)"  # 4 a value
    r"""|(["'])([^\n"'\\]*+)\5"""  # 5 its quotes, 6 what is within them
    r"|([\[{][^\n#]*+))?"  # 7 a value in brackets
    r" *+(?:(?<!\S)#[^\n]*+)?"  # a comment
)
_WORD = re.compile(rf" *(?:({_FIRST}[^\n,:?\[\]{{}}#'\"]*+)|([\"'])([^\n\"'\\]*+)\2)(: )? *")
_BETWEEN = re.compile(r" *")


class _NotPlainError(Exception):
    """The parser is to read it."""


def compose_plainly(text: str) -> Node | None:
    """The root node of `text`, as the parser composes it; None where the parser is to read it."""
    if len(text) > LARGEST or not text.replace("\n", "").isprintable():
        return None
    try:
        return _Composer(text).composed()
    except _NotPlainError:
        return None


class _Composer:
    """A text on its way; `open` are the collections above, each with its column, the innermost last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = self.begin = 0  # of the line that is looked at: its number and its offset
        self.open: list[tuple[int, Mapping | Sequence]] = []
        self.key: Scalar | None = None  # its value is to come

    def composed(self) -> Node | None:
        text, size = self.text, len(self.text)
        root: Node | None = None
        while self.begin < size:
            found = _LINE.match(text, self.begin)
            end = found.end() if found else self.begin
            if found is None or (end < size and text[end] != "\n"):
                raise _NotPlainError
            if found[2] or found[3] or found[4] or found[5] or found[7]:
                self._take(found)
                root = root or self.open[0][1]
            self.line += 1
            self.begin = end + 1
        if root is None:
            return None
        self._no_value()
        if last := size - text.rfind("\n") - 1:  # a line without an end: what is right of it ends there, the rest below
            self._close(last, Place(self.line - 1, last, size))
        self._close(-1, Place(self.line, 0, size))
        return root

    def _take(self, found: re.Match[str]) -> None:
        """A line with something on it."""
        column = len(found[1])
        start = Place(self.line, column, self.begin + column)
        inner: Mapping | Sequence = Sequence(False, start, start) if found[2] else Mapping(False, start, start)
        if not (found[2] or found[3]):
            raise _NotPlainError
        if not self.open:
            self.open.append((column, inner))
        elif self.key and column > self.open[-1][0]:
            self._give(inner)
            self._push(column, inner)
        else:
            self._no_value()
            self._close(column, start)
        outer = self.open[-1][1] if self.open else None
        if not self.open or self.open[-1][0] != column or type(outer) is not type(inner):
            raise _NotPlainError
        if found[2]:
            if found[3]:
                entry = self._at(found.start(3))
                inside = Mapping(False, entry, entry)
                self._give(inside)
                self._push(entry.column, inside)
            else:
                self._give(self._value(found))
                return
        key = Scalar(found[3], "", self._at(found.start(3)), self._at(found.end(3)))
        if key.text in NO_KEYS or found.end(3) - self.begin > _LONGEST_KEY:
            raise _NotPlainError
        self.key = key
        if found[4] or found[5] or found[7]:
            self._give(self._value(found))

    def _value(self, found: re.Match[str]) -> Node:
        """The value on the line."""
        if plain := found[4]:
            value = plain.rstrip(" ")
            start = found.start(4)
            return Scalar(value, "", self._at(start), self._at(start + len(value)))
        if found[5]:
            return self._quoted(found[6], found[5], found.start(5))
        if not found[7]:
            raise _NotPlainError
        node, end = self._bracketed(found.start(7), 0)
        if end < found.end(7) and not self.text[end : found.end(7)].isspace():
            raise _NotPlainError
        return node

    def _bracketed(self, at: int, depth: int) -> tuple[Node, int]:
        """The list or entry in the brackets that open at `at`, and the offset after them."""
        text, start = self.text, self._at(at)
        closing = "}" if text[at] == "{" else "]"
        node: Mapping | Sequence = Mapping(True, start, start) if closing == "}" else Sequence(True, start, start)
        at = _space(text, at + 1)
        ended = text[at : at + 1] == closing
        while not ended:
            key: Scalar | None = None
            if type(node) is Mapping:
                key, at = self._word(at, before_colon=True)
                if key.text in NO_KEYS:
                    raise _NotPlainError
            value: Node
            if text[at : at + 1] in ("[", "{"):
                if depth == _DEEPEST:
                    raise _NotPlainError
                value, at = self._bracketed(at, depth + 1)
                at = _space(text, at)
            else:
                value, at = self._word(at)
            _add(node, key, value)
            ended = text[at : at + 1] == closing
            if not ended:
                if text[at : at + 2] != ", ":
                    raise _NotPlainError
                at = _space(text, at + 1)
        node.end = self._at(at + 1)
        return node, at + 1

    def _word(self, at: int, *, before_colon: bool = False) -> tuple[Scalar, int]:
        """The text between brackets that begins at `at`, and the offset of what follows."""
        found = _WORD.match(self.text, at)
        if found is None or bool(found[4]) is not before_colon:
            raise _NotPlainError
        if found[2]:
            return self._quoted(found[3], found[2], found.start(2)), found.end()
        text, start = found[1].rstrip(" "), found.start(1)
        return Scalar(text, "", self._at(start), self._at(start + len(text))), found.end()

    def _quoted(self, text: str, quote: str, at: int) -> Scalar:
        if quote == '"' and hides(text):
            raise _NotPlainError
        return Scalar(text, quote, self._at(at), self._at(at + len(text) + 2))

    def _at(self, offset: int) -> Place:
        return Place(self.line, offset - self.begin, offset)

    def _give(self, node: Node) -> None:
        """Puts a value where it belongs."""
        _add(self.open[-1][1], self.key, node)
        self.key = None

    def _no_value(self) -> None:
        """A key that is still without a value has none: an empty text right after its colon."""
        if self.key:
            end = self.key.end
            after = Place(end.line, end.column + 1, end.index + 1)
            self._give(Scalar("", "", after, after))

    def _push(self, column: int, node: Mapping | Sequence) -> None:
        if len(self.open) == _DEEPEST:
            raise _NotPlainError
        self.open.append((column, node))

    def _close(self, column: int, at: Place) -> None:
        """Closes the collections right of `column`; they end where the next value begins."""
        while self.open and self.open[-1][0] > column:
            self.open.pop()[1].end = at


def _add(outer: Mapping | Sequence, key: Scalar | None, node: Node) -> None:
    if isinstance(outer, Sequence):
        outer.items.append(node)
    elif key is None or len(outer.pairs) == KEY_LIMIT:
        raise _NotPlainError
    else:
        outer.pairs.append((key, node))


def _space(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
