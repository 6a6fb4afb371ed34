"""The laws of the three-way merge, for any three versions of a ledger."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from bangfu.edit.desk import CityDesk, decoded, errors
from bangfu.edit.prove import findings_of
from bangfu.edit.reconcile import Merged, reconcile
from bangfu.merge.threeway import KEYED
from bangfu.model.event import Event
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part
from bangfu.read.part import PartReading, read_part
from bangfu.scaffold.repository import ledger_text
from edits import FILE, PROVINCE

TODAY = date(2024, 1, 1)


class Versions(NamedTuple):
    """A ledger and what two clerks made of it, and the texts of the three."""

    base: Part
    ours: Part
    theirs: Part
    before: bytes
    mine: bytes
    other: bytes


def versions(base: Part, ours: Part, theirs: Part) -> Versions:
    return Versions(base, ours, theirs, *map(written, (base, ours, theirs)))


def merge(base: bytes | Part, ours: bytes | Part, theirs: bytes | Part) -> Merged:
    before, mine, other = map(written, (base, ours, theirs))
    return reconcile(FILE, before, mine, other, PROVINCE, TODAY)


def written(version: bytes | Part) -> bytes:
    return ledger_text(version).encode() if isinstance(version, Part) else version


def read(data: bytes) -> Part:
    part = _reading(data).part
    assert part
    return part


def _reading(data: bytes) -> PartReading:
    source = decoded(FILE, data)
    assert source
    reading = read_part(source)
    assert not reading.findings
    return reading


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


def one_side_alone(told: Versions) -> None:
    """merge(b, x, b) and merge(b, x, x) are x to the byte, merge(b, b, x) says what x says."""
    assert merge(told.before, told.mine, told.before).data == told.mine
    assert merge(told.before, told.mine, told.mine).data == told.mine
    taken = merge(told.before, told.before, told.other)
    assert taken.clean
    assert read(taken.data) == told.theirs


def either_way_round(merged: Merged, told: Versions) -> None:
    """The sides may change places, and a second merge finds nothing new, but for two cases of equal or like events.

    It may ask again where OURS kept an event, or an entry without an id, and put in one that is like it, and THEIRS
    took the first one out: nothing then tells the second from a correction of the first. And it repeats an event of
    which OURS took out a copy while THEIRS put another in: the result has as many as the base, so OURS seems not to
    have changed.
    """
    turned = merge(told.before, told.other, told.mine)
    assert merged.doubt is None
    assert merged.clean == turned.clean
    if merged.clean:
        assert contents(read(merged.data)) == contents(read(turned.data))
        again = merge(told.before, merged.data, told.other)
        assert again.plan
        asked = [*again.plan.at_odds()]
        for section, slot, conflict in asked:
            if section not in ("issues", "enterprises"):
                assert slot.theirs is None
                assert slot.base in getattr(told.ours, section)
            else:
                assert conflict.key == "events"
                assert not conflict.theirs
                had = next(one.events for one in told.ours.issues if one.id == slot.base.id)
                gone = Counter(slot.base.events) - Counter(slot.theirs.events)
                assert gone & Counter(had)
                assert Counter(had) - Counter(slot.base.events)
        assert asked or again.data == merged.data or _repeats(read(merged.data), read(again.data), told)


def _repeats(first: Part, second: Part, told: Versions) -> bool:
    """Whether a second merge only has one more of what OURS had less often than the base, and THEIRS more often."""
    once, twice, base, ours, theirs = map(_counted, (first, second, *told[:3]))
    more = twice - once
    assert more
    assert not once - twice
    assert all(ours[what] < base[what] < theirs[what] for what in more)
    return _without_counted(first) == _without_counted(second)


def _counted(part: Part) -> Counter[tuple[str, Any]]:
    """What has no name of its own, with what it belongs to: events and entries."""
    events = Counter((issue.id, event) for issue in part.issues for event in issue.events)
    return events + Counter((section, entry) for section in SECTIONS if section not in KEYED
                            for entry in getattr(part, section))  # fmt: skip


def _without_counted(part: Part) -> dict[str, list[str]]:
    issues = tuple(dataclasses.replace(issue, events=()) for issue in part.issues)
    return contents(Part(city=part.city, enterprises=part.enterprises, issues=issues))


def no_event_is_lost(merged: Merged, told: Versions) -> None:
    """What either side has written is in the result, or in a conflict."""
    assert merged.plan
    base, ours, theirs = told[:3]
    before = {issue.id: Counter(issue.events) for issue in base.issues}
    none: Counter[Event] = Counter()
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
            was, there = before.get(issue.id, none), Counter(others.get(issue.id, ()))
            for event, added in (Counter(issue.events) - was).items():
                left = min(was[event], there[event])  # those of the base that neither side has taken out
                assert kept.count(event) >= added + left or _is_in(event, kept, others.get(issue.id, ()))


def _is_in(event: Event, kept: tuple[Event, ...], others: tuple[Event, ...]) -> bool:
    """Whether an event of the result has what this one says, where the other side has not corrected it as well."""
    keys = [field.name for field in dataclasses.fields(Event) if field.name != "to"]
    return any(
        set(event.to) <= set(one.to)
        and all(getattr(one, key) in (getattr(event, key), getattr(other, key)) for key in keys)
        for one in kept
        for other in others
    )


def in_conflict_or_passes_check(merged: Merged, told: Versions) -> None:
    """A result has no error that neither side has; what is in conflict stands between markers, with both sides."""
    if merged.clean:
        found = mistakes(merged.data)
        assert not found or not found - mistakes(told.mine) - mistakes(told.other)
        return
    assert merged.plan
    text = merged.data.decode()
    assert text.count("<<<<<<< ours") == text.count("||||||| base") == text.count(">>>>>>> theirs") > 0
    for _section, slot, conflict in merged.plan.at_odds():
        assert conflict.reason
        assert conflict.ours != conflict.theirs or slot.ours is not None


def mistakes(data: bytes) -> set[tuple[str, str]]:
    """The errors that the rules find in a ledger."""
    source = decoded(FILE, data)
    assert source
    desk = CityDesk(PROVINCE.cities[1], {FILE: source}, {FILE: _reading(data)})
    return {(finding.code, str(finding.message)) for finding in errors(findings_of(desk, PROVINCE, TODAY))}
