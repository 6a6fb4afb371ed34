"""The reminder (办理提醒): department by department what is overdue and what falls due soon, for a chat group or mail.

It is a note of the day and records nothing. A 催办函 with its number and its event is a letter (bulletin.letters).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bangfu.bulletin.document import Column, Text, text
from bangfu.bulletin.html import page_environment
from bangfu.bulletin.letters import Urgency
from bangfu.bulletin.markdown import escape
from bangfu.bulletin.templates import environment, render
from bangfu.bulletin.wording import clauses, day, delay, duration, listing, tidy
from bangfu.lifecycle.deadlines import elapsed
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, Case
from bangfu.model.province import City, Limits, Province

COLUMNS = (
    *map(Column, ("序号", "情况", "办理期限", "市州")),
    *(Column(heading, numeric=False) for heading in ("企业", "问题")),
    Column("编号"),
    Column("分工", numeric=False),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which issues: due within so many days, of some cities, of some departments; none means all."""

    days: int
    cities: tuple[City, ...] = ()
    departments: tuple[str, ...] = ()


class Department(NamedTuple):
    """A department: that of a city, or of the province."""

    name: str
    city: City | None


@dataclass(frozen=True, slots=True)
class Duty:
    """An issue that a department is reminded of, as of a day.

    Attributes:
        due: the due date in force.
        left: the days up to it in the unit of the limits; negative, or 0 on a weekend after it, where it is overdue.
    """

    case: Case
    state: State
    due: date
    left: int


@dataclass(frozen=True, slots=True)
class Row:
    """An issue as it is written: a cell a column, its colour (red or blue), and all of it as a line of text."""

    cells: tuple[Text, ...]
    colour: str
    line: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one department is reminded of; `heading` says which, and how much that is."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """The document: warnings that come first, the title line, what there is in all, a group a department, the request.

    Without groups there is no `closing`.
    """

    title: str
    summary: str
    groups: tuple[Group, ...]
    closing: str
    columns: tuple[Column, ...] = COLUMNS
    marks: tuple[str, ...] = ()


def duties(book: Book, as_of: date, choice: Choice) -> dict[Department, list[Duty]]:
    """What is overdue or due within the days, by department; the longest overdue first, and its department.

    An issue is its lead's. A department that is asked for by name has those besides that it helps with.
    """
    found: dict[Department, list[Duty]] = {}
    for duty in sorted(_due(book, as_of, choice), key=lambda duty: (duty.due, duty.case.issue.id)):
        charged = duty.state.departments
        for name in charged if choice.departments else charged[:1]:
            if not choice.departments or name in choice.departments:
                department = Department(name, None if _is_provincial(name, book.province) else duty.case.city)
                found.setdefault(department, []).append(duty)
    return found


def _is_provincial(name: str, province: Province) -> bool:
    """Whether a department is the province's; 市发改委 is another one in every city."""
    return name.startswith(("省", province.province))


def _due(book: Book, as_of: date, choice: Choice) -> Iterator[Duty]:
    limits = book.province.limits
    for case in book.cases:
        if choice.cities and case.city not in choice.cities:
            continue
        state = replay(case.issue.events, as_of)
        if state.status is Status.ASSIGNED and state.due is not None and state.departments:
            left = elapsed(as_of, state.due, limits)
            if state.overdue or left <= choice.days:
                yield Duty(case, state, state.due, left)


def compose(book: Book, as_of: date, choice: Choice, *, errors: int = 0) -> Reminder:
    """The reminder of a day; `errors` is how many errors the ledgers are told of in spite of."""
    province, found = book.province, duties(book, as_of, choice)
    every = {(duty.case.issue.file, duty.case.issue.line): duty for mine in found.values() for duty in mine}.values()
    counted = _counted(every, choice.days, province.limits)
    names = f"涉及{len(found)}个责任单位" if len(found) > 1 else ""
    nothing = f"没有逾期或者{_soon(choice.days, province.limits)}的问题"
    return Reminder(
        title=f"【{tidy(province.campaign)}】办理提醒",
        summary=clauses([f"截至{day(as_of)}", counted or nothing, names]),
        groups=tuple(_group(each, mine, choice.days, province.limits) for each, mine in found.items()),
        closing=_closing(every),
        marks=tuple(_marks(province, errors)),
    )


def _group(department: Department, mine: Sequence[Duty], days: int, limits: Limits) -> Group:
    rows = tuple(_row(number, duty, department, limits) for number, duty in enumerate(mine, start=1))
    whose = f"（{department.city.name}）" if department.city else ""
    return Group(f"{tidy(department.name)}{whose}：{_counted(mine, days, limits)}", rows)


def _counted(some: Iterable[Duty], days: int, limits: Limits) -> str:
    """逾期2个，7天内到期1个; empty for nothing."""
    late = [duty.state.overdue for duty in some]
    told = {"逾期": late.count(True), _soon(days, limits): late.count(False)}
    return "，".join(f"{what}{count}个" for what, count in told.items() if count)


def _soon(days: int, limits: Limits) -> str:
    return f"{duration(days, limits)}内到期" if days or limits.in_working_days else "今日到期"


def _row(number: int, duty: Duty, department: Department, limits: Limits) -> Row:
    case, state = duty.case, duty.state
    stands = delay(duty.due, state.as_of, limits)
    enterprise = tidy(case.enterprise.name if case.enterprise else case.issue.enterprise)
    title, part = tidy(case.issue.title), _part(state, department.name)
    until = f"{day(duty.due)}到期"
    place = "" if department.city else f"{case.city.short} "
    cells = (str(number), stands, day(duty.due), case.city.name, enterprise, title, case.issue.id, part or "独办")
    return Row(
        tuple(map(text, cells)),
        (Urgency.RED if state.overdue else Urgency.BLUE).colour,
        f"{number}. 【{stands}】{place}{enterprise}：{title}（{'，'.join(filter(None, (until, part)))}，"
        f"{case.issue.id}）",
    )


def _part(state: State, name: str) -> str:
    """Who helps a department that leads, or leads one that helps; empty where it is alone."""
    lead, *others = state.departments
    if name != lead:
        return f"协办，由{tidy(lead)}牵头"
    return f"{listing(map(tidy, others))}协办" if others else ""


def _closing(every: Iterable[Duty]) -> str:
    late = {duty.state.overdue for duty in every}
    asked = (
        "逾期的请立即办理，不能办结的说明原因" if True in late else "",
        "将到期的请按期办结" if False in late else "",
    )
    return clauses(asked, "；") and f"{clauses(asked, '；')}办理情况请及时报送。"


def _marks(province: Province, errors: int) -> Iterator[str]:
    if province.demo:
        yield "演示数据，均为虚构"
    if errors:
        yield f"台账尚有{errors}处错误未改正，本提醒不得作为正式依据"


def to_text(made: Reminder, overrides: Path | None = None) -> str:
    """`made` as plain text. `overrides` is a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken.
    """
    return render(environment(overrides, autoescape=False), "remind.txt.j2", made, "reminder")


def to_markdown(made: Reminder, overrides: Path | None = None) -> str:
    """`made` in CommonMark with tables; see `to_text`."""
    engine = environment(overrides, autoescape=False)
    engine.filters["md"] = escape
    return render(engine, "remind.md.j2", made, "reminder")


def to_html(made: Reminder, overrides: Path | None = None) -> str:
    """`made` as one page that makes no request, for a browser or a mail; see `to_text`."""
    return render(page_environment(overrides), "remind.html.j2", made, "reminder")
