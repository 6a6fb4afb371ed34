"""The laws of the three-way merge. BANGFU_SOAK=20000 tries so many triples."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bangfu.edit.comments import comments_of
from bangfu.edit.desk import decoded
from bangfu.edit.page import Page
from bangfu.edit.reconcile import Merged, reconcile
from bangfu.model.event import Event
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part
from bangfu.read.build import every_key
from bangfu.read.nodes import Mapping
from bangfu.read.part import read_part
from bangfu.read.recover import compose_source
from bangfu.scaffold.repository import ledger_text
from clerks import edited, ledgers, triples
from layouts import HandKept, hand_kept
from strategies import PROVINCE

FILE = "ledgers/zhuzhou.yaml"
TODAY = date(2024, 1, 1)
TRIES = int(os.environ.get("BANGFU_SOAK", "25"))

laws = settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck))
Triple = tuple[Part, Part, Part]


def merge(base: bytes | Part, ours: bytes | Part, theirs: bytes | Part) -> Merged:
    before, mine, other = (ledger_text(one).encode() if isinstance(one, Part) else one for one in (base, ours, theirs))
    return reconcile(FILE, before, mine, other, PROVINCE, TODAY)


def read(data: bytes) -> Part:
    source = decoded(FILE, data)
    assert source
    reading = read_part(source)
    assert not reading.findings
    assert reading.part
    return reading.part


def comments(data: bytes) -> Counter[str]:
    source = decoded(FILE, data)
    assert source
    root = compose_source(source, every_key()).root
    assert isinstance(root, Mapping)
    return Counter(comment.text for comment in comments_of(Page(FILE, source.text, root)))


def contents(part: Part) -> dict[str, list[str]]:
    """What a ledger says, whatever the order of records, of events on one day, and of names in a list."""
    return {section: sorted(map(_unordered, getattr(part, section))) for section in SECTIONS}


def _unordered(record: Any) -> str:
    values = dataclasses.asdict(record) | {"line": 0, "file": ""}
    for event in values.get("events", ()):
        event["to"] = tuple(sorted(event["to"]))
    if "events" in values:
        values["events"] = sorted(values["events"], key=lambda event: (event["date"], repr(event)))
    return repr(values | {key: sorted(values[key]) for key in ("aliases", "was") if key in values})


@laws
@given(triples())
def test_what_one_side_alone_did_is_the_result(parts: Triple) -> None:
    base, ours, theirs = parts
    text = ledger_text(ours).encode()
    assert merge(base, text, base).data == text
    assert merge(base, text, ours).data == text
    taken = merge(base, base, theirs)
    assert taken.clean
    assert read(taken.data) == theirs


@laws
@given(triples())
def test_the_sides_may_change_places_and_a_second_merge_finds_nothing_new(parts: Triple) -> None:
    base, ours, theirs = parts
    merged, turned = merge(base, ours, theirs), merge(base, theirs, ours)
    assert merged.doubt is None
    assert merged.clean == turned.clean
    if merged.clean:
        assert contents(read(merged.data)) == contents(read(turned.data))
        again = merge(base, merged.data, theirs)
        assert again.clean
        assert again.data == merged.data


@laws
@given(triples())
def test_no_event_is_lost(parts: Triple) -> None:
    base, ours, theirs = parts
    merged = merge(base, ours, theirs)
    assert merged.plan
    before = {issue.id: Counter(issue.events) for issue in base.issues}
    for mine, other, side in ((ours, theirs, "ours"), (theirs, ours, "theirs")):
        others = {issue.id: issue.events for issue in other.issues}
        for issue in mine.issues:
            slot = next((slot for slot in merged.plan.sections["issues"] if getattr(slot, side) == issue), None)
            if slot is None:  # the other side took it out, and this one had left it as it was
                assert issue in base.issues
                continue
            if slot.conflicts:
                assert issue.title.encode() in merged.data or issue.id.encode() in merged.data
                continue
            kept = slot.result.events if isinstance(slot.result, Issue) else ()
            for event in Counter(issue.events) - before.get(issue.id, Counter()):
                assert event in kept or _is_in(event, kept, others.get(issue.id, ()))


def _is_in(event: Event, kept: tuple[Event, ...], others: tuple[Event, ...]) -> bool:
    """Whether an event of the result has what this one says, where the other side has not corrected it as well."""
    keys = [field.name for field in dataclasses.fields(Event) if field.name != "to"]
    return any(
        set(event.to) <= set(one.to)
        and all(getattr(one, key) in (getattr(event, key), getattr(other, key)) for key in keys)
        for one in kept
        for other in others
    )


@laws
@given(triples())
def test_what_is_in_conflict_stands_between_markers_with_both_sides(parts: Triple) -> None:
    base, ours, theirs = parts
    merged = merge(base, ours, theirs)
    assume(not merged.clean)
    assert merged.plan
    text = merged.data.decode()
    assert text.count("<<<<<<< ours") == text.count("||||||| base") == text.count(">>>>>>> theirs") > 0
    for _section, slot, conflict in merged.plan.at_odds():
        assert conflict.reason
        assert conflict.ours != conflict.theirs or slot.ours is not None


@laws
@given(hand_kept(fewest=1), st.data())
def test_theirs_laid_out_anew_and_edited_goes_into_any_layout(kept: HandKept, data: st.DataObject) -> None:
    base = read(kept.data)
    theirs = data.draw(edited(base, most=3))
    merged = merge(kept.data, kept.data, theirs)
    assume(merged.doubt is None)
    assert merged.clean
    assert read(merged.data) == theirs
    if len(theirs.issues) == len(base.issues) and {i.id for i in theirs.issues} == {i.id for i in base.issues}:
        gone = comments(kept.data) - comments(merged.data)
        assert sum(gone.values()) == 0 or _took_something_out(base, theirs)


def _took_something_out(base: Part, theirs: Part) -> bool:
    fewer = any(
        len(getattr(theirs, section)) < len(getattr(base, section))
        for section in ("measures", "enterprises", "outcomes")
    )
    return fewer or any(len(a.events) < len(b.events) for a, b in zip(theirs.issues, base.issues, strict=True))


@laws
@given(ledgers(), st.data())
def test_comments_of_theirs_come_along(base: Part, data: st.DataObject) -> None:
    ours, theirs = data.draw(edited(base)), data.draw(edited(base))
    lines = ledger_text(theirs).splitlines()
    for number in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if "detail:" in lines[at] or lines[at].startswith("      第"):
            continue
        if data.draw(st.booleans()):
            lines[at] += f"  # 尾注{number}"
        else:
            margin = len(lines[at]) - len(lines[at].lstrip(" "))
            lines.insert(at, " " * margin + f"# 旁注{number}")
    text = "\n".join([*lines, ""]).encode()
    assume(read(text) == theirs)
    merged = merge(base, ours, text)
    assert merged.doubt is None
    if merged.clean:
        result = read(merged.data)
        left = comments(text) - comments(merged.data)
        kept = all(issue.id in {one.id for one in (*result.issues,)} for issue in theirs.issues)
        assert not left or not kept or len(ours.measures) < len(base.measures)
