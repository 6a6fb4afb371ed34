"""`bangfu show`."""

from __future__ import annotations

import json as as_json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.options import Argument, Option
from bangfu.cli.periods import AsOf
from bangfu.cli.session import Session, printable
from bangfu.i18n import Message, _, mark
from bangfu.model.event import Event
from bangfu.model.quantity import Quantity

if TYPE_CHECKING:
    from bangfu.lifecycle.replay import State
    from bangfu.merge.book import Case
    from bangfu.model.province import Province

_INDENT = "    "


def show(
    session: Session,
    issue: Annotated[str, Argument(help=mark("The issue's id, or any unambiguous end of it."), metavar="ID")],
    as_of: AsOf = None,
    json: Annotated[bool, Option("--json", help=mark("As JSON."))] = False,
) -> None:
    """Shows one issue: what it is about, where it stands, and what was done."""
    from bangfu import pipeline
    from bangfu.cli.choices import iso_day
    from bangfu.cli.issues import by_id, say_unread
    from bangfu.lifecycle.replay import replay

    day = iso_day(as_of) if as_of else session.today
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    case = by_id(checked.book, issue)
    state = replay(case.issue.events, day)
    if json:
        document = {"schema": 1, "as_of": day.isoformat(), "issue": _data(case, state, checked.book.province)}
        session.data(as_json.dumps(document, ensure_ascii=False, indent=2))
    else:
        session.data("\n".join(_lines(session, case, state, checked.book.province)))
    later = sum(event.date > day for event in case.issue.events)
    if later:
        session.remark(_("later events not shown: {count}", count=later))
    say_unread(session, checked)


def _data(case: Case, state: State, province: Province) -> dict[str, Any]:
    """What `list --json` says of the issue, and all that it leaves out."""
    from bangfu.cli.issues import as_data, iso
    from bangfu.lifecycle.deadlines import stale, unanswered

    return as_data(case, state) | {
        "field": province.field_of(case.issue.category),
        "detail": case.issue.detail,
        "via": state.via,
        "departments": list(state.departments),
        "assigned": iso(state.assigned_on),
        "days": state.days,
        "unanswered": unanswered(state, province.limits),
        "stale": stale(state, province.limits),
        "was": list(case.issue.was),
        "paired": _plain(case.enterprise) if case.enterprise else None,
        "events": [_plain(event) for event in case.issue.events if event.date <= state.as_of],
    }


def _plain(value: Any) -> Any:
    """A record as data: keys without a value, and its place, left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Quantity):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if is_dataclass(value):
        pairs = ((item.name, getattr(value, item.name)) for item in fields(value) if item.name not in ("file", "line"))
        return {name: _plain(entry) for name, entry in pairs if entry is not None and entry != ()}
    return value


def _lines(session: Session, case: Case, state: State, province: Province) -> Iterator[str]:
    """The page for people."""
    from bangfu.cli.issues import enterprise_of, paragraphs
    from bangfu.lifecycle.walk import walk

    text, issue, paired = session.text, case.issue, case.enterprise

    def said(value: object) -> str:
        return text(value) if isinstance(value, Message) else printable(str(value))  # data is never translated

    def entry(label: Message, *values: object) -> Iterator[str]:
        shown = " · ".join(said(value) for value in values if value)
        if shown:
            yield text(_("{label}: {value}", label=label, value=shown))

    yield printable(f"{issue.id}  {issue.title}")
    yield from entry(_("City"), case.city.name)
    about = (paired.kind.value, paired.tier, paired.district, paired.chain) if paired else ()
    yield from entry(_("Enterprise"), enterprise_of(case), *about)
    if paired:
        yield from entry(_("Paired with"), paired.leader, paired.department)
    yield from entry(_("Category"), issue.category, province.field_of(issue.category))
    yield from entry(_("Status"), state.status.value or _("not reported yet"), *_remarks(state, province))
    yield from entry(_("Department"), *state.departments)
    yield from entry(_("Due"), state.due)
    yield from entry(_("Days from 交办 to 办结"), None if state.days is None else str(state.days))
    yield from entry(_("Former ids"), *issue.was)
    yield from entry(_("Record"), f"{issue.file}:{issue.line}")
    if issue.detail:
        yield ""
        yield from paragraphs(printable(issue.detail), _INDENT)
    strides = [stride for stride in walk(issue.events) if stride.event.date <= state.as_of]
    if strides:
        yield ""
    for stride in strides:
        event = stride.event
        wrong = () if stride.legal else (_("may not stand here, not counted"),)
        carried = " · ".join(said(value) for value in (*_of(event), *wrong))
        yield f"{event.date.isoformat()}  {event.type.value}  {carried}".rstrip()
        if event.note:
            yield from paragraphs(printable(event.note), _INDENT)


def _remarks(state: State, province: Province) -> Iterator[Message | str]:
    from bangfu.lifecycle.deadlines import counted, elapsed, stale, unanswered

    limits = province.limits
    if state.overdue and state.due:
        yield _("overdue, {days}", days=counted(elapsed(state.due, state.as_of, limits), limits))
    if stale(state, limits):
        yield _("no progress past the limit, {days}", days=counted(limits.progress, limits))
    if unanswered(state, limits):
        yield _("no reply past the limit, {days}", days=counted(limits.reply, limits))
    if state.satisfaction:
        yield state.satisfaction.value


def _of(event: Event) -> Iterator[Message | str]:
    """What an event carries, but for its note."""
    if event.to:
        yield f"→ {'、'.join(event.to)}"
    if event.via:
        yield event.via
    if event.due:
        yield _("due {day}", day=event.due.isoformat())
    if event.satisfaction:
        yield event.satisfaction.value
    if event.into:
        yield _("see {id}", id=event.into)
    if event.number:
        yield event.number
    for result in event.outcomes:
        yield f"{result.kind} {result.value}"
