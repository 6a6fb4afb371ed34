"""The canonical layout that `bangfu fmt` writes: two spaces a level, one record a line where it fits, keys in order.

A file becomes a tree of units, each with the comments that belong to it; the tree is written anew. That nothing is lost
is not trusted to this module: `proven` reads the result and compares.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bangfu.edit.comments import Comment, blank_above, comments_of
from bangfu.edit.page import Page, last_leaf
from bangfu.edit.phrase import INDENT, Tree, inline, pair
from bangfu.edit.splice import BLOCKS
from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.event import Event
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.source import Source
from bangfu.read.build import Shape, every_key, keys_of, shape_of
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence
from bangfu.read.part import PartReading, read_part
from bangfu.read.recover import compose_source

WIDTH = 140
"""Columns up to which a measure or a commitment stands on one line; a longer one has a line for each key."""

_FITTING = frozenset({"measures", "commitments"})


class _Remark(NamedTuple):
    """A comment on a line of its own, and whether a blank line stands above it."""

    text: str
    blank: bool


@dataclass(slots=True)
class _Unit:
    """A part of the file that has lines of its own in the canonical layout: a key, a record or an event.

    Attributes:
        node: its value; `key` its key, empty for an item of a list; `owner` the type of record its value is.
        start, end: offsets of its text; `column` where it begins.
        inner: the column of its children, None where it has none.
        head, hoisted, eol, tail: its comments: above it, from within it, at its end of line, below its children.
        blank: whether a blank line stands above it.
    """

    node: Node
    key: str
    owner: type[Any] | None
    start: int
    end: int
    column: int
    children: list[_Unit] = field(default_factory=list)
    inner: int | None = None
    head: list[_Remark] = field(default_factory=list)
    hoisted: list[_Remark] = field(default_factory=list)
    eol: tuple[int, str] | None = None
    tail: list[_Remark] = field(default_factory=list)
    blank: bool = False


def canonical(source: Source, reading: PartReading) -> str:
    """The text of a ledger file in canonical layout, proven to say the same.

    Args:
        source: the file; it has no errors.
        reading: what it reads as.

    Raises:
        EditRefusedError: the layout cannot be made canonical without losing something.
    """
    root = compose_source(source, every_key()).root
    if not isinstance(root, Mapping):
        raise EditRefusedError(_("{file} holds no ledger", file=source.name))
    page = Page(source.name, source.text, root)
    comments = comments_of(page)
    text = _write(page, comments)
    _prove(source, reading, comments, text)
    return text


def _prove(source: Source, reading: PartReading, comments: list[Comment], text: str) -> None:
    """Raises EditRefusedError unless `text` reads as the same records and holds every comment."""
    new = Source(source.name, text, "")
    root = compose_source(new, every_key()).root
    again = read_part(new)
    if not isinstance(root, Mapping) or again.part is None or again.part != reading.part:
        raise EditRefusedError(_("{file} would not read the same in canonical layout", file=source.name))
    kept = Counter(comment.text for comment in comments_of(Page(source.name, text, root)))
    if kept != Counter(comment.text for comment in comments):
        raise EditRefusedError(_("{file} would lose a comment in canonical layout", file=source.name))


def _write(page: Page, comments: list[Comment]) -> str:
    document = _document(page)
    for comment in comments:
        _attach(page, document, comment)
    first = document.children[0]
    document.head, first.head = first.head, []
    parted = list(_blank()) if first.blank and document.head else []
    first.blank = False
    order = _order(Part)
    document.children.sort(key=lambda unit: order.index(unit.key))
    lines = [*_above(document.head, 0), *parted, *_within(document), *_above(document.tail, 0)]
    while lines and not lines[0]:
        del lines[0]
    return "\n".join([*lines, ""])


# The tree


def _document(page: Page) -> _Unit:
    document = _Unit(page.root, "", Part, -1, len(page.text) + 1, -1, inner=0)
    document.children = [_pair(page, key, value, Part) for key, value in page.root.pairs if isinstance(key, Scalar)]
    return document


def _pair(page: Page, key: Scalar, value: Node, owner: type[Any]) -> _Unit:
    """A key with its value. A section, and an issue's events, have the entries of their list as children."""
    shape = shape_of(owner, key.text)
    unit = _Unit(value, key.text, shape.record, key.start.index, last_leaf(value).end.index, key.start.column)
    unit.blank = blank_above(page, unit.start)
    listed = (owner is Part and key.text in SECTIONS) or shape.record is Event
    if listed and isinstance(value, Sequence) and value.items:
        unit.inner = key.start.column + INDENT if value.flow else value.start.column
        unit.children = [_item(page, item, shape, key.text, unit.inner) for item in value.items]
    return unit


def _item(page: Page, node: Node, shape: Shape, section: str, column: int) -> _Unit:
    """An entry of a list. One that will have a line for each key has those as children."""
    unit = _Unit(node, "", shape.record, node.start.index, last_leaf(node).end.index, column)
    unit.blank = blank_above(page, unit.start)
    if isinstance(node, Mapping) and shape.record and _is_block(node, shape.record, section):
        unit.inner = node.start.column
        unit.children = [_pair(page, key, value, shape.record) for key, value in node.pairs if isinstance(key, Scalar)]
    return unit


def _is_block(node: Node, owner: type[Any], section: str) -> bool:
    if section in _FITTING:
        line = " " * INDENT + "- " + inline(_tree(node, Shape(owner)))
        return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) > WIDTH
    return section in BLOCKS


def _tree(node: Node, shape: Shape) -> Tree:
    """A value as a tree, the keys of records in canonical order."""
    if isinstance(node, Scalar):
        return None if node.missing else node.text
    if isinstance(node, Sequence):
        return [_tree(item, Shape(shape.record)) for item in node.items]
    assert isinstance(node, Mapping)  # noqa: S101 - there is no other node
    owner = shape.record
    pairs = {key.text: value for key, value in node.pairs if isinstance(key, Scalar)}
    order = _order(owner) or tuple(pairs)
    return {key: _tree(pairs[key], shape_of(owner, key) if owner else Shape()) for key in order if key in pairs}


def _order(owner: Any) -> tuple[str, ...]:
    """The order of a record type's keys; none for a value that is no record."""
    return keys_of(owner) if owner else ()


# The comments


def _attach(page: Page, document: _Unit, comment: Comment) -> None:
    if comment.own:
        _attach_line(document, comment)
    else:
        _attach_end(page, document, comment)


def _attach_line(document: _Unit, comment: Comment) -> None:
    """A comment on a line of its own belongs to what follows, or by its column to what it closes."""
    remark = _Remark(comment.text, comment.blank)
    around = document
    while (within := _holding(around, comment.offset)) is not None:
        around = within
    if not around.children:
        around.hoisted.append(_Remark(comment.text, blank=False))
        return
    later = next((unit for unit in around.children if unit.start > comment.offset), None)
    floor = later.column if later else around.inner or 0
    earlier = [unit for unit in around.children if unit.end <= comment.offset]
    closed = _closed(earlier[-1], comment.column, floor) if earlier and comment.column > floor else None
    if closed is not None:
        closed.append(remark)
    elif later:
        later.head.append(remark)
    else:
        around.tail.append(remark)


def _closed(unit: _Unit, column: int, floor: int) -> list[_Remark] | None:
    """The comments of the deepest thing that ends with `unit` and stands no deeper than `column`."""
    found: list[_Remark] | None = None
    while True:
        if unit.children and unit.inner is not None:
            if floor < unit.inner <= column:
                found = unit.tail
            unit = unit.children[-1]
            continue
        node = unit.node
        if isinstance(node, Mapping) and not node.flow and floor < node.start.column <= column:
            found = unit.hoisted
        return found


def _attach_end(page: Page, document: _Unit, comment: Comment) -> None:
    """A comment at the end of a line belongs to what began last before it."""
    unit = document
    while (began := [child for child in unit.children if child.start <= comment.offset]) != []:
        unit = began[-1]
    if unit is document:
        document.children[0].head.append(_Remark(comment.text, blank=False))
        return
    ends = page.number(unit.end) - 1 <= comment.line or bool(unit.children) or _is_text_block(unit.node)
    if unit.eol is None and ends:
        unit.eol = (max(1, comment.gap), comment.text)
    else:
        unit.hoisted.append(_Remark(comment.text, blank=False))


def _holding(unit: _Unit, offset: int) -> _Unit | None:
    """The child within whose text `offset` lies."""
    return next((child for child in unit.children if child.start <= offset < child.end), None)


def _is_text_block(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style in ("|", ">")


# The lines


def _within(unit: _Unit) -> Iterator[str]:
    """The lines of a document's children."""
    for child in unit.children:
        yield from _above(child.head, 0)
        if child.blank:
            yield from _blank()
        yield from _pair_lines(child, 0)


def _pair_lines(unit: _Unit, column: int) -> Iterator[str]:
    """The lines of a key and its value, at `column`."""
    yield from _above(unit.hoisted, column)
    margin = " " * column
    if not unit.children:
        first, *rest = _pair_text(unit.key, unit.node, Shape(unit.owner, many=isinstance(unit.node, Sequence)))
        yield margin + first + _end(unit)
        yield from (margin + line if line else "" for line in rest)
        return
    yield margin + f"{unit.key}:" + _end(unit)
    loose = column == 0
    for child in unit.children:
        yield from _above(child.head, column + INDENT, keep=loose)
        if child.blank and loose:
            yield from _blank()
        yield from _item_lines(child, column + INDENT)
    yield from _above(unit.tail, column + INDENT, keep=loose)


def _pair_text(key: str, node: Node, shape: Shape) -> list[str]:
    """The lines of a key and its value. What stands plain stays so: braces need quotes on a record's one line only."""
    if isinstance(node, Scalar) and not node.style and not node.missing and "\n" not in node.text:
        return [f"{key}: {node.text}"]
    return pair(key, _tree(node, shape))


def _item_lines(unit: _Unit, column: int) -> Iterator[str]:
    """The lines of an entry of a list whose dashes stand at `column`."""
    dash = " " * column + "- "
    if not unit.children:
        yield from _above(unit.hoisted, column)
        yield dash + inline(_tree(unit.node, Shape(unit.owner))) + _end(unit)
        return
    order = _order(unit.owner)
    children = sorted(unit.children, key=lambda child: order.index(child.key))
    inner = column + INDENT
    yield from _above([*unit.hoisted, *children[0].head, *children[0].hoisted], column, keep=False)
    children[0].hoisted = []
    for number, child in enumerate(children):
        if number:
            yield from _above(child.head, inner, keep=False)
        lines = list(_pair_lines(child, inner))
        if number == 0:
            lines[0] = dash + lines[0][inner:]
        yield from lines
    yield from _above(unit.tail, inner, keep=False)


def _above(remarks: list[_Remark], column: int, *, keep: bool = True) -> Iterator[str]:
    for remark in remarks:
        if remark.blank and keep:
            yield from _blank()
        yield " " * column + remark.text


def _blank() -> Iterator[str]:
    yield ""


def _end(unit: _Unit) -> str:
    return " " * unit.eol[0] + unit.eol[1] if unit.eol else ""
