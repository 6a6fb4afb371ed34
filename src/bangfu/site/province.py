"""The province's page: the wall chart itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bangfu.bulletin.annexes import UNREPORTED
from bangfu.bulletin.letters import Urgency
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.wording import STEP_NAMES, clauses, listing, tidy
from bangfu.lifecycle.replay import Step
from bangfu.model.period import Period
from bangfu.site.charts import Face, Tiles, rate_tone, tiles
from bangfu.site.document import Cell, Column, Key, Link, Matter, Pressing, ProvincePage, Row, Table
from bangfu.site.figures import (
    MISSING_NOTE,
    RATE_NOTE,
    SMALL_NOTE,
    count,
    days,
    flow,
    fraction,
    funnel_of,
    key_figures,
    marked,
    number_cell,
    rate_cell,
    records,
    share_bar,
    step_cell,
    stock,
)
from bangfu.site.frame import frame
from bangfu.site.heat import RATE_ITEMS, month_counts, month_rates
from bangfu.site.listing import urgency_note, urgent
from bangfu.site.material import (
    URGENCY_NAMES,
    URGENT,
    Held,
    Material,
    category_page,
    city_page,
    monthly,
)
from bangfu.site.tiles import CAPTION, spots
from bangfu.tally.figures import NOTHING
from bangfu.tally.figures import Row as Figures
from bangfu.tally.ranking import Ranked, ranking

SHOWN = 8
"""How many issues of one urgency stand on the board."""

_STEPS = (Step.REPORTED, Step.VERIFIED, Step.ASSIGNED, Step.ON_THE_SPOT, Step.RESOLVED, Step.CLOSED)
_RANKING = "#ranking"


def province_page(material: Material) -> ProvincePage:
    """The page."""
    total = material.now.total
    names = [*STEP_NAMES.values(), "办结率", "满意率", "办理天数"]
    links = dict.fromkeys(names, _RANKING) | {"逾期": f"{URGENT}#{Urgency.RED.colour}"}
    campaign = material.province.campaign
    categories = category_table(material)
    contents = [("#figures", "总体进展"), (_RANKING, "市州排名"), ("#months", "分月进度"), ("#board", "督办看板")]
    if categories:
        contents.append(("#categories", "问题构成"))
    return ProvincePage(
        frame=frame(
            material,
            "挂图作战",
            (campaign, "挂图作战"),
            contents=tuple(Link(text, href) for href, text in contents),
            notes=(RATE_NOTE, SMALL_NOTE, MISSING_NOTE, urgency_note(material)),
            shape="wall",
        ),
        issuer=material.province.issuer,
        figures=key_figures(total, links),
        funnel=funnel_of(total, WHOLE, links, _gaps(material)),
        tiles=_tiles(material),
        tiles_key=Key("办结率", RATE_ITEMS),
        ranking=_ranking(material),
        rates=month_rates(material),
        counts=month_counts(material),
        board=tuple(_board(material)),
        categories=categories,
    )


def _gaps(material: Material) -> str:
    """Whose silence on a step makes the funnel's counts no sums of the same cities."""
    partial = [
        STEP_NAMES[step]
        for step in (Step.VERIFIED, Step.ASSIGNED, Step.RESOLVED, Step.CLOSED)
        if any(row.has_data and count(row, step) is None for row in material.now.rows)
    ]
    return f"部分市州未报送{listing(partial)}数，各步为已报送市州之和，不宜直接相比。" if partial else ""


def _tiles(material: Material) -> Tiles:
    faces = []
    for city, row, _held in material.by_city():
        rate = row.rates.resolution
        if rate.denominator:
            value, below = marked(rate), fraction(rate)
        else:
            collected = count(row, Step.REPORTED)
            value, below = (NOTHING, f"收集{collected}") if collected is not None else (UNREPORTED, "")
        said = f"办结率{rate}（{fraction(rate)}）" if rate.denominator else below or UNREPORTED
        faces.append(Face(city.city.short, value, below, f"{city.city.name}：{said}", city_page(city), rate_tone(rate)))
    return tiles("各市州办结率", CAPTION, faces, spots(material.province.cities))


def _ranking(material: Material) -> Table:
    columns = (
        Column("名次"),
        Column("市州"),
        *(Column(STEP_NAMES[step]) for step in _STEPS),
        *map(Column, ("办结率", "收集办结率", "逾期", "满意率", "办理天数", "本月收集", "本月办结")),
    )
    pages = {city.city.name: city_page(city) for city in material.book.cities}
    month = material.now.period
    placed = ranking(material.now.rows, lambda row: row.rates.resolution)
    return Table(
        "各市州办理情况",
        columns,
        tuple(Row(tuple(_ranked(each, pages[each.row.label], month)), tone="" if each.row.has_data else "silent")
              for each in placed),
        total=Row((Cell(""), Cell(WHOLE), *_figures(material.now.total, "", month))),
        notes=("按办结率排名，括号内为分子和分母；各数为截至当日的累计数（个），含期初数；办理天数为中位数。",),
        shape="ranking",
    )  # fmt: skip


def _ranked(each: Ranked, page: str, month: Period) -> Iterator[Cell]:
    row = each.row
    if each.place is None:
        yield Cell(NOTHING if row.has_data else UNREPORTED, key="")
    else:
        yield Cell(f"{'并列' if each.tied else ''}{each.place}", key=str(each.place))
    yield Cell(row.label, page)
    yield from _figures(row, page, month)


def _figures(row: Figures, page: str, month: Period) -> Iterator[Cell]:
    """The figures of a row that lead to the city's page; those of the province lead nowhere: they are sums."""
    top, rates = page, row.rates

    def to(mark: str) -> str:
        return records(row, mark, top) if top else ""

    for step in _STEPS:
        yield step_cell(row, step, top) if top else number_cell(stock(row, step))
    yield rate_cell(rates.resolution, to(Step.RESOLVED.value))
    yield rate_cell(rates.collected_resolution, to(Step.RESOLVED.value))
    overdue = str(row.overdue) if row.issues else NOTHING
    late = number_cell(overdue, to(Urgency.RED.colour))
    yield replace(late, tone="red") if row.overdue else late
    yield rate_cell(rates.satisfaction, to(Step.RESOLVED.value))
    yield number_cell(days(row), to(Step.RESOLVED.value))
    for step in (Step.REPORTED, Step.RESOLVED):
        yield number_cell(flow(row, step), to(monthly(step, month)))


def _board(material: Material) -> Iterator[Pressing]:
    for grade, issues in urgent(material).items():
        more = Link(f"全部{len(issues)}个", f"{URGENT}#{grade.colour}") if len(issues) > SHOWN else None
        colour = grade.value.partition("，")[0]
        yield Pressing(
            grade.colour,
            f"{colour} {URGENCY_NAMES[grade]}",
            len(issues),
            tuple(_matter(held) for held in issues[:SHOWN]),
            more,
        )


def _matter(held: Held) -> Matter:
    case, state = held.case, held.state
    enterprise = case.enterprise.name if case.enterprise else case.issue.enterprise
    leader = case.enterprise.leader if case.enterprise else None
    charged = clauses([state.department or "", f"联点领导：{leader}" if leader else ""]).rstrip("。")
    return Matter(
        Link(tidy(case.issue.title), held.page), f"{case.city.name} {tidy(enterprise)}", charged, held.delay[0]
    )


def category_table(material: Material) -> Table | None:
    """The province's issues by field and category; None without any."""
    rows = material.categories.rows
    if not rows:
        return None
    longest = max([row.stock.reported for row in rows if row.key] or [0])
    province = material.province
    totals = {row.key: row for row in material.fields.rows}
    named = {held.case.issue.category for city in material.held for held in city}
    made, seen = [], set()
    for place, row in enumerate(rows, start=1):
        field = row.key if row.key in province.categories else province.field_of(row.key or "")
        first = field not in seen
        seen.add(field)
        whole = totals.get(field)
        group = f"{field or '其他'}（{stock(whole, Step.REPORTED)}）" if whole and first else ""
        page = category_page(place) if row.key in named else ""
        label = "未细分" if row.key in province.categories else row.label if row.key else "期初数未分类"
        made.append(
            Row(
                (
                    Cell(group, tone="words"),
                    Cell(label, page, tone="words"),
                    share_bar(row, longest, label) if row.key else Cell(NOTHING),
                    number_cell(stock(row, Step.REPORTED), f"{page}#{Step.REPORTED.value}" if page else ""),
                    number_cell(stock(row, Step.RESOLVED), f"{page}#{Step.RESOLVED.value}" if page else ""),
                    rate_cell(row.rates.resolution),
                ),
                tone="first" if first else "",
            )
        )
    return Table(
        "问题构成",
        (
            Column("领域（收集数）"),
            Column("类别"),
            Column("收集与办结"),
            Column("收集"),
            Column("办结"),
            Column("办结率"),
        ),
        tuple(made),
        key=Key("条形长度为收集数（个）", (("bar-part", "其中办结"), ("bar-rest", "尚未办结"))),
        sortable=False,
        shape="categories",
    )
