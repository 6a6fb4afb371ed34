"""Brings the comments that THEIRS added into the merged text, each to the record, key or event that it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from bangfu.edit.comments import comments_of
from bangfu.edit.page import Page
from bangfu.edit.splice import Splice
from bangfu.edit.units import Unit, units_of
from bangfu.merge.slot import Slot
from bangfu.merge.threeway import Plan
from bangfu.read.nodes import Scalar


class _Trio(NamedTuple):
    """A unit of THEIRS, with the same one in the base and in the result (None: it is not there)."""

    base: Unit | None
    theirs: Unit
    result: Unit | None


class Pages(NamedTuple):
    """The three texts that are compared."""

    base: Page | None
    theirs: Page
    result: Page


def may_have(base: str, theirs: str) -> bool:
    """Whether THEIRS may have a comment that the base has not: a line with a `#` that is not in the base."""
    lines = {line.strip() for line in base.split("\n") if "#" in line}
    return any("#" in line and line.strip() not in lines for line in theirs.split("\n"))


def brought(pages: Pages, plan: Plan, *, plainly: bool = False) -> list[Splice]:
    """The splices that put the comments that THEIRS added into the result.

    Args:
        pages: the texts.
        plan: what the result was made by.
        plainly: put each on a line of its own above the record, where its own place turned out not to be safe.
    """
    theirs = Counter(comment.text for comment in comments_of(pages.theirs))
    base = Counter(comment.text for comment in comments_of(pages.base)) if pages.base else Counter[str]()
    left = theirs - base
    if not left:
        return []
    trunk = _Trio(units_of(pages.base) if pages.base else None, units_of(pages.theirs), units_of(pages.result))
    assert trunk.result is not None  # noqa: S101 - it was just made
    bringer = _Bringer(pages.result, left, plainly=plainly)
    for trio, above in _trios(trunk, plan):
        bringer.bring(trio, above)
    return bringer.splices


def _trios(trunk: _Trio, plan: Plan) -> Iterator[tuple[_Trio, Unit]]:
    """Every unit of THEIRS, with the unit of the result in which, or instead of which, its comments stand.

    What is in conflict is left out: between the markers THEIRS stands as it is.
    """
    top = trunk.result
    assert top is not None  # noqa: S101 - see the caller
    yield trunk, top
    for section in _by_key(trunk):
        around = section.result or top
        yield section, around
        slots = plan.sections.get(section.theirs.key)
        if slots is None:
            continue
        for record, slot in _by_slot(section, slots):
            disputed = {conflict.key for conflict in slot.conflicts}
            if "" in disputed:
                continue
            here = record.result or around
            yield record, here
            for pair in _by_key(record):
                if pair.theirs.key in disputed:
                    continue
                yield pair, pair.result or here
                if pair.theirs.key == "events":
                    events = slot.events or _alike(slot)
                    for event, _slot in _by_slot(pair, events):
                        yield event, event.result or pair.result or here


def _by_key(trio: _Trio) -> Iterator[_Trio]:
    base, result = ({unit.key: unit for unit in one.children} if one else {} for one in (trio.base, trio.result))
    for unit in trio.theirs.children:
        if unit.key:
            yield _Trio(base.get(unit.key), unit, result.get(unit.key))


def _by_slot(trio: _Trio, slots: Sequence[Slot[Any]]) -> Iterator[tuple[_Trio, Slot[Any]]]:
    number = 0
    for slot in slots:
        if slot.theirs_at is not None and slot.theirs_at < len(trio.theirs.children):
            base = _child(trio.base, slot.base_at)
            result = _child(trio.result, number) if slot.result is not None else None
            yield _Trio(base, trio.theirs.children[slot.theirs_at], result), slot
        number += slot.result is not None


def _child(unit: Unit | None, at: int | None) -> Unit | None:
    return unit.children[at] if unit and at is not None and at < len(unit.children) else None


def _alike(slot: Slot[Any]) -> list[Slot[Any]]:
    """Slots for the events of a record whose events were taken as one side has them."""
    if slot.result is None or slot.theirs is None or slot.result.events != slot.theirs.events:
        return []
    base = slot.base.events if slot.base else ()
    return [
        Slot(result=event, base_at=at if at < len(base) and base[at] == event else None, theirs_at=at)
        for at, event in enumerate(slot.theirs.events)
    ]


class _Bringer:
    """The splices so far, and how many of each comment are still to be brought."""

    def __init__(self, page: Page, left: Counter[str], *, plainly: bool) -> None:
        self.page = page
        self.left = left
        self.plainly = plainly
        self.splices: list[Splice] = []
        self._ends: set[int] = set()

    def bring(self, trio: _Trio, above: Unit) -> None:
        """Brings what THEIRS has at this unit and the base has not, unless OURS has it too."""
        new = _own(trio.theirs) - (_own(trio.base) if trio.base else Counter[str]())
        if trio.result and new:
            new -= _own(trio.result) - (_own(trio.base) if trio.base else Counter[str]())
        if not new:
            return
        theirs, result = trio.theirs, trio.result
        for remark in [*theirs.head, *theirs.hoisted]:
            self._take(new, remark.text, lambda text: self._line_above(result or above, text))
        for remark in theirs.tail:
            self._take(new, remark.text, lambda text: self._below(result or above, text))
        if theirs.eol:
            gap, text = theirs.eol
            self._take(new, text, lambda text: self._at_end(result, above, gap, text))

    def _take(self, new: Counter[str], text: str, put: Callable[[str], None]) -> None:
        if new[text] > 0 and self.left[text] > 0:
            new[text] -= 1
            self.left[text] -= 1
            put(text)

    def _line_above(self, unit: Unit, text: str) -> None:
        page = self.page
        if unit.start < 0:  # the file itself
            self.splices.append(Splice(0, 0, text + page.eol(0), ()))
            return
        where = page.line_start(unit.start)
        line = page.text[where : page.line_end(where)]
        margin = " " * (len(line) - len(line.lstrip(" ")))
        self.splices.append(Splice(where, where, margin + text + page.eol(where), ()))

    def _below(self, unit: Unit, text: str) -> None:
        page = self.page
        if unit.start < 0:
            where, margin = len(page.text), ""
        elif unit.inner is None or self.plainly:
            self._line_above(unit, text)
            return
        else:
            where, margin = page.below(unit.node, unit.inner), " " * unit.inner
        eol = page.eol(page.line_start(max(0, where - 1)))
        before = "" if page.text[:where].endswith("\n") or not where else eol
        after = "" if before else eol
        self.splices.append(Splice(where, where, before + margin + text + after, ()))

    def _at_end(self, unit: Unit | None, above: Unit, gap: int, text: str) -> None:
        """At the end of the unit's line, where that is free."""
        if unit is None or self.plainly:
            self._line_above(unit or above, text)
            return
        page = self.page
        block = isinstance(unit.node, Scalar) and unit.node.style in ("|", ">")
        where = page.line_end(unit.start) if unit.children or block else page.line_end(unit.end)
        behind = "" if unit.children or block else page.text[unit.end : where]
        if unit.eol or behind.strip() or where in self._ends:
            self._line_above(unit, text)
            return
        self._ends.add(where)
        self.splices.append(Splice(where, where, " " * gap + text, ()))


def _own(unit: Unit) -> Counter[str]:
    """The comments that belong to a unit itself."""
    own = Counter(remark.text for remark in (*unit.head, *unit.hoisted, *unit.tail))
    if unit.eol:
        own[unit.eol[1]] += 1
    return own
