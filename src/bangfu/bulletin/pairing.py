"""Part two, continued: whom the cities help and whom they visited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bangfu.bulletin.document import Column, Paragraph, Table, plain, text
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.together import together
from bangfu.bulletin.wording import MANY, clauses, day, leading, listing, sentence, this, upto
from bangfu.merge.book import CityBook
from bangfu.model.ledger import Survey, Visit
from bangfu.tally.figures import NOTHING, Row

ANNEX = "各市州结对帮扶和走访情况表"
_PAIRED = (("enterprises", "企业", "家"), ("projects", "项目", "个"), ("prospects", "拟入规企业", "家"))


class _Told(NamedTuple):
    """A city's pairings and visits: `visits` and `surveys` are those of the period."""

    city: CityBook
    row: Row
    visits: list[Visit]
    surveys: list[Survey]

    @property
    def visited(self) -> int:
        """The enterprises visited within the period."""
        return sum(map(visited, self.visits))


def pairing(material: Material) -> Iterator[Paragraph]:
    """帮扶对象 and 走访调研, their run-in headings without numbers."""
    told = _tell(material)
    if paired := [each for each in told if any(_objects(each.row))]:
        yield Paragraph(text(_pairs(paired, material.total)), "帮扶对象")
    if walked := _walked(told, material) + _walked_so_far(told, material):
        yield Paragraph(text(walked), "走访调研")


def pairing_table(material: Material) -> Table | None:
    """The figures city by city, where there are too many cities to tell them one by one."""
    told = [each for each in _tell(material) if any(_objects(each.row)) or each.row.visits]
    if max(sum(any(_objects(each.row)) for each in told), sum(each.row.visits > 0 for each in told)) <= MANY:
        return None
    words = (
        "市州",
        "联点领导",
        "责任单位",
        "企业",
        "项目",
        "拟入规企业",
        f"{this(material.period)}走访企业",
        "累计走访企业",
    )
    rows = [
        (each.city.city.name, *_counts(each.row), str(each.visited or NOTHING), str(each.row.visits or NOTHING))
        for each in told
    ]
    total = material.total
    whole = sum(each.visited for each in told)
    rows.append(("全省", *_counts(total), str(whole or NOTHING), str(total.visits or NOTHING)))
    return Table(
        tuple(map(Column, words)),
        tuple(tuple(text(cell) for cell in row) for row in rows),
        notes=(f"注：截至{day(material.as_of)}；“—”表示没有数据。",),
    )


def visited(visit: Visit) -> int:
    """How many enterprises a visit went to: as stated, else as named."""
    return len(visit.visited) if visit.enterprises is None else visit.enterprises


def _tell(material: Material) -> list[_Told]:
    return [
        _Told(city, row, list(material.within(city.ledger.visits)), list(material.within(city.ledger.surveys)))
        for city, row in material.by_city()
        if city.ledger
    ]


def _counts(row: Row) -> Iterator[str]:
    for name in ("leaders", "departments", "enterprises", "projects", "prospects"):
        yield str(getattr(row, name) or NOTHING)


def _objects(row: Row) -> Iterator[str]:
    for name, noun, unit in _PAIRED:
        if count := getattr(row, name):
            yield f"{noun}{count}{unit}"


def _helpers(row: Row) -> str:
    leaders = f"{row.leaders}名联点领导" if row.leaders else ""
    departments = f"{row.departments}个责任单位" if row.departments else ""
    return listing(filter(None, (leaders, departments)))


def _pairs(paired: list[_Told], total: Row) -> str:
    """The province's pairings, then a clause a city, or the annex where there are many."""
    opening = f"有{len(paired)}个市州报送了帮扶对象，合计{listing(_objects(total))}"
    if len(paired) > MANY:
        helpers = _helpers(total)
        return clauses([opening, f"由{helpers}结对帮扶" if helpers else "", f"详见附件《{ANNEX}》"])
    told = together([(each.city.city.name, (_pair_clause(each),)) for each in paired])
    return sentence(opening) + clauses((plain(each.words) for each in told), "；")


def _pair_clause(each: _Told) -> str:
    by = _helpers(each.row)
    return f"{f'由{by}结对' if by else ''}帮扶{listing(_objects(each.row))}"


def _walked(told: list[_Told], material: Material) -> str:
    """The visits and surveys dated within the period, city by city, or together where there are many."""
    now = this(material.period)
    went = [(each, words) for each in told if (words := _by_scope(each))]
    if len(went) <= MANY:
        visits = together([(name, (words,)) for _, scopes in went for name, words in scopes])
        return clauses([f"{now}，" + "；".join(plain(each.words) for each in visits)]) if went else ""
    visiting = [each for each, _ in went if each.visited]
    people = sum(visit.people or 0 for each in visiting for visit in each.visits)
    most = leading([(each.city.city.name, each.visited) for each in visiting])
    asked = [survey.responses for each, _ in went for survey in each.surveys if survey.responses]
    return clauses(
        [
            f"{now}，{len(visiting)}个市州{_journey(people, sum(each.visited for each in visiting))}",
            f"走访较多的有{listing(f'{name}（{count}家）' for name, count in most)}" if most else "",
            f"回收问卷{sum(asked)}份" if asked else "",
        ]
    )


def _walked_so_far(told: list[_Told], material: Material) -> str:
    """The visits up to the day of the cities that have more than those of the period."""
    further = [each for each in told if each.row.visits > each.visited]
    by_then = upto(material.as_of)
    if len(further) > MANY:
        return sentence(f"{by_then}，全省累计走访企业{material.total.visits}家")
    words = listing(f"{each.city.city.name}{each.row.visits}家" for each in further)
    return sentence(f"{by_then}，累计走访企业：{words}") if words else ""


def _by_scope(each: _Told) -> list[tuple[str, str]]:
    """A city's visits and surveys of the period, scope by scope: whose, and what is said of them."""
    words = []
    for scope in dict.fromkeys([visit.scope for visit in each.visits] + [survey.scope for survey in each.surveys]):
        visits = [visit for visit in each.visits if visit.scope == scope]
        people, enterprises = sum(visit.people or 0 for visit in visits), sum(map(visited, visits))
        said = [_journey(people, enterprises) if enterprises else ""]
        said += [_surveyed(survey) for survey in each.surveys if survey.scope == scope]
        if any(said):
            words.append((place(each.city.city, scope), "，".join(filter(None, said))))
    return words


def _journey(people: int, enterprises: int) -> str:
    return f"{f'组织{people}人次' if people else ''}走访企业{enterprises}家"


def _surveyed(survey: Survey) -> str:
    answers = f"回收问卷{survey.responses}份" if survey.responses else ""
    positive = f"正面评价占{survey.positive}" if survey.positive else ""
    return "，".join(filter(None, (answers, positive)))
