"""`bangfu pairing`: the pairing matrix of leaders, enterprises and departments, their loads, and who is unpaired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf
from bangfu.cli.refusal import AllowErrors
from bangfu.cli.session import Session
from bangfu.cli.showing import Cities, Form, Json, Output
from bangfu.i18n import Message, _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.cli.tables import Table
    from bangfu.model.province import RosterEntry
    from bangfu.tally.pairs import Load, Pair, Role

VIEWS = ("enterprise", "leader", "department", "matrix")


def pairing(
    session: Session,
    by: Annotated[
        str,
        Option(
            "--by",
            help=mark("enterprise, leader, department (what each carries), or matrix: leaders by departments."),
            metavar="VIEW",
        ),
    ] = "enterprise",
    unpaired: Annotated[
        bool, Option("--unpaired", help=mark("Only what has no leader or no department, or is not paired."))
    ] = False,
    city: Cities = None,
    as_of: AsOf = None,
    form: Form = "table",
    json: Json = False,
    output: Output = None,
    allow_errors: AllowErrors = False,
) -> None:
    """Shows who is paired with whom, how much each leader and department carries, and what is unpaired."""
    from bangfu.cli.choices import iso_day, one_of
    from bangfu.cli.showing import Shown, format_chosen, look, show
    from bangfu.tally import pairs as counting

    one_of("--by", by, VIEWS)
    if unpaired and by != "enterprise":
        raise UsageError(_("{first} and {second} exclude each other", first="--unpaired", second=f"--by {by}"))
    form = format_chosen(form, json=json)
    day = iso_day(as_of) if as_of else session.today
    seen = look(session, city, allow_errors=allow_errors)
    found, missing = counting.pairs(seen.book, day), counting.roster_unpaired(seen.book, day)
    if unpaired:
        table = _unpaired(session, found, missing)
    elif by == "enterprise":
        table = _by_enterprise(session, found)
    elif by == "matrix":
        table = _matrix(session, found, wide=form != "table")
    else:
        table = _loads(session, counting.loads(found, "leader" if by == "leader" else "department"), by)
    leaders, departments = counting.loads(found, "leader"), counting.loads(found, "department")
    unled, undirected = counting.without(found, "leader"), counting.without(found, "department")
    unnamed = counting.unnamed(seen.book, day)
    notes = [
        _("paired: {count}; leaders: {leaders}, departments: {departments}",
          count=len(found), leaders=len(leaders), departments=len(departments)),
        _("without a leader: {leaders}, without a department: {departments}",
          leaders=len(unled), departments=len(undirected)),
        *([_("of the roster not paired: {count}", count=len(missing))] if missing else []),
        *([_("counted in openings and not named: {count}", count=unnamed)] if unnamed else []),
    ]  # fmt: skip
    data = {
        "pairs": [_data(pair) for pair in found],
        "leaders": [_load_data(load, "department") for load in leaders],
        "departments": [_load_data(load, "leader") for load in departments],
        "without_leader": [pair.enterprise.name for pair in unled],
        "without_department": [pair.enterprise.name for pair in undirected],
        "roster_unpaired": [{"city": entry.city, "name": entry.name} for entry in missing],
        "unnamed": unnamed,
    }
    show(session, seen, day, Shown(_("Pairing as of {day}", day=day), table, data, notes), form, output)


def _table(session: Session, headings: Sequence[Message], rows: Sequence[Sequence[str]], texts: int) -> Table:
    from bangfu.cli.tables import Table

    return Table([session.translate(heading) for heading in headings], rows, texts, fixed=frozenset({0}))


def _by_enterprise(session: Session, found: Sequence[Pair]) -> Table:
    """A line an enterprise, those of one leader together, those without one last."""
    from bangfu.tally.pairs import loads, without

    ordered = [pair for load in loads(found, "leader") for pair in load.pairs]
    ordered += without(found, "leader")
    cities = list(dict.fromkeys(pair.city.slug for pair in found))
    ordered.sort(key=lambda pair: cities.index(pair.city.slug))
    headings = [_("City"), _("Leader"), _("Department"), _("Enterprise"), _("Kind"), _("Open"), _("Overdue")]
    rows = [
        [
            pair.city.short, pair.enterprise.leader or "—", pair.enterprise.department or "—", pair.enterprise.name,
            pair.enterprise.kind.value, str(pair.open), str(pair.overdue),
        ]
        for pair in ordered
    ]  # fmt: skip
    return _table(session, headings, rows, 5)


def _unpaired(session: Session, found: Sequence[Pair], missing: Sequence[RosterEntry]) -> Table:
    """What lacks a leader or a department, then the enterprises of the roster that are not paired at all."""
    headings = [_("City"), _("Enterprise"), _("Kind"), _("Lacks")]
    roles = (("leader", _("Leader")), ("department", _("Department")))
    rows = []
    for pair in found:
        lacking = [session.translate(word) for role, word in roles if not getattr(pair.enterprise, role)]
        if lacking:
            rows.append([pair.city.short, pair.enterprise.name, pair.enterprise.kind.value, "、".join(lacking)])
    rows += [[entry.city, entry.name, "—", session.translate(_("is not paired"))] for entry in missing]
    return _table(session, headings, rows, 4)


def _loads(session: Session, loads: Sequence[Load], by: str) -> Table:
    """A line a leader or department: how much of each kind, of whom beside, and the issues."""
    from bangfu.model.enterprise import Kind

    other: Role = "department" if by == "leader" else "leader"
    words = (_("Leader"), _("Departments")) if by == "leader" else (_("Department"), _("Leaders"))
    headings = [
        _("City"), words[0], _("Paired"), _("Enterprises"), _("Projects"), _("Prospects"), words[1], _("Open"),
        _("Overdue"),
    ]  # fmt: skip
    rows = [
        [load.city.short, load.name, *map(str, (
            len(load.pairs), *(load.of(kind) for kind in Kind), len(load.beside(other)), load.open, load.overdue,
        ))]
        for load in loads
    ]  # fmt: skip
    return _table(session, headings, rows, 2)


def _matrix(session: Session, found: Sequence[Pair], *, wide: bool) -> Table:
    """Leaders by departments: how many enterprises both are paired with; the last column is the leader's whole load.

    Where it is not `wide`, the departments of a leader stand in one cell, which a terminal can fold.
    """
    from bangfu.cli.tables import Table
    from bangfu.tally.pairs import loads

    rows = loads(found, "leader")
    if not wide:

        def shared(load: Load) -> str:
            return "、".join(f"{name} {count}" for name, count in load.beside("department").items()) or "—"

        headings = [_("City"), _("Leader"), _("Departments"), _("Paired")]
        told = [[load.city.short, load.name, shared(load), str(len(load.pairs))] for load in rows]
        return _table(session, headings, told, 3)
    columns = list(dict.fromkeys(load.name for load in loads(found, "department")))
    words = [session.translate(_("City")), session.translate(_("Leader")), *columns, session.translate(_("Paired"))]
    lines = [
        [load.city.short, load.name, *(str(load.beside("department").get(name, "")) for name in columns),
         str(len(load.pairs))]
        for load in rows
    ]  # fmt: skip
    return Table(words, lines, 2)


def _data(pair: Pair) -> dict[str, Any]:
    each = pair.enterprise
    return {
        "city": pair.city.name,
        "leader": each.leader,
        "department": each.department,
        "name": each.name,
        "kind": each.kind.value,
        "station": each.station,
        "team": each.team,
        "open": pair.open,
        "overdue": pair.overdue,
        "file": each.file,
        "line": each.line,
    }


def _load_data(load: Load, other: Role) -> dict[str, Any]:
    from bangfu.model.enterprise import Kind

    enterprises, projects, prospects = (load.of(kind) for kind in Kind)
    return {
        "city": load.city.name,
        "name": load.name,
        "paired": len(load.pairs),
        "enterprises": enterprises,
        "projects": projects,
        "prospects": prospects,
        f"{other}s": [{"name": name, "shared": count} for name, count in load.beside(other).items()],
        "open": load.open,
        "overdue": load.overdue,
    }
