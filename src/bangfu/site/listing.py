"""Tables of issues, and the pages that list those of all cities: one a category, one of what is urgent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from bangfu.bulletin.letters import NEAR, Urgency
from bangfu.bulletin.wording import duration, listing, tidy
from bangfu.lifecycle.replay import State
from bangfu.lifecycle.transitions import Status
from bangfu.site.document import Cell, Column, Frame, Link, Listing, ListPage, Row, Table
from bangfu.site.figures import number_cell
from bangfu.site.frame import frame
from bangfu.site.material import (
    HOME,
    URGENCY_NAMES,
    Held,
    Material,
    category_page,
    pressing,
    up,
)
from bangfu.tally.figures import NOTHING

UNASSIGNED = "未交办"


def issue_table(name: str, held: Iterable[Held], *, cities: bool) -> Table:
    """Issues, a row each, in the order given; `cities` says whether there is a column for the city."""
    columns = (
        Column("编号"),
        *((Column("市州", filtered=True),) if cities else ()),
        Column("企业"),
        Column("问题"),
        Column("类别", filtered=True),
        Column("状态", filtered=True),
        Column("责任单位", filtered=True),
        Column("反映日期"),
        Column("办理期限"),
        Column("紧急程度"),
    )
    return Table(name, columns, tuple(_row(each, cities=cities) for each in held), filtered=True, shape="issues")


def _row(held: Held, *, cities: bool) -> Row:
    issue, state = held.case.issue, held.state
    said, rank = held.delay
    enterprise = held.case.enterprise.name if held.case.enterprise else issue.enterprise
    department = state.department or _without(state)
    others = f"协办：{listing(state.departments[1:])}" if state.departments[1:] else ""
    tone = held.urgency.colour if held.urgency else ""
    return Row(
        (
            Cell(issue.id, up(held.page)),
            *((Cell(held.case.city.name),) if cities else ()),
            Cell(tidy(enterprise), tone="words"),
            Cell(tidy(issue.title), tone="words wide-words"),
            Cell(issue.category),
            Cell(state.status.value),
            Cell(department, title=others, tone="words"),
            Cell(str(state.reported)),
            number_cell(str(state.due or NOTHING)),
            Cell(said, key=str(rank), title=URGENCY_NAMES[held.urgency], tone=tone) if held.urgency else
            number_cell(NOTHING),
        ),
        held.marks,
        tone,
    )  # fmt: skip


def _without(state: State) -> str:
    """Why no department is charged."""
    if state.resolved:
        return "现场办结"
    return NOTHING if state.status is Status.REJECTED else UNASSIGNED


def category_pages(material: Material) -> Iterator[tuple[str, Callable[[], ListPage]]]:
    """A page a category that has issues: its address, and what gives it."""
    found: dict[str, list[Held]] = {}
    for city in material.held:
        for held in city:
            found.setdefault(held.case.issue.category, []).append(held)
    for place, row in enumerate(material.categories.rows, start=1):
        if row.key in found:
            yield category_page(place), partial(_category_page, material, row.label, found[row.key])


def _category_page(material: Material, name: str, held: Iterable[Held]) -> ListPage:
    issues = sorted(held, key=pressing)
    heading = f"{name}类问题"
    section = Listing(
        "issues", f"全省{heading}{len(issues)}个", issue_table(heading, issues, cities=True),
        anchors=material.anchors(),
    )  # fmt: skip
    return ListPage(_frame(material, heading), (section,))


def urgent_page(material: Material) -> ListPage:
    """What is overdue, what makes no progress, and what is nearly due, in all cities."""
    sections = []
    for grade, issues in urgent(material).items():
        name = URGENCY_NAMES[grade]
        table = issue_table(name, issues, cities=True) if issues else None
        sections.append(
            Listing(
                grade.colour, f"{grade.value.partition('，')[0]}：{name}{len(issues)}个", table, f"没有{name}的问题。"
            )
        )
    contents = tuple(Link(section.heading, f"#{section.id}") for section in sections)
    return ListPage(_frame(material, "需要督促的问题", contents), tuple(sections))


def urgent(material: Material) -> dict[Urgency, Sequence[Held]]:
    """The urgent issues of all cities by their urgency, the most pressing first."""
    found: dict[Urgency, list[Held]] = {grade: [] for grade in Urgency}
    for city in material.held:
        for held in city:
            if held.urgency:
                found[held.urgency].append(held)
    return {grade: sorted(issues, key=pressing) for grade, issues in found.items()}


def _frame(material: Material, heading: str, contents: tuple[Link, ...] = ()) -> Frame:
    return frame(
        material, heading, (heading,), crumbs=(Link("全省", up(HOME)), Link(heading)), contents=contents,
        notes=(urgency_note(material),),
    )  # fmt: skip


def urgency_note(material: Material) -> str:
    """What the urgencies mean."""
    limits = material.province.limits
    days = duration(limits.progress, limits)
    return f"红色为办理中已过办理期限；黄色为超过{days}没有办理记录；蓝色为{NEAR}天内到期。"
