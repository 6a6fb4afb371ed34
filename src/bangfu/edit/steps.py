"""Which events may be added to an issue: the life cycle and the calendar, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bangfu.i18n import Message, _
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status, may_follow
from bangfu.lifecycle.walk import walk
from bangfu.model.errors import EditRefusedError, UsageError
from bangfu.model.event import Event, EventType, Result, Satisfaction
from bangfu.model.ids import key
from bangfu.model.issue import Issue


class ResultMissingError(UsageError):
    """An issue that is not resolved yet is to be struck off, and its result is not given."""

    def __init__(self, issue: Issue, status: Status) -> None:
        super().__init__(
            _("{id} is {status}: the result is missing", id=issue.id, status=status.value), _("give it: --result TEXT")
        )  # fmt: skip


def state_of(issue: Issue) -> State:
    """The issue's state after all its events."""
    return replay(issue.events, date.max)


def admit(issue: Issue, events: Sequence[Event], today: date) -> None:
    """Looks whether `events` may be added to `issue` now.

    Raises:
        EditRefusedError: one is dated in the future or before the last event, may not follow the status, or strikes off
            an issue whose rating in force is 不满意.
    """
    refuse_future(today, *(event.date for event in events))
    last = issue.events[-1] if issue.events else None
    for event in events:
        if last and event.date < last.date:
            raise EditRefusedError(
                _("{id}: {type} on {date} would stand before its last event, {last_type} on {last}", id=issue.id,
                  type=event.type.value, date=event.date, last_type=last.type.value, last=last.date),
                _("events stand in the order of their dates; give a later --date"),
            )  # fmt: skip
        if event.due and event.due < event.date:
            raise EditRefusedError(_("{id}: due on {due}, before {date}", id=issue.id, due=event.due, date=event.date))
        last = event
    for stride in walk((*issue.events, *events)):
        if stride.index < len(issue.events):
            continue
        if not stride.legal:
            raise EditRefusedError(
                _("{id} is {status}: {type} may not follow", id=issue.id, status=stride.before.value or "—",
                  type=stride.event.type.value),
                _next_steps(issue, stride.before),
            )  # fmt: skip
        if stride.event.type is EventType.CLOSE and stride.rating is Satisfaction.DISSATISFIED:
            raise EditRefusedError(
                _("{id}: the enterprise is 不满意, so it may not be struck off", id=issue.id),
                _("reopen it: bangfu reopen {id} --note TEXT", id=issue.id),
            )


def refuse_future(today: date, *days: date) -> None:
    """Raises EditRefusedError for a day after today."""
    for day in days:
        if day > today:
            raise EditRefusedError(
                _("{date} lies in the future (today is {today})", date=day, today=today), _("give a --date up to today")
            )  # fmt: skip


def closing(
    issue: Issue,
    day: date,
    result: str | None,
    outcomes: tuple[Result, ...],
    satisfaction: Satisfaction | None,
    note: str | None,
) -> tuple[Event, ...]:
    """The events that strike an issue off: 办结 first where it is not resolved yet, then a rating where one is given.

    Raises:
        ResultMissingError: it is not resolved and no result is given.
    """
    events: list[Event] = []
    status = state_of(issue).status
    if status in (Status.REPORTED, Status.VERIFIED, Status.ASSIGNED):
        if result is None:
            raise ResultMissingError(issue, status)
        events.append(Event(date=day, type=EventType.RESOLVE, note=result, outcomes=outcomes))
    if satisfaction:
        events.append(Event(date=day, type=EventType.RATE, satisfaction=satisfaction))
    return (*events, Event(date=day, type=EventType.CLOSE, note=note))


def admit_into(issue: Issue, other: Issue, day: date) -> None:
    """Looks whether `issue` may be sent back on `day` because it repeats `other`, which somebody must be dealing with.

    An issue that was sent back cannot take another one in, so no circle can come about, and each difficulty is counted
    once.

    Raises:
        EditRefusedError: it is the issue itself, was sent back itself, or was not there yet.
    """
    if key(issue.id) == key(other.id):
        raise EditRefusedError(
            _("{id} cannot be sent back into itself", id=issue.id), _("name the other one: --into ID")
        )
    if state_of(other).status is Status.REJECTED:
        further = next((event.into for event in reversed(other.events) if event.type is EventType.REJECT), None)
        raise EditRefusedError(
            _("{id} was sent back itself, so nothing can be sent back into it", id=other.id),
            _("it went into {id}: --into {id}", id=further) if further
            else _("reopen it first: bangfu reopen {id} --note TEXT", id=other.id),
        )  # fmt: skip
    reported = other.events[0].date if other.events else day
    if reported > day:
        raise EditRefusedError(
            _("{id} was reported on {date} only, after {day}", id=other.id, date=reported, day=day),
            _("give a later --date, or send that one back into this one"),
        )


def _next_steps(issue: Issue, status: Status) -> Message:
    """What may be done instead, with the command for each."""
    commands = tuple(
        _("{step} (bangfu {command})", step=step.value, command=step.name.lower())
        for step in may_follow(status)
        if step is not EventType.REPORT
    )
    return _("what may follow: {steps}", steps=commands)
