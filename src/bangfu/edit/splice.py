"""Puts new text between a ledger's bytes, in the layout that it finds there; nothing else in the file is touched."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from typing import NamedTuple

from bangfu.edit.change import Change, NewEvents
from bangfu.edit.page import Page
from bangfu.edit.phrase import INDENT, Tree, block, inline, shifted, tree_of
from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import SECTIONS, Part
from bangfu.read.build import keys_of
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence

BLOCKS = frozenset({"issues", "enterprises"})
"""Sections whose records are written with one key to a line; all others are written on one line."""

DASH = re.compile(r"( *)-( +)\Z")
COLON = re.compile(r"[ \t]*:")
_LINE_REST = re.compile(r"[ \t]*(,?)[ \t]*((?<=[ \t,])#[^\r\n]*)?(?=\r?\n|\Z)")


class Splice(NamedTuple):
    """`text[start:end]` becomes `new`; the items that are added begin at `marks` (offsets into `new`)."""

    start: int
    end: int
    new: str
    marks: tuple[int, ...]


class Target(NamedTuple):
    """The list to add to: the entry that holds it, its key, the list (None: the key is missing)."""

    owner: Mapping
    key: str
    node: Node | None


class Items(NamedTuple):
    """What to add, both ways: as lines of block entries, and on one line each."""

    trees: list[dict[str, Tree]]
    blocks: bool

    def lines(self, offset: int) -> list[list[str]]:
        """The lines of each item, without its dash; a list inside it is `offset` columns in."""
        return [block(tree, offset) if self.blocks else [inline(tree)] for tree in self.trees]

    def flow(self) -> list[str]:
        """Each item on one line."""
        return [inline(tree) for tree in self.trees]


def splice(page: Page, change: Change) -> Splice:
    """The splice that makes `change` in the file.

    Raises:
        EditRefusedError: the place is not there or its layout is beyond a safe edit.
    """
    return add(page, _target(page, change), _items(change))


def add(page: Page, target: Target, items: Items) -> Splice:
    """The splice that adds items at the end of a list, which may be empty or missing.

    Raises:
        EditRefusedError: its layout is beyond a safe edit.
    """
    node = target.node
    if isinstance(node, Sequence) and node.items:
        return _into_brackets(page, node, items) if node.flow else _below_last(page, target, node, items)
    if node is None:
        return _new_key(page, target, items)
    if target.owner.flow or (
        isinstance(node, Sequence) and page.text[node.start.index + 1 : node.end.index - 1].strip()
    ):
        return _fill(page, node, items)
    if isinstance(node, Sequence) or (isinstance(node, Scalar) and node.missing):
        return _instead_of_nothing(page, target, node, items)
    raise page.refusal(node)


def applied(text: str, splices: Many[Splice]) -> tuple[str, list[list[int]]]:
    """`text` with all splices made, and the line numbers (from 1) of what each added, in the order given.

    Raises:
        EditRefusedError: two of them overlap.
    """
    pieces: list[str] = []
    done = length = 0
    offsets: dict[int, list[int]] = {}
    for number, item in sorted(enumerate(splices), key=_order):
        if item.start < done:
            raise EditRefusedError(
                _("these entries stand on one line and cannot be edited together"), _("edit them one by one")
            )
        pieces += (text[done : item.start], item.new)
        offsets[number] = [length + item.start - done + mark for mark in item.marks]
        length += item.start - done + len(item.new)
        done = item.end
    new = "".join([*pieces, text[done:]])
    return new, [[new.count("\n", 0, offset) + 1 for offset in offsets[number]] for number in range(len(splices))]


def _order(numbered: tuple[int, Splice]) -> tuple[int, int, bool, int]:
    """By place; at one place the deepest first, and entries before keys: they end what the others follow."""
    number, item = numbered
    lines = item.new.lstrip("\r\n")
    body = lines.lstrip(" ")
    return item.start, len(body) - len(lines), not body.startswith("-"), number


def new_ledger(city: str, change: Change) -> tuple[str, list[int]]:
    """The text of a new file for `city` with its first record, and the record's line number."""
    head = [f"# {city}精准帮扶台账", *block({"city": city})]
    section = change.section if not isinstance(change, NewEvents) else "issues"
    lines = _section(section, _items(change), INDENT, INDENT, 0, " ")
    return "\n".join([*head, *(line for item in lines for line in item), ""]), [len(head) + 2]


def _target(page: Page, change: Change) -> Target:
    if not isinstance(change, NewEvents):
        return Target(page.root, change.section, page.root.get(change.section))
    issues = page.root.get("issues")
    if isinstance(issues, Sequence):
        for item in issues.items:
            given = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and isinstance(given, Scalar) and given.text == change.issue:
                return Target(item, "events", item.get("events"))
    raise EditRefusedError(_("{file} has no issue {id}", file=page.name, id=change.issue))


def _items(change: Change) -> Items:
    if isinstance(change, NewEvents):
        return Items([tree_of(event) for event in change.events], blocks=False)
    return Items([tree_of(change.record)], change.section in BLOCKS)


def _below_last(page: Page, target: Target, node: Sequence, items: Items) -> Splice:
    """New dashes below the last one of a block list, in its column, with its gap and the list's blank lines."""
    last = node.items[-1]
    dash = DASH.fullmatch(page.text, page.line_start(last.start.index), last.start.index)
    column, gap = (len(dash[1]), dash[2]) if dash else (node.start.column, " ")
    inside = max(column, target.owner.start.column + 1)  # a comment in the key's own column is about the next key
    where = page.below(last, inside)
    blanks = blank_habit(page, node, inside) if target.owner is page.root else 0
    offset = nested_offset(node)
    prefix, rest = " " * column + "-" + gap, " " * (column + 1 + len(gap))
    lines = [[""] * blanks + list(shifted(item, prefix, rest)) for item in items.lines(offset)]
    return at(page, where, lines, blanks)


def at(page: Page, where: int, items: list[list[str]], blanks: int = 0) -> Splice:
    """Whole lines put in at `where`; `blanks` of each item's lines are blank ones above it."""
    ends_open = where == len(page.text) and not page.text.endswith("\n")
    eol = page.eol(page.line_start(where - 1) if where else 0)
    new, marks = "", []
    for lines in items:
        begins = len(new) + blanks * len(eol) + (len(eol) if ends_open else 0)
        new += "".join(eol + line for line in lines) if ends_open else "".join(line + eol for line in lines)
        marks.append(begins)
    return Splice(where, where, new, tuple(marks))


def blank_habit(page: Page, node: Sequence, column: int) -> int:
    """The blank lines between the last two records of the list; of another section where it has but one."""
    lists = [node, *(value for _key, value in page.root.pairs if isinstance(value, Sequence) and not value.flow)]
    for candidate in lists:
        if len(candidate.items) > 1:
            return page.blanks(page.below(candidate.items[-2], column))
    return 0


def nested_offset(node: Sequence) -> int:
    """How far the file indents the list of events below its key."""
    for item in reversed(node.items):
        events = item.get("events") if isinstance(item, Mapping) and not item.flow else None
        if isinstance(item, Mapping) and isinstance(events, Sequence) and not events.flow:
            return max(0, events.start.column - item.start.column)
    return INDENT


def _into_brackets(page: Page, node: Sequence, items: Items) -> Splice:
    """More items of a list in brackets: on lines of their own where the last one has its own, else on its line."""
    last = node.items[-1]
    end = last.end.index
    begin = page.line_start(last.start.index)
    indent = page.text[begin : last.start.index]
    rest = _LINE_REST.match(page.text, end)
    if not indent.strip() and node.start.line < last.start.line and rest and rest.end() < node.end.index:
        eol = page.eol(end)
        new, marks = ("" if rest[1] else ",") + rest[0], []
        for number, item in enumerate(items.flow()):
            comma = "," if rest[1] or number < len(items.trees) - 1 else ""
            marks.append(len(new) + len(eol) + len(indent))
            new += eol + indent + item + comma
        return Splice(end, rest.end(), new, tuple(marks))
    return _with_commas(end, ", ", items)


def _with_commas(where: int, first: str, items: Items) -> Splice:
    new, marks = "", []
    for item in items.flow():
        new += first if not new else ", "
        marks.append(len(new))
        new += item
    return Splice(where, where, new, tuple(marks))


def _fill(page: Page, node: Node, items: Items) -> Splice:
    """The first items of empty brackets that hold a comment or stand inside other brackets, or of a missing value."""
    if isinstance(node, Sequence):
        return _with_commas(node.end.index - 1, "", items)
    if not isinstance(node, Scalar) or not node.missing:
        raise page.refusal(node)
    inner = _with_commas(0, "", items)
    before = "" if page.text[: node.start.index].endswith((" ", "\t", "\n")) else " "
    marks = tuple(mark + len(before) + 1 for mark in inner.marks)
    return Splice(node.start.index, node.end.index, f"{before}[{inner.new}]", marks)


def _instead_of_nothing(page: Page, target: Target, node: Node, items: Items) -> Splice:
    """`key: []`, `key: null` or a bare `key:` becomes a block list; a comment on the line stays there."""
    key = target.owner.key(target.key)
    assert key is not None  # noqa: S101 - it was found through this key
    colon = COLON.match(page.text, key.end.index)
    rest = _LINE_REST.match(page.text, node.end.index)
    if colon is None or rest is None or rest[1]:
        raise page.refusal(node)
    dropped = page.text[colon.end() : node.end.index]
    if dropped.strip() not in ("", "~", "null") and dropped.strip()[0] != "[":
        return _fill(page, node, items)  # a comment stands between key and value
    eol = page.eol(key.start.index)
    column = target.owner.start.column
    lines = _section("", items, _section_offset(page), INDENT, column, " ")[1:]
    new, marks = rest[0].rstrip() if not rest[2] else rest[0], []
    for item in lines:
        marks.append(len(new) + len(eol))
        new += "".join(eol + line for line in item)
    return Splice(colon.end(), rest.end(), new, tuple(marks))


def _new_key(page: Page, target: Target, items: Items) -> Splice:
    """A section that the file lacks, below the one that canonically comes before it."""
    pairs = target.owner.pairs
    if target.owner is not page.root or not pairs:
        raise page.refusal(target.owner)
    order = keys_of(Part)
    rank = order.index(target.key)
    earlier = [
        index for index, (key, _value) in enumerate(pairs)
        if isinstance(key, Scalar) and key.text in order and order.index(key.text) < rank
    ]  # fmt: skip
    position = earlier[-1] if earlier else len(pairs) - 1
    if page.root.flow:
        where = pairs[-1][1].end.index
        inner = _with_commas(0, f", {target.key}: [", items)
        return Splice(where, where, inner.new + "]", inner.marks)
    column = page.root.start.column
    where = page.below(pairs[position][1], column + 1)
    blanks = page.blanks(page.below(pairs[-2][1], column + 1)) if len(pairs) > 1 else 0
    head, *lines = _section(target.key, items, _section_offset(page), INDENT, column, " ")
    first = [""] * blanks + head + lines[0]
    made = at(page, where, [first, *lines[1:]])
    eol = len(page.eol(page.line_start(where - 1) if where else 0))
    step = blanks * eol + sum(len(line) + eol for line in head)
    return made._replace(marks=(made.marks[0] + step, *made.marks[1:]))


def _section(key: str, items: Items, offset: int, nested: int, column: int, gap: str) -> list[list[str]]:
    """A key's line, and the lines of each item below it."""
    prefix = " " * (column + offset) + "-" + gap
    rest = " " * len(prefix)
    return [[" " * column + key + ":"], *(list(shifted(item, prefix, rest)) for item in items.lines(nested))]


def _section_offset(page: Page) -> int:
    """How far the file indents a section's dashes below its key."""
    for key, value in page.root.pairs:
        if (
            isinstance(key, Scalar)
            and key.text in SECTIONS
            and isinstance(value, Sequence)
            and value.items
            and not value.flow
        ):
            return max(0, value.start.column - page.root.start.column)
    return INDENT
