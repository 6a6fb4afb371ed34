"""When a step is due, by the limits of bangfu.yaml."""

from __future__ import annotations

from datetime import date, timedelta

from bangfu.lifecycle.replay import State
from bangfu.lifecycle.transitions import Status
from bangfu.model.province import Limits


def unanswered(state: State, limits: Limits) -> bool:
    """Whether the enterprise still waits for a first reply and the reply limit has passed (件件有回音)."""
    return state.status is Status.REPORTED and state.replied is None and _past(state.reported, limits.reply, state)


def unassigned(state: State, limits: Limits) -> bool:
    """Whether a verified issue waits to be assigned for longer than the limit."""
    return state.status is Status.VERIFIED and _past(state.last, limits.assign, state)


def stale(state: State, limits: Limits) -> bool:
    """Whether an assigned issue has had no event for longer than the progress limit."""
    return state.status is Status.ASSIGNED and _past(state.last, limits.progress, state)


def replied_in_time(state: State, limits: Limits) -> bool:
    """Whether the first reply came within the reply limit."""
    reported = state.reported
    return reported is not None and state.replied is not None and (state.replied - reported).days <= limits.reply


def default_due(assigned: date, limits: Limits) -> date:
    """The due date of an issue assigned on that day when none is given."""
    try:
        return assigned + timedelta(days=limits.resolve)
    except OverflowError:  # the calendar ends first
        return date.max


def _past(day: date | None, limit: int, state: State) -> bool:
    return day is not None and (state.as_of - day).days > limit
