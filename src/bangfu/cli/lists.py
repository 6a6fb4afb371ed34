"""`bangfu lists`."""

from __future__ import annotations

import json as as_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf
from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, concerning, refused
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from bangfu.bulletin.lists import Choice
    from bangfu.pipeline import Checked

FORMATS = ("md", "html", "docx", "pdf", "csv", "json")
_KINDS = ("问题清单", "措施清单", "责任清单")
_BOM = "\ufeff"  # without it a Chinese spreadsheet program takes a CSV file for GBK


def lists(
    session: Session,
    kind: Annotated[
        list[str] | None,
        Option(help=mark("问题清单, 措施清单 or 责任清单 (default: all three)."), metavar="LIST"),
    ] = None,
    city: Annotated[
        list[str] | None, Option(help=mark("Only this city (name, short name, slug or prefix)."), metavar="CITY")
    ] = None,
    status: Annotated[
        list[str] | None,
        Option(help=mark("Only this status: 待核实 … 已销号, or reported … closed."), metavar="STATUS"),
    ] = None,
    everything: Annotated[
        bool, Option("--all", help=mark("What is struck off (销号) or sent back (退回) as well."))
    ] = False,
    as_of: AsOf = None,
    form: Annotated[
        str | None,
        Option(
            "--format",
            help=mark("md, html, docx, pdf, csv or json (default: by the ending of -o, else md)."),
            metavar="FORMAT",
        ),
    ] = None,
    json: Annotated[bool, Option("--json", help=mark("The same as --format json."))] = False,
    output: Annotated[
        Path | None,
        Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    public: Public = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes the three lists: the issues (问题清单), what was done (措施清单), who is charged with them (责任清单)."""
    from bangfu import pipeline
    from bangfu.bulletin.lists import OPEN, Choice, Kind
    from bangfu.cli.choices import city_named, iso_day, one_of, status_named
    from bangfu.cli.formats import format_of
    from bangfu.cli.output import deliver
    from bangfu.lifecycle.transitions import STATUSES

    if everything and status:
        raise UsageError(_("{first} and {second} exclude each other", first="--all", second="--status"))
    kinds = {one_of("--kind", name, _KINDS) for name in kind or _KINDS}
    day = iso_day(as_of) if as_of else session.today
    statuses = frozenset(STATUSES) if everything else frozenset(map(status_named, status or ())) or OPEN
    form = "json" if json else format_of(session, form, output, FORMATS)
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    if public:
        checked = published(session, checked)
    cities = tuple(dict.fromkeys(city_named(checked.book.province, name) for name in city or ()))
    errors = concerning(checked.errors, cities)
    if refused(session, errors, allow=allow_errors):
        return 1
    choice = Choice(tuple(each for each in Kind if each in kinds), cities, statuses)
    if form in ("csv", "json"):
        data = (_csv if form == "csv" else _json)(checked, day, choice, len(errors))
        deliver(session, _BOM + data if form == "csv" and output else data, output)
    else:
        deliver(session, _page(checked, day, choice, form, len(errors)), output)
    return 0


def _page(checked: Checked, day: date, choice: Choice, form: str, errors: int) -> str | bytes:
    """The lists as a document."""
    from bangfu.bulletin import lists as listed
    from bangfu.bulletin.lists_page import lists_page
    from bangfu.bulletin.templates import override_folder

    province = checked.book.province
    document = listed.compose(checked.book, day, choice, errors=errors)
    return lists_page(
        document, form, province.issuer, override_folder(checked.reading.root, province.bulletin.templates)
    )


def _csv(checked: Checked, day: date, choice: Choice, errors: int) -> str:
    """One table, an issue a line, with the columns of every list chosen; what must be known stands in every line."""
    from bangfu.bulletin.lists import cells, entries, marks
    from bangfu.cli.tables import Table, comma_separated

    headings, rows = cells(choice.kinds, entries(checked.book, day, choice))
    if warnings := marks(checked.book, errors):
        headings = [*headings, "备注"]
        rows = [[*row, "；".join(warnings)] for row in rows]
    return comma_separated(Table(headings, rows))


def _json(checked: Checked, day: date, choice: Choice, errors: int) -> str:
    from bangfu.bulletin.lists import data, entries

    found = entries(checked.book, day, choice)
    document = {
        "schema": 1,
        "as_of": day.isoformat(),
        "lists": {kind.value: [data(kind, entry) for entry in found] for kind in choice.kinds},
    }
    remarks = {"demo": checked.book.province.demo, "public": checked.book.public, "errors": errors}
    return (
        as_json.dumps(document | {key: value for key, value in remarks.items() if value}, ensure_ascii=False, indent=2)
        + "\n"
    )
