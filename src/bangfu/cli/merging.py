"""What the commands that merge have in common: conflicts in the reader's language, and what was merged as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bangfu.i18n import _

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.edit.reconcile import Merged
    from bangfu.merge.slot import Conflict, Slot

_WIDEST = 300


def explain(session: Session, file: str, merged: Merged) -> None:
    """Says what is in conflict, with the values of all sides, on stderr."""
    if merged.doubt:
        session.complain(_("{file}: not merged record by record: {reason}", file=file, reason=merged.doubt))
    if merged.plan is None:
        return
    for conflict in merged.plan.conflicts:
        _explain(session, file, "", conflict)
    for section, slot, conflict in merged.plan.at_odds():
        _explain(session, file, name_of(section, slot), conflict)


def _explain(session: Session, file: str, name: str, conflict: Conflict) -> None:
    what = [word for word in (name, conflict.key if conflict.key != "events" else "") if word]
    session.complain(_("{where}: conflict: {reason}", where=": ".join([file, *what]), reason=conflict.reason))
    sides = [(_("ours"), conflict.ours), (_("theirs"), conflict.theirs)]
    for side, value in ([(_("base"), conflict.base)] if conflict.base else []) + sides:
        session.complain(_("  {side}: {value}", side=side, value=_short(text_of(value) or "—")))


def remark(session: Session, file: str, merged: Merged) -> None:
    """Says what a merge did that a reader may not expect."""
    if merged.plan is None:
        return
    for old, new in merged.plan.renamed:
        session.remark(
            _("{file}: two different issues had the id {old}; one is now {new}", file=file, old=old, new=new)
        )
    if merged.standing:
        session.remark(
            _("{file}: errors that came with the two sides: {count}; see: bangfu check", file=file,
              count=len(merged.standing))
        )  # fmt: skip


def as_json(session: Session, file: str, output: str | None, merged: Merged) -> str:
    """What a merge changed in OURS, by section and id (docs/cli.md, machine output)."""
    added: dict[str, list[str]] = {}
    changed: list[dict[str, Any]] = []
    removed: list[dict[str, str]] = []
    plan = merged.plan
    conflicts = [_as_data(session, None, None, conflict) for conflict in (plan.conflicts if plan else ())]
    for section, slots in plan.sections.items() if plan else ():
        for slot in slots:
            name = name_of(section, slot)
            conflicts += [_as_data(session, section, name, conflict) for conflict in slot.conflicts]
            if slot.result is None and slot.ours is not None:
                removed.append({"section": section, "id": name})
            elif slot.result is not None and slot.ours is None:
                added.setdefault(section, []).append(name)
            elif slot.result != slot.ours:
                changed.append({"section": section, "id": name, "keys": _keys(slot)})
    document = {
        "schema": 1,
        "file": file,
        "output": output,
        "clean": merged.clean,
        "added": added,
        "changed": changed,
        "removed": removed,
        "renamed": [{"old": old, "new": new} for old, new in (plan.renamed if plan else ())],
        "conflicts": conflicts,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def name_of(section: str, slot: Slot[Any]) -> str:
    """How a record is called: an issue by its id, an enterprise by its name, another by its section and day."""
    record = next(one for one in (slot.result, slot.ours, slot.theirs, slot.base) if one is not None)
    if section == "issues":
        return str(record.id)
    return str(record.name) if section == "enterprises" else f"{section} {record.date}"


def text_of(value: Any) -> str:
    """A value of a record, an event or a record, as it would stand in a ledger on one line."""
    import dataclasses

    from bangfu.edit.phrase import inline, tree_of
    from bangfu.model.quantity import Quantity

    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(map(text_of, value)) if dataclasses.is_dataclass(value[0]) else "、".join(map(text_of, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, Quantity):
        return inline(tree_of(value))
    return " ".join(str(value).split())


def _keys(slot: Slot[Any]) -> list[str]:
    from bangfu.read.build import keys_of

    return [key for key in keys_of(type(slot.result)) if getattr(slot.ours, key) != getattr(slot.result, key)]


def _as_data(session: Session, section: str | None, name: str | None, conflict: Conflict) -> dict[str, Any]:
    values = {side: text_of(getattr(conflict, side)) or None for side in ("base", "ours", "theirs")}
    key = conflict.key or None
    return {"section": section, "id": name, "key": key, "reason": session.translate(conflict.reason), **values}


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
