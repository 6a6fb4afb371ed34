"""讲评: who leads, who lags, who has moved since the period before; what is praised and what falls short.

Everything is derived from figures, by the rules in docs/figures.md (讲评). A city whose rate rests on a handful of
issues is compared with nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bangfu.bulletin.document import Figure, Paragraph, Text, clause_texts, listed, text
from bangfu.bulletin.extremes import highest, lowest
from bangfu.bulletin.material import Material
from bangfu.bulletin.progress import compared, ends, name_and_rate
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import FEW, SMALL_BASE, eve, listing
from bangfu.lifecycle.replay import Step
from bangfu.tally.figures import Rate, Row
from bangfu.tally.mark import DISSATISFIED

_NAMES = {"resolution": "办结率", "on_time": "按期办结率", "reply": "限时回应率"}
NOTABLE = Decimal(5)
"""A rate that has moved by so many percentage points since the period before is praised, or named as a shortfall."""


class _Moved(NamedTuple):
    """A city whose 办结率 can be compared with the end of the period before; `points` is how far it moved."""

    row: Row
    then: Rate
    points: Decimal


def commentary(material: Material) -> Iterator[Paragraph]:
    """办结率排位, 进退情况, 予以肯定, 需要改进, without numbers; what has nothing to say is left out."""
    for run_in, words in (
        ("办结率排位", _places(material)),
        ("进退情况", _movement(material)),
        ("予以肯定", _praise(material)),
        ("需要改进", _shortfalls(material)),
    ):
        if words:
            yield Paragraph(words, run_in)


def _rows(material: Material) -> list[Row]:
    return [row for _, row in material.by_city()]


def _resolution(row: Row) -> Rate:
    return row.rates.resolution


def _rate(row: Row, kind: str) -> Rate:
    """The rate that `tally.figures.Rates` calls so."""
    rate: Rate = getattr(row.rates, kind)
    return rate


def _enough(rows: Sequence[Row], kind: str = "resolution") -> list[Row]:
    return [row for row in rows if _rate(row, kind).denominator >= SMALL_BASE]


def _places(material: Material) -> Text:
    """The first and the last by 办结率, beside the province's; who is left out of the comparison."""
    whole = material.total.rates.resolution
    rows = _enough(_rows(material))
    if not whole.denominator:
        return ()
    mean = material.sources[WHOLE].rate(whole, "办结率", Step.RESOLVED, Step.ASSIGNED)
    small = [row.label for row in _rows(material) if 0 < row.rates.resolution.denominator < SMALL_BASE]
    told = [text("全省办结率为", mean), _order(rows, material)]
    if small:
        every = "均" if len(small) > 1 else ""
        told.append(text(f"{listing(small)}进入办理环节的问题{every}不足{SMALL_BASE}个，不参加排位"))
    return text(clause_texts(told, "；"), "各市州数据详见附件1。")


def _order(rows: list[Row], material: Material) -> Text:
    """Many cities by both ends, two and more by the first and the last, equal ones together."""
    if both := ends(rows, material):
        return both
    if len(rows) < 2:
        return text("只有", _named(rows, material), "可以比较") if rows and len(_rows(material)) > 1 else ()
    first, last = (
        [row for row in rows if compared(_resolution(row), _resolution(end)) == 0]
        for end in (max(rows, key=_exact), min(rows, key=_exact))
    )
    if first == last:
        return text("参加排位的市州办结率均相同，为", _named(first, material))
    return text("最高的是", _named(first, material), "，最低的是", _named(last, material))


def _exact(row: Row) -> float:
    rate = _resolution(row)
    return rate.numerator / rate.denominator


def _named(rows: Sequence[Row], material: Material) -> Text:
    return listed(name_and_rate(row.label, _resolution(row), material) for row in rows)


def _moved(material: Material) -> list[_Moved]:
    """The cities that can be compared with the end of the period before, in the official order."""
    found = []
    for row in _enough(_rows(material)):
        then = row.previous.rates.resolution if row.previous else Rate()
        now, before = _resolution(row).percent, then.percent
        if then.denominator >= SMALL_BASE and now is not None and before is not None:
            found.append(_Moved(row, then, now - before))
    return found


def _movement(material: Material) -> Text:
    """How many cities have risen and fallen, and which the most."""
    every = _moved(material)
    up = sorted((each for each in every if each.points > 0), key=lambda each: -each.points)
    down = sorted((each for each in every if each.points < 0), key=lambda each: each.points)
    still = [each for each in every if each.points == 0]
    if not every:
        return ()
    since = eve(material.period)
    if not up and not down:
        return text(f"与{since}相比，{listing(each.row.label for each in still)}办结率持平。")
    counts = [
        text("，", f"{word}的有", _count(some, material), "个")
        for word, some in (("提高", up), ("下降", down), ("持平", still))
        if some
    ]
    opening = text(f"与{since}相比，", _count(every, material), "个可比市州的办结率", *counts)
    if len(every) == 1:
        opening = text(f"只有{every[0].row.label}可以与{since}比较")
    told = [
        text(f"{word}{'较多' if len(some) > FEW else ''}的是", _steps(some, material))
        for word, some in (("提高", up), ("下降", down))
        if some
    ]
    return clause_texts([opening, *told], "；")


def _count(moved: Sequence[_Moved], material: Material) -> Figure:
    return material.count_of([each.row.label for each in moved])


def _steps(moved: Sequence[_Moved], material: Material) -> Text:
    """The first three with what they moved from and to; ties with the third among them."""
    bar = abs(moved[min(FEW, len(moved)) - 1].points)
    told = []
    for each in moved:
        mine = material.sources[each.row.label]
        if abs(each.points) >= bar and mine.previous:
            resolution, to = _resolution(each.row), "升至" if each.points > 0 else "降至"
            then = mine.previous.measured("resolution", each.then, "办结率")
            now = mine.measured("resolution", resolution, "办结率")
            by = mine.points(resolution, each.then, f"办结率比{eve(material.period)}", mine.previous)
            told.append(text(f"{each.row.label}（由", then, to, now, "，", by, "）"))
    return listed(told)


def _praise(material: Material) -> Text:
    """What is worth naming, a clause a reason."""
    rows = _rows(material)
    clean = [row for row in rows if row.issues and not row.overdue]
    best = [row for row in highest(rows, _resolution) if row in clean and _above(row, material)]
    told = [
        _reason("办结率居前、没有逾期问题", best, "resolution", material),
        _reason("没有逾期问题、办结的全部按期", _full(clean, "on_time"), "on_time", material),
        _reason("收集的问题全部在时限内回应", _full(rows, "reply"), "reply", material),
        _leaps(material, up=True),
    ]
    return clause_texts([clause_texts(told, "；")[:-1], text("予以肯定")]) if any(told) else ()


def _above(row: Row, material: Material) -> bool:
    return compared(_resolution(row), material.total.rates.resolution) >= 0


def _full(rows: Sequence[Row], kind: str) -> list[Row]:
    return [row for row in _enough(rows, kind) if _rate(row, kind).numerator == _rate(row, kind).denominator]


def _reason(what: str, rows: Sequence[Row], kind: str, material: Material) -> Text:
    """A reason and the cities it holds for, each with its rate's figures; of 100 % the percentage is not said."""
    if not rows:
        return ()
    every = {str(_rate(row, kind)) for row in rows} == {"100.0%"}
    return text(f"{what}的有", listed(_with_rate(row, kind, material, percent=not every) for row in rows))


def _with_rate(row: Row, kind: str, material: Material, *, percent: bool = True) -> Text:
    """长沙市（93.8%，15/16）, or 长沙市（16/16）."""
    rate = _rate(row, kind)
    said = f"{rate.numerator}/{rate.denominator}"
    figure = material.sources[row.label].measured(kind, rate, _NAMES[kind], text=f"{rate}，{said}" if percent else said)
    return text(f"{row.label}（", figure, "）")


def _leaps(material: Material, *, up: bool) -> Text:
    """Who rose or fell by five percentage points or more."""
    found = [each for each in _moved(material) if (each.points if up else -each.points) >= NOTABLE]
    names = listing(each.row.label for each in found)
    since = eve(material.period)
    return text(f"办结率比{since}{'提高' if up else '下降'}{NOTABLE}个百分点以上的有{names}") if found else ()


def _shortfalls(material: Material) -> Text:
    """What falls short, a clause a reason; what is past a limit stands in the part on problems."""
    told = [
        _lagging("resolution", material),
        _lagging("on_time", material),
        _lagging("reply", material),
        _leaps(material, up=False),
        _unhappy(material),
    ]
    return clause_texts(told, "；")


def _lagging(kind: str, material: Material) -> Text:
    """The last three by a rate, of those below the province's."""
    whole = _rate(material.total, kind)
    last = [
        row for row in lowest(_rows(material), lambda row: _rate(row, kind)) if compared(_rate(row, kind), whole) < 0
    ]
    if not last:
        return ()
    said = f"{whole}，{whole.numerator}/{whole.denominator}"
    mean = material.sources[WHOLE].measured(kind, whole, _NAMES[kind], text=said)
    figures = listed(_with_rate(row, kind, material) for row in last)
    return text(f"{_NAMES[kind]}靠后的有", figures, "，低于全省平均水平（", mean, "）")


def _unhappy(material: Material) -> Text:
    named = shared(dissatisfied(material), "件")
    return text("企业评价不满意的有", named) if named else ()


def dissatisfied(material: Material) -> list[tuple[str, Figure]]:
    """How many ratings of each city are 不满意."""
    return [
        (
            row.label,
            material.sources[row.label].held(
                DISSATISFIED,
                row.rates.satisfaction.denominator - row.rates.satisfaction.numerator,
                "不满意",
            ),
        )
        for row in _rows(material)
    ]
