"""One record in three versions, and what the merge makes of it; a conflict is a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bangfu.i18n import Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the two sides cannot both be right about.

    Attributes:
        key: the key of the record it is about, `events` for its life, empty for the record as a whole.
        reason: one sentence; empty keys and values are not repeated in it.
        base, ours, theirs: the values, or the events that meet; None or empty for what is not there.
    """

    key: str
    reason: Message
    base: Any = None
    ours: Any = None
    theirs: Any = None


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """One record, or one event: its three versions with their positions, and the merged one (None: it is gone).

    Where there are conflicts `result` has the value of OURS in each of them. `events` are the slots of an issue's
    events, in the order of the result.
    """

    base: T | None = None
    ours: T | None = None
    theirs: T | None = None
    result: T | None = None
    base_at: int | None = None
    ours_at: int | None = None
    theirs_at: int | None = None
    events: tuple[Slot[Any], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
