"""Random edits, of every kind that a command makes or the splicer can, each allowed by the life cycle and the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.lifecycle.replay import replay
from bangfu.lifecycle.transitions import may_follow, next_status
from bangfu.model.enterprise import Enterprise, Kind, Stage
from bangfu.model.event import Event, EventType, OutcomeState, Result, Satisfaction
from bangfu.model.issue import Issue
from bangfu.model.ledger import (
    SECTIONS,
    Assertion,
    Commitment,
    Delivery,
    Measure,
    Milestone,
    Opening,
    Outcome,
    Part,
    Pledger,
    Survey,
    Visit,
)
from bangfu.model.province import Policy
from bangfu.model.quantity import Quantity
from dice import Dice
from strategies import DEPARTMENTS
from strategies import PROVINCE as CITIES_ALONE

FILE = "ledgers/zhuzhou.yaml"
PROVINCE = replace(
    CITIES_ALONE,
    sections=("要素保障",),
    channels=("走访", "企业服务专线", "问题交办函"),
    policies=(Policy(id="P-1", title="减税"),),
)
SHORT = (
    "现场办公", "用电 增容", "a # b", "it's", "说“好”", "x: y", "1:30", "{reported}", "null", "-", "甲,乙", "~", "?",
    "!x", "&a", "*a", "100%", "007", "1e3", "true", "a #b", "- a", "……", "' \"", '"', "\\", "@", "`", "=", "|", ">",
    "[", "]", "}", "a:", ": a", "%x", "é", "🙂", "甲：乙", "2019-03-05", ".", "<<", "---", "...", "#", "a\\nb",
    "key: [1, {2: 3}]",
)  # fmt: skip
LONG = (
    "一行", "两行\n文字", "tab\there", "\n开头空行", "末尾\n\n", "# 井号\n", "a\n\nb\n", "两行\n  缩进\n", "---\n...\n",
    "a: |\nb", "\tx\ny", " x\ny\n", "甲\n \n乙", "'\n\"\n",
)  # fmt: skip
_SIGNS = " #:,[]{}'\"\\|>-?!&*%@`~=.甲1n\t"
_FIRST, _DAYS = date(2021, 1, 1), 99
_NEW = "ZZ-210101-7K3M"


def short(dice: Dice) -> str:
    """A text on one line, as no one should write it."""
    if dice.chance(3):
        return "".join(dice.pick(_SIGNS) for _sign in range(dice.number(1, 9))).strip() or "乙"
    return dice.pick(SHORT)


def long(dice: Dice) -> str:
    """A text, perhaps of several lines."""
    return short(dice) if dice.chance(2) else dice.pick(LONG)


def an_edit(dice: Dice, part: Part) -> list[Change]:
    """What one command writes: events for one issue or several, a new record, or both."""
    made: list[Change] = []
    if part.issues and not dice.chance(3):
        chosen = dice.shuffled(part.issues)[: 1 if dice.chance(2) else dice.number(1, len(part.issues))]
        made = [NewEvents(FILE, issue.id, steps(dice, issue)) for issue in chosen]
    for _number in range(0 if made and not dice.chance(4) else 1 if dice.chance(2) else dice.number(1, 3)):
        section = dice.pick(("issues", "issues", "issues", "enterprises", "enterprises", *SECTIONS))
        record = _record(dice, section)
        if not any(isinstance(other, NewRecord) and other.section == section for other in made):
            made.append(NewRecord(FILE, section, record))
    return made


def steps(dice: Dice, issue: Issue) -> tuple[Event, ...]:
    """One to three more steps of an issue's life."""
    state = replay(issue.events, date.max)
    status, assigned = state.status, state.assigned_on is not None
    rating, due, day, made = state.satisfaction, state.due, _FIRST, []
    for _number in range(dice.pick((1, 1, 1, 2, 3))):
        day += timedelta(days=dice.number(0, _DAYS))
        kinds = [k for k in may_follow(status) if k is not EventType.CLOSE or rating is not Satisfaction.DISSATISFIED]
        event = _step(dice, dice.pick(kinds), day, due)
        made.append(event)
        status = next_status(event.type, status, ever_assigned=assigned) or status
        assigned = assigned or event.type is EventType.ASSIGN
        due = event.due or due
        if event.type in (EventType.RATE, EventType.RESOLVE, EventType.REOPEN):
            rating = event.satisfaction
    return tuple(made)


def _step(dice: Dice, kind: EventType, day: date, due: date | None) -> Event:
    noted = kind in (EventType.REJECT, EventType.RESOLVE, EventType.EXTEND, EventType.REOPEN)
    later = max(day, due or day) + timedelta(days=dice.number(1, 30))
    dated = kind is EventType.EXTEND or (kind in (EventType.ASSIGN, EventType.SUPERVISE) and dice.chance(2))
    outcomes = range(dice.number(0, 2) if kind is EventType.RESOLVE else 0)
    return Event(
        date=day,
        type=kind,
        to=_some(dice, DEPARTMENTS) if kind is EventType.ASSIGN else (),
        via=dice.pick((None, None, "问题交办函")),
        due=later if dated else None,
        satisfaction=dice.pick(tuple(Satisfaction)) if kind is EventType.RATE else None,
        note=long(dice) if noted or dice.chance(2) else None,
        outcomes=tuple(Result(kind="供地", value=_quantity(dice), state=_stage(dice)) for _outcome in outcomes),
        number=short(dice) if kind in (EventType.ASSIGN, EventType.SUPERVISE) and dice.chance(4) else None,
        source=short(dice) if dice.chance(9) else None,
    )


def _record(dice: Dice, section: str) -> object:
    day = _FIRST + timedelta(days=dice.number(0, _DAYS))
    source = short(dice) if dice.chance(9) else None
    if section == "issues":
        report = Event(date=day, type=EventType.REPORT, via=dice.pick((None, "走访")))
        detail = long(dice) if dice.chance(2) else None
        return Issue(
            id=_NEW, enterprise="甲公司", title=short(dice), category="用地", detail=detail, case=dice.chance(5),
            was=_some(dice, ("ZZ-1", "ZZ-2")) if dice.chance(5) else (), source=source, events=(report,),
        )  # fmt: skip
    if section == "enterprises":
        return Enterprise(
            name="乙公司", kind=dice.pick(tuple(Kind)), aliases=_some(dice, ("乙", "a # b", "it's", "x: y", "[乙]")) if
            dice.chance(2) else (), leader=short(dice) if dice.chance(2) else None,
            department=dice.pick((None, *DEPARTMENTS)), since=dice.pick((None, day)), source=source,
        )  # fmt: skip
    if section == "opening":
        return Opening(
            date=date(2018, 10, 31), reported=dice.number(0, 9), scope=dice.pick((None, "高新区")), source=source
        )
    if section == "assertions":
        return Assertion(date=date(2018, 1, 1), rejected=0, source=source)
    if section == "measures":
        return Measure(date=day, section="要素保障", text=short(dice), case=dice.chance(3), source=source)
    if section == "outcomes":
        return Outcome(date=day, kind="授信", value=_quantity(dice), state=_stage(dice), source=source)
    if section == "visits":
        return Visit(date=day, enterprises=1, visited=("甲公司",) if dice.chance(2) else (), source=source)
    if section == "surveys":
        return Survey(date=day, responses=dice.number(1, 99), positive=Quantity.parse("63.3%"), source=source)
    if section == "commitments":
        return Commitment(date=day, by=dice.pick(tuple(Pledger)), party="甲公司", text=short(dice), source=source)
    if section == "stages":
        text = short(dice) if dice.chance(2) else None
        return Milestone(date=day, project="甲公司", stage=dice.pick(tuple(Stage)), text=text, source=source)
    assert section == "policies"
    return Delivery(date=day, policy="P-1", delivered=("甲公司",) if dice.chance(2) else (), source=source)


def _some(dice: Dice, options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dice.shuffled(options)[: dice.number(1, len(options))])


def _quantity(dice: Dice) -> Quantity:
    return Quantity.parse(dice.pick(("30亩", "4365万元", "1000余亩", "5000万元以上", "约20项", "3亿余元")))


def _stage(dice: Dice) -> OutcomeState:
    return dice.pick(tuple(OutcomeState))
