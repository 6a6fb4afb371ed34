"""What is counted of an issue over a span, in one integer: issues with the same mark are counted together.

The lowest bits are flags: a step each for STOCK (it stands there at the end), BEFORE (it stood there the day before)
and FLOW (it stands there at the end and came within the span), then those of the end. Above them stands the place of
the status, and above that the 办理天数 plus one, or 0. An issue that is not reported by the end has the mark 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bangfu.lifecycle.deadlines import replied_in_time, stale, unanswered, unassigned
from bangfu.lifecycle.replay import STEPS, State, Step
from bangfu.lifecycle.transitions import Status
from bangfu.model.event import Satisfaction
from bangfu.model.province import Limits

_WIDTH = len(STEPS)
STOCK = {step: 1 << place for place, step in enumerate(STEPS)}
BEFORE = {step: bit << _WIDTH for step, bit in STOCK.items()}
FLOW = {step: bit << 2 * _WIDTH for step, bit in STOCK.items()}
OVERDUE, UNANSWERED, UNASSIGNED, STALE, LATE, RATED, PLEASED, REPLIED = (1 << 3 * _WIDTH + place for place in range(8))

_STATUS = 3 * _WIDTH + 8
_STATUSES = tuple(Status)
_PLACES = {status: place << _STATUS for place, status in enumerate(_STATUSES)}
_DAYS = _STATUS + 3
_COUNTED = (1 << _DAYS) - 1
_STEPS = (1 << _WIDTH) - 1
DAYS = -1 << _DAYS


class Like(NamedTuple):
    """The marks of which the bits of `mask` are those of `bits`."""

    mask: int
    bits: int


WORKING = Like(7 << _STATUS, _PLACES[Status.ASSIGNED])
UNRESOLVED = Like(STOCK[Step.ASSIGNED] | STOCK[Step.RESOLVED], STOCK[Step.ASSIGNED])
DISSATISFIED = Like(RATED | PLEASED, RATED)
_WAITING = frozenset({Status.REPORTED, Status.VERIFIED, Status.ASSIGNED})
"""The statuses of which the day decides whether a limit is past."""


def status(mark: int) -> Status:
    """The status at the end."""
    return _STATUSES[(mark >> _STATUS) & 7]


def split(mark: int) -> tuple[int, int]:
    """The mark without 办理天数, of which there are too many to count issues by; and these plus one, or 0."""
    return mark & _COUNTED, mark >> _DAYS


def any_of(bits: Mapping[Step, int], steps: Iterable[Step]) -> int:
    """The bits of some steps, such as those of STOCK."""
    return sum(bits[step] for step in {*steps})


def standing(state: State, limits: Limits) -> int:
    """What the state alone says, whatever the span and the day."""
    entered = state.entered
    if not entered:
        return 0
    mark = _PLACES[state.status]
    for step in entered:
        mark |= STOCK[step]
    if replied_in_time(state, limits):
        mark |= REPLIED
    if Step.RESOLVED in entered:
        if state.late:
            mark |= LATE
        if state.satisfaction is not None:
            mark |= RATED if state.satisfaction is Satisfaction.DISSATISFIED else RATED | PLEASED
        if (days := state.days) is not None:
            mark |= days + 1 << _DAYS
    return mark


def moved(mark: int, start: date, before: State | None, state: State) -> int:
    """The mark of a span with what moved in it.

    Args:
        mark: what `standing` gives for the state at the end.
        start: the span's first day.
        before: the state on the day before; None where the calendar has none.
        state: the state at the end.
    """
    if before is state:
        return mark | (mark & _STEPS) << _WIDTH
    for step, day in state.entered.items():
        if day >= start:
            mark |= FLOW[step]
    for step in before.entered if before else ():
        mark |= BEFORE[step]
    return mark


def waiting(state: State, limits: Limits, day: date) -> int:
    """The limits that are past on the day at the end."""
    if state.status not in _WAITING:
        return 0
    state = state.on(day)
    return (
        (OVERDUE if state.overdue else 0)
        | (UNANSWERED if unanswered(state, limits) else 0)
        | (UNASSIGNED if unassigned(state, limits) else 0)
        | (STALE if stale(state, limits) else 0)
    )
