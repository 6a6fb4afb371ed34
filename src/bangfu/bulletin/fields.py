"""The demand fields side by side, a row each: for the yearly bulletin."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.bulletin.document import Block, Column, Span, Table, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.wording import this
from bangfu.lifecycle.replay import Step
from bangfu.tally.figures import NOTHING, Rate, Row


def fields(material: Material) -> Iterator[Block]:
    """The table; none where no issue states a category."""
    rows = [row for row in material.fields.rows if row.key is not None and row.stock.reported]
    known = sum(row.stock.reported for row in rows)
    if not rows:
        return
    now = this(material.period)
    columns = ("需求领域", "累计收集", "占比", "累计办结", "收集办结率", f"{now}收集", f"{now}办结")
    yield Table(
        tuple(map(Column, columns)),
        tuple(tuple(text(cell) for cell in _cells(row, known, material, now)) for row in rows),
        caption="各需求领域问题办理情况",
        notes=(f"注：占比以标明类别的{known}个问题为基数；{now}收集、{now}办结只计逐件记录的问题。",),
    )


def _cells(row: Row, known: int, material: Material, now: str) -> Iterator[Span]:
    members = material.province.categories
    every = [name for names in members.values() for name in names]
    marked = material.sources[WHOLE].only("标明类别的问题", every, openings=members)
    mine = marked.only(row.label, members.get(row.label, ()), openings=[row.label])
    collected = row.rates.collected_resolution
    yield row.label
    yield mine.stock(Step.REPORTED, row.stock.reported, "累计收集")
    share = Rate(row.stock.reported, known)
    yield marked.rate(share, f"{row.label}类占比", Step.REPORTED, Step.REPORTED, text=str(share))
    yield mine.stock(Step.RESOLVED, row.stock.resolved, "累计办结") if Step.RESOLVED in row.stated else NOTHING
    yield mine.rate(collected, "收集办结率", Step.RESOLVED, Step.REPORTED) if collected.denominator else NOTHING
    yield mine.flow(Step.REPORTED, row.flow.reported, f"{now}收集") if row.issues else NOTHING
    yield mine.flow(Step.RESOLVED, row.flow.resolved, f"{now}办结") if row.issues else NOTHING
