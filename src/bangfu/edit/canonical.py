"""The canonical layout that `bangfu fmt` writes: two spaces a level, one record a line where it fits, keys in order.

A file becomes a tree of units, each with the comments that belong to it; the tree is written anew. That nothing is lost
is not trusted to this module: `proven` reads the result and compares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bangfu.edit.comments import Comment, comments_of
from bangfu.edit.page import Page
from bangfu.edit.phrase import INDENT, inline, pair
from bangfu.edit.units import Remark, Unit, order_of, tree, units_of
from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import Part
from bangfu.model.source import Source
from bangfu.read.build import Shape, every_key
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence
from bangfu.read.part import PartReading, read_part
from bangfu.read.recover import compose_source


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
    document = units_of(page, comments)
    first = document.children[0]
    document.head, first.head = first.head, []
    parted = list(_blank()) if first.blank and document.head else []
    first.blank = False
    order = order_of(Part)
    document.children.sort(key=lambda unit: order.index(unit.key))
    lines = [*_above(document.head, 0), *parted, *_within(document), *_above(document.tail, 0)]
    while lines and not lines[0]:
        del lines[0]
    return "\n".join([*lines, ""])


def _within(unit: Unit) -> Iterator[str]:
    """The lines of a document's children."""
    for child in unit.children:
        yield from _above(child.head, 0)
        if child.blank:
            yield from _blank()
        yield from _pair_lines(child, 0)


def _pair_lines(unit: Unit, column: int) -> Iterator[str]:
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
    return pair(key, tree(node, shape))


def _item_lines(unit: Unit, column: int) -> Iterator[str]:
    """The lines of an entry of a list whose dashes stand at `column`."""
    dash = " " * column + "- "
    if not unit.children:
        yield from _above(unit.hoisted, column)
        yield dash + inline(tree(unit.node, Shape(unit.owner))) + _end(unit)
        return
    order = order_of(unit.owner)
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


def _above(remarks: list[Remark], column: int, *, keep: bool = True) -> Iterator[str]:
    for remark in remarks:
        if remark.blank and keep:
            yield from _blank()
        yield " " * column + remark.text


def _blank() -> Iterator[str]:
    yield ""


def _end(unit: Unit) -> str:
    return " " * unit.eol[0] + unit.eol[1] if unit.eol else ""
