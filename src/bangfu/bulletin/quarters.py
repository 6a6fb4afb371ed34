"""The quarters of a half-year or year side by side: what each brought, and where its end stood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bangfu.bulletin.document import Block, Column, Figure, Paragraph, Span, Table, Text, clause_texts, plain, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.material import quarters as quarters_of
from bangfu.bulletin.sources import WHOLE, Sources, at_span
from bangfu.bulletin.wording import this, upto
from bangfu.lifecycle.replay import Step
from bangfu.model.period import Period
from bangfu.tally.count import series
from bangfu.tally.figures import NOTHING, Row

_FLOWS = {
    Step.REPORTED: "新收集",
    Step.VERIFIED: "核实",
    Step.ASSIGNED: "交办",
    Step.RESOLVED: "办结",
    Step.CLOSED: "销号",
}


class _Quarter(NamedTuple):
    """A quarter that has begun by the bulletin's day, with the province's figures and their records."""

    period: Period
    row: Row
    mine: Sources

    @property
    def name(self) -> str:
        """第二季度."""
        return self.period.label.partition("年")[2]


def quarters(material: Material) -> Iterator[Block]:
    """A table, and what the last quarter moved from the one before; one sentence without issues on record."""
    every = list(_quarters(material))
    if not material.total.issues:
        yield Paragraph(text(f"{this(material.period)}没有逐件记录的问题，分季度数据从略。"))
        return
    over = [each for each in every if each.period.end <= material.as_of]
    if words := _beside(over):
        yield Paragraph(words)
    columns = ("季度", *_FLOWS.values(), "季末办结率", "季末逾期")
    whole: tuple[Span, ...] = (
        this(material.period),
        *_flows(material.total, material.sources[WHOLE], this(material.period)),
        NOTHING,
        NOTHING,
    )
    rows: list[tuple[Span, ...]] = [
        (
            each.name,
            *_flows(each.row, each.mine, each.name),
            _rate(each),
            each.mine.overdue(each.row.overdue, "季末逾期"),
        )
        for each in every
    ]
    running = f"{every[-1].name}数据{upto(material.as_of)}，尚未结束。" if len(over) < len(every) else ""
    yield Table(
        tuple(map(Column, columns)),
        tuple(tuple(text(cell) for cell in row) for row in (*rows, whole)),
        caption="分季度办理情况",
        notes=(
            f"注：收集、核实、交办、办结、销号只计逐件记录的问题（个），同一问题先后办结两次的，两个季度各计1次，{this(material.period)}只计1次。",
            f"季末办结率含期初数，括号内为分子和分母。{running}",
        ),
    )


def _quarters(material: Material) -> Iterator[_Quarter]:
    found = [*quarters_of(material.period, material.as_of)]
    tallies = series(material.book, [period for period, _ in found], material.as_of, lives=material.lives)
    for (period, as_of), tally in zip(found, tallies, strict=True):
        yield _Quarter(period, tally.total, at_span(material.book, period, as_of, material.lives)[WHOLE])


def _flows(row: Row, mine: Sources, when: str) -> Iterator[Figure]:
    for step, word in _FLOWS.items():
        yield mine.flow(step, row.flow[step], f"{when}{word}")


def _rate(each: _Quarter) -> Span:
    rate = each.row.rates.resolution
    if not rate.denominator:
        return NOTHING
    return each.mine.rate(rate, "季末办结率", Step.RESOLVED, Step.ASSIGNED)


def _beside(every: list[_Quarter]) -> Text:
    """The last quarter that is over beside the one before; nothing where there is only one."""
    if len(every) < 2:
        return ()
    before, last = every[-2:]
    told = [text(f"{last.name}与{before.name}相比")]
    for step in (Step.REPORTED, Step.RESOLVED):
        now, then = last.row.flow[step], before.row.flow[step]
        if now or then:
            name = f"{last.name}{_FLOWS[step]}"
            count = (
                text(_FLOWS[step], last.mine.flow(step, now, name), "个") if now else text(f"没有{_FLOWS[step]}问题")
            )
            told.append(text(count, "，", last.mine.change(step, now, then, "个", name, before.mine)))
    if moved := last.mine.points(last.row.rates.resolution, before.row.rates.resolution, "季末办结率", before.mine):
        way = {"提": "升至", "下": "降至"}.get(plain(moved)[0])
        rates = (
            text("季末办结率由", _rate(before), way, _rate(last), "，", moved)
            if way
            else text("季末办结率持平，为", _rate(last))
        )
        told.append(rates)
    return text(told[0], "，", clause_texts(told[1:], "；")) if len(told) > 1 else ()
