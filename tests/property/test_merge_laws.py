"""The laws of the three-way merge hold for whatever two clerks make of a ledger, in any layout."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangfu.edit.comments import comments_of
from bangfu.edit.desk import decoded
from bangfu.edit.page import Page
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
        if len(theirs.issues) == len(base.issues) and {i.id for i in theirs.issues} == {i.id for i in base.issues}:
            gone = comments(kept.data) - comments(merged.data)
            assert sum(gone.values()) == 0 or _took_something_out(base, theirs)

    with measured(f"merges into hand-kept layouts, part {part + 1} of {PARTS}", __file__, merges=tries) as figures:
        told(part, tries, tell)
        figures |= {"left to markers": found.total(), **found}
        assert found.total() < 0.05 * tries


def _took_something_out(base: Part, theirs: Part) -> bool:
    fewer = any(
        len(getattr(theirs, section)) < len(getattr(base, section))
        for section in ("measures", "enterprises", "outcomes")
    )
    unled = any(one.leader for one in base.enterprises) and not all(one.leader for one in theirs.enterprises)
    return fewer or unled or any(len(a.events) < len(b.events) for a, b in zip(theirs.issues, base.issues, strict=True))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_comments_of_theirs_come_along(part: int) -> None:
    tries = cases(100, 10_000) // PARTS

    def tell(dice: Dice) -> None:
        base = ledger(dice)
        ours, theirs = edited_by(dice, base), edited_by(dice, base)
        text = _with_comments(dice, theirs)
        if read(text) != theirs:
            return
        merged = merge(base, ours, text)
        assert merged.doubt is None
        if merged.clean:
            result = read(merged.data)
            left = comments(text) - comments(merged.data)
            kept = all(issue.id in {one.id for one in result.issues} for issue in theirs.issues)
            assert not left or not kept or len(ours.measures) < len(base.measures)

    with measured(f"merges with comments, part {part + 1} of {PARTS}", __file__, merges=tries):
        told(part, tries, tell)


def _with_comments(dice: Dice, part: Part) -> bytes:
    lines = ledger_text(part).splitlines()
    for number in range(dice.number(1, 3)):
        at = dice.number(0, len(lines) - 1)
        if "detail:" in lines[at] or lines[at].startswith("      第"):
            continue
        if dice.chance(2):
            lines[at] += f"  # 尾注{number}"
        else:
            margin = len(lines[at]) - len(lines[at].lstrip(" "))
            lines.insert(at, " " * margin + f"# 旁注{number}")
    return "\n".join([*lines, ""]).encode()


def comments(data: bytes) -> Counter[str]:
    source = decoded(FILE, data)
    assert source
    root = compose_source(source, every_key()).root
    assert isinstance(root, Mapping)
    return Counter(comment.text for comment in comments_of(Page(FILE, source.text, root)))
