"""Part two, continued: whom the cities help and whom they visited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from bangfu.bulletin.coverage import coverage_told
from bangfu.bulletin.document import Column, Figure, Paragraph, Span, Table, Text, clause_texts, joined, listed, text
from bangfu.bulletin.loads import loads_told
from bangfu.bulletin.material import Material, place
from bangfu.bulletin.sources import WHOLE, Sources
from bangfu.bulletin.together import together
from bangfu.bulletin.wording import MANY, PAIRING_NAMES, day, leading, this, upto
from bangfu.merge.book import CityBook
from bangfu.model.ledger import Survey, Visit
from bangfu.tally.figures import NOTHING, Row

ANNEX = "各市州结对帮扶和走访情况表"
_VISITED = PAIRING_NAMES["visits"]
_ASKED = "回收问卷"
_PAIRED = (("enterprises", "企业", "家"), ("projects", "项目", "个"), ("prospects", "拟入规企业", "家"))


class _Told(NamedTuple):
    """A city's pairings and visits: `visits` and `surveys` are those of the period."""

    city: CityBook
    row: Row
    mine: Sources
    visits: list[Visit]
    surveys: list[Survey]

    @property
    def visited(self) -> int:
        """The enterprises visited within the period."""
        return sum(map(visited, self.visits))


def pairing(material: Material) -> Iterator[Paragraph]:
    """帮扶对象 and 走访调研, their run-in headings without numbers."""
    told = _tell(material)
    if paired := [each for each in told if _has_objects(each.row)]:
        yield Paragraph(text(_pairs(paired, material), loads_told(material)), "帮扶对象")
    if walked := _walked(told, material) + _walked_so_far(told, material) + coverage_told(material):
        yield Paragraph(walked, "走访调研")


def pairing_table(material: Material) -> Table | None:
    """The figures city by city, where there are too many cities to tell them one by one."""
    told = [each for each in _tell(material) if _has_objects(each.row) or each.row.visits]
    if max(sum(_has_objects(each.row) for each in told), sum(each.row.visits > 0 for each in told)) <= MANY:
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
    rows = [(each.mine.of, *_cells(each.row, each.mine, each.visits)) for each in told]
    rows.append((WHOLE, *_cells(material.total, material.sources[WHOLE], [v for each in told for v in each.visits])))
    return Table(
        tuple(Column(word, header=word == words[0]) for word in words),
        tuple(tuple(text(cell) for cell in row) for row in rows),
        notes=(f"注：截至{day(material.as_of)}；“—”表示没有数据。",),
    )


def visited(visit: Visit) -> int:
    """How many enterprises a visit went to: as stated, else as named."""
    return len(visit.visited) if visit.enterprises is None else visit.enterprises


def _tell(material: Material) -> list[_Told]:
    return [
        _Told(
            city,
            row,
            material.sources[city.city.name],
            list(material.within(city.ledger.visits)),
            list(material.within(city.ledger.surveys)),
        )
        for city, row in material.by_city()
        if city.ledger
    ]


def _cells(row: Row, mine: Sources, visits: list[Visit]) -> Iterator[Span]:
    """The cells after the city's."""
    for name in ("leaders", "departments", "enterprises", "projects", "prospects"):
        count = getattr(row, name)
        yield mine.paired(name, count, PAIRING_NAMES[name]) if count else NOTHING
    yield _went(visits, mine) if any(map(visited, visits)) else NOTHING
    yield mine.paired("visits", row.visits, f"累计{_VISITED}") if row.visits else NOTHING


def _has_objects(row: Row) -> bool:
    return any(getattr(row, name) for name, _, _ in _PAIRED)


def _objects(row: Row, mine: Sources) -> Text:
    """企业85家、项目15个."""
    return listed(
        text(noun, mine.paired(name, count, noun), unit)
        for name, noun, unit in _PAIRED
        if (count := getattr(row, name))
    )


def _helpers(row: Row, mine: Sources) -> Text:
    """36名联点领导、52个责任单位."""
    words = (("leaders", "名联点领导"), ("departments", "个责任单位"))
    return listed(
        text(mine.paired(name, count, PAIRING_NAMES[name]), noun)
        for name, noun in words
        if (count := getattr(row, name))
    )


def _pairs(paired: list[_Told], material: Material) -> Text:
    """The province's pairings, then a clause a city, or the annex where there are many."""
    total, whole = material.total, material.sources[WHOLE]
    cities = material.count_of([each.mine.of for each in paired])
    opening = text("有", cities, "个市州报送了帮扶对象，合计", _objects(total, whole))
    if len(paired) > MANY:
        helpers = _helpers(total, whole)
        by = text("由", helpers, "结对帮扶") if helpers else ()
        return clause_texts([opening, by, text(f"详见附件《{ANNEX}》")])
    told = together([(each.mine.of, _pair_clause(each)) for each in paired])
    return text(opening, "。", clause_texts((each.words for each in told), "；"))


def _pair_clause(each: _Told) -> Text:
    by = _helpers(each.row, each.mine)
    return text(text("由", by, "结对") if by else (), "帮扶", _objects(each.row, each.mine))


def _walked(told: list[_Told], material: Material) -> Text:
    """The visits and surveys dated within the period, city by city, or together where there are many."""
    now = this(material.period)
    went = [(each, words) for each in told if (words := _by_scope(each))]
    if len(went) <= MANY:
        said = together([scope for _, scopes in went for scope in scopes])
        return clause_texts([text(f"{now}，", joined((each.words for each in said), "；"))]) if went else ()
    visiting = [each for each, _ in went if each.visited]
    whole, visits = material.sources[WHOLE], [visit for each in visiting for visit in each.visits]
    counts = {each.mine.of: each for each in visiting}
    most = leading([(name, each.visited) for name, each in counts.items()])
    leaders = listed(text(f"{name}（", _went(counts[name].visits, counts[name].mine), "家）") for name, _ in most)
    asked = [survey for each, _ in went for survey in each.surveys if survey.responses]
    answers = whole.records(str(sum(survey.responses or 0 for survey in asked)), asked, _ASKED)
    return clause_texts(
        [
            text(f"{now}，", material.count_of([*counts]), "个市州", _journey(visits, whole)),
            text("走访较多的有", leaders) if most else (),
            text("回收问卷", answers, "份") if asked else (),
        ]
    )


def _walked_so_far(told: list[_Told], material: Material) -> Text:
    """The visits up to the day of the cities that have more than those of the period."""
    further = [each for each in told if each.row.visits > each.visited]
    by_then = upto(material.as_of)
    if len(further) > MANY:
        so_far = material.sources[WHOLE].paired("visits", material.total.visits, f"累计{_VISITED}")
        return text(f"{by_then}，全省累计走访企业", so_far, "家。")
    words = listed(
        text(each.mine.of, each.mine.paired("visits", each.row.visits, f"累计{_VISITED}"), "家") for each in further
    )
    return text(f"{by_then}，累计走访企业：", words, "。") if words else ()


def _by_scope(each: _Told) -> list[tuple[str, Text]]:
    """A city's visits and surveys of the period, scope by scope: whose, and what is said of them."""
    words: list[tuple[str, Text]] = []
    for scope in dict.fromkeys([visit.scope for visit in each.visits] + [survey.scope for survey in each.surveys]):
        where = place(each.city.city, scope)
        mine = replace(each.mine, of=where)
        visits = [visit for visit in each.visits if visit.scope == scope]
        surveys = [survey for survey in each.surveys if survey.scope == scope]
        said = [_journey(visits, mine) if any(map(visited, visits)) else ()]
        said += [_surveyed(survey, mine) for survey in surveys]
        if any(said):
            words.append((where, joined(filter(None, said), "，")))
    return words


def _went(visits: list[Visit], mine: Sources) -> Figure:
    """The enterprises visited."""
    return mine.records(str(sum(map(visited, visits))), [visit for visit in visits if visited(visit)], _VISITED)


def _journey(visits: list[Visit], mine: Sources) -> Text:
    """组织121人次走访企业47家."""
    people = sum(visit.people or 0 for visit in visits)
    sent = mine.records(str(people), [visit for visit in visits if visit.people], PAIRING_NAMES["people"])
    return text(text("组织", sent, "人次") if people else (), "走访企业", _went(visits, mine), "家")


def _surveyed(survey: Survey, mine: Sources) -> Text:
    answers = mine.records(str(survey.responses), [survey], _ASKED)
    positive = mine.records(str(survey.positive), [survey], "正面评价占比")
    said = [text("回收问卷", answers, "份") if survey.responses else ()]
    said += [text("正面评价占", positive) if survey.positive else ()]
    return joined(filter(None, said), "，")
