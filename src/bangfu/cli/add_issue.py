"""`bangfu add-issue`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bangfu.cli.editing import Day, DryRun, day_of, desk_of, enterprise_named, remark_on, show_diff
from bangfu.cli.options import Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark

if TYPE_CHECKING:
    from bangfu.edit.desk import Desk


def add_issue(
    session: Session,
    city: Annotated[
        str | None, Option("--city", help=mark("The city: name, short name, slug or prefix."), metavar="CITY")
    ] = None,
    enterprise: Annotated[
        str | None, Option("--enterprise", help=mark("The enterprise, by name or alias."), metavar="NAME")
    ] = None,
    title: Annotated[str | None, Option("--title", help=mark("The difficulty in a few words."), metavar="TEXT")] = None,
    category: Annotated[
        str | None, Option("--category", help=mark("Its category, from bangfu.yaml."), metavar="WORD")
    ] = None,
    date: Day = None,
    via: Annotated[str | None, Option("--via", help=mark("The channel it came by."), metavar="CHANNEL")] = None,
    detail: Annotated[
        str | None, Option("--detail", help=mark("More about it, of any length."), metavar="TEXT")
    ] = None,
    note: Annotated[str | None, Option("--note", help=mark("A note on the report."), metavar="TEXT")] = None,
    dry_run: DryRun = False,
) -> None:
    """Adds an issue with its first event 反映, and prints its id."""
    from bangfu.cli.ask import ask, ask_city, chosen, cleaned, demand, written
    from bangfu.cli.choices import city_named
    from bangfu.edit.adding import issue_to_add
    from bangfu.edit.change import NewRecord
    from bangfu.edit.desk import open_desk
    from bangfu.edit.locate import home
    from bangfu.edit.make import make
    from bangfu.edit.steps import refuse_future
    from bangfu.model.event import Event, EventType

    day = day_of(session, date)
    refuse_future(session.today, day)
    wanted = {"--city": city, "--enterprise": enterprise, "--title": title, "--category": category}
    demand(session, wanted)
    if not all(wanted.values()):
        look = open_desk(session.root, session.today)
        city = city or ask_city(session, look.province)
        place = city_named(look.province, city)
        enterprise = enterprise or ask(session, _("Enterprise"), known=look.city(place.slug).enterprises())
        title = written(session, "--title", title or None, _("Title"))
        category = category or ask(session, _("Category"), _categories(look))
    assert city and enterprise and title and category  # noqa: S101, PT018 - asked for above
    report = Event(
        date=day,
        type=EventType.REPORT,
        via=cleaned("--via", via) if via is not None else None,
        note=cleaned("--note", note) if note is not None else None,
    )
    with desk_of(session, dry_run=dry_run) as desk:
        place = city_named(desk.province, city)
        issue = issue_to_add(
            desk,
            place,
            enterprise=enterprise_named(desk, place, "--enterprise", enterprise),
            title=cleaned("--title", title),
            category=chosen(session, "--category", category, _("Category"), _categories(desk)),
            detail=_detail(detail),
            report=report,
        )
        file = home(desk, place, issue.id)
        made = make(desk, [(place.slug, NewRecord(file, "issues", issue))], dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        session.data(issue.id)
        session.remark(f"{issue.id} {report.type.value} {report.date}  {file}:{made.lines[0][0]}")
    remark_on(session, made)


def _detail(text: str | None) -> str | None:
    """The detail; of several lines, it ends with a line break, as a `|` block does."""
    from bangfu.cli.ask import cleaned

    if text is None:
        return None
    text = cleaned("--detail", text)
    return text + "\n" if "\n" in text else text


def _categories(desk: Desk) -> list[str]:
    return [word for words in desk.province.categories.values() for word in words]
