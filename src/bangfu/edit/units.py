"""A ledger file as a tree of units, each with the comments that belong to it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bangfu.edit.comments import Comment, blank_above, comments_of
from bangfu.edit.page import Page, last_leaf
from bangfu.edit.phrase import INDENT, Tree, inline
from bangfu.edit.splice import BLOCKS
from bangfu.model.event import Event
from bangfu.model.ledger import SECTIONS, Part
from bangfu.read.build import Shape, keys_of, shape_of
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence

WIDTH = 140
"""Columns up to which a measure or a commitment stands on one line; a longer one has a line for each key."""

_FITTING = frozenset({"measures", "commitments"})


class Remark(NamedTuple):
    """A comment on a line of its own, and whether a blank line stands above it."""

    text: str
    blank: bool


@dataclass(slots=True)
class Unit:
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
    children: list[Unit] = field(default_factory=list)
    inner: int | None = None
    head: list[Remark] = field(default_factory=list)
    hoisted: list[Remark] = field(default_factory=list)
    eol: tuple[int, str] | None = None
    tail: list[Remark] = field(default_factory=list)
    blank: bool = False


def units_of(page: Page, comments: list[Comment] | None = None) -> Unit:
    """The file's tree: keys, the records of sections, events. `comments` are the file's, where they are known."""
    document = _document(page)
    for comment in comments_of(page) if comments is None else comments:
        _attach(page, document, comment)
    return document


def _document(page: Page) -> Unit:
    document = Unit(page.root, "", Part, -1, len(page.text) + 1, -1, inner=0)
    document.children = [_pair(page, key, value, Part) for key, value in page.root.pairs if isinstance(key, Scalar)]
    return document


def _pair(page: Page, key: Scalar, value: Node, owner: type[Any]) -> Unit:
    """A key with its value. A section, and an issue's events, have the entries of their list as children."""
    shape = shape_of(owner, key.text)
    unit = Unit(value, key.text, shape.record, key.start.index, last_leaf(value).end.index, key.start.column)
    unit.blank = blank_above(page, unit.start)
    listed = (owner is Part and key.text in SECTIONS) or shape.record is Event
    if listed and isinstance(value, Sequence) and value.items:
        unit.inner = key.start.column + INDENT if value.flow else value.start.column
        unit.children = [_item(page, item, shape, key.text, unit.inner) for item in value.items]
    return unit


def _item(page: Page, node: Node, shape: Shape, section: str, column: int) -> Unit:
    """An entry of a list. One that will have a line for each key has those as children."""
    unit = Unit(node, "", shape.record, node.start.index, last_leaf(node).end.index, column)
    unit.blank = blank_above(page, unit.start)
    if isinstance(node, Mapping) and shape.record and _is_block(node, shape.record, section):
        unit.inner = node.start.column
        unit.children = [_pair(page, key, value, shape.record) for key, value in node.pairs if isinstance(key, Scalar)]
    return unit


def _is_block(node: Node, owner: type[Any], section: str) -> bool:
    if section in _FITTING:
        line = " " * INDENT + "- " + inline(tree(node, Shape(owner)))
        return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) > WIDTH
    return section in BLOCKS


def tree(node: Node, shape: Shape) -> Tree:
    """A value as a tree, the keys of records in canonical order."""
    if isinstance(node, Scalar):
        return None if node.missing else node.text
    if isinstance(node, Sequence):
        return [tree(item, Shape(shape.record)) for item in node.items]
    assert isinstance(node, Mapping)  # noqa: S101 - there is no other node
    owner = shape.record
    pairs = {key.text: value for key, value in node.pairs if isinstance(key, Scalar)}
    order = order_of(owner) or tuple(pairs)
    return {key: tree(pairs[key], shape_of(owner, key) if owner else Shape()) for key in order if key in pairs}


def order_of(owner: Any) -> tuple[str, ...]:
    """The order of a record type's keys; none for a value that is no record."""
    return keys_of(owner) if owner else ()


def _attach(page: Page, document: Unit, comment: Comment) -> None:
    if comment.own:
        _attach_line(document, comment)
    else:
        _attach_end(page, document, comment)


def _attach_line(document: Unit, comment: Comment) -> None:
    """A comment on a line of its own belongs to what follows, or by its column to what it closes."""
    remark = Remark(comment.text, comment.blank)
    around = document
    while (within := _holding(around, comment.offset)) is not None:
        around = within
    if not around.children:
        around.hoisted.append(Remark(comment.text, blank=False))
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


def _closed(unit: Unit, column: int, floor: int) -> list[Remark] | None:
    """The comments of the deepest thing that ends with `unit` and stands no deeper than `column`."""
    found: list[Remark] | None = None
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


def _attach_end(page: Page, document: Unit, comment: Comment) -> None:
    """A comment at the end of a line belongs to what began last before it."""
    unit = document
    while (began := [child for child in unit.children if child.start <= comment.offset]) != []:
        unit = began[-1]
    if unit is document:
        document.children[0].head.append(Remark(comment.text, blank=False))
        return
    ends = page.number(unit.end) - 1 <= comment.line or bool(unit.children) or _is_text_block(unit.node)
    if unit.eol is None and ends:
        unit.eol = (max(1, comment.gap), comment.text)
    else:
        unit.hoisted.append(Remark(comment.text, blank=False))


def _holding(unit: Unit, offset: int) -> Unit | None:
    """The child within whose text `offset` lies."""
    return next((child for child in unit.children if child.start <= offset < child.end), None)


def _is_text_block(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style in ("|", ">")
