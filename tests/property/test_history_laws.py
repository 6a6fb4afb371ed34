"""Whatever is taken out, altered or doubled between two states of a ledger is named, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bangfu.history.difference import EVENTS, Change, Kind, changes
from bangfu.model.event import EventType
from bangfu.model.ledger import SECTIONS, Ledger, Part
from clerks import ledgers


def found(before: Part, now: Part) -> list[Change]:
    return list(changes(*([Ledger("zhuzhou", part.city, (part,))] for part in (before, now))))


@given(ledgers())
def test_nothing_has_changed_between_a_state_and_itself(part: Part) -> None:
    assert found(part, part) == []


@given(ledgers())
def test_neither_order_nor_files_matter(part: Part) -> None:
    turned = {name: tuple(reversed(getattr(part, name))) for name in SECTIONS}
    one = Ledger("zhuzhou", part.city, (part,))
    parts = (Part(city=part.city, issues=turned["issues"]), replace(part, **{**turned, "issues": ()}))
    assert list(changes([one], [replace(one, parts=parts)])) == []


@given(ledgers(), st.data())
def test_what_is_taken_out_is_named_and_what_is_added_is_not_lost(part: Part, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from([name for name in SECTIONS if getattr(part, name)]))
    records = getattr(part, section)
    at = data.draw(st.integers(0, len(records) - 1))
    less = replace(part, **{section: (*records[:at], *records[at + 1 :])})
    [lost] = found(part, less)
    assert (lost.kind, lost.section, lost.before) == (Kind.LOST, section, records[at])
    assert [change.kind for change in found(less, part)] in ([Kind.ADDED], [Kind.DOUBLED])


@given(ledgers(), st.data())
def test_an_event_that_is_taken_out_altered_or_doubled_is_named(part: Part, data: st.DataObject) -> None:
    if not part.issues:
        return
    issue = data.draw(st.sampled_from(part.issues))
    at = data.draw(st.integers(0, len(issue.events) - 1))
    event = issue.events[at]

    def with_events(*events: object) -> Part:
        new = replace(issue, events=(*issue.events[:at], *events, *issue.events[at + 1 :]))
        return replace(part, issues=tuple(new if one is issue else one for one in part.issues))

    [lost] = found(part, with_events())
    assert (lost.kind, lost.record, lost.field, lost.before) == (Kind.LOST, issue.id, EVENTS, event)
    [doubled] = found(part, with_events(event, event))
    assert (doubled.kind, doubled.after) == (Kind.DOUBLED, event)
    moved = replace(event, date=event.date + timedelta(days=1), note="另记")
    named = {change.kind for change in found(part, with_events(moved))}
    assert named in ({Kind.CHANGED}, {Kind.LOST, Kind.ADDED})
    other = replace(event, type=EventType.EXTEND if event.type is not EventType.EXTEND else EventType.PROGRESS)
    assert {change.kind for change in found(part, with_events(other))} >= {Kind.LOST}


@given(ledgers(), st.data())
def test_every_key_that_says_otherwise_is_named(part: Part, data: st.DataObject) -> None:
    if not part.issues:
        return
    issue = data.draw(st.sampled_from(part.issues))
    key = data.draw(st.sampled_from(["title", "category"]))
    new = replace(issue, **{key: "别的"})
    [change] = found(part, replace(part, issues=tuple(new if one is issue else one for one in part.issues)))
    assert (change.kind, change.record, change.field, change.after) == (Kind.CHANGED, issue.id, key, "别的")
