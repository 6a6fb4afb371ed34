"""The keys of one record in three versions: a key is in conflict only where both sides changed it differently."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, TypeVar

from bangfu.i18n import _
from bangfu.merge.slot import Conflict

T = TypeVar("T")

_SETS = frozenset({"aliases", "was", "to"})
"""Lists that are merged as sets, in order."""

_UNKNOWN = object()


def merged_fields(base: T | None, ours: T, theirs: T, skip: frozenset[str] = frozenset()) -> tuple[T, list[Conflict]]:
    """The record that has what either side changed, and the keys that both changed differently (OURS' value stands).

    Without a base a key that one side lacks is taken from the other.

    Args:
        base, ours, theirs: the three versions, of one type.
        skip: keys that are left as OURS has them.
    """
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for field in dataclasses.fields(ours):  # type: ignore[arg-type]
        key = field.name
        if not field.compare or key in skip:
            continue
        mine, other = getattr(ours, key), getattr(theirs, key)
        before = getattr(base, key) if base is not None else _default(field)
        if other in (mine, before):
            continue
        if mine == before:
            values[key] = other
        elif key in _SETS and (union := _union(key, before, mine, other)) is not None:
            values[key] = union
        else:
            before = None if before is _UNKNOWN else before
            conflicts.append(Conflict(key, _("both sides changed it"), before, mine, other))
    return (dataclasses.replace(ours, **values) if values else ours), conflicts  # type: ignore[type-var]


def _default(field: dataclasses.Field[Any]) -> Any:
    return _UNKNOWN if field.default is dataclasses.MISSING else field.default


def _union(key: str, base: Any, ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...] | None:
    """OURS without what THEIRS took out, then what THEIRS put in; None where both named another lead department."""
    before: Sequence[Any] = () if base is _UNKNOWN else base
    if key == "to" and before[:1] not in (ours[:1], theirs[:1]) and ours[:1] != theirs[:1]:
        return None
    kept = [one for one in ours if one in theirs or one not in before]
    added = [one for one in theirs if one not in ours and one not in before]
    if key == "to" and ours[:1] == before[:1] != theirs[:1]:  # the lead stands first
        kept, added = [one for one in theirs if one in kept or one in added], [one for one in kept if one not in theirs]
    return (*kept, *added)
