"""`bangfu calendar`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from bangfu.cli.filters import Cities
from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf
from bangfu.cli.refusal import AllowErrors, concerning, refused
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

ALARMS = (3, 0)
_MOST = 365
_NONE = "none"


def calendar(
    session: Session,
    department: Annotated[
        list[str] | None,
        Option(help=mark("Only what this department leads or helps with; may be repeated."), metavar="DEPT"),
    ] = None,
    city: Cities = None,
    alarm: Annotated[
        list[str] | None,
        Option(
            help=mark("Ring so many days before, at nine; may be repeated (default: 3 and 0), or none."), metavar="N"
        ),
    ] = None,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes the due dates as a calendar (.ics)."""
    from bangfu import pipeline
    from bangfu.cli.choices import city_named, departments_named, iso_day
    from bangfu.cli.output import deliver, spare
    from bangfu.exchange.due_dates import Choice, entries, to_calendar

    alarms = _alarms(alarm)
    day = iso_day(as_of) if as_of else session.today
    if output is not None:
        spare(session.root, output)
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    cities = tuple(dict.fromkeys(city_named(checked.book.province, name) for name in city or ()))
    errors = concerning(checked.errors, cities)
    if refused(session, errors, allow=allow_errors):
        return 1
    choice = Choice(cities, departments_named(checked.book, department or ()), alarms)
    found = entries(checked.book, day, choice)
    deliver(session, to_calendar(checked.book, found, choice, errors=len(errors)), output)
    session.remark(_("due dates: {count}", count=sum(not entry.off for entry in found)))
    return 0


def _alarms(texts: list[str] | None) -> tuple[int, ...]:
    """The days before the due date, the earliest alarm first; none without any."""
    if texts is None or texts == [_NONE]:
        return ALARMS if texts is None else ()
    for text in texts:
        if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= _MOST):
            raise UsageError(
                _("--alarm takes a whole number from 0 to {most}, or none, not “{value}”", most=_MOST, value=text)
            )
    return tuple(sorted({int(text) for text in texts}, reverse=True))
