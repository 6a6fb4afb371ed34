"""What the workbook shows: the rows of each sheet, counted and worded before anything is laid out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bangfu.bulletin.lists import Choice, Kind, cells, entries, marks
from bangfu.bulletin.wording import day as chinese_day
from bangfu.exchange.sheets.columns import ENTERPRISES, ISSUES
from bangfu.exchange.sheets.values import check_figure, enterprise_id, enterprise_values, issue_values
from bangfu.lifecycle.replay import Step, replay
from bangfu.lifecycle.transitions import STATUSES
from bangfu.merge.book import Book, Case
from bangfu.model.enterprise import Kind as Paired
from bangfu.model.enterprise import Stage
from bangfu.model.event import Satisfaction
from bangfu.model.period import Period
from bangfu.model.province import City
from bangfu.tally.count import tally
from bangfu.tally.figures import Rate

SUMMARY = "汇总表"


@dataclass(frozen=True, slots=True)
class Line:
    """A record's row: what it is found by, its cells as they are compared, and those that are computed."""

    id: str
    values: dict[str, str]
    computed: dict[str, str]

    @property
    def figure(self) -> str:
        """The check figure of its cells."""
        return check_figure(self.values)


@dataclass(frozen=True, slots=True)
class Material:
    """The sheets' content.

    Attributes:
        campaign: the title's beginning.
        basis: the day, and what a reader must know first.
        records: the rows of the sheets that are read back.
        lists: headings and rows of each of the three lists, by its name.
        summary: headings and rows of the figures by city, the total last; None is what is not known.
        choices: what may be chosen in a column, by its key.
        public: de-identified; such a workbook is not read back.
    """

    campaign: str
    basis: str
    records: dict[str, tuple[Line, ...]]
    lists: dict[str, tuple[list[str], list[list[str]]]]
    summary: tuple[list[str], list[list[str | int | Rate | None]]]
    choices: dict[str, tuple[str, ...]]
    public: bool


def gather(book: Book, as_of: date, chosen: Collection[str], cities: tuple[City, ...], errors: int = 0) -> Material:
    """The content of the sheets.

    Args:
        book: the ledgers.
        as_of: the day of statuses and figures.
        chosen: the ids of the issues that are shown.
        cities: whose enterprises and figures are shown; none means all.
        errors: how many errors the ledgers are shown in spite of.
    """
    kept = [city for city in book.cities if not cities or city.city in cities]
    shown = replace(book, cities=tuple(
        replace(city, cases=tuple(case for case in city.cases if case.issue.id in chosen)) for city in kept
    ))  # fmt: skip
    listed = entries(shown, as_of, Choice())
    return Material(
        campaign=book.province.campaign,
        basis="；".join((f"截至{chinese_day(as_of)}", *marks(book, errors))),
        records={ISSUES: tuple(_issues(shown, as_of)), ENTERPRISES: tuple(_enterprises(shown))},
        lists={kind.value: cells([kind], listed) for kind in Kind},
        summary=_summary(replace(book, cities=tuple(kept)), as_of),
        choices=_choices(book),
        public=book.public,
    )


def _issues(book: Book, as_of: date) -> Iterator[Line]:
    for number, case in enumerate(book.cases, start=1):
        state = replay(case.issue.events, as_of)
        computed = {"number": str(number), "status": state.status.value}
        yield Line(case.issue.id, issue_values(case), computed)


def _enterprises(book: Book) -> Iterator[Line]:
    number = 0
    for city in book.cities:
        for enterprise in city.enterprises():
            number += 1
            values = enterprise_values(city.city, enterprise)
            yield Line(enterprise_id(city.city, enterprise), values, {"number": str(number)})


def _choices(book: Book) -> dict[str, tuple[str, ...]]:
    """What may be chosen: the province's words, and names that the ledgers have."""
    province = book.province
    cases: list[Case] = [*book.cases]
    departments = [name for case in cases for event in case.issue.events for name in event.to]
    paired = [one.department for city in book.cities for one in city.enterprises() if one.department]
    words: dict[str, tuple[str, ...]] = {
        "city": tuple(city.name for city in province.cities),
        "category": tuple(word for members in province.categories.values() for word in members),
        "via": province.channels,
        "departments": tuple(dict.fromkeys([*departments, *paired])),
        "department": tuple(dict.fromkeys([*paired, *departments])),
        "satisfaction": tuple(word.value for word in Satisfaction),
        "status": tuple(status.value for status in STATUSES),
        "kind": tuple(kind.value for kind in Paired),
        "stage": tuple(stage.value for stage in Stage),
    }
    return {key: found for key, found in words.items() if found}


_STEPS = {
    "收集问题": Step.REPORTED,
    "核实": Step.VERIFIED,
    "退回": Step.REJECTED,
    "交办": Step.ASSIGNED,
    "现场办结": Step.ON_THE_SPOT,
    "办结": Step.RESOLVED,
    "销号": Step.CLOSED,
}


def _summary(book: Book, as_of: date) -> tuple[list[str], list[list[str | int | Rate | None]]]:
    """The stock by city, its openings included; what nothing is stated of is None."""
    found = tally(book, Period.between(None, as_of), "city", as_of=as_of, compare=False)

    def line(label: str, row: Any) -> list[str | int | Rate | None]:
        steps = [row.stock[step] if step in row.stated else None for step in _STEPS.values()]
        rates = (row.rates.resolution, row.rates.closure, row.rates.on_time, row.rates.satisfaction)
        return [label, row.enterprises or None, *steps, row.overdue if row.issues else None, *rates]

    heads = ["市州", "结对企业", *_STEPS, "逾期未办结", "办结率", "销号率", "按期办结率", "满意率"]
    return heads, [*(line(row.label, row) for row in found.rows), line("合计", found.total)]
