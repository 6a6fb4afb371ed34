"""The order of a merged section: OURS', and what only THEIRS has stands below what it stands below there.

Where THEIRS alone has moved records, OURS is taken to have moved them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from bangfu.merge.slot import Slot


def in_order(slots: Sequence[Slot[Any]]) -> tuple[Slot[Any], ...]:
    """The slots of a section in the order of the result; what both sides put in one place: OURS first."""
    ours = sorted((slot for slot in slots if slot.ours_at is not None), key=_in_ours)
    below = _below(slots)
    return tuple(_merged(ours, below))


def as_theirs(slots: Sequence[Slot[Any]]) -> tuple[int, ...]:
    """The positions of OURS' records in the order that THEIRS has moved them to; empty where OURS' order stands.

    It stands where THEIRS has moved nothing, and where OURS has: an order is no value that could be in conflict. What
    the base or THEIRS does not have stays in its place.
    """
    shared = sorted(
        (slot.ours_at, slot.base_at, slot.theirs_at)
        for slot in slots
        if slot.ours_at is not None and slot.base_at is not None and slot.theirs_at is not None
    )
    by_base, by_theirs = (sorted(shared, key=itemgetter(at)) for at in (1, 2))
    if by_theirs == shared or by_base != shared:
        return ()
    moved = {place: at for (place, *_), (at, *_) in zip(shared, by_theirs, strict=True)}
    return tuple(moved.get(at, at) for at in sorted(slot.ours_at for slot in slots if slot.ours_at is not None))


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
