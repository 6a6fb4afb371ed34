"""`bangfu commitment`: records what was promised and that it was kept, or lists how commitments stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.editing import Day, DryRun, day_of, desk_of, remark_on, show_diff
from bangfu.cli.options import Argument, Option
from bangfu.cli.periods import AsOf
from bangfu.cli.refusal import AllowErrors
from bangfu.cli.session import Session
from bangfu.cli.showing import Form, Json, Output, belongs
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from datetime import date as Calendar  # noqa: N812 - an option is called date

    from bangfu.cli.session import Session
    from bangfu.cli.showing import Shown
    from bangfu.merge.book import Book
    from bangfu.model.ledger import Commitment

ACTIONS = ("add", "keep", "list")
_ONLY = {
    "--by": ("add",),
    "--due": ("add",),
    "--source": ("add",),
    "--party": ("add", "keep"),
    "--text": ("add", "keep"),
    "--date": ("add", "keep"),
    "--dry-run": ("add", "keep"),
    "--overdue": ("list",),
    "--as-of": ("list",),
    "--json": ("list",),
    "--output": ("list",),
    "--allow-errors": ("list",),
}
"""The actions that an option belongs to; all others belong to every one."""


def commitment(
    session: Session,
    action: Annotated[
        str,
        Argument(
            help=mark("add one, record that one was kept (keep), or list how all stand."), metavar="add|keep|list"
        ),
    ],
    city: Annotated[
        list[str] | None,
        Option("--city", help=mark("The city; of list: only this city, may be repeated."), metavar="CITY"),
    ] = None,
    by: Annotated[str | None, Option("--by", help=mark("Who promises: 企业 or 政府."), metavar="WORD")] = None,
    party: Annotated[
        str | None,
        Option("--party", help=mark("Which enterprise, which department (required)."), metavar="NAME"),
    ] = None,
    text: Annotated[
        str | None,
        Option(
            "--text",
            help=mark("What is promised (required); of keep: a part of it that tells it apart."),
            metavar="TEXT",
        ),
    ] = None,
    due: Annotated[str | None, Option("--due", help=mark("The day by which it is to be kept."), metavar="DAY")] = None,
    date: Day = None,
    source: Annotated[str | None, Option("--source", help=mark("Where this comes from."), metavar="TEXT")] = None,
    overdue: Annotated[bool, Option("--overdue", help=mark("Only what is past its due date."))] = False,
    as_of: AsOf = None,
    form: Form = "table",
    json: Json = False,
    output: Output = None,
    dry_run: DryRun = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Records commitments (承诺) and that they were kept (兑现); lists those kept, open and overdue."""
    from bangfu.cli.choices import iso_day, one_of
    from bangfu.cli.showing import format_chosen, look, show

    one_of("add|keep|list", action, ACTIONS)
    belongs(
        action,
        _ONLY,
        {
            "--by": by, "--due": due, "--source": source, "--party": party, "--text": text, "--date": date,
            "--dry-run": dry_run, "--overdue": overdue, "--as-of": as_of, "--json": json, "--output": output,
            "--allow-errors": allow_errors,
        },
    )  # fmt: skip
    form = format_chosen(form, json=json)
    if action == "list":
        day = iso_day(as_of) if as_of else session.today
        seen = look(session, city, allow_errors=allow_errors)
        show(session, seen, day, _shown(session, seen.book, day, late=overdue), form, output)
        return
    if len(city or ()) > 1:
        raise UsageError(_("give one {option}", option="--city"))
    place = city[0] if city else None
    if action == "add":
        _add(session, place, {"by": by, "party": party, "text": text, "due": due, "source": source}, date, dry_run)
    else:
        _keep(session, place, party, text, date, dry_run)


def _add(session: Session, city: str | None, words: dict[str, str | None], date: str | None, dry_run: bool) -> None:
    """Adds a commitment of the day."""
    from bangfu.cli.ask import ask_city, chosen, cleaned, demand, written
    from bangfu.cli.choices import city_named, iso_day, one_of
    from bangfu.edit.change import NewRecord
    from bangfu.edit.desk import open_desk
    from bangfu.edit.locate import home
    from bangfu.edit.make import make
    from bangfu.model.ledger import Commitment, Pledger

    makers = [each.value for each in Pledger]
    demand(session, {"--city": city, **{f"--{key}": words[key] for key in ("by", "party", "text")}})
    if not city:
        city = ask_city(session, open_desk(session.root, session.today).province)
    by = one_of("--by", words["by"], makers) if words["by"] else chosen(session, "--by", None, _("By"), makers)
    party = written(session, "--party", words["party"] or None, _("Party"))
    text = written(session, "--text", words["text"] or None, _("Commitment"))
    source = words["source"]
    with desk_of(session, dry_run=dry_run) as desk:
        place = city_named(desk.province, city)
        known = desk.city(place.slug).enterprise(party) if by == Pledger.ENTERPRISE else None
        record = Commitment(
            date=day_of(session, date),
            by=Pledger(by),
            party=known.name if known else party,
            text=text,
            due=iso_day(words["due"]) if words["due"] else None,
            source=cleaned("--source", source) if source is not None else None,
        )
        file = home(desk, place)
        made = make(desk, [(place.slug, NewRecord(file, "commitments", record))], dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        session.remark(f"{record.party} {record.date}  {file}:{made.lines[0][0]}")
    remark_on(session, made)


def _keep(
    session: Session, city: str | None, party: str | None, part: str | None, date: str | None, dry_run: bool
) -> None:
    """Writes the day on which a commitment was kept."""
    from dataclasses import replace

    from bangfu.cli.ask import ask_city, cleaned, demand, written
    from bangfu.cli.choices import city_named
    from bangfu.edit.desk import open_desk
    from bangfu.edit.pledge import open_commitment
    from bangfu.edit.revise import Revision, revise

    demand(session, {"--city": city, "--party": party})
    if not city:
        city = ask_city(session, open_desk(session.root, session.today).province)
    party = written(session, "--party", party or None, _("Party"))
    part = cleaned("--text", part) if part is not None else None
    with desk_of(session, dry_run=dry_run) as desk:
        place = city_named(desk.province, city)
        found = open_commitment(desk, place, party, part)
        kept = replace(found, kept=day_of(session, date))
        made = revise(desk, [Revision(place.slug, found.file, "commitments", found, kept)], dry_run=dry_run)
    if dry_run:
        show_diff(session, made.texts)
    else:
        session.remark(_("{party}: kept on {day}  {file}:{line}",
                         party=found.party, day=kept.kept, file=found.file, line=found.line))  # fmt: skip
    remark_on(session, made)


def _shown(session: Session, book: Book, day: Calendar, *, late: bool) -> Shown:
    """The commitments made by the day, city by city, and what they come to."""
    from datetime import date as calendar

    from bangfu.cli.showing import Shown
    from bangfu.cli.tables import Table
    from bangfu.tally.document import rate
    from bangfu.tally.pledges import Standing, counted, standing

    made = [
        (city.city, each)
        for city in book.cities
        for each in (city.ledger.commitments if city.ledger else ())
        if each.date <= day
    ]
    found = [(city, each) for city, each in made if not late or standing(each, day) is Standing.OVERDUE]
    figures = counted((each for _city, each in made), calendar.min, day)
    headings = [_("City"), _("By"), _("Party"), _("Commitment"), _("Due"), _("Kept"), _("Standing")]
    rows = [
        [
            city.short, each.by.value, each.party, each.text, _day(each.due), _day(_kept(each, day)),
            standing(each, day).value,
        ]
        for city, each in found
    ]  # fmt: skip
    table = Table(
        [session.translate(heading) for heading in headings], rows, len(headings), fixed=frozenset({0, 1, 4, 5, 6})
    )
    data = {
        "commitments": [_data(city.name, each, day) for city, each in found],
        "counts": {name: getattr(figures, name) for name in ("made", "kept", "due", "fulfilled", "overdue")},
        "fulfilment": rate(figures.fulfilment),
    }
    note = _("commitments: {made}, kept: {kept}, overdue: {overdue}; of those due, kept: {rate}", made=figures.made,
             kept=figures.kept, overdue=figures.overdue, rate=_fraction(figures.fulfilled, figures.due))  # fmt: skip
    return Shown(_("Commitments as of {day}", day=day), table, data, [note])


def _data(city: str, commitment: Commitment, day: Calendar) -> dict[str, Any]:
    from bangfu.tally.pledges import standing

    kept = _kept(commitment, day)
    return {
        "city": city,
        "date": commitment.date.isoformat(),
        "by": commitment.by.value,
        "party": commitment.party,
        "text": commitment.text,
        "due": commitment.due.isoformat() if commitment.due else None,
        "kept": kept.isoformat() if kept else None,
        "standing": standing(commitment, day).value,
        "file": commitment.file,
        "line": commitment.line,
    }


def _kept(commitment: Commitment, day: Calendar) -> Calendar | None:
    """The day on which it was kept, if that is not later than the day shown."""
    return commitment.kept if commitment.kept and commitment.kept <= day else None


def _day(day: Calendar | None) -> str:
    return day.isoformat() if day else "—"


def _fraction(part: int, whole: int) -> str:
    from bangfu.tally.figures import Rate

    return f"{Rate(part, whole)} ({part}/{whole})" if whole else "—"
