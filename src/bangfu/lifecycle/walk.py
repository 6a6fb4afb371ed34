"""Walks an issue's events beside the status before each, for the rules and for the commands that add events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangfu.lifecycle.transitions import Status, next_status
from bangfu.model.event import Event, EventType, Satisfaction


@dataclass(frozen=True, slots=True)
class Stride:
    """One event: its position, the status before it, whether it may stand there, and the rating then in force."""

    index: int
    event: Event
    before: Status
    legal: bool
    rating: Satisfaction | None


def walk(events: Sequence[Event]) -> Iterator[Stride]:
    """Every event in turn. After an illegal one the walk goes on from the status before it."""
    status = Status.NONE
    assigned = False
    rating: Satisfaction | None = None
    for index, event in enumerate(events):
        after = next_status(event.type, status, ever_assigned=assigned)
        yield Stride(index, event, status, after is not None, rating)
        if after is None:
            continue
        status = after
        if event.type is EventType.ASSIGN:
            assigned = True
        elif event.type is EventType.RATE:
            rating = event.satisfaction
        elif event.type in (EventType.RESOLVE, EventType.REOPEN):
            rating = None
