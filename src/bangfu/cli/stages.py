"""`bangfu stages`: how far projects have come, and which have moved; records a new stage."""

from __future__ import annotations

from collections import Counter
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
    from bangfu.merge.stages import Staged

ACTIONS = ("list", "move")
_ONLY = {
    "--to": ("move",),
    "--date": ("move",),
    "--text": ("move",),
    "--source": ("move",),
    "--dry-run": ("move",),
    "--moved": ("list",),
    "--since": ("list",),
    "--as-of": ("list",),
    "--json": ("list",),
    "--output": ("list",),
    "--allow-errors": ("list",),
}
"""The actions that an option belongs to; all others belong to every one."""


def stages(
    session: Session,
    action: Annotated[
        str, Argument(help=mark("list projects (default), or move one to a stage."), metavar="[list|move]")
    ] = "list",
    project: Annotated[str | None, Argument(help=mark("move: the project, by name or alias."), metavar="NAME")] = None,
    city: Annotated[
        list[str] | None,
        Option("--city", help=mark("The city; of list: only this city, may be repeated."), metavar="CITY"),
    ] = None,
    to: Annotated[
        str | None, Option("--to", help=mark("move: 前期, 在建, 试生产 or 竣工达产 (required)."), metavar="STAGE")
    ] = None,
    date: Day = None,
    text: Annotated[str | None, Option("--text", help=mark("What was reached."), metavar="TEXT")] = None,
    source: Annotated[str | None, Option("--source", help=mark("Where this comes from."), metavar="TEXT")] = None,
    moved: Annotated[bool, Option("--moved", help=mark("Only what has moved since the day of --since."))] = False,
    since: Annotated[
        str | None,
        Option("--since", help=mark("Moved from this day on (default: that of the month)."), metavar="DAY"),
    ] = None,
    as_of: AsOf = None,
    form: Form = "table",
    json: Json = False,
    output: Output = None,
    dry_run: DryRun = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Shows the stages of projects (项目), how many stand at each, and which have moved; records a new stage."""
    from bangfu.cli.choices import iso_day, one_of
    from bangfu.cli.showing import format_chosen, look, show

    one_of("list|move", action, ACTIONS)
    belongs(
        action,
        _ONLY,
        {
            "--to": to, "--date": date, "--text": text, "--source": source, "--dry-run": dry_run, "--moved": moved,
            "--since": since, "--as-of": as_of, "--json": json, "--output": output, "--allow-errors": allow_errors,
        },
    )  # fmt: skip
    if action == "move":
        _move(session, project, city or [], to, date, {"text": text, "source": source}, dry_run=dry_run)
        return
    if project:
        raise UsageError(_("names of enterprises do not go with “{name}”", name=action))
    form = format_chosen(form, json=json)
    day = iso_day(as_of) if as_of else session.today
    first = iso_day(since) if since else day.replace(day=1)
    seen = look(session, city, allow_errors=allow_errors)
    from bangfu.merge.stages import staged

    show(session, seen, day, _shown(session, staged(seen.book, first, day), first, day, moved=moved), form, output)


def _move(
    session: Session,
    project: str | None,
    city: Sequence[str],
    to: str | None,
    date: str | None,
    words: dict[str, str | None],
    *,
    dry_run: bool,
) -> None:
    """Adds the stage that a project came to on the day."""
    from bangfu.cli.ask import ask_city, chosen, cleaned, demand, written
    from bangfu.cli.choices import city_named, one_of
    from bangfu.edit.change import NewRecord
    from bangfu.edit.desk import open_desk
    from bangfu.edit.locate import home
    from bangfu.edit.make import make
    from bangfu.model.enterprise import Kind, Stage
    from bangfu.model.ledger import Milestone

    if len(city) > 1:
        raise UsageError(_("give one {option}", option="--city"))
    known = [stage.value for stage in Stage]
    demand(session, {"--city": city, "NAME": project, "--to": to})
    named = city[0] if city else ask_city(session, open_desk(session.root, session.today).province)
    name = written(session, "NAME", project or None, _("Project"))
    stage = one_of("--to", to, known) if to else chosen(session, "--to", None, _("Stage"), known)
    texts: dict[str, Any] = {key: cleaned(f"--{key}", text) for key, text in words.items() if text is not None}
    with desk_of(session, dry_run=dry_run) as desk:
        place = city_named(desk.province, named)
        own = enterprise_named(desk, place, "NAME", name)
        found = desk.city(place.slug).enterprise(own)
        if found and found.kind is not Kind.PROJECT:
            raise EditRefusedError(
                _("“{name}” is no project ({kind}; {file}:{line})",
                  name=own, kind=found.kind.value, file=found.file, line=found.line)
            )  # fmt: skip
        record = Milestone(date=day_of(session, date), project=own, stage=Stage(stage), **texts)
        file = home(desk, place)
        made = make(desk, [(place.slug, NewRecord(file, "stages", record))], dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        session.remark(f"{own} {stage} {record.date}  {file}:{made.lines[0][0]}")
    remark_on(session, made)


def _shown(session: Session, found: Sequence[Staged], since: Calendar, day: Calendar, *, moved: bool) -> Shown:
    from bangfu.cli.showing import Shown
    from bangfu.cli.tables import Table
    from bangfu.merge.stages import ORDER

    counts = Counter(each.stage for each in found)
    moves = [each for each in found if each.moved]
    words = [_("City"), _("Project"), _("Stage"), _("On"), _("Before"), _("Leader"), _("Department")]
    rows = [
        [
            each.city.short, each.project.name, each.stage.value if each.stage else "—",
            each.milestone.date.isoformat() if each.milestone else "—",
            (each.before.value if each.before else "—") if each.moved else "",
            each.project.leader or "—", each.project.department or "—",
        ]
        for each in (moves if moved else found)
    ]  # fmt: skip
    table = Table([session.translate(word) for word in words], rows, len(words), fixed=frozenset({0, 2, 3, 4}))
    shares = "、".join(f"{stage.value} {counts[stage]}" for stage in ORDER)
    notes = [
        _("projects: {count} ({stages}; not known: {unknown})", count=len(found), stages=shares, unknown=counts[None]),
        _("moved since {day}: {count}", day=since, count=len(moves)),
    ]
    data = {
        "since": since.isoformat(),
        "projects": [_data(each) for each in (moves if moved else found)],
        "stages": {stage.value: counts[stage] for stage in ORDER},
        "unknown": counts[None],
        "moved": len(moves),
    }
    return Shown(_("Stages of projects as of {day}", day=day), table, data, notes)


def _data(each: Staged) -> dict[str, Any]:
    return {
        "city": each.city.name,
        "name": each.project.name,
        "stage": each.stage.value if each.stage else None,
        "reached": each.milestone.date.isoformat() if each.milestone else None,
        "before": each.before.value if each.before else None,
        "has_moved": each.moved,
        "file": each.project.file,
        "line": each.project.line,
    }
