"""`bangfu report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Option
from bangfu.cli.periods import Half, KnownAt, Month, Quarter, Week, Year, choose
from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, refused
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.bulletin.document import Bulletin
    from bangfu.cli.periods import Chosen
    from bangfu.pipeline import Checked


def report(
    session: Session,
    week: Week = None,
    month: Month = None,
    quarter: Quarter = None,
    half: Half = None,
    year: Year = None,
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
    number: Annotated[
        str | None, Option(help=mark("The document's number (default: left blank)."), metavar="N")
    ] = None,
    date: Annotated[str | None, Option(help=mark("The day of issue (default: today)."), metavar="DAY")] = None,
    brief: Annotated[
        bool, Option("--brief", help=mark("A few lines of plain text, to paste into a chat group."))
    ] = False,
    trace: Annotated[
        Path | None,
        Option(help=mark("Write where each figure comes from to this file, as JSON."), metavar="FILE"),
    ] = None,
    list_blocks: Annotated[
        bool,
        Option("--list-blocks", help=mark("List what of the templates can be overridden.")),
    ] = False,
    as_json: Annotated[bool, Option("--json", help=mark("With --list-blocks: machine output."))] = False,
    public: Public = False,
    known_at: KnownAt = None,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes the bulletin (通报) of a period; without one, of the last complete month."""
    from bangfu.cli.choices import iso_day
    from bangfu.cli.formats import format_of, serial_of
    from bangfu.cli.output import deliver, spare
    from bangfu.extract.answer import Answer
    from bangfu.model.period import PeriodKind

    if as_json and not list_blocks:
        raise UsageError(_("--json goes with --list-blocks"))
    if list_blocks:
        from bangfu.cli.list_blocks import list_blocks as print_blocks

        traced, written = (str(path) if path else None for path in (trace, output))
        options = {"-o": written, "--format": form, "--number": number, "--date": date, "--trace": traced}
        periods = {"--week": week, "--month": month, "--quarter": quarter, "--half": half, "--year": year}
        _alone("--list-blocks", options | periods | {"--brief": "" if brief else None, "--known-at": known_at})
        print_blocks(session, as_json=as_json)
        return 0
    chosen = choose(
        session.today, week=week, month=month, quarter=quarter, half=half, year=year, default=PeriodKind.MONTH
    )
    if brief:
        traced = str(trace) if trace else None
        _plain_only(output, {"--format": form, "--number": number, "--date": date, "--trace": traced})
    form = "txt" if brief else format_of(session, form, output)
    issued = iso_day(date) if date is not None else session.today
    serial = serial_of(number)
    root = session.root
    if output is not None:
        spare(root, output)
    plain = known_at is None and not public and trace is None and form in ("md", "html", "txt")
    question = (form, chosen, issued, serial)
    answer = Answer(session.cache if plain else None, root, "report", session.today, *question)
    if page := answer.known():
        deliver(session, page.decode(), output)
        return 0
    from bangfu import pipeline
    from bangfu.bulletin.compose import Imprint

    with session.progress(_("reading")) as progress:
        checked = pipeline.load(root, session.today, progress, known_at=known_at)
    if public:
        restating = () if brief else pipeline.restated(checked, chosen.period, chosen.as_of)
        checked = published(session, checked, restating)
    if refused(session, checked.errors, allow=allow_errors):
        return 1
    if brief:
        made: str | bytes = _brief(checked, chosen)
    else:
        known = checked.known.day if checked.known else None
        imprint = Imprint(issued, serial, len(checked.errors), known)
        bulletin = pipeline.report(checked, chosen.period, chosen.as_of, imprint)
        if trace is not None:
            _trace(session, bulletin, trace, public=public)
        made = pipeline.render(checked, bulletin, form)
    if isinstance(made, str) and not checked.errors:
        answer.keep(made.encode())
    deliver(session, made, output)
    return 0


def _trace(session: Session, bulletin: Bulletin, file: Path, *, public: bool) -> None:
    """Writes where the figures come from."""
    import json

    from bangfu.bulletin.trace import trace
    from bangfu.cli.output import deliver

    document = trace(bulletin) | ({"public": True} if public else {})
    deliver(session, json.dumps(document, ensure_ascii=False, indent=1) + "\n", file)


def _brief(checked: Checked, chosen: Chosen) -> str:
    """The text for a chat group."""
    from bangfu.bulletin.brief import brief, to_text
    from bangfu.bulletin.templates import override_folder

    overrides = override_folder(checked.reading.root, checked.book.province.bulletin.templates)
    known = checked.known.day if checked.known else None
    made = brief(checked.book, chosen.period, chosen.as_of, errors=len(checked.errors), known=known)
    return to_text(made, overrides)


def _plain_only(output: Path | None, others: dict[str, str | None]) -> None:
    """Refuses what has no place beside --brief.

    Raises:
        UsageError: another option is given, or the file's ending names a format.
    """
    from bangfu.cli.formats import DOCUMENT, named_by

    _alone("--brief", others)
    if output is not None and named_by(output, DOCUMENT):
        raise UsageError(
            _("--brief writes plain text, and “{path}” names another format", path=str(output)), _("end it with .txt")
        )


def _alone(option: str, others: dict[str, str | None]) -> None:
    """Refuses the options that have no place beside `option`.

    Raises:
        UsageError: one of them is given.
    """
    for other, value in others.items():
        if value is not None:
            raise UsageError(_("{first} and {second} exclude each other", first=option, second=other))
