"""A city's page: its figures, its months, what is paired, and every one of its issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.bulletin.letters import Urgency
from bangfu.bulletin.wording import STEP_NAMES, listing, tidy
from bangfu.lifecycle.replay import Step
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import CityBook
from bangfu.model.enterprise import Enterprise
from bangfu.model.ledger import Opening
from bangfu.model.province import City
from bangfu.site.document import Cell, CityPage, Column, Link, Listing, Row, Table
from bangfu.site.figures import (
    MISSING_NOTE,
    RATE_NOTE,
    SMALL_NOTE,
    funnel_of,
    key_figures,
    months_table,
    number_cell,
    records,
)
from bangfu.site.frame import frame
from bangfu.site.listing import issue_table, urgency_note
from bangfu.site.material import HOME, Held, Material, up
from bangfu.tally.figures import NOTHING
from bangfu.tally.figures import Row as Figures

_COUNTERS = {
    "reported": "收集",
    "verified": "核实",
    "rejected": "退回",
    "assigned": "交办",
    "resolved": "办结",
    "closed": "销号",
    "enterprises": "企业",
    "projects": "项目",
    "prospects": "拟入规企业",
    "leaders": "联点领导",
    "departments": "责任单位",
    "visits": "走访",
    "people": "走访人次",
}


def city_page(material: Material, place: int) -> CityPage:
    """The page of the city at that place in the official order."""
    book, held, row = material.book.cities[place], material.held[place], material.now.rows[place]
    city = book.city
    names = {**{name: step.value for step, name in STEP_NAMES.items()}, "办结率": Step.RESOLVED.value,
             "满意率": Step.RESOLVED.value, "办理天数": Step.RESOLVED.value, "逾期": Urgency.RED.colour}  # fmt: skip
    links = {name: records(row, mark) for name, mark in names.items()}
    enterprises = _enterprises(material, book, held)
    openings = _openings(material, city, book)
    contents = [("#figures", "总体进展"), ("#months", "分月进度"), ("#issues", "问题清单")]
    if enterprises:
        contents.append(("#enterprises", "帮扶对象"))
    if openings:
        contents.append(("#openings", "期初数"))
    return CityPage(
        frame=frame(
            material,
            city.name,
            (city.name, "问题办理情况"),
            crumbs=(Link("全省", up(HOME)), Link(city.name)),
            contents=tuple(Link(text, href) for href, text in contents),
            notes=(RATE_NOTE, SMALL_NOTE, MISSING_NOTE, urgency_note(material)),
        ),
        figures=key_figures(row, links),
        funnel=funnel_of(row, city.name, links),
        months=months_table(material, tuple(month.rows[place] for month in material.months), f"{city.name}分月进度"),
        issues=_issues(material, book, row, held),
        enterprises=enterprises,
        openings=openings,
        unpaired="" if enterprises else _unpaired(row),
    )  # fmt: skip


def _issues(material: Material, book: CityBook, row: Figures, held: Sequence[Held]) -> Listing:
    name = book.city.name
    if held:
        return Listing(
            "issues", f"问题清单（{len(held)}个）", issue_table(f"{name}问题清单", held, cities=False),
            anchors=material.anchors(),
        )  # fmt: skip
    why = f"{name}只报送了总数，见期初数。" if row.has_data else f"{name}未报送问题。"
    return Listing("issues", "问题清单", None, why, material.anchors())


def _unpaired(row: Figures) -> str:
    """What is known of pairings where no record is."""
    counted = [
        f"{label}{number}{unit}"
        for number, label, unit in (
            (row.enterprises, "企业", "家"),
            (row.projects, "项目", "个"),
            (row.prospects, "拟入规企业", "家"),
            (row.leaders, "联点领导", "名"),
        )
        if number
    ]
    return f"只报送了总数：{listing(counted)}。" if counted else "未报送帮扶对象名单。"


def _enterprises(material: Material, book: CityBook, held: Sequence[Held]) -> Table | None:
    paired = [enterprise for enterprise in book.enterprises() if enterprise.paired_on(material.as_of)]
    if not paired:
        return None
    issues: dict[str, list[Held]] = {}
    for each in held:
        if each.case.enterprise:
            issues.setdefault(each.case.enterprise.name, []).append(each)
    rows = [(enterprise, issues.get(enterprise.name, [])) for enterprise in paired]
    rows.sort(key=lambda each: -_overdue(each[1]))
    columns = (
        Column("名称"),
        Column("类型", filtered=True),
        Column("县区", filtered=True),
        Column("联点领导", filtered=True),
        Column("责任单位", filtered=True),
        Column("阶段"),
        Column("问题"),
        Column("未办结"),
        Column("逾期"),
    )
    return Table(
        f"{book.city.name}帮扶对象",
        columns,
        tuple(Row(tuple(_enterprise(enterprise, mine))) for enterprise, mine in rows),
        filtered=True,
        shape="enterprises",
    )


def _overdue(held: Sequence[Held]) -> int:
    return sum(each.state.overdue for each in held)


def _enterprise(enterprise: Enterprise, held: Sequence[Held]) -> Iterator[Cell]:
    yield Cell(tidy(enterprise.name), tone="words")
    yield Cell(enterprise.kind.value)
    for text in (enterprise.district, enterprise.leader, enterprise.department):
        yield Cell(tidy(text), tone="words") if text else Cell(NOTHING, key="", tone="words")
    yield number_cell(enterprise.stage or NOTHING)
    undone = [each for each in held if each.state.status in (Status.REPORTED, Status.VERIFIED, Status.ASSIGNED)]
    late = _overdue(held)
    yield Cell(str(len(held)))
    yield Cell(str(len(undone)))
    yield Cell(str(late), tone="red" if late else "")


def _openings(material: Material, city: City, book: CityBook) -> Table | None:
    """The counts carried in, as they were stated, with their place in the ledger."""
    found = [opening for opening in book.ledger.opening if opening.date <= material.as_of] if book.ledger else []
    if not found:
        return None
    columns = (Column("截至"), Column("范围"), Column("数字"), Column("来源"),
               Column("台账位置"))  # fmt: skip
    return Table(
        f"{city.name}期初数",
        columns,
        tuple(
            Row(
                (
                    Cell(opening.date.isoformat()),
                    Cell(listing(filter(None, (opening.scope, opening.category))) or city.name, tone="words"),
                    Cell(_stated(opening), tone="words wide-words"),
                    Cell(tidy(opening.source or NOTHING), tone="words"),
                    Cell(f"{opening.file}:{opening.line}"),
                )
            )
            for opening in found
        ),
        notes=("期初数为逐件记录以前的累计数，计入上面的累计数和比率，没有逐件的记录。",),
        sortable=False,
    )


def _stated(opening: Opening) -> str:
    found = [(label, getattr(opening, name)) for name, label in _COUNTERS.items()]
    return listing(f"{label}{number}" for label, number in found if number is not None)
