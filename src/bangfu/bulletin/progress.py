"""Part two: 问题办理情况, prose made from the figures of issues."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin.document import Paragraph, Text, clause_texts, listed, plain, text
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.sources import WHOLE, Sources
from bangfu.bulletin.together import together
from bangfu.bulletin.wording import (
    FEW,
    MANY,
    SMALL_BASE,
    STEP_NAMES,
    before,
    day,
    eve,
    leading,
    listing,
    sentence,
    this,
)
from bangfu.bulletin.wording import STEP_NAMES as _WORDS
from bangfu.lifecycle.replay import Step
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import CityBook
from bangfu.model.period import PeriodKind
from bangfu.tally.figures import Rate, Row
from bangfu.tally.mark import WORKING
from bangfu.tally.ranking import ranking

HEADING = "问题办理情况"
_SHARED = 10
"""Below this number of issues their shares in percent are not worth saying."""
_SPOKEN = (Step.VERIFIED, Step.REJECTED, Step.ASSIGNED, Step.RESOLVED, Step.CLOSED)


def progress(material: Material, *, cities: bool = True, fields: bool = True) -> Iterator[Paragraph]:
    """The paragraphs on issues, their run-in headings without numbers; one alone when no city reported any.

    Args:
        cities, fields: whether to tell of the cities and of the demand fields too.
    """
    if not material.total.has_data:
        yield Paragraph(text(f"截至{day(material.as_of)}，各市州均未报送问题办理数据。"))
        return
    yield Paragraph(text(_standing(material), _flow(material)), "总体进展")
    if cities:
        yield Paragraph(text(_by_city(material), _against_average(material), "各市州数据详见附件1。"), "分市州进展")
    if fields and (kinds := _by_field(material)):
        yield Paragraph(kinds, "问题构成")
    if quality := _quality(material.total, material.sources[WHOLE]):
        yield Paragraph(quality, "办理质量")


def summary(material: Material) -> Iterator[Paragraph]:
    """What the period brought, then the stock as of its end with 办结率 alone: two paragraphs without headings."""
    if not material.total.has_data:
        yield from progress(material)
        return
    if flow := _flow(material):
        yield Paragraph(flow)
    resolution = material.total.rates.resolution
    if not resolution.denominator:
        yield Paragraph(_counts(material))
        return
    rate = material.sources[WHOLE].rate(resolution, "办结率", Step.RESOLVED, Step.ASSIGNED)
    yield Paragraph(text(_counts(material), "办结率为", rate, _moved(material), "。"))


def _counts(material: Material) -> Text:
    """The province's stock as of the day."""
    total, mine = material.total, material.sources[WHOLE]
    unclosed = Step.CLOSED in total.stated and total.stock.resolved and not total.stock.closed
    steps = clause_texts([_collected(total, mine), *_steps(total, mine), text("尚无问题销号" if unclosed else "")])
    return text(f"截至{day(material.as_of)}，", text("全省累计", steps) if steps else "没有已收集或者已办理的问题。")


def _standing(material: Material) -> Text:
    """The province's stock and rates as of the day, each rate named with what it divides."""
    stock, rates = material.total.stock, material.total.rates
    mine = material.sources[WHOLE]
    counts = _counts(material)
    named: list[Text] = []
    if rates.resolution.denominator:
        base = "交办数与现场办结数之和" if stock.on_the_spot else "交办数"
        rate = mine.rate(rates.resolution, "办结率", Step.RESOLVED, Step.ASSIGNED)
        named.append(text(f"办结率（办结数占{base}的比例）为", rate, _moved(material)))
    if rates.collected_resolution.denominator:
        partial = rates.collected_resolution.denominator != stock.reported
        both = "，只计两数都已报送的部分" if partial else ""
        rate = mine.rate(rates.collected_resolution, "收集办结率", Step.RESOLVED, Step.REPORTED)
        named.append(text(f"收集办结率（办结数占收集数的比例{both}）为", rate))
    if rates.closure.numerator:
        named.append(text("销号率为", mine.rate(rates.closure, "销号率", Step.CLOSED, Step.ASSIGNED)))
    return text(counts, clause_texts(named, "；"))


def _collected(row: Row, mine: Sources) -> Text:
    if Step.REPORTED not in row.stated:
        return ()
    if not row.stock.reported:
        return text("尚未收集到问题")
    return text("收集问题", mine.stock(Step.REPORTED, row.stock.reported, "收集"), "个")


def _steps(row: Row, mine: Sources) -> Iterator[Text]:
    """How many stand at or beyond each step after the first.

    Steps that nobody stated, or nothing reached, are left out; that nothing at all has been resolved is said.
    """
    spot = row.stock.on_the_spot
    for step in _SPOKEN:
        count = row.stock[step]
        if step not in row.stated or (not count and step is not Step.RESOLVED):
            continue
        if step is Step.RESOLVED and spot:
            there = mine.stock(Step.ON_THE_SPOT, spot, STEP_NAMES[Step.ON_THE_SPOT])
            done = mine.stock(step, count, STEP_NAMES[step])
            yield (
                text("现场办结", there, "个")
                if spot == count
                else text("办结", done, "个（其中现场办结", there, "个）")
            )
        elif count:
            yield text(STEP_NAMES[step], mine.stock(step, count, STEP_NAMES[step]), "个")
        else:
            yield text("尚无办结")


def _moved(material: Material) -> Text:
    """How the province's 办结率 has moved since the end of the period before and since a year before."""
    total, mine = material.total, material.sources[WHOLE]
    moves = [(eve(material.period), total.previous, mine.previous)]
    if material.period.kind is not PeriodKind.YEAR:  # of a year both are the same
        moves.append(("上年同期", total.last_year, mine.last_year))
    now = total.rates.resolution
    words = [
        text("与" if plain(moved) == "持平" else "比", when, moved)
        for when, row, then in moves
        if row and then and (moved := mine.points(now, row.rates.resolution, f"办结率比{when}", then))
    ]
    return text("，", listed(words)) if words else ()


def _flow(material: Material) -> Text:
    """What the period brought, of the issues on record, beside the period before and a year before."""
    total = material.total
    if not total.issues:
        return ()
    flow, mine = total.flow, material.sources[WHOLE]
    opening = f"{this(material.period)}，逐件记录的问题中"
    counts = [
        text(STEP_NAMES[step], mine.flow(step, flow[step], this(material.period) + STEP_NAMES[step]), "个")
        for step in _SPOKEN
        if flow[step]
    ]
    if not flow.reported and not counts:
        return text(sentence(f"{this(material.period)}没有新增和办结的问题记录"))
    new = text("没有新收集问题")
    if flow.reported:
        new = text("新收集", mine.flow(Step.REPORTED, flow.reported, f"{this(material.period)}收集"), "个")
    words = clause_texts([text(opening), new, *counts])
    against = [_compared(f"与{before(material.period)}相比", total, total.previous, mine, mine.previous)]
    if material.period.kind is not PeriodKind.YEAR:
        against.append(_compared("与上年同期相比", total, total.last_year, mine, mine.last_year))
    return text(words, clause_texts(against, "；"))


def _compared(opening: str, row: Row, earlier: Row | None, mine: Sources, then: Sources | None) -> Text:
    """环比 or 同比 of what was collected and resolved; nothing where there are no records to compare with."""
    if earlier is None or then is None or not earlier.issues:
        return ()
    new, done = (
        mine.change(step, row.flow[step], earlier.flow[step], "个", f"{opening}{_WORDS[step]}数", then)
        for step in (Step.REPORTED, Step.RESOLVED)
    )
    return text(opening, "，收集数", new, "，办结数", done)


def _by_city(material: Material) -> Text:
    """A clause a city that stated anything of issues, in the official order; of many cities, who stands out."""
    told = [(city, row) for city, row in material.by_city() if row.has_data]
    if len(told) <= MANY:
        clauses_ = [
            (place(city.city, only_scope(city, row, material)), _city_clause(city, row, material)) for city, row in told
        ]
        return clause_texts((each.words for each in together(clauses_)), "；")
    most = leading([(row.label, row.stock.reported) for _, row in told if Step.REPORTED in row.stated])
    named = listed(
        text(f"{name}（", material.sources[name].stock(Step.REPORTED, count, _WORDS[Step.REPORTED]), "个）")
        for name, count in most
    )
    return clause_texts(
        [
            text("共有", material.count_of([row.label for _, row in told]), "个市州报送问题办理数据"),
            text("收集问题较多的有", named) if most else (),
            ends([row for _, row in told], material),
        ]
    )


def ends(rows: list[Row], material: Material) -> Text:
    """Who is first and who is last by 办结率, of those with more than a handful of issues; ties are not cut."""
    placed = ranking([row for row in rows if row.rates.resolution.denominator >= SMALL_BASE], _resolution)
    if len(placed) <= MANY:
        return ()
    bar = _resolution(placed[-FEW].row)
    first = [each.row for each in placed if each.place is not None and each.place <= FEW]
    last = [each.row for each in placed if compared(_resolution(each.row), bar) <= 0]
    if len(first) + len(last) > len(placed):
        return ()
    front, back = (listed(name_and_rate(row.label, _resolution(row), material) for row in end) for end in (first, last))
    return text("办结率居前的有", front, "，靠后的有", back)


def _resolution(row: Row) -> Rate:
    return row.rates.resolution


def _city_clause(city: CityBook, row: Row, material: Material) -> Text:
    mine = material.sources[city.city.name]
    counts = [_collected(row, mine), *_steps(row, mine)]
    rates = row.rates
    if rates.resolution.denominator:
        rate = mine.rate(rates.resolution, "办结率", Step.RESOLVED, Step.ASSIGNED)
        counts.append(text("办结率", rate))
    if rates.collected_resolution.denominator and rates.collected_resolution != rates.resolution:
        rate = mine.rate(rates.collected_resolution, "收集办结率", Step.RESOLVED, Step.REPORTED)
        counts.append(text("收集办结率", rate))
    return text(*(("，", *count) for count in counts if count))[1:]


def only_scope(city: CityBook, row: Row, material: Material) -> str | None:
    """The one scope that all of a city's figures speak for; None where they speak for the city."""
    if row.issues or city.ledger is None:
        return None
    scopes = {
        opening.scope
        for opening in city.ledger.opening
        if opening.date <= material.as_of and any(getattr(opening, step, None) is not None for step in STEP_NAMES)
    }
    return scopes.pop() if len(scopes) == 1 else None


def _against_average(material: Material) -> Text:
    """Which cities stand above the province's 办结率 and which below; nothing where only one has a rate."""
    average = material.total.rates.resolution
    rates = [(city.city.name, row.rates.resolution) for city, row in material.by_city()]
    rated = [(name, rate) for name, rate in rates if rate.denominator]
    if len(rated) < 2:
        return ()
    above = [(name, rate) for name, rate in rated if compared(rate, average) > 0]
    below = [(name, rate) for name, rate in rated if compared(rate, average) < 0]
    said = f"{average}，{average.numerator}/{average.denominator}"
    mean = material.sources[WHOLE].rate(average, "办结率", Step.RESOLVED, Step.ASSIGNED, text=said)
    if not above and not below:
        return text("各市州办结率均与全省平均水平（", mean, "）相同。")
    many = len(rated)
    return clause_texts(
        [
            text("办结率高于全省平均水平（", mean, "）的有", _sided(above, many, material)) if above else (),
            text("低于这一水平的有", _sided(below, many, material)) if below else (),
        ],
    )


def _sided(side: list[tuple[str, Rate]], rated: int, material: Material) -> Text:
    """The cities on one side of the average, with their rates unless there are many."""
    if rated > MANY:
        names = [name for name, _ in side]
        return text(listing(names), text(material.count_of(names), "个市州") if len(side) > 1 else "")
    return listed(name_and_rate(name, rate, material) for name, rate in side)


def compared(rate: Rate, other: Rate) -> int:
    """1, 0 or -1 as `rate` is above, at or below `other`, as printed; both over something.

    A reader who sees 88.9% twice must not be told that one is the lower.
    """
    left, right = rate.percent or 0, other.percent or 0
    return (left > right) - (left < right)


def name_and_rate(name: str, rate: Rate, material: Material) -> Text:
    """A city with its rate; one over a small base says so: 岳阳市（100.0%，2/2，基数较小）."""
    small = "，基数较小" if rate.denominator < SMALL_BASE else ""
    said = f"{rate}，{rate.numerator}/{rate.denominator}"
    figure = material.sources[name].rate(rate, "办结率", Step.RESOLVED, Step.ASSIGNED, text=said)
    return text(f"{name}（", figure, f"{small}）")


def _by_field(material: Material) -> Text:
    """The issues by demand field and, within it, by category, of those that state one."""
    rows = [row for row in material.fields.rows if row.key is not None and row.stock.reported]
    categories = {row.key: row for row in material.categories.rows if row.key is not None}
    known = sum(row.stock.reported for row in rows)
    if not rows:
        return ()
    fields = material.province.categories
    every = [name for members in fields.values() for name in members]
    marked = material.sources[WHOLE].only("标明类别的问题", every, openings=fields)
    collected, words = _WORDS[Step.REPORTED], []
    for row in rows:
        members = [(name, categories[name].stock.reported) for name in fields.get(row.label, ()) if name in categories]
        mine = marked.only(row.label, fields.get(row.label, ()), openings=[row.label])
        part = Rate(row.stock.reported, known)
        share = marked.rate(part, f"{row.label}类占比", Step.REPORTED, Step.REPORTED, text=str(part))
        words.append(
            text(
                f"{row.label}类", mine.stock(Step.REPORTED, row.stock.reported, collected), "个",
                text("（", parts, "）") if (parts := _members(members, mine)) else "",
                text("，占", share) if len(rows) > 1 and known >= _SHARED else "",
                _done(row, mine) if Step.RESOLVED in row.stated else "",
            )
        )  # fmt: skip
    opening = text("从需求领域看，")
    if known != material.total.stock.reported:
        opening = text("在标明类别的", marked.stock(Step.REPORTED, known, collected), "个问题中，")
    return text(opening, clause_texts(words, "；"))


def _done(row: Row, mine: Sources) -> Text:
    """How many are resolved, in words for all and for none."""
    reported, resolved = row.stock.reported, row.stock.resolved
    if not resolved:
        return text("，尚无办结")
    if resolved < reported:
        return text("，已办结", mine.stock(Step.RESOLVED, resolved, _WORDS[Step.RESOLVED]), "个")
    return text("，均已办结" if reported > 1 else "，已办结")


def _members(members: list[tuple[str, int]], mine: Sources) -> Text:
    """The categories of a field: 融资12个、用地3个; the only one by name alone."""
    some = [(name, count) for name, count in members if count]
    if len(some) == 1:
        return text(some[0][0])
    return listed(
        text(name, mine.only(name, [name]).stock(Step.REPORTED, count, _WORDS[Step.REPORTED]), "个")
        for name, count in some
    )


def _quality(total: Row, mine: Sources) -> Text:
    """Satisfaction, punctuality and days, of the issues on record; nothing of what rests on a handful of them."""
    rates, days = total.rates, total.days
    words: list[Text] = []
    if rates.satisfaction.denominator:
        rated = mine.measured("satisfaction", rates.satisfaction, "企业评价", text=str(rates.satisfaction.denominator))
        pleased = mine.measured("satisfaction", rates.satisfaction, "满意率")
        words.append(text("企业评价", rated, "件，满意率", pleased))
    if rates.on_time.denominator >= SMALL_BASE:
        words.append(text("按期办结率", mine.measured("on_time", rates.on_time, "按期办结率")))
    if rates.reply.denominator >= SMALL_BASE:
        words.append(text("限时回应率", mine.measured("reply", rates.reply, "限时回应率")))
    if days and rates.on_time.denominator >= SMALL_BASE:
        mean, median = mine.days(days.mean, "办理天数的平均数"), mine.days(days.median, "办理天数的中位数")
        p90 = mine.days(days.p90, "办理天数的九成位数")
        words.append(
            text("从交办到办结平均用时", mean, "天，半数问题在", median, "天以内办结，九成在", p90, "天以内办结")
        )
    if not words:
        return ()
    waiting = total.status[Status.ASSIGNED]
    open_ = mine.held(WORKING, waiting, "正在办理")
    tail = text("目前仍有", open_, "个问题正在办理。") if waiting else ""
    return text("逐件记录的问题中，", clause_texts(words), tail)
