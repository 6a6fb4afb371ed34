"""`bangfu list`."""

from __future__ import annotations

import json as as_json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

from bangfu.cli.filters import (
    Categories,
    Cities,
    Departments,
    Enterprises,
    Overdue,
    Statuses,
    names_of,
    tests_of,
)
from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Case

Held = tuple[Case, State]
Test = Callable[[Case, State], bool]


def list_issues(
    session: Session,
    city: Cities = None,
    status: Statuses = None,
    category: Categories = None,
    department: Departments = None,
    enterprise: Enterprises = None,
    overdue: Overdue = False,
    stale: Annotated[
        bool, Option("--stale", help=mark("Only what has had no progress for longer than the limit."))
    ] = False,
    unanswered: Annotated[
        bool, Option("--unanswered", help=mark("Only what has had no reply for longer than the limit."))
    ] = False,
    since: Annotated[str | None, Option(help=mark("Only what was reported from this day on."), metavar="DAY")] = None,
    until: Annotated[str | None, Option(help=mark("Only what was reported up to this day."), metavar="DAY")] = None,
    text: Annotated[
        str | None,
        Option(help=mark("Only what has this in its id, title, detail, notes or enterprise."), metavar="TEXT"),
    ] = None,
    as_of: AsOf = None,
    json: Annotated[bool, Option("--json", help=mark("As JSON."))] = False,
) -> None:
    """Lists issues; several filters at once narrow the list down, one given several times widens it."""
    from bangfu import pipeline
    from bangfu.cli.choices import iso_day, status_named
    from bangfu.cli.issues import as_data, say_unread
    from bangfu.lifecycle import deadlines

    day = iso_day(as_of) if as_of else session.today
    for name in status or ():
        status_named(name)  # what is wrong is said before the ledgers are read
    first, last = iso_day(since) if since else date.min, iso_day(until) if until else date.max
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    province = checked.book.province
    tests: list[Test] = [lambda _case, state: state.reported is not None and first <= state.reported <= last]
    tests += tests_of(
        province, city=city, status=status, category=category, department=department, enterprise=enterprise,
        overdue=overdue,
    )  # fmt: skip
    if stale:
        tests.append(lambda _case, state: deadlines.stale(state, province.limits))
    if unanswered:
        tests.append(lambda _case, state: deadlines.unanswered(state, province.limits))
    if text:
        tests.append(lambda case, _state: _mentions(case, text.casefold(), day))
    held = [(case, replay(case.issue.events, day)) for case in checked.book.cases]
    found = [(case, state) for case, state in held if all(test(case, state) for test in tests)]
    if json:
        entries = [as_data(case, state) for case, state in found]
        document = {"schema": 1, "as_of": day.isoformat(), "issues": entries}
        session.data(as_json.dumps(document, ensure_ascii=False, indent=2))
    elif found:
        session.data(_table(session, found), end="")
    say_unread(session, checked)
    session.remark(_("issues: {count}", count=len(found)))


def _mentions(case: Case, text: str, day: date) -> bool:
    issue = case.issue
    notes = (event.note for event in issue.events if event.note and event.date <= day)
    return any(
        text in words.casefold() for words in (issue.id, issue.title, issue.detail or "", *names_of(case), *notes)
    )


def _table(session: Session, found: Sequence[Held]) -> str:
    from bangfu.cli.issues import enterprise_of
    from bangfu.cli.tables import Table, terminal

    late = session.translate(_("overdue"))
    headings = [_("Id"), _("City"), _("Enterprise"), _("Issue"), _("Status"), _("Due")]
    rows = [
        (
            case.issue.id,
            case.city.short,
            enterprise_of(case),
            case.issue.title,
            f"{state.status}\n{late}" if state.overdue else state.status.value,
            state.due.isoformat() if state.due and state.status is Status.ASSIGNED else "",
        )
        for case, state in found
    ]
    fixed = frozenset({0, 1, 4, 5})
    return terminal(Table([session.translate(heading) for heading in headings], rows, len(headings), fixed=fixed))
