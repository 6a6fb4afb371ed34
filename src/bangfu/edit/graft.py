"""Puts a merge's plan into the text of OURS: only the lines of what THEIRS changed are touched."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from typing import Any

from bangfu.edit.comments import has_comment
from bangfu.edit.page import Page, last_leaf
from bangfu.edit.phrase import INDENT, Tree, inline, pair, shifted, tree_of
from bangfu.edit.splice import BLOCKS, COLON, DASH, Items, Splice, Target, add, at, blank_habit, nested_offset
from bangfu.i18n import _
from bangfu.merge.slot import Slot
from bangfu.merge.threeway import Plan
from bangfu.model.errors import EditRefusedError
from bangfu.read.build import keys_of
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence

Slots = Many[Slot[Any]]

_REST = re.compile(r"[ \t]*\r?(?:\n|\Z)")


def touched(plan: Plan) -> set[int]:
    """The lines (from 1) of the records of OURS that must be at hand to graft the plan, or to mark its conflicts."""
    lines: set[int] = set()
    for slots in plan.sections.values():
        in_file = [slot.ours.line for slot in slots if slot.ours is not None]
        above = 0
        for slot in slots:
            if slot.result != slot.ours or slot.conflicts:
                lines.add(above)
                if slot.ours is not None and slot.ours_at is not None:
                    lines |= {slot.ours.line, in_file[max(0, slot.ours_at - 1)]}
            above = slot.ours.line if slot.ours is not None else above
    return lines - {0}


def grafts(page: Page, plan: Plan) -> list[Splice]:
    """The splices that make the plan of OURS' page.

    Raises:
        EditRefusedError: the layout of a place is beyond a safe edit.
    """
    graft = _Graft(page)
    city = page.root.get("city")
    if isinstance(city, Scalar) and city.text != plan.city:
        graft.put(page.root, "city", plan.city)
    for section, slots in plan.sections.items():
        nodes = by_line(page.root.get(section))
        graft.entries(page.root, section, slots, [nodes.get(s.ours.line) if s.ours else None for s in slots])
    return graft.splices


def spliced(text: str, splices: Many[Splice]) -> str:
    """`text` with the splices made. Of those that begin in one place, insertions come first, in the order given.

    Raises:
        EditRefusedError: two of them overlap.
    """
    pieces: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        if splice.start < done:
            raise EditRefusedError(_("these entries stand on one line and cannot be edited together"))
        pieces += (text[done : splice.start], splice.new)
        done = splice.end
    return "".join([*pieces, text[done:]])


def by_line(node: Node | None) -> dict[int, Node]:
    """The items of a list by the lines (from 1) on which they begin."""
    return {item.start.line + 1: item for item in node.items} if isinstance(node, Sequence) else {}


class _Graft:
    """The splices found so far, for one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.splices: list[Splice] = []

    def entries(self, owner: Mapping, key: str, slots: Slots, nodes: Many[Node | None]) -> None:
        """Makes a list what its slots have; `nodes` are those of the slots that OURS has."""
        if all(slot.result == slot.ours for slot in slots):
            return
        node = owner.get(key)
        blocks = key in BLOCKS and owner is self.page.root
        if not isinstance(node, Sequence) or not node.items:
            items = _items([slot for slot in slots if slot.result is not None], blocks=blocks)
            self.splices.append(add(self.page, Target(owner, key, node), items))
        elif node.flow or owner.flow:
            self._replace(node, inline([tree_of(slot.result) for slot in slots if slot.result is not None]))
        else:
            self._block_list(owner, key, node, slots, nodes)

    def put(self, entry: Mapping, key: str, tree: Tree) -> None:
        """Gives a key of a block entry a new value; the key may be missing."""
        name, value = entry.key(key), entry.get(key)
        if name is None or value is None:
            self._new_key(entry, key, tree)
            return
        colon = COLON.match(self.page.text, name.end.index)
        if colon is None or has_comment(self.page, value):
            raise self.page.refusal(value)
        begin, end = colon.end(), max(colon.end(), self._end(value))
        first, *rest = pair(key, tree, nested_offset_of(entry))
        if rest and not _REST.match(self.page.text, end):  # something stands behind the value
            first, rest = f"{key}: {inline(tree)}", []
        eol, margin = self.page.eol(name.start.index), " " * entry.start.column
        lines = "".join(eol + (margin + line if line else "") for line in rest)
        self._splice(begin, end, first[len(key) + 1 :] + lines)

    def _block_list(self, owner: Mapping, key: str, node: Sequence, slots: Slots, nodes: Many[Node | None]) -> None:
        last = max(slot.ours_at for slot in slots if slot.ours_at is not None)
        above: int | None = None
        above_node: Node | None = None
        waiting: list[Slot[Any]] = []
        end: Slot[Any] = Slot(ours_at=last + 1)
        for slot, item in [*zip(slots, nodes, strict=True), (end, None)]:
            if slot.ours_at is None:
                waiting += [slot] if slot.result is not None else []
                continue
            if waiting and above != last and above is not None and above_node is None:
                raise self.page.refusal(node)
            if waiting:
                self._insert(owner, key, node, above_node, waiting, at_end=above == last)
                waiting = []
            if slot.result != slot.ours:
                if item is None:
                    raise self.page.refusal(node)
                if slot.result is None:
                    self._take_out(owner, key, node, item, above_node)
                else:
                    self._change(item, slot)
            above, above_node = slot.ours_at, item

    def _insert(
        self, owner: Mapping, key: str, node: Sequence, above: Node | None, slots: Slots, *, at_end: bool
    ) -> None:
        """New entries below the item `above` (None: at the top of the list)."""
        page = self.page
        items = _items(slots, blocks=key in BLOCKS and owner is page.root)
        if at_end:
            self.splices.append(add(page, Target(owner, key, node), items))
            return
        column, gap = dash_of(page, node, above or node.items[0])
        prefix, rest = " " * column + "-" + gap, " " * (column + 1 + len(gap))
        lines = [list(shifted(item, prefix, rest)) for item in items.lines(nested_offset(node))]
        if above is None:
            blanks = blank_habit(page, node, column + 1) if owner is page.root else 0
            self.splices.append(at(page, top_of(page, owner, key), [[*item, *[""] * blanks] for item in lines]))
            return
        where = page.below(above, column + 1)
        blanks = page.blanks(where) if owner is page.root else 0
        self.splices.append(at(page, where, [[""] * blanks + item for item in lines], blanks))

    def _take_out(self, owner: Mapping, key: str, node: Sequence, item: Node, above: Node | None) -> None:
        """An entry goes, with the comments in it, right above it, and the blank lines above those."""
        page = self.page
        column, _gap = dash_of(page, node, item)
        floor = page.below(above, column + 1) if above is not None else top_of(page, owner, key)
        start = page.line_start(item.start.index)
        comment = re.compile(rf" {{{column}}}#")
        while above is not None and start > floor and comment.match(page.text, before := page.line_start(start - 1)):
            start = before
        if not page.text[floor:start].strip():
            start = floor
        self._splice(start, page.below(item, column + 1), "")

    def _change(self, item: Node, slot: Slot[Any]) -> None:
        """Makes an entry what it should be, key by key where it has a line for each."""
        after = tree_of(slot.result)
        if not isinstance(item, Mapping):
            raise self.page.refusal(item)
        if item.flow:
            self._replace(item, inline(after))
            return
        before = tree_of(slot.ours)
        for key in keys_of(type(slot.result)):
            if before.get(key) == after.get(key):
                continue
            if key == "events":
                self._life(item, slot)
            elif key in after:
                self.put(item, key, after[key])
            else:
                self._drop(item, key)

    def _life(self, item: Mapping, slot: Slot[Any]) -> None:
        node = item.get("events")
        assert slot.ours is not None and slot.result is not None  # noqa: S101, PT018 - only a changed record comes here
        slots = slot.events or [
            Slot(ours=ours, result=result, ours_at=number)
            for number, (ours, result) in enumerate(zip(slot.ours.events, slot.result.events, strict=True))
        ]
        found = node.items if isinstance(node, Sequence) else []
        nodes = [found[one.ours_at] if one.ours_at is not None and one.ours_at < len(found) else None for one in slots]
        self.entries(item, "events", slots, nodes)

    def _new_key(self, entry: Mapping, key: str, tree: Tree) -> None:
        margin = " " * entry.start.column
        lines = [margin + line if line else "" for line in pair(key, tree, nested_offset_of(entry))]
        self.splices.append(at(self.page, place_of_key(self.page, entry, key), [lines]))

    def _drop(self, entry: Mapping, key: str) -> None:
        page = self.page
        names = [name for name, _value in entry.pairs]
        name, value = entry.key(key), entry.get(key)
        if name is None or value is None or len(names) == 1:
            raise page.refusal(entry)
        if name is names[0]:  # the dash stands before it
            self._splice(name.start.index, names[1].start.index, "")
        else:
            self._splice(page.line_start(name.start.index), page.below(value, entry.start.column + 1), "")

    def _replace(self, node: Node, new: str) -> None:
        if has_comment(self.page, node):
            raise self.page.refusal(node)
        self._splice(node.start.index, node.end.index, new)

    def _splice(self, start: int, end: int, new: str) -> None:
        self.splices.append(Splice(start, end, new, ()))

    def _end(self, value: Node) -> int:
        """Where a value's own text ends."""
        leaf = last_leaf(value)
        if isinstance(leaf, Scalar) and leaf.style in ("|", ">"):
            end = self.page.below(leaf, 1 << 20)
            return end - len(self.page.eol(end - 1)) if self.page.text[:end].endswith("\n") else end
        if isinstance(leaf, Scalar) and leaf.missing and not leaf.text:
            return 0
        return leaf.end.index


def dash_of(page: Page, node: Sequence, item: Node) -> tuple[int, str]:
    """The column of an item's dash in a block list, and the gap behind it."""
    dash = DASH.fullmatch(page.text, page.line_start(item.start.index), item.start.index)
    return (len(dash[1]), dash[2]) if dash else (node.start.column, " ")


def top_of(page: Page, owner: Mapping, key: str) -> int:
    """Where the first entry of a block list may stand: below its key's line."""
    name = owner.key(key)
    assert name is not None  # noqa: S101 - the list was found through it
    return page.text.find("\n", name.end.index) + 1


def place_of_key(page: Page, entry: Mapping, key: str) -> int:
    """Where a key that a block entry lacks may stand: below the one that canonically comes before it.

    Raises:
        EditRefusedError: there is none before it.
    """
    order = _order_of(entry)
    earlier = [
        value
        for name, value in entry.pairs
        if isinstance(name, Scalar) and name.text in order and order.index(name.text) < order.index(key)
    ]
    if not earlier:
        raise page.refusal(entry)
    return page.below(earlier[-1], entry.start.column + 1)


def nested_offset_of(entry: Mapping) -> int:
    """How far the entry indents a list below its key."""
    for _name, value in entry.pairs:
        if isinstance(value, Sequence) and not value.flow and value.items:
            return max(0, value.start.column - entry.start.column)
    return INDENT


def _items(slots: Slots, *, blocks: bool) -> Items:
    return Items([tree_of(slot.result) for slot in slots], blocks)


def _order_of(entry: Mapping) -> tuple[str, ...]:
    """The canonical order of the keys of an issue, an enterprise or an event, by the keys that it has."""
    from bangfu.model.enterprise import Enterprise
    from bangfu.model.event import Event
    from bangfu.model.issue import Issue

    owner = Event if entry.key("type") else Issue if entry.key("id") else Enterprise
    return keys_of(owner)
