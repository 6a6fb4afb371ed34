"""Part three: 存在的问题, each with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bangfu.bulletin.document import Figure, Paragraph, Text, clause_texts, joined, listed, text
from bangfu.bulletin.extremes import lowest
from bangfu.bulletin.material import Material
from bangfu.bulletin.progress import compared, name_and_rate
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.supervision import ANNEX as SUPERVISION
from bangfu.bulletin.supervision import Pressed, Reason
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import MANY, SMALL_BASE, duration, listing, this, upto
from bangfu.lifecycle.replay import Step
from bangfu.merge.book import CityBook
from bangfu.model.province import Limits
from bangfu.tally.figures import Row
from bangfu.tally.mark import DISSATISFIED

HEADING = "存在的问题"


def problems(material: Material, pressed: tuple[Pressed, ...], *, rates: bool = True) -> Iterator[Paragraph]:
    """The paragraphs, their run-in headings without numbers; one alone when nothing is wrong.

    Args:
        rates: whether to tell what lags behind; not where another part of the bulletin does.
    """
    found = [
        ("部分问题超过时限", past_limits(material, pressed)),
        ("数据报送不完整", unreported(material)),
        ("办理进度不平衡", _slow(material) if rates else ()),
    ]
    if not any(words for _, words in found):
        yield Paragraph(text(f"{upto(material.as_of)}，没有发现问题超过时限、市州漏报数据等情况。"))
    elif material.total.issues and not pressed:
        yield Paragraph(text(f"{upto(material.as_of)}，逐件记录的问题均未超过时限，没有需要督办的问题。"))
    for run_in, words in found:
        if words:
            yield Paragraph(words, run_in)


def past_limits(material: Material, pressed: tuple[Pressed, ...]) -> Text:
    """How many issues are past which limit, and in which cities."""
    counts = {
        reason: by_city(material, [each for each in pressed if reason in each.reasons], reason)
        for reason in _said(material.province.limits)
    }
    said = _said(material.province.limits)
    found = {reason: cities for reason, cities in counts.items() if cities}
    if not found:
        return ()
    only = {name for cities in found.values() for name in cities}
    if len(only) == 1:
        (name,) = only
        parts = [text("有", cities[name], f"个问题{said[reason]}") for reason, cities in found.items()]
        words = text(name, joined(parts, "，"))
    else:
        words = joined((_spread(said[reason], reason, cities, material) for reason, cities in found.items()), "；")
    several = sum(len(figure.origins) for cities in found.values() for figure in cities.values()) > len(pressed)
    twice = "（一个问题有几种情形的，分别计数）" if several else ""
    return text(f"{upto(material.as_of)}，", words, f"{twice}。详见附件{SUPERVISION}。")


def by_city(material: Material, mine: Sequence[Pressed], name: str) -> dict[str, Figure]:
    """How many of `mine` are whose, in the official order; `name` is what the figures are called."""
    ids: dict[str, list[str]] = {city.city.name: [] for city in material.book.cities}
    for each in mine:
        ids[each.case.city.name].append(each.case.issue.id)
    return {city: material.sources[city].standing(str(len(found)), found, name) for city, found in ids.items() if found}


def _spread(said: str, reason: Reason, cities: dict[str, Figure], material: Material) -> Text:
    if len(cities) == 1:
        ((name, figure),) = cities.items()
        return text(f"{name}有", figure, f"个问题{said}")
    every = [origin for figure in cities.values() for origin in figure.origins]
    whole = material.sources[WHOLE].standing(str(len(every)), every, reason)
    return text(f"{said}的问题有", whole, "个，其中", shared(cities.items(), "个"))


def _said(limits: Limits) -> dict[Reason, str]:
    return {
        Reason.OVERDUE: "超过办理期限仍未办结",
        Reason.UNANSWERED: f"反映后超过{duration(limits.reply, limits)}没有回复",
        Reason.UNASSIGNED: f"核实后超过{duration(limits.assign, limits)}没有交办",
        Reason.STALE: f"交办后连续{duration(limits.progress, limits)}以上没有办理记录",
    }


def unreported(material: Material) -> Text:
    """Which cities sent no ledger, changed nothing, or left out figures; said by name, never as 0."""
    silent: list[str] = []
    still: list[str] = []
    idle: list[str] = []
    without: list[str] = []
    partial: list[str] = []
    for city, row in material.by_city():
        name = city.city.name
        if city.ledger is None or city.ledger.is_empty():
            silent.append(name)
            continue
        changed = any(dated in material.period and dated <= material.as_of for dated in _dates(city))
        if not row.has_data:
            (without if changed else still).append(name)
            continue
        if not changed:
            idle.append(name)
        if Step.RESOLVED not in row.stated:
            partial.append(name)
    return clause_texts(
        [
            _named(silent, "未报送台账", material),
            _named(still, f"{this(material.period)}没有更新台账，也未报送问题办理数据", material),
            _named(idle, f"{this(material.period)}没有更新台账", material),
            _named(without, "未报送问题办理数据", material),
            _named(partial, "只报送了问题收集情况，未报送办结情况", material),
        ],
        "；",
    )


def _named(names: list[str], what: str, material: Material) -> Text:
    if not names:
        return ()
    several = text(material.count_of(names), "个市州") if len(names) > 1 else ()
    return text(listing(names), "等" if len(names) > 3 else "", several, what)


def _dates(city: CityBook) -> Iterator[date]:
    """The day of everything that is dated in a city's ledger."""
    ledger = city.ledger
    if ledger is None:
        return
    for section in ("opening", "measures", "outcomes", "visits", "surveys", "commitments", "policies", "stages"):
        yield from (record.date for record in getattr(ledger, section))
    for case in city.cases:
        yield from (event.date for event in case.issue.events)


def _slow(material: Material) -> Text:
    """What is still open, which cities lie below the average, and what enterprises are not content with."""
    rates = material.total.rates
    whole = rates.resolution
    words: list[Text] = []
    mine = material.sources[WHOLE]
    if whole.denominator > whole.numerator:
        base, rest = mine.whole(whole, "进入办理环节"), mine.rest(whole, "没有办结")
        words.append(text("全省进入办理环节的", base, "个问题中，还有", rest, "个没有办结"))
    below = [
        row
        for _, row in material.by_city()
        if row.rates.resolution.denominator >= SMALL_BASE and compared(row.rates.resolution, whole) < 0
    ]
    if below:
        words.append(text(_below(below, material), "，需要加快办理"))
    if unhappy := rates.satisfaction.denominator - rates.satisfaction.numerator:
        rated = mine.measured("satisfaction", rates.satisfaction, "企业评价", text=str(rates.satisfaction.denominator))
        against = mine.held(DISSATISFIED, unhappy, "不满意")
        words.append(text("企业评价的", rated, "件中，有", against, "件不满意"))
    return clause_texts(words, "；")


def _below(rows: list[Row], material: Material) -> Text:
    """The cities below the average with their rates; of many, how many and the lowest."""
    few, number = rows, text()
    if len(rows) > MANY:
        few = lowest(rows, lambda row: row.rates.resolution) or rows
        if len(few) < len(rows):
            number = text(material.count_of([row.label for row in rows]), "个市州，其中较低的有")
    named = listed(name_and_rate(row.label, row.rates.resolution, material) for row in few)
    return text("办结率低于全省平均水平的有", number, named)
