"""The state of an issue as of a day: a fold over its events, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
_REPLIES = frozenset({EventType.VERIFY, EventType.REJECT, EventType.ASSIGN, EventType.RESOLVE})


def _standing(status: Status, *, ever_assigned: bool) -> frozenset[Step]:
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
    return frozenset(steps)


_STANDING = {
    (status, assigned): _standing(status, ever_assigned=assigned) for status in Status for assigned in (False, True)
}


@dataclass(frozen=True, slots=True)
class State:
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
    status: Status = Status.NONE
    entered: dict[Step, date] = field(default_factory=dict)
    via: str | None = None
    due: date | None = None
    departments: tuple[str, ...] = ()
    assigned_on: date | None = None
    satisfaction: Satisfaction | None = None
    replied: date | None = None
    last: date | None = None
    late: bool = False
    supervised: int = 0
    reopened: int = 0

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
    states: list[State] = []
    status = Status.NONE
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
    position = 0
    for day in days:
        while position < len(events) and events[position].date <= day:
            event = events[position]
            position += 1
            kind = event.type
            after = next_status(kind, status, ever_assigned=assigned_on is not None)
            if after is None:
                continue
            last = event.date
            if kind is EventType.REPORT:
                via = event.via
            elif kind is EventType.ASSIGN:
                departments = event.to
                assigned_on = assigned_on or event.date
            elif kind is EventType.RESOLVE:
                late = due is not None and event.date > due
                satisfaction = None
            elif kind is EventType.RATE:
                satisfaction = event.satisfaction
            elif kind is EventType.SUPERVISE:
                supervised += 1
            elif kind is EventType.REOPEN:
                reopened += 1
                satisfaction = None
            if event.due is not None:
                due = event.due
            if replied is None and kind in _REPLIES:
                replied = event.date
            status = after
            standing = _STANDING[status, assigned_on is not None]
            if entered.keys() != standing:
                entered = {step: entered.get(step, event.date) for step in STEPS if step in standing}
        states.append(
            State(day, status, entered, via, due, departments, assigned_on, satisfaction, replied, last, late,
                  supervised, reopened)
        )  # fmt: skip
    return states
