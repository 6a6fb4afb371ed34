"""The events of one issue in three versions: what either side added stands in the order of the dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from bangfu.i18n import Message, _
from bangfu.lifecycle.transitions import Status, next_status
from bangfu.lifecycle.walk import walk
from bangfu.merge.align import added_alike, matched_sides
from bangfu.merge.fields import merged_fields
from bangfu.merge.slot import Conflict, Slot
from bangfu.model.event import Event, EventType, Satisfaction

Events = Sequence[Event]
EventSlot = Slot[Event]

_ENDS = (EventType.REJECT, EventType.RESOLVE, EventType.CLOSE)
_MOST = 400
"""Events up to which an order within one day is looked for that the life cycle allows."""


def merged_events(base: Events, ours: Events, theirs: Events) -> tuple[tuple[EventSlot, ...], list[Conflict]]:
    """The slots of an issue's events, in the order of the result, and what is in conflict.

    Events are matched against the base, so that a corrected one is a change and no loss. What both sides added alike is
    one. New events of the two sides stand in the order of their dates; on one day each side's keep their order.
    """
    stretches, conflicts = _stretches(base, ours, theirs)
    slots = tuple(_woven(stretches))
    conflicts += _at_odds(slots)
    if not conflicts:
        result = [slot.result for slot in slots if slot.result]
        flaw = first_flaw(result)
        if flaw and not first_flaw(ours) and not first_flaw(theirs):
            added = [tuple(_added(slots, side)) for side in ("ours", "theirs")]
            conflicts.append(Conflict("events", flaw, (), *added))
    return slots, conflicts


def first_flaw(events: Events) -> Message | None:
    """What is wrong with a life: a step that may not follow, a date that goes backwards, 不满意 struck off."""
    last: date | None = None
    for stride in walk(events):
        event = stride.event
        if not stride.legal:
            status = stride.before.value or "—"
            return _("{type} on {date} may not follow {status}", type=event.type.value, date=event.date, status=status)
        if last and event.date < last:
            return _("{type} on {date} would stand below {last}", type=event.type.value, date=event.date, last=last)
        if event.type is EventType.CLOSE and stride.rating is Satisfaction.DISSATISFIED:
            return _("it would be struck off while its rating is 不满意")
        last = event.date
    return None


Stretch = tuple[EventSlot | None, list[EventSlot], list[EventSlot]]
"""An event that both sides have (None: the beginning), and below it what only OURS and only THEIRS have."""


def _stretches(base: Events, ours: Events, theirs: Events) -> tuple[list[Stretch], list[Conflict]]:
    mine, other = matched_sides(base, ours, theirs)
    place_in_theirs = {before: at for at, before in other.items()}
    shared = {at: place_in_theirs[before] for at, before in mine.items() if before in place_in_theirs}
    in_order, twins = added_alike(ours, theirs, mine, other)
    shared |= in_order
    dropped = set(twins.values())
    stretches: list[Stretch] = [(None, [], [])]
    conflicts: list[Conflict] = []
    left = right = 0
    for at, at_theirs in [*sorted(shared.items()), (len(ours), len(theirs))]:
        for i in range(left, at):
            if i in twins:
                twin = Slot(None, ours[i], ours[i], ours[i], None, i, twins[i])
                stretches[-1][1].append(twin)
            else:
                stretches[-1][1].append(_of_one_side(base, ours, mine, i, conflicts, ours_side=True))
        for j in range(right, at_theirs):
            if j not in dropped:
                stretches[-1][2].append(_of_one_side(base, theirs, other, j, conflicts, ours_side=False))
        if at < len(ours):
            stretches.append((_of_both(base, ours, theirs, mine.get(at), at, at_theirs, conflicts), [], []))
        left, right = at + 1, at_theirs + 1
    return stretches, conflicts


def _of_both(
    base: Events, ours: Events, theirs: Events, before: int | None, at: int, at_theirs: int, conflicts: list[Conflict]
) -> EventSlot:
    was = base[before] if before is not None else None
    result, found = merged_fields(was, ours[at], theirs[at_theirs])
    for conflict in found:
        reason = _("both sides changed “{key}” of {type} on {date}", key=conflict.key, type=ours[at].type.value,
                   date=ours[at].date)  # fmt: skip
        conflicts.append(Conflict("events", reason, (was,) if was else (), (ours[at],), (theirs[at_theirs],)))
    return Slot(was, ours[at], theirs[at_theirs], result, before, at, at_theirs)


def _of_one_side(
    base: Events, side: Events, pairs: dict[int, int], at: int, conflicts: list[Conflict], *, ours_side: bool
) -> EventSlot:
    """An event that the other side does not have: it is new, or the other side took it out."""
    event, before = side[at], pairs.get(at)
    was = base[before] if before is not None else None
    result = event if was is None else None
    if was is not None and was != event:
        reason = _("one side took out {type} on {date}, the other changed it", type=was.type.value, date=was.date)
        ours, theirs = ((event,), ()) if ours_side else ((), (event,))
        conflicts.append(Conflict("events", reason, (was,), ours, theirs))
    if ours_side:
        return Slot(was, ours=event, result=result, base_at=before, ours_at=at)
    return Slot(was, theirs=event, result=result, base_at=before, theirs_at=at)


def _at_odds(slots: Sequence[EventSlot]) -> list[Conflict]:
    """New events of the two sides that contradict each other though the life cycle may allow both."""
    ours, theirs = list(_added(slots, "ours")), list(_added(slots, "theirs"))
    for kind in _ENDS:
        mine, other = [e for e in ours if e.type is kind], [e for e in theirs if e.type is kind]
        if mine and other:
            reason = _("both sides have {type}, and not the same", type=kind.value)
            return [Conflict("events", reason, (), tuple(mine), tuple(other))]
    for one, another in ((ours, theirs), (theirs, ours)):
        if any(event.type in _ENDS for event in one) and any(event.type is EventType.REOPEN for event in another):
            return [Conflict("events", _("one side ends it, the other reopens it"), (), tuple(ours), tuple(theirs))]
    return []


def _added(slots: Sequence[EventSlot], side: str) -> Iterator[Event]:
    """The new events of one side that the other does not have."""
    for slot in slots:
        if slot.base is None and slot.result and (slot.ours is None) != (slot.theirs is None):
            event = getattr(slot, side)
            if event:
                yield event


def _woven(stretches: Sequence[Stretch]) -> Iterator[EventSlot]:
    """All slots in order. Where both sides have an event of one day, the order that the life cycle allows is taken."""
    length = sum(1 + len(mine) + len(other) for _slot, mine, other in stretches)
    first = _order(stretches) if _meet(stretches) and length <= _MOST else None
    for number, (slot, mine, other) in enumerate(stretches):
        if slot:
            yield slot
        i = j = 0
        while i < len(mine) or j < len(other):
            if _ours_next(mine, other, i, j, first, number):
                yield mine[i]
                i += 1
            else:
                yield other[j]
                j += 1


Choices = dict[tuple[int, int, int], bool]


def _ours_next(
    mine: Sequence[EventSlot], other: Sequence[EventSlot], i: int, j: int, first: Choices | None, number: int
) -> bool:
    if i == len(mine) or j == len(other):
        return j == len(other)
    one, another = _day(mine[i]), _day(other[j])
    return one < another or (one == another and (first or {}).get((number, i, j), True))


def _day(slot: EventSlot) -> date:
    event = slot.ours or slot.theirs
    assert event is not None  # noqa: S101 - a slot of one side has that side
    return event.date


def _meet(stretches: Sequence[Stretch]) -> bool:
    """Whether both sides have an event of one day in one stretch."""
    return any({_day(slot) for slot in mine} & {_day(slot) for slot in other} for _slot, mine, other in stretches)


def _order(stretches: Sequence[Stretch]) -> Choices:
    """Whose event comes first where two are of one day: with the fewest steps that may not follow; OURS, if all one."""

    @cache
    def best(number: int, i: int, j: int, now: _Stand) -> tuple[int, bool]:
        """The fewest wrong steps from here on, and whether OURS' event is next."""
        _slot, mine, other = stretches[number]
        if i == len(mine) and j == len(other):
            if number + 1 == len(stretches):
                return 0, True
            wrong, then = _step(stretches[number + 1][0], now)
            return wrong + best(number + 1, 0, 0, then)[0], True
        tie = i < len(mine) and j < len(other) and _day(mine[i]) == _day(other[j])
        options = []
        for ours_next in (True, False) if tie else (_ours_next(mine, other, i, j, None, number),):
            wrong, then = _step(mine[i] if ours_next else other[j], now)
            options.append((wrong + best(number, i + ours_next, j + (not ours_next), then)[0], ours_next))
        return min(options, key=lambda option: (option[0], not option[1]))

    chosen: Choices = {}
    now = _Stand(Status.NONE, assigned=False, rating=None)
    for number, (slot, mine, other) in enumerate(stretches):
        now = _step(slot, now)[1]
        i = j = 0
        while i < len(mine) or j < len(other):
            ours_next = chosen[number, i, j] = best(number, i, j, now)[1]
            now = _step(mine[i] if ours_next else other[j], now)[1]
            i, j = i + ours_next, j + (not ours_next)
    return chosen


class _Stand(NamedTuple):
    """Where an issue stands, as far as it decides what may follow."""

    status: Status
    assigned: bool
    rating: Satisfaction | None


def _step(slot: EventSlot | None, now: _Stand) -> tuple[int, _Stand]:
    """1 for a step that may not follow, and where it leads."""
    event = slot.result if slot else None
    after = next_status(event.type, now.status, ever_assigned=now.assigned) if event else None
    if event is None or after is None:
        return int(event is not None), now
    wrong = int(event.type is EventType.CLOSE and now.rating is Satisfaction.DISSATISFIED)
    rating = now.rating
    if event.type is EventType.RATE:
        rating = event.satisfaction
    elif event.type in (EventType.RESOLVE, EventType.REOPEN):
        rating = None
    return wrong, _Stand(after, now.assigned or event.type is EventType.ASSIGN, rating)
