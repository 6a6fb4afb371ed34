"""The annexes that a shape may have: 各市州问题办理情况表, 督办清单, 典型案例, 考评得分表 …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bangfu.bulletin.document import Annex, Block, Column, Figure, Paragraph, Span, Table, Text, quoted, text
from bangfu.bulletin.effects import ANNEX as EFFECTS_ANNEX
from bangfu.bulletin.effects_table import effects_tables
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.measures import named_sentence
from bangfu.bulletin.pairing import ANNEX as PAIRING_ANNEX
from bangfu.bulletin.pairing import pairing_table
from bangfu.bulletin.restatement import ANNEX as CORRECTIONS_ANNEX
from bangfu.bulletin.restatement import corrections_table
from bangfu.bulletin.scoring import ANNEX as SCORES_ANNEX
from bangfu.bulletin.scoring import RATE_NAMES, points, scored, weights
from bangfu.bulletin.selection import ALL, Most, select
from bangfu.bulletin.sources import WHOLE, Sources, origin
from bangfu.bulletin.supervision import Pressed
from bangfu.bulletin.wording import (
    SMALL_BASE,
    clauses,
    day,
    heading,
    later_day,
    listing,
    sentence,
    this,
    tidy,
)
from bangfu.lifecycle.replay import State, Step
from bangfu.merge.book import Case
from bangfu.model.event import Event, EventType
from bangfu.tally.figures import NOTHING, Row
from bangfu.tally.mark import STOCK
from bangfu.tally.ranking import Ranked, ranking
from bangfu.tally.score import Score

UNREPORTED = "未报送"
CITY = "市州"
_STEPS = (Step.REPORTED, Step.ASSIGNED, Step.ON_THE_SPOT, Step.RESOLVED, Step.CLOSED)


class Wanted(NamedTuple):
    """An annex that a shape has: its title, and what makes its blocks."""

    title: str
    blocks: Callable[[Material, tuple[Pressed, ...]], Iterable[Block]]


def annexes(material: Material, pressed: tuple[Pressed, ...], wanted: Sequence[Wanted]) -> tuple[Annex, ...]:
    """Those of `wanted` that have something to say, numbered in order; the only one of a shape has no number.

    The text refers to 督办清单 by number: it is the second wherever it is wanted and there is something to press.
    What was published and has changed stands last, whatever the shape.
    """
    every = (*wanted, CORRECTIONS) if material.restated else wanted
    found = [(each.title, tuple(each.blocks(material, pressed))) for each in every]
    kept = [(title, blocks) for title, blocks in found if blocks]
    labels = (
        ("附件",) if len(wanted) == len(kept) == 1 else tuple(f"附件{number}" for number in range(1, len(kept) + 1))
    )
    return tuple(Annex(label, title, blocks) for label, (title, blocks) in zip(labels, kept, strict=False))


def _columns(headings: str, words: Iterable[str] = (), header: str = "") -> tuple[Column, ...]:
    return tuple(Column(heading, heading not in words, heading == header) for heading in headings.split())


def _ranking_table(material: Material) -> Table:
    """Every city by its 办结率; one without data has no number in its row."""
    now = this(material.period)
    columns = _columns(
        f"名次 {CITY} 收集 交办 现场办结 办结 销号 办结率 收集办结率 逾期 {now}收集 {now}办结", header=CITY
    )
    placed = ranking([row for _, row in material.by_city()], lambda row: row.rates.resolution)
    rows = [_ranking_row(each, material.sources[each.row.label], columns) for each in placed]
    total = material.total
    whole: tuple[Span, ...] = ("", WHOLE, *[NOTHING] * (len(columns) - 2))
    if total.has_data:
        whole = ("", WHOLE, *_figures(total, material.sources[WHOLE], columns))
    notes = [
        f"注：收集、交办、现场办结、办结、销号、逾期为截至{day(material.as_of)}的累计数（个）；{now}收集、{now}办结只计逐件记录的问题。",
        "办结率为办结数除以交办数与现场办结数之和，收集办结率为办结数除以收集数，均只计两数都已报送的；“—”表示没有数据。",
    ]
    if any(0 < each.row.rates.resolution.denominator < SMALL_BASE for each in placed):
        notes.append(f"标*的办结率分母不足{SMALL_BASE}个，名次仅供参考。")
    return Table(columns, tuple(_cells(row) for row in (*rows, whole)), notes=tuple(notes))


def _ranking_row(ranked: Ranked, mine: Sources, columns: tuple[Column, ...]) -> tuple[Span, ...]:
    row = ranked.row
    if not row.has_data:
        return (UNREPORTED, row.label, *[NOTHING] * 10)
    rank = NOTHING if ranked.place is None else f"{'并列' if ranked.tied else ''}{ranked.place}"
    return (rank, row.label, *_figures(row, mine, columns))


def _figures(row: Row, mine: Sources, columns: tuple[Column, ...]) -> Iterator[Span]:
    """The cells after the city's; each is named as its column is."""
    names = [column.heading for column in columns[2:]]
    for step, name in zip(_STEPS, names, strict=False):
        stated = step in row.stated or (step is Step.ON_THE_SPOT and bool(row.issues))
        yield mine.stock(step, row.stock[step], name) if stated else NOTHING
    small = "*" if 0 < row.rates.resolution.denominator < SMALL_BASE else ""
    for rate, name, whole, mark in (
        (row.rates.resolution, names[5], Step.ASSIGNED, small),
        (row.rates.collected_resolution, names[6], Step.REPORTED, ""),
    ):
        yield mine.rate(rate, name, Step.RESOLVED, whole, text=f"{rate}{mark}") if rate.denominator else NOTHING
    if not row.issues:
        yield from [NOTHING] * 3
        return
    yield mine.overdue(row.overdue, names[7])
    yield mine.flow(Step.REPORTED, row.flow.reported, names[8])
    yield mine.flow(Step.RESOLVED, row.flow.resolved, names[9])


def supervision_table(material: Material, pressed: Sequence[Pressed]) -> Table:
    """The issues one by one, with why each is in the list."""
    columns = _columns(
        "序号 市州 企业 问题 责任单位 办理期限 最近办理 督办事由", ("企业", "问题", "责任单位", "督办事由")
    )
    rows = []
    for number, (case, state, reasons) in enumerate(pressed, start=1):
        issue = case.issue
        due, last = (
            Figure(held.isoformat(), (issue.id,), name, case.city.name, f"..{material.as_of}") if held else NOTHING
            for name, held in (("办理期限", state.due), ("最近办理", state.last))
        )
        rows.append(
            _cells(
                (
                    str(number),
                    case.city.name,
                    quoted(issue.enterprise, issue.id),
                    Figure(tidy(issue.title), (issue.id,)),
                    quoted(listing(state.departments), issue.id) or NOTHING,
                    due,
                    last,
                    listing(reasons),
                )
            )
        )
    return Table(columns, tuple(rows), landscape=True)


class _Typical(NamedTuple):
    """A typical case: whose, whether it is a solved issue, its last day, title and story, and where it comes from."""

    city: str
    solved: bool
    day: date
    title: str
    words: Text
    origin: str


def _cases(material: Material, most: Most) -> Iterator[Paragraph]:
    """The issues and measures that their city marked as typical, with something dated within the period.

    Where `most` leaves some out, solved issues come before measures, and the last paragraph says how many.
    """
    found: list[_Typical] = []
    for city in material.book.cities:
        for case, state in material.states(city, having=STOCK[Step.RESOLVED]):
            if case.issue.case and _solved(state, material):
                title = f"{city.city.name}{case.issue.enterprise}：{tidy(case.issue.title)}"
                last = state.last or date.min
                story = text(Figure(_case_story(case, state, material), (case.issue.id,)))
                found.append(_Typical(city.city.slug, True, last, title, story, case.issue.id))
        for measure in material.within(city.ledger.measures) if city.ledger else ():
            if measure.case:
                title = f"{place(city.city, measure.scope)}：{measure.section}"
                words = named_sentence(city, measure, material)
                found.append(_Typical(city.city.slug, False, measure.date, title, words, origin(measure)))
    chosen = select(
        found, most, city=lambda each: each.city, marked=lambda each: each.solved, day=lambda each: each.day
    )
    headings = material.province.bulletin.headings
    for number, each in enumerate(chosen, start=1):
        yield Paragraph(each.words, heading(number, each.title, headings))
    if len(chosen) < len(found):
        whole = material.sources[WHOLE]
        every, told, rest = (
            whole.within(str(len(some)), [each.origin for each in some], name)
            for some, name in (
                (found, "典型案例"),
                (chosen, "选列的典型案例"),
                ([each for each in found if each not in chosen], "其余典型案例"),
            )
        )
        yield Paragraph(text(
            "各市州共报送典型案例", every, f"个，以上按每个市州至多{most.city}个选列", told,
            "个（办结的问题优先，其次取最近的），其余", rest, "个见各市州台账。",
        ))  # fmt: skip


def _solved(held: State, material: Material) -> bool:
    """Whether it stands resolved, and something of it happened within the period."""
    return held.resolved is not None and held.last is not None and held.last in material.period


def _case_story(case: Case, state: State, material: Material) -> str:
    """An issue from its 反映 to where it stands, told from its events."""
    issue = case.issue
    field = material.province.field_of(issue.category)
    kind = f"{field}领域{issue.category}类" if field else f"{issue.category}类"
    told, since = [f"该问题属{kind}"], None
    for event in issue.events:
        if event.date <= material.as_of and (step := _told(event, on_the_spot=Step.ON_THE_SPOT in state.entered)):
            told.append(later_day(event.date, since) + step)
            since = event.date
    return (
        (sentence(tidy(issue.detail)) if issue.detail else "")
        + clauses(told)
        + (f"办理结果：{sentence(tidy(_result(case, state)))}" if _result(case, state) else "")
        + (f"企业评价：{state.satisfaction}。" if state.satisfaction else "")
    )


def _told(event: Event, *, on_the_spot: bool) -> str:
    """A step worth telling, without its day."""
    match event.type:
        case EventType.REPORT:
            return f"{f'通过{event.via}' if event.via else ''}反映"
        case EventType.ASSIGN:
            if not event.to:  # a page made in spite of errors
                return "交办"
            lead, *others = event.to
            return f"交办{lead}{f'（{listing(others)}协办）' if others else ''}"
        case EventType.RESOLVE:
            return "现场办结" if on_the_spot else "办结"
        case EventType.CLOSE:
            return "销号"
        case EventType.REOPEN:
            return "重新办理"
        case _:
            return ""


def _result(case: Case, state: State) -> str:
    """What the 办结 that holds says, with its outcomes."""
    if state.resolved is None:
        return ""
    event = next(
        event
        for event in reversed(case.issue.events)
        if event.type is EventType.RESOLVE and event.date == state.resolved
    )
    outcomes = listing(f"{each.kind}{each.value.display()}" for each in event.outcomes)
    return sentence(event.note or "") + (f"成效：{outcomes}。" if outcomes else "")


def _scores(material: Material) -> Iterator[Block]:
    """The points of the cities that have data, with the weights."""
    weighed = weights(material.province)
    if not weighed:
        return
    whole = sum(weighed.values())
    yield Paragraph(
        text(
            f"满分{whole}分，其中"
            + listing(f"{RATE_NAMES[name]}{weight}分" for name, weight in weighed.items())
            + "；各项得分为该项比率乘以分值，缺少任何一项数据的市州不计总分。"
        )
    )
    columns = _columns(f"名次 {CITY} {' '.join(RATE_NAMES[name] for name in weighed)} 得分", header=CITY)
    every = scored(material)
    if not every:
        yield Paragraph(text("本期没有市州报送考评所需的数据。"))
        return
    places = [each.place for each in every]
    rows = (
        _score_row(each, [*weighed], material.sources[each.row.label], tied=places.count(each.place) > 1)
        for each in every
    )
    yield Table(columns, tuple(map(_cells, rows)), notes=("注：括号内为分子和分母；“—”表示没有数据。",))


def _score_row(each: Score, names: list[str], mine: Sources, *, tied: bool) -> tuple[Span, ...]:
    """A city's rates and points; the points rest on the records of all its rates."""
    rates = [
        mine.measured(name.removesuffix("_rate"), rate, RATE_NAMES[name]) if rate.denominator else NOTHING
        for name, rate in zip(names, each.parts, strict=True)
    ]
    place = NOTHING if each.place is None else f"{'并列' if tied else ''}{each.place}"
    scored = "不计分" if each.points is None else points(each, names, mine)
    return (place, each.row.label, *rates, scored)


def _cells(words: Iterable[Span]) -> tuple[Text, ...]:
    return tuple(text(word) for word in words)


CITIES = Wanted("各市州问题办理情况表", lambda material, _: (_ranking_table(material),))
SUPERVISED = Wanted("督办清单", lambda material, urgent: (supervision_table(material, urgent),) if urgent else ())
PAIRED = Wanted(PAIRING_ANNEX, lambda material, _: filter(None, [pairing_table(material)]))
EFFECTS = Wanted(EFFECTS_ANNEX, lambda material, _: effects_tables(material))
CORRECTIONS = Wanted(CORRECTIONS_ANNEX, lambda material, _: corrections_table(material))
SCORES = Wanted(SCORES_ANNEX, lambda material, _: _scores(material))


def cases(most: Most = ALL) -> Wanted:
    """典型案例, at most so many."""
    return Wanted("典型案例", lambda material, _: _cases(material, most))
