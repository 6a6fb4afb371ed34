"""`bangfu visits`: how far visits cover what is paired, who was never visited; records a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Calendar  # noqa: N812 - an option is called date
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.editing import Day, DryRun, day_of, desk_of, enterprise_named, remark_on, show_diff
from bangfu.cli.options import Argument, Option
from bangfu.cli.periods import AsOf
from bangfu.cli.refusal import AllowErrors
from bangfu.cli.session import Session
from bangfu.cli.showing import Form, Json, Output, belongs
from bangfu.i18n import Message, _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.cli.showing import Seen, Shown
    from bangfu.cli.tables import Table
    from bangfu.merge.visited import Visited
    from bangfu.tally.coverage import Covered

ACTIONS = ("list", "add")
_ONLY = {
    "--date": ("add",),
    "--people": ("add",),
    "--enterprises": ("add",),
    "--scope": ("add",),
    "--source": ("add",),
    "--dry-run": ("add",),
    "--never": ("list",),
    "--since": ("list",),
    "--as-of": ("list",),
    "--json": ("list",),
    "--output": ("list",),
    "--allow-errors": ("list",),
}
"""The actions that an option belongs to; all others belong to every one."""


def visits(
    session: Session,
    action: Annotated[
        str, Argument(help=mark("list the coverage (default), or add a visit."), metavar="[list|add]")
    ] = "list",
    names: Annotated[
        list[str] | None,
        Argument(help=mark("add: the enterprises visited, by name or alias."), metavar="NAME..."),
    ] = None,
    city: Annotated[
        list[str] | None,
        Option("--city", help=mark("The city; of list: only this city, may be repeated."), metavar="CITY"),
    ] = None,
    by: Annotated[
        str,
        Option(
            "--by", help=mark("city, kind, tier, district, chain, leader, or enterprise: a line each."), metavar="GROUP"
        ),
    ] = "city",
    never: Annotated[bool, Option("--never", help=mark("Only what was never visited, a line each."))] = False,
    since: Annotated[
        str | None, Option("--since", help=mark("Count visits from this day on alone."), metavar="DAY")
    ] = None,
    as_of: AsOf = None,
    date: Day = None,
    people: Annotated[int | None, Option("--people", help=mark("How many people went."), metavar="N")] = None,
    enterprises: Annotated[
        int | None,
        Option("--enterprises", help=mark("How many enterprises, where not all are named."), metavar="N"),
    ] = None,
    scope: Annotated[
        str | None,
        Option("--scope", help=mark("Who went: a district, a park, a department."), metavar="NAME"),
    ] = None,
    source: Annotated[str | None, Option("--source", help=mark("Where this comes from."), metavar="TEXT")] = None,
    form: Form = "table",
    json: Json = False,
    output: Output = None,
    dry_run: DryRun = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Shows how far visits (走访) cover what is paired, and what was never visited; records a visit."""
    from bangfu.cli.choices import iso_day, one_of
    from bangfu.cli.showing import format_chosen, look, show

    one_of("list|add", action, ACTIONS)
    belongs(
        action,
        _ONLY,
        {
            "--date": date, "--people": people, "--enterprises": enterprises, "--scope": scope, "--source": source,
            "--dry-run": dry_run, "--never": never, "--since": since, "--as-of": as_of, "--json": json,
            "--output": output, "--allow-errors": allow_errors,
        },
    )  # fmt: skip
    if action == "add":
        given = {"people": people, "enterprises": enterprises, "scope": scope, "source": source}
        _add(session, names or [], city or [], date, given, dry_run=dry_run)
        return
    if names:
        raise UsageError(_("names of enterprises do not go with “{name}”", name=action))
    form = format_chosen(form, json=json)
    from bangfu.tally.coverage import GROUPS

    one_of("--by", by, (*GROUPS, "enterprise"))
    if never and by != "city":
        raise UsageError(_("{first} and {second} exclude each other", first="--never", second=f"--by {by}"))
    day = iso_day(as_of) if as_of else session.today
    first = iso_day(since) if since else Calendar.min
    seen = look(session, city, allow_errors=allow_errors)
    show(session, seen, day, _shown(session, seen, first, day, by, never=never), form, output)


def _add(
    session: Session,
    names: Sequence[str],
    city: Sequence[str],
    date: str | None,
    given: dict[str, Any],
    *,
    dry_run: bool,
) -> None:
    """Adds a visit of the day."""
    from bangfu.cli.ask import ask_city, cleaned, demand
    from bangfu.cli.choices import city_named
    from bangfu.edit.change import NewRecord
    from bangfu.edit.desk import open_desk
    from bangfu.edit.locate import home
    from bangfu.edit.make import make
    from bangfu.model.ledger import Visit

    if len(city) > 1:
        raise UsageError(_("give one {option}", option="--city"))
    if not names and given["enterprises"] is None:
        raise UsageError(_("name the enterprises visited, or say how many: --enterprises"))
    demand(session, {"--city": city})
    named = city[0] if city else ask_city(session, open_desk(session.root, session.today).province)
    keys: dict[str, Any] = {
        key: cleaned(f"--{key}", value) if isinstance(value, str) else value for key, value in given.items()
    }
    with desk_of(session, dry_run=dry_run) as desk:
        place = city_named(desk.province, named)
        visited = tuple(dict.fromkeys(enterprise_named(desk, place, "NAME", name) for name in names))
        record = Visit(date=day_of(session, date), visited=visited, **keys)
        file = home(desk, place)
        made = make(desk, [(place.slug, NewRecord(file, "visits", record))], dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        session.remark(f"{'、'.join(visited) or place.name} {record.date}  {file}:{made.lines[0][0]}")
    remark_on(session, made)


def _shown(session: Session, seen: Seen, since: Calendar, day: Calendar, by: str, *, never: bool) -> Shown:
    from bangfu.cli.showing import Shown
    from bangfu.merge.visited import names_visits
    from bangfu.tally.coverage import Covered, coverage, grouped
    from bangfu.tally.document import rate

    found = coverage(seen.book, since, day)
    whole = Covered(None, tuple(found))
    groups = grouped(found, "city" if by == "enterprise" else by)
    if never or by == "enterprise":
        table = _one_by_one(session, whole.never if never else found)
    else:
        table = _groups(session, by, groups, whole)
    silent = [city.city.name for city in seen.book.cities if any(city.enterprises()) and not names_visits(city, day)]
    notes = [
        _("paired: {count}; visited by name: {rate}; never visited: {never}", count=len(found),
          rate=_fraction(whole), never=len(whole.never) if whole.rate.denominator else "—"),
        *([_("cities that name no visits: {names}", names=tuple(silent))] if silent else []),
    ]  # fmt: skip
    data = {
        "since": None if since == Calendar.min else since.isoformat(),
        "by": "city" if by == "enterprise" else by,
        "groups": [{"key": group.key} | _data(group) for group in groups],
        "total": _data(whole),
        "rate": rate(whole.rate),
        "visited": [_member(each) for each in found],
        "cities_without_names": silent,
    }
    caption = _("Visit coverage as of {day}", day=day)
    if since != Calendar.min:
        caption = _("Visit coverage from {since} to {day}", since=since, day=day)
    return Shown(caption, table, data, notes)


_HEADINGS: dict[str, Message | str] = {
    "city": mark("City"),
    "kind": mark("Kind"),
    "tier": mark("Tier"),
    "district": mark("District"),
    "chain": mark("Chain"),
    "leader": mark("Leader"),
}


def _groups(session: Session, by: str, groups: Sequence[Covered], whole: Covered) -> Table:
    from bangfu.cli.tables import Table

    words = [_HEADINGS[by], _("Paired"), _("Visited"), _("Never"), _("Coverage"), _("Times")]

    def line(name: str, group: Covered) -> list[str]:
        rate, times = group.rate, sum(len(each.days) for each in group.members)
        counts = [rate.numerator, rate.denominator - rate.numerator] if rate.denominator else ["—", "—"]
        return [name, *map(str, (len(group.members), *counts, rate, times if rate.denominator else "—"))]

    rows = [line(session.translate(_("ungrouped")) if group.key is None else group.key, group) for group in groups]
    rows.append(line(session.translate(_("total")), whole))
    return Table([session.translate(word) for word in words], rows, total=True)


def _one_by_one(session: Session, found: Sequence[Visited]) -> Table:
    from bangfu.cli.tables import Table

    words = [_("City"), _("Enterprise"), _("Kind"), _("Leader"), _("Department"), _("Last visit"), _("Times")]
    rows = [
        [
            each.city.short, each.enterprise.name, each.enterprise.kind.value, each.enterprise.leader or "—",
            each.enterprise.department or "—", each.last.isoformat() if each.last else "—",
            str(len(each.days)) if each.known else "—",
        ]
        for each in found
    ]  # fmt: skip
    return Table([session.translate(word) for word in words], rows, 6, fixed=frozenset({0, 2, 5}))


def _fraction(group: Covered) -> str:
    rate = group.rate
    return f"{rate} ({rate.numerator}/{rate.denominator})" if rate.denominator else str(rate)


def _data(group: Covered) -> dict[str, Any]:
    from bangfu.tally.document import rate

    return {
        "paired": len(group.members),
        "coverage": rate(group.rate),
        "never": [each.enterprise.name for each in group.never],
    }


def _member(each: Visited) -> dict[str, Any]:
    return {
        "city": each.city.name,
        "name": each.enterprise.name,
        "kind": each.enterprise.kind.value,
        "times": len(each.days) if each.known else None,
        "last": each.last.isoformat() if each.last else None,
        "file": each.enterprise.file,
        "line": each.enterprise.line,
    }
