"""考核指标: what the limits, the roster and the life of an issue ask for, beside how far the province has come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bangfu.bulletin.document import Block, Column, Figure, Paragraph, Table, Text, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.pledges import made
from bangfu.bulletin.sources import WHOLE, origin
from bangfu.bulletin.wording import duration, fraction, listing, upto
from bangfu.lifecycle.replay import Step
from bangfu.tally.figures import Rate
from bangfu.tally.mark import STOCK
from bangfu.tally.pairs import roster_unpaired


class _Target(NamedTuple):
    """One target.

    Attributes:
        asked: what is asked, in words.
        rate: what meets it of what it is asked of.
        origins: the records that it is asked of.
        unit: the measure word of the difference.
    """

    name: str
    asked: str
    rate: Rate
    origins: tuple[str, ...]
    unit: str = "个"

    @property
    def missing(self) -> int:
        """How many do not meet it."""
        return self.rate.denominator - self.rate.numerator


def targets(material: Material) -> Iterator[Block]:
    """How many targets are met, and a table of all that anything is known of."""
    every = [target for target in _targets(material) if target.rate.denominator]
    if not every:
        yield Paragraph(text(f"{upto(material.as_of)}，各市州报送的数据不足以对照考核指标。"))
        return
    whole = material.sources[WHOLE]
    yield Paragraph(_told(every, material))
    rows = [
        (
            text(target.name),
            text(target.asked),
            text(whole.standing(fraction(target.rate), target.origins, target.name)),
            text("差", whole.standing(str(target.missing), target.origins, f"{target.name}差"), target.unit)
            if target.missing
            else text("达到"),
        )
        for target in every
    ]
    yield Table(
        (Column("指标"), Column("要求", numeric=False), Column("完成情况"), Column("对照")),
        tuple(rows),
        caption="考核指标对照表",
        notes=("注：括号内为分子和分母；除企业结对和承诺外，只计逐件记录的问题。",),
    )


def _told(every: list[_Target], material: Material) -> Text:
    met = [target for target in every if not target.missing]
    short = [target for target in every if target.missing]
    opening = text(f"{upto(material.as_of)}，可以对照的", _count(every, material), "项指标")
    if not short:
        return text(opening, "全部达到。")
    if not met:
        return text(opening, "均未完全达到。")
    return text(opening, "中，", _named(met, material), "已经达到，", _named(short, material), "尚未完全达到。")


def _named(some: list[_Target], material: Material) -> Text:
    names = listing(target.name for target in some)
    return text(names, text(_count(some, material), "项") if len(some) > 1 else ())


def _count(some: list[_Target], material: Material) -> Figure:
    every = dict.fromkeys(origin for target in some for origin in target.origins)
    return material.sources[WHOLE].standing(str(len(some)), every, "考核指标")


def _targets(material: Material) -> Iterator[_Target]:
    limits, rates, whole = material.province.limits, material.total.rates, material.sources[WHOLE]

    def of(kind: str, name: str, asked: str, unit: str = "个") -> _Target:
        rate: Rate = getattr(rates, kind)
        return _Target(name, asked, rate, whole.measured(kind, rate, name).origins, unit)

    yield _Target("名录企业结对", "重点企业名录中的企业全部结对帮扶", _paired(material), _roster(material), "家")
    yield of("reply", "限时回应", f"反映后{duration(limits.reply, limits)}内回应")
    yield of("on_time", "按期办结", "在办理期限内办结")
    late = of("overdue", "在办不逾期", "办理中的问题没有逾期")
    yield late._replace(rate=Rate(late.missing, late.rate.denominator))
    resolved = whole.held(STOCK[Step.RESOLVED], 0, "").origins
    closed = whole.held(STOCK[Step.CLOSED], 0, "").origins
    yield _Target("办结销号", "办结的问题经企业认可后销号", Rate(len(closed), len(resolved)), resolved)
    yield of("satisfaction", "企业满意", "评价为满意或者基本满意", "件")
    due = [
        each
        for city in material.book.cities
        for each in made(city, material)
        if each.due and each.due <= material.as_of
    ]
    kept = material.total.pledges.fulfilment
    yield _Target("承诺兑现", "到期的承诺已经兑现", kept, tuple(map(origin, due)), "项")


def _roster(material: Material) -> tuple[str, ...]:
    return tuple(map(origin, material.province.roster))


def _paired(material: Material) -> Rate:
    """The enterprises of the roster that are paired on the day."""
    whole = len(material.province.roster)
    return Rate(whole - len(roster_unpaired(material.book, material.as_of)), whole)
