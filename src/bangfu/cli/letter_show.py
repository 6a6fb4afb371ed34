"""A letter as it is handed out, and `bangfu letter show`, which prints an issued one again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bangfu.bulletin.letter_number import Kind
    from bangfu.bulletin.letters import Subject
    from bangfu.cli.session import Session
    from bangfu.model.event import Event
    from bangfu.model.province import Province

_NAMED = 5


def show(session: Session, given: Sequence[str], office: str | None, form: str, output: Path | None) -> None:
    """Prints an issued letter again, from the ledgers as they are."""
    from bangfu import pipeline
    from bangfu.bulletin.letter_number import Kind, number_of
    from bangfu.bulletin.letters import subject
    from bangfu.cli.issues import say_unread
    from bangfu.cli.output import deliver
    from bangfu.model.event import EventType

    if len(given) != 1:
        raise UsageError(_("show takes one number, such as 帮扶交办〔2019〕12号"))
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    wanted = given[0].strip()
    found: dict[str, list[Subject]] = {}
    for case in checked.book.cases:
        for index, event in enumerate(case.issue.events):
            if event.number and _ends(event, wanted):
                found.setdefault(event.number, []).append(subject(case.city, case.issue, event, index))
    if wanted in found:
        found = {wanted: found[wanted]}
    if len(found) > 1:
        raise UsageError(
            _("“{number}” may be any of these letters: {names}", number=wanted, names=tuple(found)[:_NAMED])
        )
    if not found:
        raise UsageError(_("there is no letter “{number}” in the ledgers", number=wanted),
                         _("letters are found by the number of 交办 and 督办 events"))  # fmt: skip
    name, subjects = found.popitem()
    read = number_of(subjects[0].event)
    default = Kind.ASSIGN if subjects[0].event.type is EventType.ASSIGN else Kind.SUPERVISE
    kind = read.kind if read and read.kind.step is subjects[0].event.type else default
    page = page_of(session.root, checked.book.province, kind, name, subjects, office, form)
    deliver(session, page, output)
    say_unread(session, checked)


def _ends(event: Event, wanted: str) -> bool:
    """Whether `wanted` is the event's number in any brackets, or the end of it that begins with the bracket."""
    from bangfu.bulletin.letter_number import number_of

    read = number_of(event)
    return wanted == event.number or (read is not None and wanted in (str(read), f"〔{read.year}〕{read.serial}号"))


def page_of(
    root: Path, province: Province, kind: Kind, name: str, subjects: Sequence[Subject], office: str | None, form: str
) -> str | bytes:
    """The letter in its format. Everything on it goes to one lead department."""
    from bangfu.bulletin.letter_page import letter_page
    from bangfu.bulletin.letters import compose, departments
    from bangfu.bulletin.templates import override_folder

    leads: dict[str, str] = {}
    for item in subjects:
        charged = departments(kind, item)
        if not charged:
            raise EditRefusedError(_("{id} has no department to write to", id=item.issue.id))
        leads.setdefault(charged[0], item.issue.id)
    if len(leads) > 1:
        raise EditRefusedError(
            _("a letter goes to one department; these issues are led by: {names}", names=tuple(leads)),
            _("write a letter for each"),
        )
    document = compose(kind, name, subjects, province, office or province.issuer)
    return letter_page(document, form, override_folder(root, province.bulletin.templates))
