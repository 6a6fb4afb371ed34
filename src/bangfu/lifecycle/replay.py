"""The state of an issue as of a day: a fold over its events, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bangfu.lifecycle.transitions import Status, next_status
from bangfu.model.event import Event, EventType, Satisfaction


class Step(StrEnum):
    """The steps that are counted: stock, flow and undone each have one figure a step."""

    REPORTED = "reported"
    VERIFIED = "verified"
    REJECTED = "rejected"
    ASSIGNED = "assigned"
    ON_THE_SPOT = "on_the_spot"
    RESOLVED = "resolved"
    CLOSED = "closed"


STEPS = tuple(Step)
_VERIFIED_ON = frozenset({Status.VERIFIED, Status.ASSIGNED, Status.RESOLVED, Status.CLOSED})
_RESOLVED_ON = frozenset({Status.RESOLVED, Status.CLOSED})
_REPORT, _ASSIGN, _RESOLVE = EventType.REPORT, EventType.ASSIGN, EventType.RESOLVE
_RATE, _SUPERVISE, _REOPEN = EventType.RATE, EventType.SUPERVISE, EventType.REOPEN
_REPLIES = frozenset({EventType.VERIFY, EventType.REJECT, EventType.ASSIGN, EventType.RESOLVE})


def _standing(status: Status, *, ever_assigned: bool) -> tuple[Step, ...]:
    """The steps at or beyond which an issue of that status stands (a rejected one: reported and rejected only)."""
    steps: set[Step] = set()
    if status is not Status.NONE:
        steps.add(Step.REPORTED)
    if status is Status.REJECTED:
        steps.add(Step.REJECTED)
    if status in _VERIFIED_ON:
        steps.add(Step.VERIFIED)
        if ever_assigned:
            steps.add(Step.ASSIGNED)
    if status in _RESOLVED_ON:
        steps.add(Step.RESOLVED)
        if not ever_assigned:
            steps.add(Step.ON_THE_SPOT)
    if status is Status.CLOSED:
        steps.add(Step.CLOSED)
    return tuple(step for step in STEPS if step in steps)


class _Stand:
    """A status, with whether the issue ever was assigned: where it stands, and which event leads where.

    Attributes:
        steps: the steps at or beyond which such an issue stands.
        after: by the event: where it leads, and the steps that are new then; None in place of these where others end.
    """

    __slots__ = ("after", "status", "steps")

    def __init__(self, status: Status, *, assigned: bool) -> None:
        self.status = status
        self.steps = _standing(status, ever_assigned=assigned)
        self.after: dict[EventType, tuple[_Stand, tuple[Step, ...] | None]] = {}


def _unborn() -> _Stand:
    """Where an issue stands before its first event; the transition table hangs on it."""
    stands = {(status, assigned): _Stand(status, assigned=assigned) for status in Status for assigned in (False, True)}
    for (status, assigned), stand in stands.items():
        for kind in EventType:
            to = next_status(kind, status, ever_assigned=assigned)
            if to is not None:
                led = stands[to, assigned or kind is _ASSIGN]
                kept = len(stand.steps)
                stand.after[kind] = (led, led.steps[kept:] if led.steps[:kept] == stand.steps else None)
    return stands[Status.NONE, False]


_UNBORN = _unborn()


class State(NamedTuple):
    """An issue as of `as_of`.

    Attributes:
        entered: the steps where it stands, each with the day of the event that brought it there.
        due: the due date in force (the one given last).
        department: the lead of the latest 交办; `departments` adds the co-organisers.
        satisfaction: the latest rating since it was last resolved.
        replied: the day of the first reply (核实, 退回, 交办, or 办结 on the spot).
        last: the day of the latest event.
        late: whether its 办结 came after the due date then in force.
    """

    as_of: date
    status: Status
    entered: Mapping[Step, date]
    via: str | None
    due: date | None
    departments: tuple[str, ...]
    assigned_on: date | None
    satisfaction: Satisfaction | None
    replied: date | None
    last: date | None
    late: bool
    supervised: int
    reopened: int

    def on(self, day: date) -> State:
        """The same on another day, up to which nothing happened."""
        return self if day == self.as_of else State(day, *self[1:])

    @property
    def department(self) -> str | None:
        """The lead department."""
        return self.departments[0] if self.departments else None

    @property
    def reported(self) -> date | None:
        """The day it was reported."""
        return self.entered.get(Step.REPORTED)

    @property
    def resolved(self) -> date | None:
        """The day of the 办结 that still holds."""
        return self.entered.get(Step.RESOLVED)

    @property
    def closed(self) -> date | None:
        """The day of the 销号 that still holds."""
        return self.entered.get(Step.CLOSED)

    @property
    def overdue(self) -> bool:
        """逾期: 办理中 and past the due date in force."""
        return self.status is Status.ASSIGNED and self.due is not None and self.as_of > self.due

    @property
    def days(self) -> int | None:
        """办理天数: days from the first 交办 to the 办结 that holds; None when there is no such pair."""
        resolved = self.resolved
        return (resolved - self.assigned_on).days if resolved and self.assigned_on else None


def replay(events: Sequence[Event], as_of: date) -> State:
    """The state that `events` dated up to `as_of` add up to.

    The events are taken in the order given and never sorted. An event that may not follow the status is passed over
    here; `lifecycle.walk` and the rules BF3xx report it, and no figure is printed from such a ledger.
    """
    return snapshots(events, (as_of,))[0]


def snapshots(events: Sequence[Event], days: Sequence[date]) -> list[State]:
    """The states on several days (in rising order), in one pass over the events."""
    return [state.on(day) for state, day in zip(phases(events, days), days, strict=True)]


def phases(events: Sequence[Event], days: Sequence[date]) -> list[State]:
    """The same as `snapshots`, but where nothing happened from one day to the next, the same state again.

    Its `as_of` is the first of these days: take `State.on` for what depends on the day.
    """
    states: list[State] = []
    stand = _UNBORN
    entered: dict[Step, date] = {}
    via: str | None = None
    due: date | None = None
    departments: tuple[str, ...] = ()
    assigned_on: date | None = None
    satisfaction: Satisfaction | None = None
    replied: date | None = None
    last: date | None = None
    late = False
    supervised = reopened = 0
    position, count = 0, len(events)
    state: State | None = None
    for day in days:
        while position < count and (event := events[position]).date <= day:
            position += 1
            kind = event.type
            move = stand.after.get(kind)
            if move is None:
                continue
            state = None
            stand, new = move
            last = event.date
            if kind is _REPORT:
                via = event.via
            elif kind is _ASSIGN:
                departments = event.to
                assigned_on = assigned_on or last
            elif kind is _RESOLVE:
                late = due is not None and last > due
                satisfaction = None
            elif kind is _RATE:
                satisfaction = event.satisfaction
            elif kind is _SUPERVISE:
                supervised += 1
            elif kind is _REOPEN:
                reopened += 1
                satisfaction = None
            if event.due is not None:
                due = event.due
            if replied is None and kind in _REPLIES:
                replied = last
            if new is None:
                entered = {step: entered.get(step, last) for step in stand.steps}
            elif new:
                entered = {**entered, **dict.fromkeys(new, last)}
        if state is None:
            state = State(day, stand.status, entered, via, due, departments, assigned_on, satisfaction, replied, last,
                          late, supervised, reopened)  # fmt: skip
        states.append(state)
    return states
