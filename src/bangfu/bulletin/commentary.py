"""讲评: who leads, who lags, who has moved since the period before; what is praised and what falls short.

Everything is derived from figures, by the rules in docs/figures.md (讲评). A city whose rate rests on a handful of
issues is compared with nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bangfu.bulletin.document import Paragraph, Span, Text, clause_texts, listed, plain, text
from bangfu.bulletin.extremes import highest, lowest
from bangfu.bulletin.material import Material
from bangfu.bulletin.progress import compared, ends, name_and_rate
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import FEW, SMALL_BASE, clauses, eve, fraction, listing
from bangfu.lifecycle.replay import Step
from bangfu.tally.figures import Rate, Row

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
            yield Paragraph(text(words), run_in)


def _rows(material: Material) -> list[Row]:
    return [row for _, row in material.by_city()]


def _resolution(row: Row) -> Rate:
    return row.rates.resolution


def _enough(rows: Sequence[Row], rate: Callable[[Row], Rate] = _resolution) -> list[Row]:
    return [row for row in rows if rate(row).denominator >= SMALL_BASE]


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


def _movement(material: Material) -> str:
    """How many cities have risen and fallen, and which the most."""
    every = _moved(material)
    up = sorted((each for each in every if each.points > 0), key=lambda each: -each.points)
    down = sorted((each for each in every if each.points < 0), key=lambda each: each.points)
    still = [each for each in every if each.points == 0]
    if not every:
        return ""
    since = eve(material.period)
    if not up and not down:
        return f"与{since}相比，{listing(each.row.label for each in still)}办结率持平。"
    counts = [f"{word}的有{len(some)}个" for word, some in (("提高", up), ("下降", down), ("持平", still)) if some]
    opening = f"与{since}相比，{len(every)}个可比市州的办结率，{'，'.join(counts)}"
    if len(every) == 1:
        opening = f"只有{every[0].row.label}可以与{since}比较"
    told = [
        f"{word}{'较多' if len(some) > FEW else ''}的是{_steps(some)}"
        for word, some in (("提高", up), ("下降", down))
        if some
    ]
    return clauses([opening, *told], "；")


def _steps(moved: Sequence[_Moved]) -> str:
    """The first three with what they moved from and to; ties with the third among them."""
    bar = abs(moved[min(FEW, len(moved)) - 1].points)
    told = []
    for each in moved:
        if abs(each.points) >= bar:
            then, now = fraction(each.then), fraction(_resolution(each.row))
            to, by = ("升至", "提高") if each.points > 0 else ("降至", "下降")
            told.append(f"{each.row.label}（由{then}{to}{now}，{by}{abs(each.points)}个百分点）")
    return listing(told)


def _praise(material: Material) -> str:
    """What is worth naming, a clause a reason."""
    rows = _rows(material)
    clean = [row for row in rows if row.issues and not row.overdue]
    best = [row for row in highest(rows, _resolution) if row in clean and _above(row, material)]
    told = [
        _reason("办结率居前、没有逾期问题", best, _resolution),
        _reason(
            "没有逾期问题、办结的全部按期", _full(clean, lambda row: row.rates.on_time), lambda row: row.rates.on_time
        ),
        _reason("收集的问题全部在时限内回应", _full(rows, lambda row: row.rates.reply), lambda row: row.rates.reply),
        _leaps(material, up=True),
    ]
    said = clauses(told, "；")
    return f"{said.removesuffix('。')}，予以肯定。" if said else ""


def _above(row: Row, material: Material) -> bool:
    return compared(_resolution(row), material.total.rates.resolution) >= 0


def _full(rows: Sequence[Row], rate: Callable[[Row], Rate]) -> list[Row]:
    return [row for row in _enough(rows, rate) if rate(row).numerator == rate(row).denominator]


def _reason(what: str, rows: Sequence[Row], rate: Callable[[Row], Rate]) -> str:
    """A reason and the cities it holds for, each with its rate's figures; the percentage once where it is one."""
    if not rows:
        return ""
    same = {str(rate(row)) for row in rows}
    if same == {"100.0%"}:
        figures = (f"{row.label}（{rate(row).numerator}/{rate(row).denominator}）" for row in rows)
    else:
        figures = (f"{row.label}（{rate(row)}，{rate(row).numerator}/{rate(row).denominator}）" for row in rows)
    return f"{what}的有{listing(figures)}"


def _leaps(material: Material, *, up: bool) -> str:
    """Who rose or fell by five percentage points or more."""
    found = [each for each in _moved(material) if (each.points if up else -each.points) >= NOTABLE]
    names = listing(each.row.label for each in found)
    return f"办结率比{eve(material.period)}{'提高' if up else '下降'}{NOTABLE}个百分点以上的有{names}" if found else ""


def _shortfalls(material: Material) -> str:
    """What falls short, a clause a reason; what is past a limit stands in the part on problems."""
    rows, total = _rows(material), material.total
    told = [
        _lagging("办结率", rows, _resolution, total),
        _lagging("按期办结率", rows, lambda row: row.rates.on_time, total),
        _lagging("限时回应率", rows, lambda row: row.rates.reply, total),
        _leaps(material, up=False),
        _unhappy(rows),
    ]
    return clauses(told, "；")


def _lagging(name: str, rows: Sequence[Row], rate: Callable[[Row], Rate], total: Row) -> str:
    """The last three by a rate, of those below the province's."""
    whole = rate(total)
    last = [row for row in lowest(rows, rate) if compared(rate(row), whole) < 0]
    figures = listing(f"{row.label}（{rate(row)}，{rate(row).numerator}/{rate(row).denominator}）" for row in last)
    return (
        f"{name}靠后的有{figures}，低于全省平均水平（{whole}，{whole.numerator}/{whole.denominator}）" if last else ""
    )


def _unhappy(rows: Sequence[Row]) -> str:
    counts: list[tuple[str, Span]] = [
        (row.label, str(row.rates.satisfaction.denominator - row.rates.satisfaction.numerator)) for row in rows
    ]
    named = plain(shared(counts, "件"))
    return f"企业评价不满意的有{named}" if named else ""
