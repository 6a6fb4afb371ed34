"""`bangfu letter`: composes a letter and adds the event that records it; prints an issued one again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.editing import DryRun, Note, day_of, desk_of, remark_on, show_diff
from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import EditRefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bangfu.bulletin.letter_number import Kind, LetterNumber
    from bangfu.bulletin.letters import Subject
    from bangfu.edit.desk import Desk
    from bangfu.merge.book import Book
    from bangfu.model.event import Event

ACTIONS = ("assign", "remind", "supervise", "show")
_ONLY = {
    "--to": ("assign",),
    "--due": ("assign", "supervise"),
    "--department": ("remind", "supervise"),
    "--city": ("remind", "supervise"),
    "--date": ACTIONS[:3],
    "--number": ACTIONS[:3],
    "--note": ACTIONS[:3],
    "--dry-run": ACTIONS[:3],
}
"""The letters that an option belongs to; all others belong to every one."""
_CHANNELS = {"assign": "问题交办函", "remind": "催办函", "supervise": "督办函"}


def letter(
    session: Session,
    action: Annotated[
        str,
        Argument(
            help=mark(
                "assign (交办函), remind (催办函; for a chat group: bangfu remind), supervise (督办函), or show: "
                "print an issued letter again."
            ),
            metavar="assign|remind|supervise|show",
        ),
    ],
    ids: Annotated[
        list[str] | None,
        Argument(help=mark("Ids, or unambiguous ends of ids; after show a letter's number."), metavar="ID..."),
    ] = None,
    to: Annotated[
        list[str] | None,
        Option(
            "--to",
            help=mark("assign: a department, the lead first; may be repeated (required)."),
            metavar="DEPARTMENT",
        ),
    ] = None,
    due: Annotated[str | None, Option("--due", help=mark("The day by which it is to be done."), metavar="DAY")] = None,
    department: Annotated[
        str | None,
        Option(
            "--department",
            help=mark("remind: all due issues that it leads; supervise: the overdue ones."),
            metavar="DEPARTMENT",
        ),
    ] = None,
    city: Annotated[
        str | None,
        Option("--city", help=mark("With --department: only this city's issues."), metavar="CITY"),
    ] = None,
    date: Annotated[
        str | None, Option("--date", help=mark("The letter's day (default: today)."), metavar="DAY")
    ] = None,
    number: Annotated[
        str | None,
        Option("--number", help=mark("The letter's number (default: the year's next)."), metavar="N"),
    ] = None,
    note: Note = None,
    issuer: Annotated[
        str | None,
        Option("--issuer", help=mark("The office that signs (default: that of bangfu.yaml)."), metavar="OFFICE"),
    ] = None,
    form: Annotated[
        str | None,
        Option(
            "--format", help=mark("md, html, docx or pdf (default: by the ending of -o, else md)."), metavar="FORMAT"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Writes a letter and the event that records it; show prints an issued one again and changes nothing."""
    from bangfu.bulletin.letter_number import Kind
    from bangfu.cli.ask import cleaned, demand
    from bangfu.cli.choices import one_of
    from bangfu.cli.formats import format_of, serial_of
    from bangfu.cli.output import spare
    from bangfu.lifecycle.deadlines import default_due
    from bangfu.model.event import Event

    one_of("assign|remind|supervise|show", action, ACTIONS)
    given = {
        "--to": to, "--due": due, "--department": department, "--city": city, "--date": date, "--number": number,
        "--note": note, "--dry-run": dry_run,
    }  # fmt: skip
    for option, value in given.items():
        if value not in (None, False) and action not in _ONLY[option]:
            raise UsageError(_("{option} does not go with “{name}”", option=option, name=action))
    _look_at_ids(ids, department, city)
    form = format_of(session, form, output)
    office = cleaned("--issuer", issuer) if issuer is not None else None
    if output is not None:
        spare(session.root, output)
        _writable(output)
    if action == "show":
        from bangfu.cli.letter_show import show

        show(session, ids or [], office, form, output)
        return
    serial = serial_of(number)
    day = day_of(session, date)
    until = day_of(session, due) if due is not None else None
    if action == "assign":
        demand(session, {"--to": to})
    charged = tuple(cleaned("--to", one) for one in to or ())
    if action == "assign" and not charged:
        from bangfu.cli.ask import ask

        charged = (ask(session, _("Department")),)
    lead = cleaned("--department", department) if department is not None else ""
    remark = cleaned("--note", note) if note is not None else None
    kind = Kind[action.upper()]
    with desk_of(session, dry_run=dry_run) as desk:
        if action == "assign":
            until = until or default_due(day, desk.province.limits)
        via = _CHANNELS[action] if _CHANNELS[action] in desk.province.channels else None
        event = Event(date=day, type=kind.step, to=charged, via=via, due=until, note=remark)
        _write(session, desk, kind, ids or [], event, serial, (lead, city), office, form, output, dry_run=dry_run)


def _write(
    session: Session,
    desk: Desk,
    kind: Kind,
    ids: Sequence[str],
    event: Event,
    serial: int | None,
    whose: tuple[str, str | None],
    office: str | None,
    form: str,
    output: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Composes, records, and only then hands out: what can fail most easily comes before anything is changed."""
    from dataclasses import replace
    from functools import partial

    from bangfu.bulletin.letters import subject
    from bangfu.cli.letter_due import due_ids
    from bangfu.cli.letter_show import page_of
    from bangfu.cli.output import deliver
    from bangfu.edit.change import NewEvents
    from bangfu.edit.locate import find_issues
    from bangfu.edit.make import make
    from bangfu.edit.steps import admit, refuse_future
    from bangfu.merge.book import consolidate
    from bangfu.read.repository import read_repository

    refuse_future(session.today, event.date)
    book = consolidate(desk.province, read_repository(desk.root).ledgers)
    chosen = ids or due_ids(book, kind, *whose, event.date)
    named = _number(desk, book, kind, event.date.year, serial)
    event = replace(event, number=str(named))
    subjects: list[Subject] = []
    changes: list[tuple[str, NewEvents]] = []
    for place in find_issues(desk, chosen):
        held = desk.city(place.slug)
        issue = held.issue(place.file, place.id)
        admit(issue, (event,), session.today)
        subjects.append(subject(held.city, issue, event))
        changes.append((place.slug, NewEvents(place.file, place.id, (event,))))
    compose = partial(page_of, desk.root, desk.province, kind, str(named), subjects, office)
    page = compose(form)
    made = make(desk, changes, dry_run=dry_run)
    if dry_run:
        shown = page if isinstance(page, str) else compose("md")
        deliver(session, shown, None)
        show_diff(session, made.texts)
    else:
        for (_slug, change), lines in zip(changes, made.lines, strict=True):
            session.remark(f"{change.issue} {event.type.value} {event.date} {named}  {change.file}:{lines[0]}")
        try:
            deliver(session, page, output)
        except UsageError as error:
            raise UsageError(
                error.message,
                _("the letter is recorded in the ledger; print it again: bangfu letter show {number} -o FILE",
                  number=str(named)),
            ) from error  # fmt: skip
    remark_on(session, made)


def _number(desk: Desk, book: Book, kind: Kind, year: int, serial: int | None) -> LetterNumber:
    """The number given, else the year's next.

    A number that stands anywhere in the ledgers, be it in a record that could not be read, is taken.

    Raises:
        EditRefusedError: the number given is taken.
    """
    from bangfu.bulletin.letter_number import LetterNumber, following, number_of

    used = {
        number for case in book.cases for event in case.issue.events if (number := number_of(event)) is not None
    }  # fmt: skip
    named = following(kind, year, used) if serial is None else LetterNumber(kind, year, serial)
    if serial is not None and (named in used or desk.holds(str(named))):
        raise EditRefusedError(
            _("{number} is used already", number=str(named)),
            _("the next that is free: {number}", number=following(kind, year, used).serial),
        )
    while desk.holds(str(named)):
        named = named._replace(serial=named.serial + 1)
    return named


def _look_at_ids(ids: list[str] | None, department: str | None, city: str | None) -> None:
    """The issues are named, or the department whose due ones are meant.

    Raises:
        UsageError: both, neither, or a city without a department.
    """
    if ids and department is not None:
        raise UsageError(_("give ids or --department, not both"))
    if not ids and department is None:
        raise UsageError(_("no issue is named"), _("give ids; remind and supervise also take --department"))
    if city is not None and department is None:
        raise UsageError(_("--city goes with --department"))


def _writable(output: Path) -> None:
    """Refuses, before anything is recorded, a file that plainly cannot be written."""
    import os

    folder = Path(os.path.realpath(output)).parent
    if output.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UsageError(_("“{path}” cannot be written: there is no such folder, or it may not be written to",
                           path=str(output)))  # fmt: skip
