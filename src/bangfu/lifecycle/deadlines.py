"""When a step is due, by the limits of bangfu.yaml, whose days are calendar days (自然日) or working days (工作日)."""

from __future__ import annotations

from datetime import date, timedelta

from bangfu.i18n import Message, _
from bangfu.lifecycle.replay import State
from bangfu.lifecycle.transitions import Status
from bangfu.lifecycle.workdays import working_days
from bangfu.model.province import Limits


def elapsed(start: date, end: date, limits: Limits) -> int:
    """The days from `start`, which does not count, to `end`, which does, in the unit of the limits.

    Negative where `end` comes first.
    """
    if not limits.in_working_days:
        return (end - start).days
    days = working_days(limits)
    return days.between(start, end) if start <= end else -days.between(end, start)


def counted(days: int, limits: Limits) -> Message:
    """A number of days with its unit."""
    return _("working days: {count}", count=days) if limits.in_working_days else _("days: {count}", count=days)


def unanswered(state: State, limits: Limits) -> bool:
    """Whether the enterprise still waits for a first reply and the reply limit has passed (件件有回音)."""
    return (
        state.status is Status.REPORTED
        and state.replied is None
        and _past(state.reported, limits.reply, state, limits)
    )  # fmt: skip


def unassigned(state: State, limits: Limits) -> bool:
    """Whether a verified issue waits to be assigned for longer than the limit."""
    return state.status is Status.VERIFIED and _past(state.last, limits.assign, state, limits)


def stale(state: State, limits: Limits) -> bool:
    """Whether an assigned issue has had no event for longer than the progress limit."""
    return state.status is Status.ASSIGNED and _past(state.last, limits.progress, state, limits)


def replied_in_time(state: State, limits: Limits) -> bool:
    """Whether the first reply came within the reply limit."""
    reported, replied = state.reported, state.replied
    return reported is not None and replied is not None and elapsed(reported, replied, limits) <= limits.reply


def default_due(assigned: date, limits: Limits) -> date:
    """The due date of an issue assigned on that day when none is given; the last day where the calendar ends first."""
    if limits.in_working_days:
        return working_days(limits).after(assigned, limits.resolve)
    try:
        return assigned + timedelta(days=limits.resolve)
    except OverflowError:
        return date.max


def _past(day: date | None, limit: int, state: State, limits: Limits) -> bool:
    return day is not None and elapsed(day, state.as_of, limits) > limit
