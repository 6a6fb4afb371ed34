"""补报、更正: figures that a bulletin has published and that the ledgers give otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bangfu.bulletin.document import Column, Figure, Paragraph, Span, Table, Text, clause_texts, joined, listed, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.sources import Sources
from bangfu.bulletin.wording import STEP_NAMES, fraction, listing
from bangfu.lifecycle.replay import STEPS, Step
from bangfu.model.issue import Issue
from bangfu.model.period import Period
from bangfu.model.seal import RATES, WHOLE, Seal
from bangfu.seal.cause import Cause, Restated
from bangfu.seal.compare import Moved
from bangfu.tally.figures import NOTHING, Rate

ANNEX = "各市州数据更正情况表"
_HEADING = "补报更正"
_SPOKEN = ("reported", "resolved", "resolution_rate")
_NAMED = 6
_WORDS = {
    **{step.value: STEP_NAMES[step] for step in STEPS},
    **{f"new_{step}": f"本期{STEP_NAMES[step]}" for step in STEPS},
    "overdue": "逾期",
    "resolution_rate": "办结率",
    "closure_rate": "销号率",
    "collected_resolution_rate": "收集办结率",
    "overdue_rate": "逾期率",
    "on_time_rate": "按期办结率",
    "satisfaction_rate": "满意率",
    "reply_rate": "限时回应率",
}


def corrections(material: Material, *, heading: bool = True) -> Iterator[Paragraph]:
    """The paragraph that says what has changed of what was published; none where nothing has."""
    restated = material.restated
    spoken = [part for period in _periods(restated) for part in _of_period(period, material)]
    if spoken:
        where = [f"更正后的数详见附件《{ANNEX}》。"] if tabled(material) else []
        yield Paragraph(text(*spoken, *where), _HEADING if heading else None)


def corrections_table(material: Material) -> Iterator[Table]:
    """Every published figure that has changed: as it was published, as it is, and by which issues."""
    sources = {period: material.sealed(Period.from_key(period)) for period in _periods(material.restated)}
    rows = [row for one in material.restated for row in _rows(one, sources[one.difference.seal.period])]
    if rows:
        words = ("时期", "市州", "项目", "涉及问题")
        headings = ("时期", "市州", "项目", "原通报数", "更正后", "增减", "涉及问题")
        columns = tuple(Column(each, each not in words, each == "市州") for each in headings)
        notes = (
            "注：原通报数为最近一次通报的数；本期收集等以“本期”开头的项目只计该时期内的逐件记录；“—”表示没有数据。",
        )
        yield Table(columns, tuple(rows), notes=notes, landscape=True)


def tabled(material: Material) -> bool:
    """Whether there is such a table."""
    return any(one.difference.moved for one in material.restated)


def _periods(restated: Sequence[Restated]) -> list[str]:
    return list(dict.fromkeys(one.difference.seal.period for one in restated))


def _of_period(period: str, material: Material) -> Iterator[Text]:
    """What is said of one period: which cities, how many issues, and how the province's figures have moved."""
    label = Period.from_key(period).label
    mine = [one for one in material.restated if one.difference.seal.period == period]
    moved = [one for one in mine if one.difference.moved and one.difference.city != WHOLE]
    quiet = [one for one in mine if not one.difference.moved]
    if moved:
        whole = next((one for one in mine if one.difference.city == WHOLE), None)
        figures = {each.name: each for each in whole.difference.moved} if whole else {}
        records = material.sealed(Period.from_key(period))
        told = [_told(figures[name], whole, records) for name in _SPOKEN if whole and name in figures]
        cities = listing(one.difference.city for one in moved)
        yield clause_texts(
            [
                text(f"{label}情况通报后，{cities}{_what(moved)}", _how_many(moved)),
                text(WHOLE, listed(told)) if told else (),
            ]
        )
    if quiet:
        cities = listing(one.difference.city for one in quiet)
        yield text(f"{label}情况通报后，{cities}另有更正，通报过的数不变。" if moved
                   else f"{label}情况通报后，{cities}更正了台账内容，通报过的数不变。")  # fmt: skip


def _what(restated: Sequence[Restated]) -> str:
    """补报 where things were only added, 更正 where they were only changed."""
    if any(one.causes is None for one in restated):
        return "补报或更正了台账"
    late = {cause.late for one in restated for cause in one.causes or () if cause.figures}
    if late == {True}:
        return "补报了台账"
    return "更正了台账" if late == {False} else "补报、更正了台账"


def _how_many(restated: Sequence[Restated]) -> Text:
    seal = restated[0].difference.seal
    causes = [cause for one in restated for cause in one.causes or () if _is_issue(cause) and cause.figures]
    count = len({cause.name for cause in causes})
    behind = Figure(str(count), _behind(causes, seal), "更正涉及问题", WHOLE, f"..{seal.as_of}")
    return text("，涉及", behind, "个问题") if count else ()


def _told(moved: Moved, one: Restated, records: dict[str, Sources]) -> Text:
    """办结由62个变为63个."""
    unit = "" if moved.name in RATES else "个"
    before = text(_published(moved, one), unit) if moved.published else "未报送"
    return text(_WORDS[moved.name], "由", text(before), "变为", _now(moved, one, records), unit if moved.now else "")


def _rows(one: Restated, records: dict[str, Sources]) -> Iterator[tuple[Text, ...]]:
    label = Period.from_key(one.difference.seal.period).label
    for moved in one.difference.moved:
        yield (
            text(label),
            text(one.difference.city),
            text(_WORDS[moved.name]),
            text(_published(moved, one)),
            text(_now(moved, one, records)),
            text(_change(moved, one)),
            _issues(moved.name, one),
        )


def _published(moved: Moved, one: Restated) -> Span:
    """The figure as it was published last; the seal has it."""
    if moved.published is None:
        return NOTHING
    return _figure(moved, one, _shown(moved.name, moved.published), (_place(one.difference.stated),), "原通报")


def _now(moved: Moved, one: Restated, records: dict[str, Sources]) -> Span:
    """The figure as it is now, with its records as any other has them."""
    name, now, mine = moved.name, moved.now, records.get(one.difference.city)
    if now is None or mine is None:
        return NOTHING
    if name in RATES:
        return mine.measured(name.removesuffix("_rate"), _rate(now), _WORDS[name])
    if name == "overdue":
        return mine.overdue(int(now), _WORDS[name])
    count = mine.flow if name.startswith("new_") else mine.stock
    return count(Step(name.removeprefix("new_")), int(now), _WORDS[name])


def _change(moved: Moved, one: Restated) -> Span:
    """+1, or of a rate +0.4个百分点, as the difference of what is printed: the seal, and the records that made it."""
    if moved.published is None or moved.now is None:
        return NOTHING
    if moved.name in RATES:
        before, after = _rate(moved.published).percent, _rate(moved.now).percent
        difference: Decimal | int = (after or Decimal()) - (before or Decimal())
        words = f"{difference:+}个百分点" if difference else "持平"
    else:
        words = f"{int(moved.now) - int(moved.published):+d}"
    bearing = [cause for cause in one.causes or () if moved.name in cause.figures]
    places = dict.fromkeys((*_behind(bearing, one.difference.seal), _place(one.difference.stated)))
    return _figure(moved, one, words, tuple(places), "增减")


def _figure(moved: Moved, one: Restated, words: str, origins: tuple[str, ...], what: str) -> Figure:
    """One of a restated figure's sides: 原通报办结, 办结增减."""
    seal, name = one.difference.seal, _WORDS[moved.name]
    flow = moved.name.startswith("new_")
    named = f"{what}{name}" if what == "原通报" else f"{name}{what}"
    return Figure(words, origins, named, one.difference.city, seal.period if flow else f"..{seal.as_of}")


def _issues(name: str, one: Restated) -> Text:
    """The ids of the issues that bear on a figure; of entries without ids only openings do."""
    bearing = [cause for cause in one.causes or () if name in cause.figures]
    issues = [cause for cause in bearing if _is_issue(cause)]
    seal = one.difference.seal
    named = listed(text(Figure(cause.name, _behind([cause], seal))) for cause in issues[:_NAMED])
    if len(issues) > _NAMED:
        flow = name.startswith("new_")
        period = seal.period if flow else f"..{seal.as_of}"
        count = Figure(str(len(issues)), _behind(issues, seal), f"{_WORDS[name]}涉及问题", one.difference.city, period)
        named = text(named, "等", count, "个")
    opening: Text = ("期初数",) if len(issues) < len(bearing) else ()
    return joined([each for each in (named, opening) if each], "、") or (NOTHING,)


def _behind(causes: Iterable[Cause], seal: Seal) -> tuple[str, ...]:
    """The records that made a difference; of one that is gone the seal, whose commit has it."""
    return tuple(dict.fromkeys(cause.name if cause.here else _place(seal) for cause in causes))


def _place(seal: Seal) -> str:
    return f"{seal.file}:1"


def _is_issue(cause: Cause) -> bool:
    return isinstance(cause.record, Issue)


def _shown(name: str, value: str) -> str:
    return fraction(_rate(value)) if name in RATES else value


def _rate(value: str) -> Rate:
    part, whole = value.split("/")
    return Rate(int(part), int(whole))
