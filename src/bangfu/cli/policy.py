"""`bangfu policy`: which enterprises a policy fits and have not been told of it; records that they were."""

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
from bangfu.i18n import _, mark
from bangfu.model.errors import EditRefusedError, UsageError

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.cli.showing import Shown
    from bangfu.cli.tables import Table
    from bangfu.edit.desk import Desk
    from bangfu.merge.matches import Fit, Match
    from bangfu.model.province import City, Policy, Province

ACTIONS = ("match", "list", "deliver")
_ONLY = {
    "--to": ("deliver",),
    "--matching": ("deliver",),
    "--date": ("deliver",),
    "--source": ("deliver",),
    "--dry-run": ("deliver",),
    "--all": ("match",),
    "--as-of": ("match", "list"),
    "--json": ("match", "list"),
    "--output": ("match", "list"),
    "--allow-errors": ("match", "list"),
}
"""The actions that an option belongs to; all others belong to every one."""


def policy(
    session: Session,
    action: Annotated[
        str,
        Argument(
            help=mark("match: whom policies fit; list: how far each was delivered; deliver: record it."),
            metavar="match|list|deliver",
        ),
    ],
    ids: Annotated[
        list[str] | None,
        Argument(help=mark("Ids of policies in bangfu.yaml (default: all)."), metavar="POLICY..."),
    ] = None,
    city: Annotated[
        list[str] | None, Option(help=mark("Only this city (name, short name, slug or prefix)."), metavar="CITY")
    ] = None,
    everything: Annotated[bool, Option("--all", help=mark("match: those that have been told, too."))] = False,
    to: Annotated[
        list[str] | None,
        Option("--to", help=mark("deliver: an enterprise that was told; may be repeated."), metavar="NAME"),
    ] = None,
    matching: Annotated[
        bool, Option("--matching", help=mark("deliver: all whom it fits and who have not been told."))
    ] = False,
    date: Day = None,
    source: Annotated[str | None, Option("--source", help=mark("Where this comes from."), metavar="TEXT")] = None,
    as_of: AsOf = None,
    form: Form = "table",
    json: Json = False,
    output: Output = None,
    dry_run: DryRun = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Finds whom policies (政策) fit and who has not been told, and records deliveries (送达)."""
    from bangfu.cli.choices import iso_day, one_of
    from bangfu.cli.showing import format_chosen, look, show
    from bangfu.merge.matches import matches

    one_of("match|list|deliver", action, ACTIONS)
    belongs(
        action,
        _ONLY,
        {
            "--to": to, "--matching": matching, "--date": date, "--source": source, "--dry-run": dry_run,
            "--all": everything, "--as-of": as_of, "--json": json, "--output": output, "--allow-errors": allow_errors,
        },
    )  # fmt: skip
    if action == "deliver":
        _deliver(session, ids or [], city or [], to or [], date, source, matching=matching, dry_run=dry_run)
        return
    form = format_chosen(form, json=json)
    day = iso_day(as_of) if as_of else session.today
    seen = look(session, city, allow_errors=allow_errors)
    wanted = [_policy(seen.book.province, each).id for each in ids or ()]
    found = [match for match in matches(seen.book, day) if not wanted or match.policy.id in wanted]
    shown = _shown(session, found, day, listing=action == "list", everyone=everything)
    show(session, seen, day, shown, form, output)


def _policy(province: Province, text: str) -> Policy:
    """The policy of that id, ignoring case.

    Raises:
        UsageError: bangfu.yaml has none.
    """
    from bangfu.model.nearest import nearest

    for each in province.policies:
        if each.id.casefold() == text.strip().casefold():
            return each
    near = nearest(text, [each.id for each in province.policies])
    hint = _("did you mean “{key}”?", key=near) if near else None
    raise UsageError(_("there is no policy “{id}” in bangfu.yaml", id=text), hint)


def _deliver(
    session: Session,
    ids: Sequence[str],
    city: Sequence[str],
    to: Sequence[str],
    date: str | None,
    source: str | None,
    *,
    matching: bool,
    dry_run: bool,
) -> None:
    """Records that a policy was brought to enterprises: in each city's ledger a line, all or none."""
    from bangfu.cli.ask import cleaned
    from bangfu.cli.choices import city_named
    from bangfu.edit.change import NewRecord
    from bangfu.edit.locate import home
    from bangfu.edit.make import make
    from bangfu.model.ledger import Delivery

    if len(ids) != 1:
        raise UsageError(_("name one policy: bangfu policy deliver POLICY"))
    if matching == bool(to):
        raise UsageError(_("give either {first} or {second}", first="--to", second="--matching"))
    if to and len(city) != 1:
        raise UsageError(_("give one {option}", option="--city"))
    day = day_of(session, date)
    origin = cleaned("--source", source) if source is not None else None
    with desk_of(session, dry_run=dry_run) as desk:
        meant = _policy(desk.province, ids[0])
        cities = list(dict.fromkeys(city_named(desk.province, name) for name in city)) or list(desk.province.cities)
        if matching:
            receivers = [(place, _untold(desk, place, meant, day)) for place in cities]
        else:
            receivers = [(cities[0], _named(session, desk, cities[0], meant, to, day))]
        receivers = [(place, names) for place, names in receivers if names]
        if not receivers:
            session.remark(_("nobody whom {policy} fits has not been told", policy=meant.id))
            return
        changes = [
            (
                place.slug,
                NewRecord(
                    home(desk, place),
                    "policies",
                    Delivery(date=day, policy=meant.id, delivered=tuple(names), source=origin),
                ),
            )
            for place, names in receivers
        ]
        made = make(desk, changes, dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        for (place, names), (_slug, change), lines in zip(receivers, changes, made.lines, strict=True):
            told = _("{city}: {policy} delivered to {count}", city=place.name, policy=meant.id, count=len(names))
            session.remark(_("{done}  {file}:{line}", done=told, file=change.file, line=lines[0]))
    remark_on(session, made)


def _untold(desk: Desk, city: City, meant: Policy, day: Calendar) -> list[str]:
    """Whom in the city the policy fits on the day and who has not been told of it.

    Raises:
        EditRefusedError: something in its ledger cannot be read, so that whom it fits is not known.
    """
    from bangfu.edit.desk import errors, refuse
    from bangfu.merge.book import city_book
    from bangfu.merge.matches import of_city

    books = desk.city(city.slug)
    books.read_whole()
    broken = errors([*books.unreadable, *(found for reading in books.readings.values() for found in reading.findings)])
    if broken:
        refuse(broken[0], next(iter(books.sources), city.name))
    found = of_city(city_book(city, books.ledger), desk.province, day)
    return [fit.enterprise.name for match in found if match.policy is meant for fit in match.untold]


def _named(session: Session, desk: Desk, city: City, meant: Policy, names: Sequence[str], day: Calendar) -> list[str]:
    """The own names of the enterprises named; those whom the policy does not fit are remarked on.

    Raises:
        UsageError: the city has no such enterprise.
        EditRefusedError: one has been told of the policy by that day.
    """
    from bangfu.merge.book import city_book
    from bangfu.merge.matches import deliveries, of_city

    own = list(dict.fromkeys(enterprise_named(desk, city, "--to", name) for name in names))
    books = desk.city(city.slug)
    books.read_whole()
    book = city_book(city, books.ledger)
    told = deliveries(book, day)
    fitting = {
        fit.enterprise.name
        for match in of_city(book, desk.province, day)
        if match.policy is meant
        for fit in match.fits
    }
    for name in own:
        if before := told.get((meant.id, name)):
            raise EditRefusedError(_("“{name}” was told of {policy} on {day}", name=name, policy=meant.id, day=before))
        if name not in fitting:
            session.remark(_("{policy} does not fit “{name}”; see: bangfu policy match", policy=meant.id, name=name))
    return own


def _shown(session: Session, found: Sequence[Match], day: Calendar, *, listing: bool, everyone: bool) -> Shown:
    from bangfu.cli.showing import Shown
    from bangfu.tally.document import rate
    from bangfu.tally.figures import Rate

    whole = Rate(sum(each.told for each in found), sum(len(each.fits) for each in found))
    fraction = f"{whole} ({whole.numerator}/{whole.denominator})" if whole.denominator else str(whole)
    data: dict[str, Any] = {
        "policies": [
            {
                "id": each.policy.id,
                "title": each.policy.title,
                "since": each.policy.since.isoformat() if each.policy.since else None,
                "delivered": rate(Rate(each.told, len(each.fits))),
                "beside": each.beside,
                "fits": [_data(fit) for fit in each.fits if listing or everyone or fit.told is None],
            }
            for each in found
        ],
        "rate": rate(whole),
    }
    note = _("policies in force: {count}; told, of those whom they fit: {rate}; not told: {untold}",
             count=len(found), rate=fraction, untold=whole.denominator - whole.numerator)  # fmt: skip
    table = _policies(session, found) if listing else _fits(session, found, everyone=everyone)
    return Shown(_("Policies and enterprises as of {day}", day=day), table, data, [note])


def _policies(session: Session, found: Sequence[Match]) -> Table:
    from bangfu.cli.tables import Table
    from bangfu.tally.figures import Rate

    words = [
        _("Id"),
        _("Policy"),
        _("In force"),
        _("Fits"),
        _("Told"),
        _("Not told"),
        _("Delivery rate"),
        _("Others told"),
    ]
    rows = [
        [
            each.policy.id, each.policy.title, each.policy.since.isoformat() if each.policy.since else "—",
            *map(str, (len(each.fits), each.told, len(each.untold), Rate(each.told, len(each.fits)), each.beside)),
        ]
        for each in found
    ]  # fmt: skip
    return Table([session.translate(word) for word in words], rows, 3, fixed=frozenset({0, 2}))


def _fits(session: Session, found: Sequence[Match], *, everyone: bool) -> Table:
    """A line for each policy and enterprise, the reason beside it: the issues that it helps with."""
    from bangfu.cli.tables import Table

    words = [_("Policy"), _("City"), _("Enterprise"), _("Because of"), _("Department"), _("Told")]
    rows = [
        [
            match.policy.id, fit.city.short, fit.enterprise.name,
            "、".join(f"{issue.id} {issue.category}" for issue in fit.issues) or "—", fit.enterprise.department or "—",
            fit.told.isoformat() if fit.told else "—",
        ]
        for match in found
        for fit in (match.fits if everyone else match.untold)
    ]  # fmt: skip
    return Table([session.translate(word) for word in words], rows, 6, fixed=frozenset({1, 5}))


def _data(fit: Fit) -> dict[str, Any]:
    return {
        "city": fit.city.name,
        "name": fit.enterprise.name,
        "leader": fit.enterprise.leader,
        "department": fit.enterprise.department,
        "issues": [issue.id for issue in fit.issues],
        "told": fit.told.isoformat() if fit.told else None,
    }
