"""The laws of the three-way merge hold for whatever two clerks make of a ledger, in any layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangfu.edit.comments import comments_of
from bangfu.edit.desk import decoded
from bangfu.edit.page import Page
from bangfu.edit.phrase import tree_of
from bangfu.edit.reconcile import Merged
from bangfu.edit.units import Unit, units_of
from bangfu.merge.slot import Slot
from bangfu.model.ledger import Part
from bangfu.read.build import every_key
from bangfu.read.nodes import Mapping
from bangfu.read.recover import compose_source
from bangfu.scaffold.repository import ledger_text
from clerks import edited_by, ledger, triple
from dice import Dice, Drawn, told
from edits import FILE
from layouts import kept_by_hand
from merges import (
    either_way_round,
    in_conflict_or_passes_check,
    merge,
    no_event_is_lost,
    one_side_alone,
    read,
    versions,
)
from soak import cases, measured

PARTS = 2
"""So many workers share the stories."""


def lawful(dice: Dice, found: Counter[str]) -> None:
    """Every law, for what two clerks make of one ledger."""
    told_of = versions(*triple(dice))
    merged = merge(told_of.before, told_of.mine, told_of.other)
    one_side_alone(told_of)
    either_way_round(merged, told_of)
    no_event_is_lost(merged, told_of)
    in_conflict_or_passes_check(merged, told_of)
    found["clean" if merged.clean else "with a conflict"] += 1


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_the_laws_hold(part: int) -> None:
    tries = cases(100, 20_000) // PARTS
    found: Counter[str] = Counter()
    with measured(f"merges of three versions, part {part + 1} of {PARTS}", __file__, triples=tries) as figures:
        told(part, tries, lambda dice: lawful(dice, found))
        figures |= {**found, "events lost": 0}
        assert found["with a conflict"] > 0.05 * tries
        assert found["clean"] > 0.5 * tries


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_same_as_small_as_can_be(data: st.DataObject) -> None:
    lawful(Drawn(data.draw), Counter())


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_theirs_laid_out_anew_and_edited_goes_into_any_layout(part: int) -> None:
    tries = cases(100, 10_000) // PARTS
    found: Counter[str] = Counter()

    def tell(dice: Dice) -> None:
        kept = kept_by_hand(dice, fewest=1)
        base = read(kept.data)
        theirs = edited_by(dice, base, most=3)
        merged = merge(kept.data, kept.data, theirs)
        if merged.doubt:
            found[str(merged.doubt)] += 1
            return
        assert merged.clean
        assert read(merged.data) == theirs
        gone = comments(kept.data) - comments(merged.data)
        assert not gone or not gone - comments_of_what_went(merged, kept.data)

    with measured(f"merges into hand-kept layouts, part {part + 1} of {PARTS}", __file__, merges=tries) as figures:
        told(part, tries, tell)
        figures |= {"left to markers": found.total(), **found}
        assert found.total() < 0.05 * tries


def comments_of_what_went(merged: Merged, ours: bytes) -> Counter[str]:
    """The comments in OURS at records, events and keys that THEIRS took out, and no others."""
    assert merged.plan
    sheet = page(ours)
    went: set[int] = set()
    for section in units_of(sheet).children:
        slots = merged.plan.sections.get(section.key, ())
        _are_not_there(slots)
        for slot in slots:
            if slot.ours_at is None:
                continue
            record = section.children[slot.ours_at]
            if slot.result is None:
                went |= _lines(sheet, record)
                continue
            _are_not_there(slot.events)
            for unit in record.children:
                if unit.key not in tree_of(slot.result):
                    went |= _lines(sheet, unit)
                for event in slot.events if unit.key == "events" else ():
                    if event.ours_at is not None and event.result is None:
                        went |= _lines(sheet, unit.children[event.ours_at])
    return Counter(comment.text for comment in comments_of(sheet) if comment.line in went)


def _lines(sheet: Page, unit: Unit) -> set[int]:
    """A record's, an event's or a key's lines, with the comments right above it, and those deeper below it."""
    lines = sheet.text.split("\n")
    first, last = (sheet.text.count("\n", 0, at) for at in (unit.start, max(unit.start, unit.end - 1)))
    margin = unit.column if unit.key else len(lines[first]) - len(lines[first].lstrip(" "))
    comment = re.compile(r"( *)#")
    while not unit.key and (above := comment.match(lines[first - 1])) and len(above[1]) == margin:
        first -= 1
    while last + 1 < len(lines) and (below := comment.match(lines[last + 1])) and len(below[1]) > margin:
        last += 1
    return set(range(first, last + 1))


def _are_not_there(slots: Sequence[Slot[Any]]) -> None:
    """What went is not in THEIRS."""
    ours, theirs, gone = (
        Counter(map(repr, filter(None, records)))
        for records in (
            [slot.ours for slot in slots],
            [slot.theirs for slot in slots],
            [slot.ours for slot in slots if slot.result is None],
        )
    )
    assert not gone - (ours - theirs)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_no_comment_that_a_side_added_is_lost(part: int) -> None:
    tries = cases(100, 10_000) // PARTS
    found: Counter[str] = Counter()

    def tell(dice: Dice) -> None:
        base = ledger(dice)
        ours, theirs = edited_by(dice, base), edited_by(dice, base)
        theirs_text, ours_text = (_with_comments(dice, side, name) for side, name in ((theirs, "对方"), (ours, "本方")))
        if read(theirs_text) != theirs or read(ours_text) != ours:
            found["comments that change a text"] += 1
            return
        merged = merge(base, ours_text, theirs_text)
        added = comments(ours_text) + comments(theirs_text)
        if merged.clean:
            assert not added - comments(merged.data)
        else:
            found["with a conflict"] += 1
            assert merged.doubt is None
            assert all(comment.encode() in merged.data for comment in added)

    with measured(f"merges with comments, part {part + 1} of {PARTS}", __file__, merges=tries) as figures:
        told(part, tries, tell)
        figures |= {**found, "comments lost": 0}
        assert found.total() < 0.3 * tries


def _with_comments(dice: Dice, part: Part, name: str) -> bytes:
    lines = ledger_text(part).splitlines()
    for number in range(dice.number(1, 3)):
        at = dice.number(0, len(lines) - 1)
        if "detail:" in lines[at] or lines[at].startswith("      第"):
            continue
        if dice.chance(2):
            lines[at] += f"  # {name}尾注{number}"
        else:
            margin = len(lines[at]) - len(lines[at].lstrip(" "))
            lines.insert(at, " " * margin + f"# {name}旁注{number}")
    return "\n".join([*lines, ""]).encode()


def comments(data: bytes) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(page(data)))


def page(data: bytes) -> Page:
    source = decoded(FILE, data)
    assert source
    root = compose_source(source, every_key()).root
    assert isinstance(root, Mapping)
    return Page(FILE, source.text, root)
