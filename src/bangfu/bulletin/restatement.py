"""补报、更正: figures that a bulletin has published and that the ledgers give otherwise now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bangfu.bulletin.document import Column, Figure, Paragraph, Span, Table, Text, clause_texts, listed, text
from bangfu.bulletin.wording import fraction, listing
from bangfu.model.issue import Issue
from bangfu.model.period import Period
from bangfu.model.seal import RATES, WHOLE
from bangfu.seal.cause import Cause, Restated
from bangfu.seal.compare import Moved
from bangfu.tally.figures import NOTHING, Rate

ANNEX = "各市州数据更正情况表"
HEADING = "补报更正"
_SPOKEN = ("reported", "resolved", "resolution_rate")
_NAMED = 6
_NEW = "new_"
_WORDS = {
    "reported": "收集",
    "verified": "核实",
    "rejected": "退回",
    "assigned": "交办",
    "on_the_spot": "现场办结",
    "resolved": "办结",
    "closed": "销号",
    "overdue": "逾期",
    "resolution_rate": "办结率",
    "closure_rate": "销号率",
    "collected_resolution_rate": "收集办结率",
    "overdue_rate": "逾期率",
    "on_time_rate": "按期办结率",
    "satisfaction_rate": "满意率",
    "reply_rate": "限时回应率",
}


def corrections(restated: Sequence[Restated]) -> Iterator[Paragraph]:
    """The paragraph that says what has changed of what was published; none where nothing has."""
    spoken = [part for period in _periods(restated) for part in _of_period(period, restated)]
    if spoken:
        where = [f"更正后的数详见附件《{ANNEX}》。"] if any(one.difference.moved for one in restated) else []
        yield Paragraph(text(*spoken, *where), HEADING)


def corrections_table(restated: Sequence[Restated]) -> Iterator[Table]:
    """Every published figure that has changed: as it was published, as it is, and by which issues."""
    rows = [row for one in restated for row in _rows(one)]
    if rows:
        words = ("时期", "市州", "项目", "涉及问题")
        headings = ("时期", "市州", "项目", "原通报数", "更正后", "增减", "涉及问题")
        columns = tuple(Column(heading, heading not in words) for heading in headings)
        notes = (
            "注：原通报数为最近一次通报的数；本期收集等以“本期”开头的项目只计该时期内的逐件记录；“—”表示没有数据。",
        )
        yield Table(columns, tuple(rows), notes=notes, landscape=True)


def _periods(restated: Sequence[Restated]) -> list[str]:
    return list(dict.fromkeys(one.difference.seal.period for one in restated))


def _of_period(period: str, restated: Sequence[Restated]) -> Iterator[Text]:
    """What is said of one period: which cities, how many issues, and how the province's figures have moved."""
    label = Period.from_key(period).label
    mine = [one for one in restated if one.difference.seal.period == period]
    moved = [one for one in mine if one.difference.moved and one.difference.city != WHOLE]
    quiet = [one for one in mine if not one.difference.moved]
    if moved:
        whole = next((one for one in mine if one.difference.city == WHOLE), None)
        figures = {each.name: each for each in whole.difference.moved} if whole else {}
        told = [_told(figures[name], whole) for name in _SPOKEN if whole and name in figures]
        cities = listing(one.difference.city for one in moved)
        yield clause_texts(
            [
                text(f"{label}情况通报后，{cities}{_what(moved)}{_how_many(moved)}"),
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


def _how_many(restated: Sequence[Restated]) -> str:
    issues = {cause.name for one in restated for cause in one.causes or () if _is_issue(cause) and cause.figures}
    return f"，涉及{len(issues)}个问题" if issues else ""


def _told(moved: Moved, whole: Restated) -> Text:
    """办结由62个变为63个."""
    unit = "" if moved.name in RATES else "个"
    before = f"{_shown(moved.name, moved.published)}{unit}" if moved.published else "未报送"
    return text(
        f"{_WORDS[moved.name]}由{before}变为",
        _now(moved, whole),
        unit if moved.now else "",
    )


def _rows(one: Restated) -> Iterator[tuple[Text, ...]]:
    label = Period.from_key(one.difference.seal.period).label
    for moved in one.difference.moved:
        cells: tuple[Span, ...] = (
            label,
            one.difference.city,
            _word(moved.name),
            _shown(moved.name, moved.published),
            _now(moved, one),
            _change(moved),
            _issues(moved.name, one.causes),
        )
        yield tuple(text(cell) for cell in cells)


def _word(name: str) -> str:
    return f"本期{_WORDS[name.removeprefix(_NEW)]}" if name.startswith(_NEW) else _WORDS[name]


def _shown(name: str, value: str | None) -> str:
    if value is None:
        return NOTHING
    return fraction(_rate(value)) if name in RATES else value


def _now(moved: Moved, one: Restated) -> Span:
    """The figure as it is now, with the records that made it another."""
    if moved.now is None:
        return NOTHING
    seal = one.difference.seal
    flow = moved.name.startswith(_NEW)
    origins = tuple(cause.name for cause in one.causes or () if moved.name in cause.figures)
    name = _WORDS[moved.name.removeprefix(_NEW)]
    return Figure(
        _shown(moved.name, moved.now), origins, name, one.difference.city, seal.period if flow else f"..{seal.as_of}"
    )


def _change(moved: Moved) -> str:
    """+1, or of a rate +0.4个百分点, as the difference of what is printed."""
    if moved.published is None or moved.now is None:
        return NOTHING
    if moved.name in RATES:
        before, after = _rate(moved.published).percent, _rate(moved.now).percent
        difference: Decimal | int = (after or Decimal()) - (before or Decimal())
        return f"{difference:+}个百分点" if difference else "持平"
    return f"{int(moved.now) - int(moved.published):+d}"


def _issues(name: str, causes: tuple[Cause, ...] | None) -> str:
    """The ids of the issues that bear on a figure; of entries without ids only openings do."""
    bearing = [cause for cause in causes or () if name in cause.figures]
    names = [cause.name for cause in bearing if _is_issue(cause)]
    more = f"等{len(names)}个" if len(names) > _NAMED else ""
    opening = [] if len(names) == len(bearing) else ["期初数"]
    return listing([listing(names[:_NAMED]) + more, *opening] if names else opening) if bearing else NOTHING


def _is_issue(cause: Cause) -> bool:
    return isinstance(cause.record, Issue)


def _rate(value: str) -> Rate:
    part, whole = value.split("/")
    return Rate(int(part), int(whole))
