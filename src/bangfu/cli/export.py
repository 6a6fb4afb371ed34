"""`bangfu export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.filters import Categories, Cities, Departments, Enterprises, Overdue, Statuses, tests_of
from bangfu.cli.options import Option
from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, concerning, refused
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.exchange.sheets.material import Material

FORMATS = ("xlsx", "csv", "json")
_SHEETS = ("问题台账", "企业台账")
_BOM = "\ufeff"  # without it a Chinese spreadsheet program takes a CSV file for GBK


def export(
    session: Session,
    output: Annotated[
        Path | None,
        Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    form: Annotated[
        str | None,
        Option("--format", help=mark("xlsx, csv or json (default: by the ending of -o, else xlsx)."), metavar="FORMAT"),
    ] = None,
    xlsx: Annotated[bool, Option("--xlsx", help=mark("The same as --format xlsx."))] = False,
    csv: Annotated[bool, Option("--csv", help=mark("The same as --format csv."))] = False,
    json: Annotated[bool, Option("--json", help=mark("The same as --format json."))] = False,
    sheet: Annotated[
        str | None,
        Option("--sheet", help=mark("Of csv: 问题台账 (default) or 企业台账."), metavar="SHEET"),
    ] = None,
    city: Cities = None,
    status: Statuses = None,
    category: Categories = None,
    department: Departments = None,
    enterprise: Enterprises = None,
    overdue: Overdue = False,
    public: Public = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes the ledgers as a workbook to be filled in and sent back (bangfu import), or as csv or json."""
    from bangfu import pipeline
    from bangfu.cli.choices import city_named, one_of, status_named
    from bangfu.cli.output import deliver
    from bangfu.exchange.sheets.material import gather
    from bangfu.lifecycle.replay import replay

    form = _format(session, form, output, xlsx=xlsx, csv=csv, json=json)
    if sheet is not None:
        if form != "csv":
            raise UsageError(_("--sheet goes with csv; a workbook has all sheets"))
        one_of("--sheet", sheet, _SHEETS)
    for name in status or ():
        status_named(name)  # what is wrong is said before the ledgers are read
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    if public:
        checked = published(session, checked)
    province = checked.book.province
    cities = tuple(dict.fromkeys(city_named(province, name) for name in city or ()))
    errors = concerning(checked.errors, cities)
    if refused(session, errors, allow=allow_errors):
        return 1
    tests = tests_of(
        province, city=city, status=status, category=category, department=department, enterprise=enterprise,
        overdue=overdue,
    )  # fmt: skip
    held = [(case, replay(case.issue.events, session.today)) for case in checked.book.cases]
    chosen = {case.issue.id for case, state in held if all(test(case, state) for test in tests)}
    material = gather(checked.book, session.today, chosen, cities, len(errors))
    deliver(session, _document(session, material, form, sheet or _SHEETS[0], len(errors), to_file=bool(output)), output)
    return 0


def _document(
    session: Session, material: Material, form: str, sheet: str, errors: int, *, to_file: bool
) -> str | bytes:
    if form == "xlsx":
        from bangfu.exchange.sheets.workbook import to_xlsx

        return to_xlsx(material)
    from bangfu.exchange.sheets import flat

    if form == "json":
        remarks = {"public": material.public, "errors": errors}
        return flat.to_json(
            material, session.today.isoformat(), {key: value for key, value in remarks.items() if value}
        )
    from bangfu.cli.tables import Table, comma_separated

    text = comma_separated(Table(*flat.rows(material, sheet)))
    return _BOM + text if to_file else text


def _format(session: Session, form: str | None, output: Path | None, *, xlsx: bool, csv: bool, json: bool) -> str:
    """The one format that is asked for.

    Raises:
        UsageError: two are, or a workbook would be printed on a terminal.
    """
    from bangfu.cli.formats import format_of

    flags = [name for name, given in (("xlsx", xlsx), ("csv", csv), ("json", json)) if given]
    asked = [*flags, *([form] if form is not None else [])]
    if len(set(asked)) > 1:
        raise UsageError(_("{first} and {second} exclude each other", first=f"--{asked[0]}", second=f"--{asked[-1]}"))
    chosen = format_of(session, asked[0] if asked else None, output, FORMATS)
    if chosen == "xlsx" and output is None and session.out.isatty():
        raise UsageError(_("{form} is not for a terminal", form=chosen), _("name a file: -o FILE.{form}", form=chosen))
    return chosen
