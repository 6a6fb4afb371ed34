"""The bulletin in a few lines of plain text, to paste into a chat group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bangfu.bulletin.document import plain
from bangfu.bulletin.extremes import highest, lowest
from bangfu.bulletin.material import Material, gather
from bangfu.bulletin.scoring import first_scored
from bangfu.bulletin.shapes import shape_of
from bangfu.bulletin.supervision import Pressed, Reason, pressed
from bangfu.bulletin.templates import environment, render
from bangfu.bulletin.together import shared
from bangfu.bulletin.weekly import coming_days, falling_due
from bangfu.bulletin.wording import (
    DEIDENTIFIED,
    before,
    change,
    clauses,
    day,
    eve,
    fraction,
    known_by,
    listing,
    points,
    since,
    this,
    tidy,
)
from bangfu.lifecycle.replay import Step
from bangfu.merge.book import Book
from bangfu.model.period import Period, PeriodKind
from bangfu.model.placeholder import fill
from bangfu.tally.figures import Row

_STEPS = {Step.VERIFIED: "核实", Step.ASSIGNED: "交办", Step.RESOLVED: "办结", Step.CLOSED: "销号"}
_ALWAYS = (Step.REPORTED, Step.RESOLVED)


@dataclass(frozen=True, slots=True)
class Brief:
    """The text: warnings that come first, the title line, a line a fact, and the request that closes it."""

    title: str
    lines: tuple[str, ...]
    closing: str
    marks: tuple[str, ...] = ()


def brief(book: Book, period: Period, as_of: date, *, errors: int = 0, known: date | None = None) -> Brief:
    """The text of `period` as of a day within it.

    Args:
        book: the ledgers.
        period: what flow is counted over.
        as_of: the day of stock and status.
        errors: how many errors the ledgers are told of in spite of.
        known: the day of the commit that they were read from, where it was not the disk.
    """
    material = gather(book, period, as_of)
    urgent = pressed(material)
    silent = _silent(material)
    shape = shape_of(period.kind)
    return Brief(
        title=f"【{tidy(book.province.campaign)}】{fill(shape.of, {'period': period.label})}{shape.brief}",
        lines=tuple(filter(None, _lines(material, urgent, silent))),
        closing=_closing(material, urgent, silent),
        marks=tuple(_marks(material, errors, known)),
    )


def to_text(made: Brief, overrides: Path | None = None) -> str:
    """`made` as plain text.

    Args:
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken.
    """
    return render(environment(overrides, autoescape=False), "brief.txt.j2", made, "brief")


def _marks(material: Material, errors: int, known: date | None) -> Iterator[str]:
    if material.book.public:
        yield f"（{DEIDENTIFIED}）"
    if material.province.demo:
        yield "（演示数据，均为虚构）"
    if errors:
        yield f"（台账尚有{errors}处错误未改正，数字不得作为正式依据）"
    if known:
        yield f"（{known_by(known)}）"


def _lines(material: Material, urgent: Sequence[Pressed], silent: Sequence[str]) -> Iterator[str]:
    total = material.total
    if total.has_data:
        yield _flow(material)
        yield _stock(material)
        yield _rates(material) + _satisfaction(total)
    else:
        yield f"截至{day(material.as_of)}，各市州均未报送问题办理数据。"
    yield from _late(material, urgent)
    if material.period.kind is PeriodKind.WEEK:
        yield _coming(material)
    elif material.period.kind in (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR):
        yield from _places(material)
    if silent:
        yield f"未报送台账：{_names(silent)}。"
    if total.has_data:
        missing = {"未报送问题数据": _without_figures(material, silent), "未报办结数": _without_results(material)}
        yield clauses((f"{what}：{_names(names)}" for what, names in missing.items() if names), "；")


def _flow(material: Material) -> str:
    """What the period brought, of the issues on record, beside the period before."""
    total, now = material.total, this(material.period)
    if not total.issues:
        return f"{now}：没有逐件记录的问题，以下为市州报送的累计数。"
    counts = []
    for step, word in {Step.REPORTED: "新收集", **_STEPS}.items():
        if step in _ALWAYS:
            count = f"{word}{total.flow[step]}个" if total.flow[step] else f"没有{word}"
            counts.append(f"{count}{_against(material, step)}")
        elif total.flow[step]:
            counts.append(f"{word}{total.flow[step]}个")
    return f"{now}：{clauses(counts)}"


def _against(material: Material, step: Step) -> str:
    """How a flow has moved, in brackets; nothing where the period before has no records."""
    earlier = material.total.previous
    if earlier is None or not earlier.issues:
        return ""
    return f"（{since(before(material.period), change(material.total.flow[step], earlier.flow[step], '个'))}）"


def _stock(material: Material) -> str:
    """How many stand at or beyond each step that somebody stated; that nothing has been resolved is said."""
    total = material.total
    counts = [f"收集{total.stock.reported}个"] if Step.REPORTED in total.stated else []
    for step, word in _STEPS.items():
        if total.stock[step]:
            spot = total.stock.on_the_spot if step is Step.RESOLVED else 0
            counts.append(f"{word}{total.stock[step]}个" + (f"（含现场办结{spot}个）" if spot else ""))
        elif step is Step.RESOLVED:
            counts.append("尚无办结" if step in total.stated else "办结数未报送")
    return f"截至{day(material.as_of)}累计：{clauses(counts)}"


def _rates(material: Material) -> str:
    """办结率, how it has moved, what is left to do, and 收集办结率 beside it."""
    total = material.total
    rates = total.rates
    left = rates.resolution.denominator - rates.resolution.numerator
    if not rates.resolution.denominator:
        return ""
    moved = points(rates.resolution, total.previous.rates.resolution) if total.previous else ""
    risen = since(eve(material.period), moved) if moved else ""
    collected = rates.collected_resolution
    partial = "，只计两数齐全的市州" if collected.denominator != total.stock.reported else ""
    also = (
        f"收集办结率{collected}（{collected.numerator}/{collected.denominator}{partial}）"
        if collected.denominator
        else ""
    )
    open_ = f"还有{left}个没有办结" if left else ""
    return "办结率" + clauses([fraction(rates.resolution), risen, open_]) + clauses([also])


def _satisfaction(total: Row) -> str:
    rate = total.rates.satisfaction
    return f"满意率{fraction(rate)}。" if rate.denominator else ""


def _late(material: Material, urgent: Sequence[Pressed]) -> Iterator[str]:
    """Past their time, by city; and what else waits too long."""
    if not material.total.issues:
        return
    overdue = _by_city(material, urgent, {Reason.OVERDUE})
    if overdue:
        yield f"逾期未办结{sum(overdue.values())}个：{_counts(overdue)}。"
    else:
        yield "逐件记录的问题中，没有逾期未办结的。"
    waiting = _by_city(material, urgent, {Reason.UNANSWERED, Reason.UNASSIGNED})
    if waiting:
        yield f"超时未回应或未交办{sum(waiting.values())}个：{_counts(waiting)}。"


def _by_city(material: Material, urgent: Sequence[Pressed], reasons: set[Reason]) -> dict[str, int]:
    """How many of the issues pressed for one of `reasons` are whose, in the official order."""
    slugs = [each.case.city.slug for each in urgent if not reasons.isdisjoint(each.reasons)]
    counts = {city.city.short: slugs.count(city.city.slug) for city in material.book.cities}
    return {name: count for name, count in counts.items() if count}


def _counts(cities: dict[str, int]) -> str:
    """The cities with their numbers, the highest first and equal ones together."""
    return plain(shared([(name, str(count)) for name, count in cities.items()], "个"))


def _coming(material: Material) -> str:
    """What falls due up to the end of the next week, by city."""
    due = _by_city(material, falling_due(material), {Reason.DUE})
    return f"{coming_days(material)}到期{sum(due.values())}个：{_counts(due)}。" if due else ""


def _places(material: Material) -> Iterator[str]:
    """Who stands first and last by 办结率, and first by points; the last only where nobody is both."""
    rows = [row for _, row in material.by_city()]
    shorts = {city.city.name: city.city.short for city in material.book.cities}
    front, back = (end(rows, lambda row: row.rates.resolution) for end in (highest, lowest))
    told = []
    for word, some in (("居前", front), ("靠后", back)):
        if front and not {row.label for row in front} & {row.label for row in back}:
            rates = (f"{shorts[row.label]}{fraction(row.rates.resolution)}" for row in some)
            told.append(f"{word}：{listing(rates)}")
    if told:
        yield f"办结率{clauses(told, '；')}"
    if scored := first_scored(material):
        points_ = listing(f"{shorts[each.row.label]}{each.points}分" for each in scored)
        yield f"考评得分居前：{points_}。"


def _silent(material: Material) -> list[str]:
    """The cities without a ledger."""
    return [city.city.short for city in material.book.cities if city.ledger is None or city.ledger.is_empty()]


def _without_figures(material: Material, silent: Sequence[str]) -> list[str]:
    """The cities with a ledger that says nothing of issues."""
    names = [city.city.short for city, row in material.by_city() if not row.has_data]
    return [name for name in names if name not in silent]


def _names(names: Sequence[str]) -> str:
    """Every city by name, because each is asked for something; of several, how many they are."""
    return listing(names) + ("等" if len(names) > 3 else "") + (f"{len(names)}个市州" if len(names) > 1 else "")


def _without_results(material: Material) -> list[str]:
    """The cities that say what they collected and not what they resolved."""
    return [city.city.short for city, row in material.by_city() if row.has_data and Step.RESOLVED not in row.stated]


def _closing(material: Material, urgent: Sequence[Pressed], silent: Sequence[str]) -> str:
    """What is asked of the cities, by what stands above."""
    if not material.total.has_data:
        return "请各市州尽快报送台账和问题办理数据。"
    asked: list[str] = []
    if any(Reason.OVERDUE in each.reasons for each in urgent):
        asked.append("有逾期问题的市州抓紧办结")
    if any({Reason.UNANSWERED, Reason.UNASSIGNED} & set(each.reasons) for each in urgent):
        asked.append("超时未回应、未交办的尽快处理")
    if silent:
        asked.append("未报送台账的尽快报送")
    if _without_figures(material, silent) or _without_results(material):
        asked.append("问题数据未报或不全的尽快补报")
    return f"请{'，'.join(asked)}。" if asked else "请各市州继续抓好问题办理，及时更新台账。"
