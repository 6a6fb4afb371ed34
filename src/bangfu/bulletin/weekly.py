"""The parts of the weekly report: what the week brought, what is overdue, and what falls due next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bangfu.bulletin.annexes import Wanted, supervision_table
from bangfu.bulletin.document import Block, Figure, Paragraph, Text, clause_texts, text
from bangfu.bulletin.material import Material
from bangfu.bulletin.problems import by_city, unreported
from bangfu.bulletin.progress import summary
from bangfu.bulletin.restatement import tabled
from bangfu.bulletin.sources import WHOLE
from bangfu.bulletin.supervision import Pressed, Reason
from bangfu.bulletin.together import shared
from bangfu.bulletin.wording import later_day, this, upto
from bangfu.lifecycle.replay import Step
from bangfu.lifecycle.transitions import Status

ANNEX = "督办和到期问题清单"


def week(material: Material) -> Iterator[Paragraph]:
    """What the week brought and where its end stands, then whose issues were collected and resolved."""
    yield from summary(material)
    told = [_whose(material, step, word) for step, word in ((Step.REPORTED, "新收集"), (Step.RESOLVED, "办结"))]
    if said := clause_texts(told, "；"):
        yield Paragraph(text("从市州看，", said))


def _whose(material: Material, step: Step, word: str) -> Text:
    """新收集问题的有湘西州2个，株洲市、怀化市各1个."""
    counts = [
        (row.label, material.sources[row.label].flow(step, row.flow[step], f"{this(material.period)}{word}"))
        for _, row in material.by_city()
    ]
    named = shared(counts, "个")
    return text(f"{word}问题的有", named) if named else ()


def due(material: Material, pressed: tuple[Pressed, ...]) -> Iterator[Paragraph]:
    """逾期 with its rate, what else waits too long, and what falls due next week; then the ledgers that lag."""
    if material.total.issues:
        coming = falling_due(material)
        annex = "附件1" if tabled(material) else "附件"
        listed = f"详见{annex}。" if any(_list(material, pressed)) else ""
        told = [_overdue(material, pressed), _waiting(material, pressed), _coming(material, coming)]
        yield Paragraph(text(f"{upto(material.as_of)}，", clause_texts(told, "；"), listed))
    if missing := unreported(material):
        yield Paragraph(missing)
    elif not material.total.issues:
        yield Paragraph(text("没有逐件记录的问题，无从列出逾期和到期情况。"))


def _overdue(material: Material, pressed: Sequence[Pressed]) -> Text:
    rate, mine = material.total.rates.overdue, material.sources[WHOLE]
    if not rate.denominator:
        return text("没有正在办理的问题")
    if not rate.numerator:
        working = mine.measured("overdue", rate, "正在办理", text=str(rate.denominator))
        return text("正在办理的", working, "个问题均未逾期")
    late = [each for each in pressed if Reason.OVERDUE in each.reasons]
    spread = _spread(late, Reason.OVERDUE, material)
    count = mine.overdue(rate.numerator, Reason.OVERDUE)
    return text("逾期未办结", count, "个（", spread, "），逾期率", mine.measured("overdue", rate, "逾期率"))


def _waiting(material: Material, pressed: Sequence[Pressed]) -> Text:
    mute = [each for each in pressed if {Reason.UNANSWERED, Reason.UNASSIGNED} & set(each.reasons)]
    name = "超过时限没有回应或交办"
    return text(name, _count(mute, name, material), "个（", _spread(mute, name, material), "）") if mute else ()


def _coming(material: Material, coming: Sequence[Pressed]) -> Text:
    span = coming_days(material)
    if not coming:
        return text(f"{span}没有到期的问题")
    count, spread = _count(coming, "即将到期", material), _spread(coming, "即将到期", material)
    return text(f"{span}到期", count, "个（", spread, "）")


def _count(some: Sequence[Pressed], name: str, material: Material) -> Figure:
    return material.sources[WHOLE].standing(str(len(some)), [each.case.issue.id for each in some], name)


def _spread(some: Sequence[Pressed], name: str, material: Material) -> Text:
    """The cities with their numbers; one alone by its name, the number having just been said."""
    cities = by_city(material, some, name)
    return text(*cities) if len(cities) == 1 else shared(cities.items(), "个")


def coming_days(material: Material) -> str:
    """6月10日至6月16日: the days up to the end of the next week."""
    first, last = _next(material)
    return f"{later_day(first, material.as_of)}至{later_day(last, first)}"


def falling_due(material: Material) -> tuple[Pressed, ...]:
    """What is 办理中 and due after the day, up to the end of the next week."""
    first, last = _next(material)
    return tuple(
        Pressed(case, state, (Reason.DUE,))
        for case, state in material.states()
        if state.status is Status.ASSIGNED and state.due is not None and first <= state.due <= last
    )


def _next(material: Material) -> tuple[date, date]:
    """The day after the bulletin's, and the last of the week after its own."""
    try:
        return material.as_of + timedelta(days=1), material.period.end + timedelta(days=7)
    except OverflowError:  # the calendar ends first
        return date.max, date.max


def _list(material: Material, pressed: tuple[Pressed, ...]) -> Iterator[Block]:
    """What is past a time limit or falls due, in the order of the ledgers; what is both once, with both reasons."""
    waiting = [each for each in pressed if set(each.reasons) != {Reason.STALE}]  # which the text does not tell of
    found = {(each.case.city.slug, each.case.issue.id): each for each in waiting}
    for each in falling_due(material):
        key = (each.case.city.slug, each.case.issue.id)
        found[key] = each._replace(reasons=(*found[key].reasons, Reason.DUE)) if key in found else each
    if found:
        places = [(case.city.slug, case.issue.id) for case, _ in material.states()]
        yield supervision_table(material, [found[key] for key in dict.fromkeys(places) if key in found])


DUE = Wanted(ANNEX, _list)
