"""`bangfu report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bangfu.cli.periods import Half, KnownAt, Month, PeriodCommand, Quarter, Week, Year, choose
from bangfu.cli.refusal import AllowErrors, refused
from bangfu.cli.session import session_of
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.bulletin.document import Bulletin
    from bangfu.cli.periods import Chosen
    from bangfu.cli.session import Session
    from bangfu.pipeline import Checked

COMMAND = PeriodCommand
FORMATS = ("md", "html")
_ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}
_KEPT = ("ledgers", "seals", "templates", ".git")


def report(
    context: typer.Context,
    week: Week = None,
    month: Month = None,
    quarter: Quarter = None,
    half: Half = None,
    year: Year = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help=mark("md or html (default: by the ending of -o, else md)."), metavar="FORMAT"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    number: Annotated[
        str | None, typer.Option(help=mark("The document's number (default: left blank)."), metavar="N")
    ] = None,
    date: Annotated[str | None, typer.Option(help=mark("The day of issue (default: today)."), metavar="DAY")] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help=mark("A few lines of plain text, to paste into a chat group."))
    ] = False,
    trace: Annotated[
        Path | None,
        typer.Option(help=mark("Write where each figure comes from to this file, as JSON."), metavar="FILE"),
    ] = None,
    known_at: KnownAt = None,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes the bulletin (通报) of a period; without one, of the last complete month."""
    from bangfu import pipeline
    from bangfu.bulletin.compose import Imprint
    from bangfu.cli.choices import iso_day
    from bangfu.cli.output import deliver
    from bangfu.model.period import PeriodKind

    session = session_of(context)
    chosen = choose(
        session.today, week=week, month=month, quarter=quarter, half=half, year=year, default=PeriodKind.MONTH
    )
    if brief:
        traced = str(trace) if trace else None
        _plain_only(output, {"--format": form, "--number": number, "--date": date, "--trace": traced})
    form = "txt" if brief else _format(form, output)
    issued = iso_day(date) if date is not None else session.today
    serial = document_number(number)
    root = session.root
    if output is not None:
        _spare(root, output)
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(root, session.today, progress, known_at=known_at)
    if refused(session, checked.errors, allow=allow_errors):
        return 1
    if brief:
        deliver(session, _brief(checked, chosen), output)
        return 0
    known = checked.known.day if checked.known else None
    imprint = Imprint(issued, serial, len(checked.errors), known)
    bulletin = pipeline.report(checked, chosen.period, chosen.as_of, imprint)
    if trace is not None:
        _trace(session, bulletin, trace)
    deliver(session, pipeline.render(checked, bulletin, form), output)
    return 0


def _trace(session: Session, bulletin: Bulletin, file: Path) -> None:
    """Writes where the figures come from."""
    import json

    from bangfu.bulletin.trace import trace
    from bangfu.cli.output import deliver

    deliver(session, json.dumps(trace(bulletin), ensure_ascii=False, indent=1) + "\n", file)


def _brief(checked: Checked, chosen: Chosen) -> str:
    """The text for a chat group."""
    from bangfu.bulletin.brief import brief, to_text
    from bangfu.bulletin.templates import override_folder

    overrides = override_folder(checked.reading.root, checked.book.province.bulletin.templates)
    return to_text(brief(checked.book, chosen.period, chosen.as_of, errors=len(checked.errors)), overrides)


def _plain_only(output: Path | None, others: dict[str, str | None]) -> None:
    """Refuses what has no place beside --brief.

    Raises:
        UsageError: another option is given, or the file's ending names a format.
    """
    for option, value in others.items():
        if value is not None:
            raise UsageError(_("{first} and {second} exclude each other", first="--brief", second=option))
    if output is not None and output.suffix.lower() in _ENDINGS:
        raise UsageError(
            _("--brief writes plain text, and “{path}” names another format", path=str(output)), _("end it with .txt")
        )


def _format(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the file's ending names."""
    from bangfu.cli.choices import one_of

    if form is not None:
        return one_of("--format", form, FORMATS)
    if output is None:
        return FORMATS[0]
    known = _ENDINGS.get(output.suffix.lower())
    if known is None:
        raise UsageError(
            _("the format cannot be told from the ending of “{path}”", path=str(output)),
            _("end it with .md or .html, or give --format"),
        )
    return known


def document_number(number: str | None) -> int | None:
    """The document's number: a positive whole number without leading zeros."""
    import re

    if number is None:
        return None
    if not re.fullmatch("[1-9][0-9]{0,5}", number):
        raise UsageError(
            _("--number takes a whole number, not “{value}”", value=number), _("write it like --number 12")
        )
    return int(number)


def _spare(root: Path, output: Path) -> None:
    """Refuses to write over what the repository lives from.

    Raises:
        UsageError: `output` is bangfu.yaml or lies among the ledgers, seals or templates.
    """
    import os

    top, target = Path(os.path.realpath(root)), Path(os.path.realpath(output))
    if target == top / "bangfu.yaml" or any(target.is_relative_to(top / name) for name in _KEPT):
        raise UsageError(
            _("“{path}” belongs to the repository and is not overwritten", path=str(output)),
            _("write the bulletin beside the ledgers, such as out/2019-06.html"),
        )
