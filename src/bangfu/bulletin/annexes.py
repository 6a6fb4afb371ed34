"""The annexes: 各市州问题办理情况表, 督办清单, 典型案例, and from the quarter on 考评得分."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bangfu.bulletin.document import Annex, Block, Column, Figure, Paragraph, Span, Table, Text, text
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.measures import named_sentence
from bangfu.bulletin.pairing import ANNEX as PAIRING
from bangfu.bulletin.pairing import pairing_table
from bangfu.bulletin.restatement import ANNEX as CORRECTIONS
from bangfu.bulletin.restatement import corrections_table
from bangfu.bulletin.sources import WHOLE, Sources
from bangfu.bulletin.supervision import Pressed
from bangfu.bulletin.wording import (
    SMALL_BASE,
    clauses,
    day,
    fraction,
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
from bangfu.model.period import PeriodKind
from bangfu.seal.cause import Restated
from bangfu.tally.figures import NOTHING, Row
from bangfu.tally.ranking import Ranked, ranking
from bangfu.tally.score import scores

UNREPORTED = "未报送"
_STEPS = (Step.REPORTED, Step.ASSIGNED, Step.ON_THE_SPOT, Step.RESOLVED, Step.CLOSED)
_SCORED_PERIODS = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
_RATE_NAMES = {
    "resolution_rate": "办结率",
    "closure_rate": "销号率",
    "collected_resolution_rate": "收集办结率",
    "on_time_rate": "按期办结率",
    "satisfaction_rate": "满意率",
    "reply_rate": "限时回应率",
}


def annexes(material: Material, pressed: tuple[Pressed, ...], restated: Sequence[Restated] = ()) -> tuple[Annex, ...]:
    """The annexes that have something to say, numbered in order; the first two always have."""
    found = [
        ("各市州问题办理情况表", (_ranking_table(material),)),
        ("督办清单", (_supervision_table(material, pressed),)),
        ("典型案例", tuple(_cases(material))),
        (PAIRING, tuple(filter(None, [pairing_table(material)]))),
        ("考评得分表", tuple(_scores(material))),
        (CORRECTIONS, tuple(corrections_table(restated))),
    ]
    kept = [(title, blocks) for title, blocks in found if blocks]
    return tuple(Annex(f"附件{number}", title, blocks) for number, (title, blocks) in enumerate(kept, start=1))


def _columns(numeric: str, words: Iterable[str] = ()) -> tuple[Column, ...]:
    return tuple(Column(heading, heading not in words) for heading in numeric.split())


def _ranking_table(material: Material) -> Table:
    """Every city by its 办结率; one without data has no number in its row."""
    now = this(material.period)
    columns = _columns(f"名次 市州 收集 交办 现场办结 办结 销号 办结率 收集办结率 逾期 {now}收集 {now}办结")
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


def _supervision_table(material: Material, pressed: tuple[Pressed, ...]) -> Block:
    if not pressed:
        return Paragraph(text(f"截至{day(material.as_of)}，没有需要督办的问题。"))
    columns = _columns(
        "序号 市州 企业 问题 责任单位 办理期限 最近办理 督办事由", ("企业", "问题", "责任单位", "督办事由")
    )
    rows = []
    for number, (case, state, reasons) in enumerate(pressed, start=1):
        due, last = (
            Figure(held.isoformat(), (case.issue.id,), name, case.city.name, f"..{material.as_of}") if held else NOTHING
            for name, held in (("办理期限", state.due), ("最近办理", state.last))
        )
        rows.append(
            _cells(
                (
                    str(number),
                    case.city.name,
                    case.issue.enterprise,
                    tidy(case.issue.title),
                    listing(state.departments) or NOTHING,
                    due,
                    last,
                    listing(reasons),
                )
            )
        )
    return Table(columns, tuple(rows), landscape=True)


def _cases(material: Material) -> Iterator[Paragraph]:
    """The issues and measures that their city marked as typical, with something dated within the period."""
    number = 0
    for city in material.book.cities:
        for case in city.cases:
            if case.issue.case and _solved(case, material):
                number += 1
                title = f"{city.city.name}{case.issue.enterprise}：{tidy(case.issue.title)}"
                yield Paragraph(text(_case_story(case, material)), heading(number, title))
        for measure in material.within(city.ledger.measures) if city.ledger else ():
            if measure.case:
                number += 1
                title = f"{place(city.city, measure.scope)}：{measure.section}"
                yield Paragraph(text(named_sentence(city, measure, material)), heading(number, title))


def _solved(case: Case, material: Material) -> bool:
    """Whether it stands resolved, and something of it happened within the period."""
    held = material.state(case)
    return held.resolved is not None and held.last is not None and held.last in material.period


def _case_story(case: Case, material: Material) -> str:
    """An issue from its 反映 to where it stands, told from its events."""
    issue, state = case.issue, material.state(case)
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
    """The points of the cities that have data, with the weights (quarter, half-year, year)."""
    weights = {name: weight for name, weight in material.province.scoring.items() if weight and name in _RATE_NAMES}
    if material.period.kind not in _SCORED_PERIODS or not weights:
        return
    whole = sum(weights.values())
    yield Paragraph(
        text(
            f"满分{whole}分，其中"
            + listing(f"{_RATE_NAMES[name]}{weight}分" for name, weight in weights.items())
            + "；各项得分为该项比率乘以分值，缺少任何一项数据的市州不计总分。"
        )
    )
    columns = tuple(map(Column, ("名次", "市州", *(_RATE_NAMES[name] for name in weights), "得分")))
    scored = scores([row for _, row in material.by_city()], weights)
    if not scored:
        yield Paragraph(text("本期没有市州报送考评所需的数据。"))
        return
    rows = [
        _cells(
            (
                NOTHING if each.place is None else str(each.place),
                each.row.label,
                *(fraction(rate) for rate in each.parts),
                "不计分" if each.points is None else str(each.points),
            )
        )
        for each in scored
    ]
    yield Table(columns, tuple(rows), notes=("注：括号内为分子和分母；“—”表示没有数据。",))


def _cells(words: Iterable[Span]) -> tuple[Text, ...]:
    return tuple(text(word) for word in words)
