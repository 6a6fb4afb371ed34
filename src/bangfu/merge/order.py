"""The order of a merged section: OURS', and what only THEIRS has stands below what it stands below there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bangfu.merge.slot import Slot


def in_order(slots: Sequence[Slot[Any]]) -> tuple[Slot[Any], ...]:
    """The slots of a section in the order of the result; what both sides put in one place: OURS first."""
    ours = sorted((slot for slot in slots if slot.ours_at is not None), key=_in_ours)
    below = _below(slots)
    return tuple(_merged(ours, below))


def _merged(ours: Sequence[Slot[Any]], below: dict[int | None, list[Slot[Any]]]) -> Iterator[Slot[Any]]:
    waiting = below.get(None, [])
    for slot in ours:
        if slot.base is not None or slot.theirs is not None:
            yield from waiting
            waiting = []
        yield slot
        waiting += below.get(slot.ours_at, [])
    yield from waiting


def _below(slots: Sequence[Slot[Any]]) -> dict[int | None, list[Slot[Any]]]:
    """What only THEIRS has, by the position in OURS of what stands above it in THEIRS (None: nothing)."""
    found: dict[int | None, list[Slot[Any]]] = {}
    above: int | None = None
    for slot in sorted((slot for slot in slots if slot.theirs_at is not None), key=_in_theirs):
        if slot.ours_at is None:
            found.setdefault(above, []).append(slot)
        else:
            above = slot.ours_at
    return found


def _in_ours(slot: Slot[Any]) -> int:
    return slot.ours_at if slot.ours_at is not None else -1


def _in_theirs(slot: Slot[Any]) -> int:
    return slot.theirs_at if slot.theirs_at is not None else -1
