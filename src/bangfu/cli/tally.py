"""`bangfu tally`."""

from __future__ import annotations

import json as as_json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, NamedTuple

from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf, Half, KnownAt, Month, Quarter, Since, Until, Week, Year, choose
from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, caution, concerning, refused
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark
from bangfu.lifecycle.replay import Step
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.cli.tables import Table
    from bangfu.git import Commit
    from bangfu.model.diagnostic import Diagnostic
    from bangfu.tally.figures import Row, Tally

_BOM = "\ufeff"  # without it a Chinese spreadsheet program takes a CSV file for GBK
NARROW = ("district", "chain", "team")
"""The groupings that a de-identified book leaves out."""
FORMATS = ("table", "json", "csv", "md")


def tally(
    session: Session,
    by: Annotated[
        str,
        Option(
            help=mark("city, field, category, department, channel, district, enterprise, team, tier or chain."),
            metavar="GROUP",
        ),
    ] = "city",
    week: Week = None,
    month: Month = None,
    quarter: Quarter = None,
    half: Half = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    city: Annotated[
        list[str] | None, Option(help=mark("Only this city (name, short name, slug or prefix)."), metavar="CITY")
    ] = None,
    form: Annotated[str, Option("--format", help=mark("table, json, csv or md."), metavar="FORMAT")] = "table",
    json: Annotated[bool, Option("--json", help=mark("The same as --format json."))] = False,
    output: Annotated[
        Path | None,
        Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    public: Public = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Counts issues and pairings of a period: stock, flow, rates, days. Without a period: everything up to today."""
    from bangfu.cli.choices import city_named, one_of
    from bangfu.cli.output import deliver
    from bangfu.extract.answer import Answer
    from bangfu.tally.groups import GROUPINGS

    one_of("--by", by, tuple(GROUPINGS))
    if public and by in NARROW:
        raise UsageError(_("{first} and {second} exclude each other", first="--public", second=f"--by {by}"))
    form = "json" if json else one_of("--format", form, FORMATS)
    chosen = choose(
        session.today,
        week=week, month=month, quarter=quarter, half=half, year=year, since=since, until=until, as_of=as_of,
    )  # fmt: skip
    root = session.root
    plain = known_at is None and not public
    width = get_terminal_size((80, 24)).columns if form == "table" else 0
    question = (by, chosen, sorted(city or ()), form, width, bool(output), session.translate.language)
    answer = Answer(session.cache if plain else None, root, "tally", session.today, *question)
    if kept := answer.known():
        deliver(session, kept.decode(), output)
        return 0
    from bangfu import pipeline

    compare = form == "json"  # the tables have no room for it
    counted = known = None
    with session.progress(_("reading")) as progress:
        if plain:
            counted = pipeline.count(
                root, session.today, chosen.period, by, chosen.as_of,
                compare=compare, keeper=session.cache, progress=progress,
            )  # fmt: skip
        if counted is None:
            checked = pipeline.load(root, session.today, progress, known_at=known_at)
            if public:
                checked = published(session, checked)
            counted, known = pipeline.counted(checked, chosen.period, by, chosen.as_of, compare=compare), checked.known
    cities = [city_named(counted.province, name) for name in city or ()]
    errors = concerning(counted.errors, cities)
    if refused(session, errors, allow=allow_errors):
        return 1
    page = _RENDER[form](session, counted.total(cities), Basis(errors, known))
    if public and form in ("table", "md"):
        page += "\n" + session.text(_("Names are de-identified.")) + "\n"
    if form == "csv" and output:
        page = _BOM + page
    if not errors:
        answer.keep(page.encode())
    deliver(session, page, output)
    return 0


class Basis(NamedTuple):
    """What a reader must know of the ledgers behind the figures: their errors, and the commit they were read from."""

    errors: list[Diagnostic]
    known: Commit | None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, a narrow one for the terminal (None: not shown there), and its figure (None: a gap)."""

    heading: Message
    narrow: Message | None
    value: Callable[[Row], object]


def _step(step: Step) -> Callable[[Row], object]:
    return lambda row: row.stock[step] if step in row.stated else None


def _flow(step: Step) -> Callable[[Row], object]:
    return lambda row: row.flow[step] if row.issues else None


def _columns() -> Iterator[_Column]:
    yield _Column(_("Reported"), _("Re-\nported"), _step(Step.REPORTED))
    yield _Column(_("Verified"), _("Veri-\nfied"), _step(Step.VERIFIED))
    yield _Column(_("Rejected"), None, _step(Step.REJECTED))
    yield _Column(_("Assigned"), _("As-\nsigned"), _step(Step.ASSIGNED))
    yield _Column(_("On the spot"), None, _step(Step.ON_THE_SPOT))
    yield _Column(_("Resolved"), _("Re-\nsolved"), _step(Step.RESOLVED))
    yield _Column(_("Closed"), _("Closed"), _step(Step.CLOSED))
    yield _Column(_("Reported in the period"), _("New"), _flow(Step.REPORTED))
    yield _Column(_("Resolved in the period"), _("Newly\nsolved"), _flow(Step.RESOLVED))
    yield _Column(_("Closed in the period"), None, _flow(Step.CLOSED))
    yield _Column(_("Resolution rate"), _("Rate"), lambda row: row.rates.resolution)
    yield _Column(_("Resolved of reported"), None, lambda row: row.rates.collected_resolution)
    yield _Column(_("Closure rate"), None, lambda row: row.rates.closure)
    yield _Column(_("Overdue"), _("Over-\ndue"), lambda row: row.overdue if row.issues else None)
    yield _Column(_("Unanswered"), None, lambda row: row.unanswered if row.issues else None)
    yield _Column(_("On-time rate"), None, lambda row: row.rates.on_time)
    yield _Column(_("Satisfaction rate"), _("Satis-\nfied"), lambda row: row.rates.satisfaction)
    yield _Column(_("Reply rate"), None, lambda row: row.rates.reply)
    yield _Column(_("Median days"), _("Days"), lambda row: row.days.median if row.days else None)
    yield _Column(_("Enterprises"), None, lambda row: row.enterprises or None)
    yield _Column(_("Leaders"), None, lambda row: row.leaders or None)
    yield _Column(_("Departments"), None, lambda row: row.departments or None)
    yield _Column(_("Commitments"), None, lambda row: row.pledges.made or None)
    yield _Column(_("Commitments kept"), None, lambda row: row.pledges.kept if row.pledges.made else None)
    yield _Column(_("Commitments overdue"), None, lambda row: row.pledges.overdue if row.pledges.made else None)


def _groups() -> dict[str, Message]:
    return {
        "city": _("City"),
        "field": _("Field"),
        "category": _("Category"),
        "department": _("Department"),
        "channel": _("Channel"),
        "district": _("District"),
        "enterprise": _("Enterprise"),
        "team": _("Team"),
        "tier": _("Tier"),
        "chain": _("Chain"),
    }


def _table(session: Session, figures: Tally, *, narrow: bool, gap: str) -> Table:
    from bangfu.cli.tables import Table

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return gap if text in ("", "—") else text

    def name(row: Row) -> str:
        return session.translate(_("ungrouped")) if row.key is None else row.label

    columns = [column for column in _columns() if column.narrow or not narrow]
    headings = [column.narrow if narrow and column.narrow else column.heading for column in columns]
    rows = [[name(row), *(cell(column.value(row)) for column in columns)] for row in figures.rows]
    total = [session.translate(_("total")), *(cell(column.value(figures.total)) for column in columns)]
    words = [session.translate(message) for message in (_groups()[figures.by], *headings)]
    return Table(words, [*rows, total], total=True)


def _caption(session: Session, figures: Tally) -> str:
    from bangfu.model.period import PeriodKind

    chinese = session.translate.language == "zh"
    period, day = figures.period, figures.as_of.isoformat()
    name = period.label if chinese else period.key
    if period.kind is PeriodKind.CUSTOM and period.end == figures.as_of and chinese:
        return name
    return session.text(_("{period}, as of {day}", period=name, day=day))


def _remarks(session: Session, basis: Basis) -> list[str]:
    known = (
        [_("as known at {day}, commit {commit}", day=basis.known.day, commit=basis.known.short)] if basis.known else []
    )
    return [session.text(remark) for remark in (*known, *([caution(basis.errors)] if basis.errors else []))]


def _as_table(session: Session, figures: Tally, basis: Basis) -> str:
    from bangfu.cli.tables import terminal

    lines = [_caption(session, figures), *_remarks(session, basis)]
    return "\n".join(lines) + "\n\n" + terminal(_table(session, figures, narrow=True, gap="—"))


def _as_markdown(session: Session, figures: Tally, basis: Basis) -> str:
    from bangfu.cli.tables import markdown

    lines = [f"**{_caption(session, figures)}**", *(f"> {remark}" for remark in _remarks(session, basis))]
    return "\n\n".join(lines) + "\n\n" + markdown(_table(session, figures, narrow=False, gap="—"))


def _as_csv(session: Session, figures: Tally, _basis: Basis) -> str:
    from bangfu.cli.tables import comma_separated

    return comma_separated(_table(session, figures, narrow=False, gap=""))


def _as_json(_session: Session, figures: Tally, basis: Basis) -> str:
    from bangfu.tally.document import document

    remarks: dict[str, object] = {"errors": len(basis.errors)} if basis.errors else {}
    if basis.known:
        remarks["known_at"] = basis.known.data()
    return as_json.dumps(document(figures) | remarks, ensure_ascii=False, indent=2) + "\n"


_RENDER: dict[str, Callable[[Session, Tally, Basis], str]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
    "md": _as_markdown,
}
