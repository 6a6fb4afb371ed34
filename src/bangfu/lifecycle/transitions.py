"""The transition table of an issue's life (docs/format.md, events), as a table."""

from __future__ import annotations

from enum import StrEnum

from bangfu.model.event import EventType
from bangfu.model.frozen import frozen


class Status(StrEnum):
    """Where an issue stands. `NONE` is before its first event."""

    NONE = ""
    REPORTED = "待核实"
    VERIFIED = "待交办"
    REJECTED = "已退回"
    ASSIGNED = "办理中"
    RESOLVED = "已办结"
    CLOSED = "已销号"


STATUSES = tuple(status for status in Status if status is not Status.NONE)


@frozen
class Transition:
    """One row: the statuses that the event may follow, and the status it leads to (None: it stays)."""

    after: frozenset[Status]
    leads_to: Status | None
    required: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


def _row(after: tuple[Status, ...], leads_to: Status | None, required: str = "", allowed: str = "") -> Transition:
    return Transition(frozenset(after), leads_to, tuple(required.split()), tuple(allowed.split()))


_S = Status
COMMON = ("date", "type", "note", "via", "source")
"""Keys that any event may carry."""

TABLE: dict[EventType, Transition] = {
    EventType.REPORT: _row((_S.NONE,), _S.REPORTED),
    EventType.VERIFY: _row((_S.REPORTED,), _S.VERIFIED),
    EventType.REJECT: _row((_S.REPORTED, _S.VERIFIED), _S.REJECTED, "note", "into"),
    EventType.ASSIGN: _row((_S.REPORTED, _S.VERIFIED, _S.ASSIGNED), _S.ASSIGNED, "to", "due number"),
    EventType.PROGRESS: _row((_S.ASSIGNED,), None),
    EventType.SUPERVISE: _row((_S.ASSIGNED,), None, "", "due number"),
    EventType.EXTEND: _row((_S.ASSIGNED,), None, "due note"),
    EventType.RESOLVE: _row((_S.ASSIGNED, _S.REPORTED, _S.VERIFIED), _S.RESOLVED, "note", "outcomes"),
    EventType.RATE: _row((_S.RESOLVED, _S.CLOSED), None, "satisfaction"),
    EventType.CLOSE: _row((_S.RESOLVED,), _S.CLOSED),
    EventType.REOPEN: _row((_S.RESOLVED, _S.CLOSED, _S.REJECTED), None, "note"),
}


def next_status(event: EventType, status: Status, *, ever_assigned: bool) -> Status | None:
    """The status after `event`, or None where the event may not follow `status`.

    重开 is the one step whose end depends on more than the status: from 已退回 back to 待核实; else to 办理中 if the
    issue ever was assigned, and to 待交办 if not.
    """
    row = TABLE[event]
    if status not in row.after:
        return None
    if event is EventType.REOPEN:
        if status is Status.REJECTED:
            return Status.REPORTED
        return Status.ASSIGNED if ever_assigned else Status.VERIFIED
    return row.leads_to or status


def may_follow(status: Status) -> tuple[EventType, ...]:
    """The events that may come next, in the table's order."""
    return tuple(event for event, row in TABLE.items() if status in row.after)
