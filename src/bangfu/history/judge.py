"""Differences between an earlier state and the present one as findings (BF620 to BF625)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from bangfu.edit.phrase import inline, tree_of
from bangfu.git import Commit
from bangfu.history.difference import EVENTS, ORDER, Change, Kind, changes
from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.event import Event
from bangfu.model.folders import LEDGERS, NAME
from bangfu.model.issue import Issue
from bangfu.model.record import Record
from bangfu.model.seal import Seal
from bangfu.model.source import AtLine, Place
from bangfu.read.repository import Reading

LOST, CORRECTED, DOUBLED, REWRITTEN, LATE, UNREAD = "BF620", "BF621", "BF622", "BF623", "BF624", "BF625"
_SHOWN = 100
_TIMELESS = ("enterprises", "assertions")
"""Sections whose entries bear on no published figure, whenever they are written."""


class Past(NamedTuple):
    """An earlier state: its commit, and what was read of it."""

    commit: Commit
    reading: Reading

    @property
    def label(self) -> str:
        """The commit as people know it: its name, who made it, and when."""
        return f"{self.commit.short} {self.commit.author} {self.commit.day}"

    def place(self, record: Record, section: str, *path: str | int) -> str:
        """Where something stood: `ledgers/zhuzhou.yaml:12`."""
        span = self.reading.span(Place(record.file, (section, AtLine(record.line), *path))) if path else None
        return f"{record.file}:{span.line if span else record.line}"

    def published(self, *days: date | None) -> Seal | None:
        """The first period that was published by then and ends on one of the days or after it."""
        known = [day for day in days if day]
        return next((seal for seal in self.reading.seals if known and min(known) <= seal.as_of), None)


def findings_of(
    past: Past, now: Reading, others: frozenset[Change], *, published: bool
) -> Iterator[tuple[Change, Finding]]:
    """What became of an earlier state.

    Args:
        past: the earlier state.
        now: the present one.
        others: what another side of a merge did: the same change in the result is its doing, and in order.
        published: whether such a change is told nevertheless where it bears on a published period: the side is the one
            that the others were merged into.
    """
    torn = now.torn
    for change in changes(past.reading.ledgers, now.ledgers, others):
        seal = _sealed(change, past)
        if change in others and not (published and seal):
            continue
        if change.kind is Kind.LOST and not change.field and change.city in torn:
            continue  # it may stand there and not be readable; that is an error already
        finding = _finding(change, past, seal)
        if finding:
            yield change, finding


def seals_of(past: Past, now: Reading) -> Iterator[Finding]:
    """Published periods whose seal is gone or is another one. One that says what it replaces is in order."""
    present = {seal.period: seal for seal in now.seals}
    for seal in past.reading.seals:
        new = present.get(seal.period)
        if new is None and seal.file not in now.sources:
            message = _("the seal of {period} is gone; it stood in {commit}", period=seal.period, commit=past.label)
            yield Finding(LOST, message, file=seal.file, hint=_restore(past, seal.file))
        elif new and new.digest != seal.digest:
            reason = next((one.reason for one in new.replaced if one.digest == seal.digest), None)
            if reason is None:
                message = _(
                    "the seal of {period} is another one than in {commit}", period=seal.period, commit=past.label
                )
                yield Finding(LOST, message, file=seal.file, hint=_restore(past, seal.file))
            else:
                message = _("{period} was sealed again: {reason}", period=seal.period, reason=reason)
                yield Finding(REWRITTEN, message, file=seal.file)


def unread(past: Past) -> Iterator[Finding]:
    """Files of an earlier state in which something could not be read, so that its loss would not be seen."""
    files = {finding.at.file if finding.at else finding.file for finding in past.reading.findings}
    for file in sorted(files):
        if file == NAME or file.startswith(f"{LEDGERS}/"):
            message = _("not all of this file can be read in {commit}: what is lost of that is not seen",
                        commit=past.label)  # fmt: skip
            yield Finding(UNREAD, message, file=file)


def _sealed(change: Change, past: Past) -> Seal | None:
    """The published period that a change bears on."""
    if change.section in _TIMELESS:
        return None
    return past.published(day_of(change.before), day_of(change.after))


def day_of(value: Any) -> date | None:
    """The day that a record or an event bears on figures from."""
    if isinstance(value, Issue):
        return value.events[0].date if value.events else None
    return value.date if isinstance(value, Event) or (isinstance(value, Record) and hasattr(value, "date")) else None


def _finding(change: Change, past: Past, seal: Seal | None) -> Finding | None:
    match change.kind:
        case Kind.LOST:
            return _lost(change, past, seal)
        case Kind.CHANGED:
            return _changed(change, past, seal)
        case Kind.DOUBLED:
            message = _("this stands here more often than in {commit}: {what}",
                        commit=past.label, what=shown(change.after))  # fmt: skip
            hint = _("delete the copy; if it is another one, say what tells them apart")
            return Finding(DOUBLED, message, _at(change, change.place), hint=hint)
        case Kind.ADDED:
            if seal is None:
                return None
            day = day_of(change.after)
            message = _("{what} is dated {date} and was entered after {period} was published",
                        what=_named(change), date=day, period=seal.period)  # fmt: skip
            return Finding(LATE, message, _at(change, change.place))


def _lost(change: Change, past: Past, seal: Seal | None) -> Finding:
    assert change.old is not None  # noqa: S101 - what is lost was there
    event = change.field == EVENTS
    where = past.place(change.old, change.section, *((EVENTS, change.place) if event else ()))
    message = _("{what} is gone; it stood in {place} ({commit})", what=_named(change), place=where, commit=past.label)
    if seal:
        message = _("{lost}; {period} is published", lost=message, period=seal.period)
    hint = _("bring it back: nothing is taken out of a ledger; an issue that comes to nothing is 退回")
    if event:
        return Finding(LOST, message, _at(change), hint=hint)
    return Finding(LOST, message, file=change.old.file, hint=hint)


def _changed(change: Change, past: Past, seal: Seal | None) -> Finding:
    assert change.old is not None  # noqa: S101 - what is changed was there
    if change.field == ORDER:
        message = _("{id}: its events stand in another order than in {commit}", id=change.record, commit=past.label)
        return Finding(CORRECTED, message, _at(change))
    where = past.place(change.old, change.section, *((EVENTS, change.place) if change.field == EVENTS else ()))
    if change.field in ("", EVENTS):
        message = _("{what} was otherwise in {place} ({commit}): {before}",
                    what=_named(change), place=where, commit=past.label, before=shown(change.before))  # fmt: skip
    else:
        message = _("{name}: “{key}” was otherwise in {place} ({commit}): {before}",
                    name=change.record, key=change.field, place=where, commit=past.label,
                    before=shown(change.before))  # fmt: skip
    if seal:
        message = _("{changed}; {period} is published", changed=message, period=seal.period)
    return Finding(REWRITTEN if seal else CORRECTED, message, _at(change))


def _at(change: Change, event: int | None = None) -> Place | None:
    """Where the record is that a change speaks of; in it the event, or the key."""
    if change.new is None:
        return None
    path: tuple[str | int, ...] = ()
    if change.field == EVENTS and event is not None:
        path = (EVENTS, event)
    elif change.field == EVENTS and change.kind is Kind.CHANGED and isinstance(change.new, Issue):
        path = (EVENTS, change.new.events.index(change.after))
    elif change.field not in ("", EVENTS, ORDER) and getattr(change.new, change.field) not in (None, (), False):
        path = (change.field,)
    return change.new.at(change.section, *path)


def _named(change: Change) -> Message | str:
    """What was changed: an issue by id and title, its event with the id, any other record as it is written."""
    value = change.after if change.before is None or change.kind is Kind.CHANGED else change.before
    if change.field == EVENTS:
        return _("{id}: {event}", id=change.record, event=shown(value))
    if isinstance(value, Issue):
        return _("issue {id} “{title}” with {count} events", id=value.id, title=value.title, count=len(value.events))
    if change.record:
        return _("“{name}”", name=change.record)
    return f"{change.section}: {shown(value)}"


def shown(value: Any) -> str:
    """A value as a ledger has it, on one line, cut where it is long."""
    if value is None or value == ():
        return "—"
    if isinstance(value, Record | Event):
        text = inline(tree_of(value))
    else:
        text = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _restore(past: Past, file: str) -> Message:
    return _("bring it back: git checkout {commit} -- {file}", commit=past.commit.short, file=file)
