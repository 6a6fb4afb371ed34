"""The heat tables: a city a row, a month a column."""

from __future__ import annotations

from collections.abc import Callable

from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.wording import day
from bangfu.lifecycle.replay import Step
from bangfu.model.period import Period
from bangfu.site.charts import RATE_LABELS, UNKNOWN, CountScale, rate_tone
from bangfu.site.document import Cell, Column, Key, Row, Table
from bangfu.site.figures import flow, fraction, marked
from bangfu.site.material import Material, city_page, monthly
from bangfu.tally.figures import NOTHING
from bangfu.tally.figures import Row as Figures

_MISSING = (UNKNOWN, "没有数据")
RATE_ITEMS = (*((f"tone{level}", label) for level, label in enumerate(RATE_LABELS)), _MISSING)
"""What the tones of 办结率 mean."""

_Cell = Callable[[Figures, Period, str], Cell]
"""A row's cell of a month; the last argument is the city's page, empty for the province."""


def month_rates(material: Material) -> Table:
    """办结率 at the end of each month."""

    def cell(row: Figures, month: Period, page: str) -> Cell:
        rate = row.rates.resolution
        if not rate.denominator:
            return Cell(NOTHING, tone=UNKNOWN)
        said = f"{row.key or WHOLE} {month.key} 办结率{rate}（{fraction(rate)}）"
        return Cell(marked(rate), f"{page}#months" if page else "", title=said, tone=rate_tone(rate))

    last = material.now
    running = last.as_of < last.period.end
    notes = (f"{last.period.label}尚未结束，只计到{day(last.as_of)}。",) if running else ()
    return _table(material, "月末办结率", cell, notes, Key("月末累计办结率", RATE_ITEMS))


def month_counts(material: Material) -> Table:
    """What was resolved in each month; the tones compare cities, so the province has none."""
    scale = CountScale(max(row.flow.resolved for month in material.months for row in month.rows))

    def cell(row: Figures, month: Period, page: str) -> Cell:
        text = flow(row, Step.RESOLVED)
        if text == NOTHING:
            return Cell(text, tone=UNKNOWN)
        said = f"{row.key or WHOLE} {month.key} 办结{text}个"
        href = f"{page}#{monthly(Step.RESOLVED, month)}" if page else ""
        return Cell(text, href, title=said, tone=scale.tone(row.flow.resolved) if page else "")

    notes = ("只计逐件记录的问题，期初数不计入当月。",)
    return _table(material, "当月办结数", cell, notes, Key("当月办结（个）", (*scale.labels(), _MISSING)))


def _table(material: Material, name: str, cell: _Cell, notes: tuple[str, ...], key: Key) -> Table:
    months = material.months
    rows = []
    for place, city in enumerate(material.book.cities):
        page = city_page(city)
        cells = (cell(month.rows[place], month.period, page) for month in months)
        rows.append(Row((Cell(city.city.short, page, title=city.city.name), *cells)))
    whole = Row((Cell(WHOLE), *(cell(month.total, month.period, "") for month in months)))
    columns = (Column("市州"), *_columns(material))
    return Table(name, columns, tuple(rows), whole, notes, key, sortable=False, shape="heat")


def _columns(material: Material) -> tuple[Column, ...]:
    """A column a month, the year above the first one and above each January."""
    starts = [month.period.start for month in material.months]
    return tuple(
        Column(f"{start.month}月", over=f"{start.year}年" if place == 0 or start.month == 1 else "")
        for place, start in enumerate(starts)
    )
