"""考核指标: what the limits, the roster and the life of an issue ask for, beside how far the province has come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bangfu.bulletin.document import Block, Column, Paragraph, Table, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.wording import fraction, listing, upto
from bangfu.lifecycle.replay import Step
from bangfu.tally.figures import Rate


class _Target(NamedTuple):
    """One target: `rate` is what meets it of what it is asked of; `unit` is the measure word of the difference."""

    name: str
    asked: str
    rate: Rate
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
    yield Paragraph(text(_told(every, material)))
    rows = [
        (
            target.name,
            target.asked,
            fraction(target.rate),
            f"差{target.missing}{target.unit}" if target.missing else "达到",
        )
        for target in every
    ]
    yield Table(
        (Column("指标"), Column("要求", numeric=False), Column("完成情况"), Column("对照")),
        tuple(tuple(text(cell) for cell in row) for row in rows),
        caption="考核指标对照表",
        notes=("注：括号内为分子和分母；除企业结对和承诺外，只计逐件记录的问题。",),
    )


def _told(every: list[_Target], material: Material) -> str:
    met = [target.name for target in every if not target.missing]
    short = [target.name for target in every if target.missing]
    opening = f"{upto(material.as_of)}，可以对照的{len(every)}项指标"
    if not short:
        return f"{opening}全部达到。"
    if not met:
        return f"{opening}均未完全达到。"
    return f"{opening}中，{_named(met)}已经达到，{_named(short)}尚未完全达到。"


def _named(names: list[str]) -> str:
    return f"{listing(names)}{f'{len(names)}项' if len(names) > 1 else ''}"


def _targets(material: Material) -> Iterator[_Target]:
    limits, rates = material.province.limits, material.total.rates
    states = [state for _, state in material.states()]
    resolved = [state for state in states if Step.RESOLVED in state.entered]
    working = rates.overdue.denominator
    yield _Target("名录企业结对", "重点企业名录中的企业全部结对帮扶", _paired(material), "家")
    yield _Target("限时回应", f"反映后{limits.reply}天内回应", rates.reply)
    yield _Target("按期办结", "在办理期限内办结", rates.on_time)
    yield _Target("在办不逾期", "办理中的问题没有逾期", Rate(working - rates.overdue.numerator, working))
    closed = sum(Step.CLOSED in state.entered for state in resolved)
    yield _Target("办结销号", "办结的问题经企业认可后销号", Rate(closed, len(resolved)))
    yield _Target("企业满意", "评价为满意或者基本满意", rates.satisfaction, "件")
    yield _Target("承诺兑现", "到期的承诺已经兑现", _kept(material), "项")


def _paired(material: Material) -> Rate:
    """The enterprises of the roster that are paired on the day."""
    by_slug = {city.city.slug: city for city in material.book.cities}
    paired = 0
    for entry in material.province.roster:
        city = material.province.city(entry.city)
        own = by_slug.get(city.slug) if city else None
        enterprise = own.names.get(entry.name) if own else None
        paired += enterprise is not None and enterprise.paired_on(material.as_of)
    return Rate(paired, len(material.province.roster))


def _kept(material: Material) -> Rate:
    """The commitments due by the day that have been kept by then."""
    due = [
        commitment
        for city in material.book.cities
        for commitment in (city.ledger.commitments if city.ledger else ())
        if commitment.due is not None and commitment.date <= material.as_of and commitment.due <= material.as_of
    ]
    kept = [commitment for commitment in due if commitment.kept is not None and commitment.kept <= material.as_of]
    return Rate(len(kept), len(due))
