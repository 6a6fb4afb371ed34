"""A row's figures as they are shown: what was not stated is —, never 0."""

from __future__ import annotations

from bangfu.bulletin.wording import SMALL_BASE, STEP_NAMES, number
from bangfu.lifecycle.replay import Step
from bangfu.site.charts import Funnel, bar, funnel, rate_tone
from bangfu.site.charts import Step as Part
from bangfu.site.document import Cell, Column, KeyFigure, Table
from bangfu.site.document import Row as TableRow
from bangfu.site.material import Material, monthly
from bangfu.tally.figures import NOTHING, Rate, Row

SMALL_NOTE = f"标*的分母不足{SMALL_BASE}个，仅供参考。"
RATE_NOTE = "办结率为办结数除以交办数与现场办结数之和，收集办结率为办结数除以收集数，均只计两数都已报送的。"
MISSING_NOTE = "“—”表示没有数据，不等于0。"

_FUNNEL = (Step.REPORTED, Step.VERIFIED, Step.ASSIGNED, Step.RESOLVED, Step.CLOSED)


def count(row: Row, step: Step) -> int | None:
    """How many stand at or beyond a step; None where nobody stated it."""
    stated = step in row.stated or (step is Step.ON_THE_SPOT and bool(row.issues))
    return row.stock[step] if stated else None


def stock(row: Row, step: Step) -> str:
    """How many stand at or beyond a step."""
    found = count(row, step)
    return NOTHING if found is None else str(found)


def flow(row: Row, step: Step) -> str:
    """How many records came to a step within the period."""
    return str(row.flow[step]) if row.issues else NOTHING


def fraction(rate: Rate) -> str:
    """Both figures of a rate: 62/242; nothing over nothing."""
    return f"{rate.numerator}/{rate.denominator}" if rate.denominator else ""


def marked(rate: Rate) -> str:
    """A rate, a small base marked: 25.6%, 100.0%*."""
    return f"{rate}{'*' if 0 < rate.denominator < SMALL_BASE else ''}"


def days(row: Row) -> str:
    """The median of 办理天数."""
    return number(row.days.median) if row.days else NOTHING


def records(row: Row, step: str, top: str = "") -> str:
    """Where the records behind a figure are found on a city's page: its issues, or its openings without any."""
    return f"{top}#{step if row.issues else 'openings'}"


def step_cell(row: Row, step: Step, top: str) -> Cell:
    """A count of the stock that leads to its records."""
    text = stock(row, step)
    return number_cell(text, records(row, step.value, top))


def rate_cell(rate: Rate, href: str = "", *, tone: bool = False) -> Cell:
    """A rate with its fraction below it."""
    if not rate.denominator:
        return Cell(NOTHING, key="", tone=rate_tone(rate) if tone else "")  # sorted last
    text = f"{marked(rate)}（{fraction(rate)}）"
    return Cell(text, href, str(rate.percent), tone=rate_tone(rate) if tone else "")


def number_cell(text: str, href: str = "") -> Cell:
    """A figure; without a link where it is none."""
    return Cell(NOTHING, key="") if text == NOTHING else Cell(text, href)


def key_figures(row: Row, link: dict[str, str]) -> tuple[KeyFigure, ...]:
    """The figures in large type. `link` says where each leads, by its name."""
    rates = row.rates
    has = bool(row.issues)

    def step(which: Step, note: str) -> KeyFigure:
        name, value = STEP_NAMES[which], stock(row, which)
        return KeyFigure(name, value, "个" if value != NOTHING else "", note, link[name] if value != NOTHING else "")

    def rate(name: str, which: Rate, note: str) -> KeyFigure:
        return KeyFigure(name, marked(which), "", fraction(which) or note, link[name] if which.denominator else "")

    spot = count(row, Step.ON_THE_SPOT)
    rejected = count(row, Step.REJECTED)
    return (
        step(Step.REPORTED, f"本月新增{row.flow.reported}个" if has else "没有逐件记录"),
        step(Step.ASSIGNED, f"另有现场办结{spot}个" if spot else f"退回{rejected}个" if rejected else ""),
        step(Step.RESOLVED, f"本月办结{row.flow.resolved}个" if has else ""),
        rate("办结率", rates.resolution, "办结数与交办数未同时报送"),
        step(Step.CLOSED, f"销号率{rates.closure}" if rates.closure.denominator else ""),
        _overdue(row, link["逾期"]),
        rate("满意率", rates.satisfaction, "尚无企业评价"),
        KeyFigure(
            "办理天数", days(row), "天" if row.days else "", "交办至办结，中位数", link["办理天数"] if row.days else ""
        ),
    )


def _overdue(row: Row, href: str) -> KeyFigure:
    """What is overdue, of records alone."""
    note = "办理中已过期限"
    if not row.issues:
        return KeyFigure("逾期", NOTHING, note=note)
    return KeyFigure("逾期", str(row.overdue), "个", note, href, "alarm" if row.overdue else "")


def funnel_of(row: Row, whose: str, link: dict[str, str], note: str = "") -> Funnel:
    """The funnel 收集→核实→交办→办结→销号."""
    steps = []
    for step in _FUNNEL:
        name, found = STEP_NAMES[step], count(row, step)
        value = NOTHING if found is None else f"{found}个"
        said = "未报送" if found is None else value
        steps.append(Part(name, found, value, f"{whose}{name}：{said}", link[name] if found is not None else ""))
    spot = count(row, Step.ON_THE_SPOT)
    notes = [f"办结含现场办结{spot}个，现场办结不经交办。" if spot else "", note]
    return funnel(f"{whose}问题办理进程（个）", steps, "".join(notes))


def months_table(material: Material, rows: tuple[Row, ...], name: str) -> Table:
    """A city's months: what was collected and resolved in each, and how it stood at the end."""
    columns = tuple(map(Column, ("月份", "当月收集", "当月办结", "月末累计收集", "月末累计办结", "月末办结率")))
    made = []
    for tally, row in zip(material.months, rows, strict=True):
        period = tally.period
        made.append(
            TableRow(
                (
                    Cell(period.key),
                    number_cell(flow(row, Step.REPORTED), f"#{monthly(Step.REPORTED, period)}"),
                    number_cell(flow(row, Step.RESOLVED), f"#{monthly(Step.RESOLVED, period)}"),
                    number_cell(stock(row, Step.REPORTED), records(row, Step.REPORTED.value)),
                    number_cell(stock(row, Step.RESOLVED), records(row, Step.RESOLVED.value)),
                    rate_cell(row.rates.resolution, tone=True),
                )
            )
        )
    return Table(name, columns, tuple(made), sortable=False)


def share_bar(row: Row, longest: int, label: str) -> Cell:
    """A bar of what is collected, its resolved part dark."""
    text = f"{label}：收集{stock(row, Step.REPORTED)}，办结{stock(row, Step.RESOLVED)}"
    return Cell("", bar=bar(row.stock.resolved, row.stock.reported, longest, text))
