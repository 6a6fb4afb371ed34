"""Brings the comments that a side added into the merged text, each to the record, key or event that it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from bangfu.edit.comments import comments_of
from bangfu.edit.page import Page
from bangfu.edit.splice import Splice
from bangfu.edit.units import Unit, units_of
from bangfu.merge.slot import Slot
from bangfu.merge.threeway import Plan
from bangfu.read.nodes import Scalar


class _Trio(NamedTuple):
    """A unit of a side, with the same one in the base and in the result (None: it is not there)."""

    base: Unit | None
    side: Unit
    result: Unit | None


class Pages(NamedTuple):
    """The texts that are compared: the base, one of the sides, and the result."""

    base: Page | None
    side: Page
    result: Page


def may_lack(side: str, *others: str) -> bool:
    """Whether a side may have a comment more than each of the other texts: a line with a `#`."""
    lines = _lines(side)
    return bool(lines) and all(lines - _lines(other) for other in others)


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if "#" in line)


def brought(pages: Pages, plan: Plan, side: str, *, plainly: bool = False) -> list[Splice]:
    """The splices that put the comments that a side added into the result, where it does not have them.

    What was added to something that the other side took out stands above the list or the record that it was in.

    Args:
        pages: the texts.
        plan: what the result was made by.
        side: `ours` or `theirs`. The result has the text of OURS, and thus most of its comments.
        plainly: put each on a line of its own above the record, where its own place turned out not to be safe.
    """
    left = _all(pages.side) - (_all(pages.base) if pages.base else Counter[str]())
    if side == "ours":
        left &= _all(pages.side) - _all(pages.result)
    if not left:
        return []
    trunk = _Trio(units_of(pages.base) if pages.base else None, units_of(pages.side), units_of(pages.result))
    bringer = _Bringer(pages.result, left, plainly=plainly)
    for trio, around in _trios(trunk, plan, side):
        bringer.bring(trio, around)
    return bringer.splices


def _all(page: Page) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(page))


def _trios(trunk: _Trio, plan: Plan, side: str) -> Iterator[tuple[_Trio, _Trio]]:
    """Every unit of a side, with what stands in the result around it, or is it.

    Of what is in conflict there is only what stands above it: between the markers both sides stand as they are.
    """
    yield trunk, trunk
    for section in _by_key(trunk):
        around = section if section.result else trunk
        yield section, around
        for record, slot in _by_slot(section, plan.sections.get(section.side.key, ()), side):
            disputed = {conflict.key for conflict in slot.conflicts}
            here = record if record.result else around
            if "" in disputed:
                yield _above(record), here
                continue
            yield record, here
            for pair in _by_key(record):
                within = pair if pair.result else here
                if pair.side.key in disputed:
                    yield _above(pair), within
                    continue
                yield pair, within
                if pair.side.key == "events":
                    for event, _slot in _by_slot(pair, slot.events or _alike(slot, side), side):
                        yield event, event if event.result else within


def _above(trio: _Trio) -> _Trio:
    """The unit with no comments but those above it."""
    return trio._replace(side=replace(trio.side, hoisted=[], eol=None, tail=[]))


def _by_key(trio: _Trio) -> Iterator[_Trio]:
    base, result = ({unit.key: unit for unit in one.children} if one else {} for one in (trio.base, trio.result))
    for unit in trio.side.children:
        if unit.key:
            yield _Trio(base.get(unit.key), unit, result.get(unit.key))


def _by_slot(trio: _Trio, slots: Sequence[Slot[Any]], side: str) -> Iterator[tuple[_Trio, Slot[Any]]]:
    number = 0
    for slot in slots:
        unit = _child(trio.side, getattr(slot, f"{side}_at"))
        if unit is not None:
            base = _child(trio.base, slot.base_at)
            result = _child(trio.result, number) if slot.result is not None else None
            yield _Trio(base, unit, result), slot
        number += slot.result is not None


def _child(unit: Unit | None, at: int | None) -> Unit | None:
    return unit.children[at] if unit and at is not None and at < len(unit.children) else None


def _alike(slot: Slot[Any], side: str) -> list[Slot[Any]]:
    """Slots for the events of a record whose events were taken as a side has them, or that is gone."""
    events = getattr(slot, side).events
    base = slot.base.events if slot.base else ()
    return [
        Slot(
            result=event if slot.result is not None else None,
            base_at=at if at < len(base) and base[at] == event else None,
            ours_at=at,
            theirs_at=at,
        )
        for at, event in enumerate(events)
    ]


class _Bringer:
    """The splices so far, and how many of each comment are still to be brought."""

    def __init__(self, page: Page, left: Counter[str], *, plainly: bool) -> None:
        self.page = page
        self.left = left
        self.plainly = plainly
        self.splices: list[Splice] = []
        self._ends: set[int] = set()

    def bring(self, trio: _Trio, around: _Trio) -> None:
        """Brings what the side has at this unit and the base has not, unless the result has it there."""
        new = _own(trio.side) - _own(trio.base) - (_own(around.result) - _own(around.base))
        if not new:
            return
        assert around.result is not None  # noqa: S101 - at the least it is the file
        side, place = trio.side, around.result
        for remark in [*side.head, *side.hoisted]:
            self._take(new, remark.text, lambda text: self._line_above(place, text))
        for remark in side.tail:
            self._take(new, remark.text, lambda text: self._below(trio.result, place, text))
        if side.eol:
            gap, text = side.eol
            self._take(new, text, lambda text: self._at_end(trio.result, place, gap, text))

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

    def _below(self, unit: Unit | None, above: Unit, text: str) -> None:
        page = self.page
        if unit is None or unit.inner is None or self.plainly:
            self._line_above(unit or above, text)
            return
        if unit.start < 0:
            where, margin = len(page.text), ""
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


def _own(unit: Unit | None) -> Counter[str]:
    """The comments that belong to a unit itself."""
    if unit is None:
        return Counter()
    own = Counter(remark.text for remark in (*unit.head, *unit.hoisted, *unit.tail))
    if unit.eol:
        own[unit.eol[1]] += 1
    return own
