"""`bangfu add-enterprise`."""

from __future__ import annotations

from typing import Annotated, Any

from bangfu.cli.editing import DryRun, desk_of, remark_on, show_diff
from bangfu.cli.options import Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark


def add_enterprise(
    session: Session,
    city: Annotated[
        str | None, Option("--city", help=mark("The city: name, short name, slug or prefix."), metavar="CITY")
    ] = None,
    name: Annotated[str | None, Option("--name", help=mark("Its full name."), metavar="NAME")] = None,
    kind: Annotated[
        str | None, Option("--kind", help=mark("企业 (default), 项目 or 拟入规企业."), metavar="WORD")
    ] = None,
    uscc: Annotated[str | None, Option("--uscc", help=mark("Its unified social credit code."), metavar="CODE")] = None,
    tier: Annotated[str | None, Option("--tier", help=mark("Its tier, a free word."), metavar="WORD")] = None,
    district: Annotated[str | None, Option("--district", help=mark("Its district."), metavar="NAME")] = None,
    chain: Annotated[str | None, Option("--chain", help=mark("Its industrial chain."), metavar="NAME")] = None,
    leader: Annotated[str | None, Option("--leader", help=mark("The leader paired with it."), metavar="WHO")] = None,
    department: Annotated[
        str | None, Option("--department", help=mark("The department paired with it."), metavar="NAME")
    ] = None,
    station: Annotated[str | None, Option("--station", help=mark("Its service station."), metavar="NAME")] = None,
    team: Annotated[str | None, Option("--team", help=mark("The team that looks after it."), metavar="NAME")] = None,
    stage: Annotated[
        str | None, Option("--stage", help=mark("Of a project: 前期, 在建, 试生产 or 竣工达产."), metavar="WORD")
    ] = None,
    alias: Annotated[
        list[str] | None,
        Option("--alias", help=mark("An earlier or short name; may be repeated."), metavar="NAME"),
    ] = None,
    since: Annotated[str | None, Option("--since", help=mark("Paired from this day on."), metavar="DAY")] = None,
    until: Annotated[
        str | None, Option("--until", help=mark("No longer paired from this day on."), metavar="DAY")
    ] = None,
    source: Annotated[str | None, Option("--source", help=mark("Where this comes from."), metavar="TEXT")] = None,
    dry_run: DryRun = False,
) -> None:
    """Adds an enterprise, a project or a prospect."""
    from bangfu.cli.ask import ask_city, cleaned, demand, written
    from bangfu.cli.choices import city_named, iso_day, one_of
    from bangfu.edit.adding import refuse_known
    from bangfu.edit.change import NewRecord
    from bangfu.edit.desk import open_desk
    from bangfu.edit.locate import home
    from bangfu.edit.make import make
    from bangfu.model.enterprise import Enterprise, Kind, Stage

    demand(session, {"--city": city, "--name": name})
    if not city:
        city = ask_city(session, open_desk(session.root, session.today).province)
    texts: dict[str, str | None] = {
        "uscc": uscc, "tier": tier, "district": district, "chain": chain, "leader": leader, "department": department,
        "station": station, "team": team, "source": source,
    }  # fmt: skip
    words: dict[str, Any] = {key: cleaned(f"--{key}", text) for key, text in texts.items() if text is not None}
    enterprise = Enterprise(
        name=written(session, "--name", name or None, _("Name")),
        kind=Kind(one_of("--kind", kind, [one.value for one in Kind])) if kind else Kind.ENTERPRISE,
        stage=Stage(one_of("--stage", stage, [one.value for one in Stage])) if stage else None,
        aliases=tuple(cleaned("--alias", one) for one in alias or ()),
        since=iso_day(since) if since else None,
        until=iso_day(until) if until else None,
        **words,
    )
    with desk_of(session, dry_run=dry_run) as desk:
        place = city_named(desk.province, city)
        refuse_known(desk, place, enterprise)
        file = home(desk, place)
        made = make(desk, [(place.slug, NewRecord(file, "enterprises", enterprise))], dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        session.remark(f"{enterprise.name}  {file}:{made.lines[0][0]}")
    remark_on(session, made)
