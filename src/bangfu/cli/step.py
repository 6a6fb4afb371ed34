"""The commands that add one event to issues: `bangfu verify`, `assign`, `close` …"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.editing import Day, DryRun, Ids, Note, day_of, desk_of, remark_on, show_diff
from bangfu.cli.options import Option
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark

if TYPE_CHECKING:
    from datetime import date

    from bangfu.edit.desk import Desk
    from bangfu.model.event import Event
    from bangfu.model.issue import Issue

    Steps = Callable[[Desk, Issue], tuple[Event, ...]]

Via = Annotated[str | None, Option("--via", help=mark("The channel, such as 问题交办函."), metavar="CHANNEL")]
Due = Annotated[str | None, Option("--due", help=mark("The day by which it is to be done."), metavar="DAY")]
Outcomes = Annotated[
    list[str] | None,
    Option("--outcome", help=mark("An effect with its quantity: “授信 4365万元”; may be repeated."), metavar="TEXT"),
]
Rating = Annotated[str | None, Option("--satisfaction", help=mark("满意, 基本满意 or 不满意."), metavar="WORD")]
SatisfactionWords = ("满意", "基本满意", "不满意")


def verify(session: Session, ids: Ids, date: Day = None, note: Note = None, dry_run: DryRun = False) -> None:
    """核实."""
    day = day_of(session, date)
    event = _event("VERIFY", day, note=note)
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def reject(
    session: Session,
    ids: Ids,
    note: Annotated[
        str | None, Option("--note", help=mark("The reason (required; --into gives one itself)."), metavar="TEXT")
    ] = None,
    into: Annotated[
        str | None, Option("--into", help=mark("The issue that this one repeats (its id)."), metavar="ID")
    ] = None,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """退回; with `into` the issue is joined to the one that it repeats."""
    from dataclasses import replace

    from bangfu.cli.ask import demand, written
    from bangfu.edit.locate import find_issues
    from bangfu.edit.steps import admit_into

    day = day_of(session, date)
    if into is None or note is not None:
        demand(session, {"--note": note})
        note = written(session, "--note", note, _("Reason"))
    event = _event("REJECT", day, note=note)
    strangers: list[Message] = []

    def steps(desk: Desk, issue: Issue) -> tuple[Event, ...]:
        if into is None:
            return (event,)
        place = find_issues(desk, [into])[0]
        other = desk.city(place.slug).issue(place.file, place.id)
        admit_into(issue, other, day)
        known = desk.city(place.slug).known()
        names = [known[one.enterprise].name if one.enterprise in known else one.enterprise for one in (issue, other)]
        if names[0] != names[1]:
            strangers.append(_("{id} is of another enterprise: {name}", id=other.id, name=names[1]))
        return (replace(event, into=other.id, note=event.note or f"与 {other.id} 重复，并入办理"),)

    _take(session, ids, steps, dry_run=dry_run)
    for remark in dict.fromkeys(map(session.text, strangers)):
        session.remark(remark)


def assign(
    session: Session,
    ids: Ids,
    to: Annotated[
        list[str] | None,
        Option("--to", help=mark("A department, the lead first; may be repeated (required)."), metavar="DEPARTMENT"),
    ] = None,
    due: Due = None,
    via: Via = None,
    date: Day = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """交办."""
    from dataclasses import replace

    from bangfu.cli.ask import cleaned, demand, written
    from bangfu.lifecycle.deadlines import default_due

    day = day_of(session, date)
    until = day_of(session, due) if due is not None else None
    demand(session, {"--to": to})
    departments = (
        tuple(cleaned("--to", one) for one in to) if to else (written(session, "--to", None, _("Department")),)
    )
    event = _event("ASSIGN", day, note=note, via=via, to=departments)

    def steps(desk: Desk, _issue: Issue) -> tuple[Event, ...]:
        return (replace(event, due=until or default_due(day, desk.province.limits)),)

    _take(session, ids, steps, dry_run=dry_run)


def progress(
    session: Session, ids: Ids, note: Note = None, via: Via = None, date: Day = None, dry_run: DryRun = False
) -> None:
    """办理."""
    event = _event("PROGRESS", day_of(session, date), note=note, via=via)
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def supervise(
    session: Session,
    ids: Ids,
    due: Due = None,
    via: Via = None,
    date: Day = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """督办."""
    until = day_of(session, due) if due is not None else None
    event = _event("SUPERVISE", day_of(session, date), note=note, via=via, due=until)
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def extend(
    session: Session, ids: Ids, due: Due = None, note: Note = None, date: Day = None, dry_run: DryRun = False
) -> None:
    """延期."""
    from bangfu.cli.ask import demand, written

    day = day_of(session, date)
    demand(session, {"--due": due, "--note": note})
    until = day_of(session, written(session, "--due", due, _("New due date")))
    event = _event("EXTEND", day, note=written(session, "--note", note, _("Reason")), due=until)
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def resolve(
    session: Session,
    ids: Ids,
    result: Annotated[str | None, Option("--result", help=mark("The result (required)."), metavar="TEXT")] = None,
    outcome: Outcomes = None,
    date: Day = None,
    note: Annotated[str | None, Option("--note", help=mark("The same as --result."), metavar="TEXT")] = None,
    dry_run: DryRun = False,
) -> None:
    """办结."""
    from bangfu.cli.ask import demand, written
    from bangfu.cli.outcome import results
    from bangfu.model.errors import UsageError

    day = day_of(session, date)
    if result is not None and note is not None:
        raise UsageError(_("--result and --note are the same here; give one"))
    result = result if result is not None else note
    outcomes = results(outcome)
    demand(session, {"--result": result})
    event = _event("RESOLVE", day, note=written(session, "--result", result, _("Result")), outcomes=outcomes)
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def rate(
    session: Session,
    ids: Ids,
    satisfaction: Rating = None,
    date: Day = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """评价."""
    from bangfu.cli.ask import chosen, demand
    from bangfu.model.event import Satisfaction

    day = day_of(session, date)
    demand(session, {"--satisfaction": satisfaction})
    word = chosen(session, "--satisfaction", satisfaction, _("Satisfaction"), SatisfactionWords)
    event = _event("RATE", day, note=note, satisfaction=Satisfaction(word))
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def close(
    session: Session,
    ids: Ids,
    result: Annotated[
        str | None,
        Option(
            "--result",
            help=mark("The result, where the issue is not resolved yet: 办结 is written too."),
            metavar="TEXT",
        ),
    ] = None,
    outcome: Outcomes = None,
    satisfaction: Rating = None,
    date: Day = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """销号; 办结 before it where the issue is not resolved yet."""
    from bangfu.cli.ask import chosen, cleaned, written
    from bangfu.cli.outcome import results
    from bangfu.edit.steps import ResultMissingError, closing
    from bangfu.model.event import Satisfaction

    day = day_of(session, date)
    rating: Satisfaction | None = None
    if satisfaction is not None:
        rating = Satisfaction(chosen(session, "--satisfaction", satisfaction, _("Satisfaction"), SatisfactionWords))
    outcomes = results(outcome)
    text = cleaned("--result", result) if result is not None else None
    remark = cleaned("--note", note) if note is not None else None

    def attempt(given: str | None) -> None:
        def steps(_desk: Desk, issue: Issue) -> tuple[Event, ...]:
            return closing(issue, day, given, outcomes, rating, remark)

        _take(session, ids, steps, dry_run=dry_run, uses_result=given is not None or bool(outcomes))

    try:
        attempt(text)
    except ResultMissingError as missing:
        if not session.interactive:
            raise
        session.complain(missing.message)
        attempt(written(session, "--result", None, _("Result")))


def reopen(
    session: Session,
    ids: Ids,
    note: Annotated[str | None, Option("--note", help=mark("The reason (required)."), metavar="TEXT")] = None,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """重开."""
    from bangfu.cli.ask import demand, written

    day = day_of(session, date)
    demand(session, {"--note": note})
    event = _event("REOPEN", day, note=written(session, "--note", note, _("Reason")))
    _take(session, ids, lambda _desk, _issue: (event,), dry_run=dry_run)


def _event(kind: str, day: date, note: str | None = None, via: str | None = None, **fields: Any) -> Event:
    """An event of that type: what any may carry, and its own `fields`."""
    from bangfu.cli.ask import cleaned
    from bangfu.model.event import Event, EventType

    return Event(
        date=day,
        type=EventType[kind],
        note=cleaned("--note", note) if note is not None else None,
        via=cleaned("--via", via) if via is not None else None,
        **fields,
    )


def _take(session: Session, ids: list[str], steps: Steps, *, dry_run: bool, uses_result: bool = False) -> None:
    """Adds to every issue the events that `steps` gives for it, as one change, and says so when it is on disk."""
    from bangfu.edit.change import NewEvents
    from bangfu.edit.locate import find_issues
    from bangfu.edit.make import make
    from bangfu.edit.steps import admit
    from bangfu.model.errors import EditRefusedError
    from bangfu.model.event import EventType

    with desk_of(session, dry_run=dry_run) as desk:
        changes: list[tuple[str, NewEvents]] = []
        for place in find_issues(desk, ids):
            issue = desk.city(place.slug).issue(place.file, place.id)
            events = steps(desk, issue)
            admit(issue, events, session.today)
            changes.append((place.slug, NewEvents(place.file, place.id, events)))
        written = {event.type for _slug, change in changes for event in change.events}
        if uses_result and EventType.RESOLVE not in written:
            raise EditRefusedError(_("the issue is resolved already; a result cannot be given again"),
                                   _("leave out --result and --outcome"))  # fmt: skip
        made = make(desk, changes, dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        for (_slug, change), lines in zip(changes, made.lines, strict=True):
            for event, line in zip(change.events, lines, strict=True):
                session.remark(f"{change.issue} {event.type.value} {event.date}  {change.file}:{line}")
    remark_on(session, made)
