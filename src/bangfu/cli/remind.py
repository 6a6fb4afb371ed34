"""`bangfu remind`."""

from __future__ import annotations

import json as as_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.filters import Cities
from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf
from bangfu.cli.refusal import AllowErrors, concerning, refused
from bangfu.cli.session import Session, printable
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from bangfu.bulletin.reminder import Choice, Duty
    from bangfu.pipeline import Checked

FORMATS = ("text", "md", "html", "json")
DAYS = 7
_MOST = 365


def remind(
    session: Session,
    days: Annotated[
        str | None,
        Option(help=mark("What falls due within so many days, in the unit of the limits (default: 7)."), metavar="N"),
    ] = None,
    department: Annotated[
        list[str] | None,
        Option(help=mark("Only this department, also what it helps with; may be repeated."), metavar="DEPT"),
    ] = None,
    city: Cities = None,
    as_of: AsOf = None,
    form: Annotated[
        str | None,
        Option(
            "--format",
            help=mark("text, md, html or json (default: by the ending of -o, else text)."),
            metavar="FORMAT",
        ),
    ] = None,
    json: Annotated[bool, Option("--json", help=mark("The same as --format json."))] = False,
    output: Annotated[
        Path | None,
        Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes a note for each department of what is overdue and what falls due; it records nothing."""
    from bangfu import pipeline
    from bangfu.bulletin.reminder import Choice
    from bangfu.cli.choices import city_named, departments_named, iso_day
    from bangfu.cli.formats import format_of
    from bangfu.cli.output import deliver

    within = _within(days)
    day = iso_day(as_of) if as_of else session.today
    form = "json" if json else format_of(session, form, output, FORMATS)
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    cities = tuple(dict.fromkeys(city_named(checked.book.province, name) for name in city or ()))
    errors = concerning(checked.errors, cities)
    if refused(session, errors, allow=allow_errors):
        return 1
    choice = Choice(within, cities, departments_named(checked.book, department or ()))
    made = (_json if form == "json" else _page)(checked, day, choice, form, len(errors))
    deliver(session, made, output)
    return 0


def _page(checked: Checked, day: date, choice: Choice, form: str, errors: int) -> str:
    """The reminder as a document."""
    from bangfu.bulletin import reminder
    from bangfu.bulletin.templates import override_folder

    overrides = override_folder(checked.reading.root, checked.book.province.bulletin.templates)
    made = reminder.compose(checked.book, day, choice, errors=errors)
    if form == "text":
        return printable(reminder.to_text(made, overrides))
    return (reminder.to_markdown if form == "md" else reminder.to_html)(made, overrides)


def _json(checked: Checked, day: date, choice: Choice, _form: str, errors: int) -> str:
    from bangfu.bulletin.reminder import duties

    found = duties(checked.book, day, choice)
    document = {
        "schema": 1,
        "as_of": day.isoformat(),
        "days": choice.days,
        "unit": checked.book.province.limits.unit,
        "departments": [
            {
                "department": each.name,
                "city": each.city.name if each.city else None,
                "issues": [_data(duty) for duty in mine],
            }
            for each, mine in found.items()
        ],
    }
    remarks = {"demo": checked.book.province.demo, "errors": errors}
    told = document | {key: value for key, value in remarks.items() if value}
    return as_json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _data(duty: Duty) -> dict[str, Any]:
    from bangfu.cli.issues import as_data

    return as_data(duty.case, duty.state) | {"others": list(duty.state.departments[1:]), "days_left": duty.left}


def _within(text: str | None) -> int:
    if text is None:
        return DAYS
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= _MOST):
        raise UsageError(_("--days takes a whole number from 0 to {most}, not “{value}”", most=_MOST, value=text))
    return int(text)
