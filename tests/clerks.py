"""What clerks do to a ledger between two merges, for property tests: they add, go on, correct, rename, take out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from bangfu.lifecycle.replay import replay
from bangfu.lifecycle.transitions import may_follow
from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event, EventType, Satisfaction
from bangfu.model.ids import make_id
from bangfu.model.issue import Issue
from bangfu.model.ledger import Measure, Opening, Part
from dice import Dice, Drawn
from strategies import DEPARTMENTS, FIRST, history

CITY = "株洲市"
NAMES = ("甲公司", "乙公司", "丙公司", "丁公司")
TITLES = ("用地", "融资", "用工", "用电", "物流")
TEXTS = ("现场办公", "银企对接", "政策宣讲", "专班推进")
NOTES = ("已记", "在办", "供地三十亩", "协调会", "说“好”: 行 #1")

_NOTED = (EventType.REJECT, EventType.RESOLVE, EventType.EXTEND, EventType.REOPEN)


@st.composite
def ledgers(draw: st.DrawFn) -> Part:
    """One city's ledger: a few enterprises, issues, measures and an opening."""
    return ledger(Drawn(draw))


def ledger(dice: Dice) -> Part:
    """The same by any dice."""
    names = dice.shuffled(NAMES)[: dice.number(1, 3)]
    part = Part(
        city=CITY,
        opening=(Opening(date=_day(dice), reported=dice.number(0, 9)),) if dice.chance(2) else (),
        enterprises=tuple(Enterprise(name=name, leader=dice.pick((None, "市长"))) for name in names),
        measures=tuple(dict.fromkeys(_measure(dice) for _number in range(dice.number(0, 3)))),
    )
    for _number in range(dice.number(0, 3)):
        part = add_issue(dice, part)
    return part


def _day(dice: Dice) -> date:
    return FIRST + timedelta(days=dice.number(0, 400))


def _measure(dice: Dice) -> Measure:
    return Measure(date=_day(dice), section="要素保障", text=dice.pick(TEXTS))


def add_issue(dice: Dice, part: Part) -> Part:
    """A new issue, with the id that bangfu gives it; the same row is the same issue."""
    events = history(dice, longest=4)
    enterprise, title = dice.pick(part.enterprises).name, dice.pick(TITLES)
    if any((i.enterprise, i.title, i.events[0].date) == (enterprise, title, events[0].date) for i in part.issues):
        return part
    name = make_id("ZZ", part.city, enterprise, events[0].date, title, {issue.id for issue in part.issues})
    if dice.chance(6):  # a hand has typed an id: on two branches it may be given twice
        name = f"ZZ-{events[0].date:%y%m%d}-AAAA"
    if any(issue.id == name for issue in part.issues):
        return part
    return replace(part, issues=(*part.issues, Issue(id=name, enterprise=enterprise, title=title, category="用地",
                                                     events=events)))  # fmt: skip


def _with_issue(dice: Dice, part: Part, change: Callable[[Issue], Issue | None]) -> Part:
    if not part.issues:
        return part
    at = dice.number(0, len(part.issues) - 1)
    new = change(part.issues[at])
    return replace(part, issues=(*part.issues[:at], *((new,) if new else ()), *part.issues[at + 1 :]))


def go_on(dice: Dice, part: Part) -> Part:
    """One more step in an issue's life."""

    def step(issue: Issue) -> Issue:
        state = replay(issue.events, issue.events[-1].date)
        kinds = [k for k in may_follow(state.status) if k is not EventType.CLOSE or state.satisfaction != "不满意"]
        kind = dice.pick(kinds or [None])
        if kind is None:
            return issue
        day = issue.events[-1].date + timedelta(days=dice.number(0, 6))
        event = Event(
            date=day,
            type=kind,
            to=(dice.pick(DEPARTMENTS),) if kind is EventType.ASSIGN else (),
            due=day + timedelta(days=9) if kind is EventType.EXTEND else None,
            satisfaction=dice.pick(tuple(Satisfaction)) if kind is EventType.RATE else None,
            note=dice.pick(NOTES) if kind in _NOTED or dice.chance(2) else None,
        )
        return replace(issue, events=(*issue.events, event))

    return _with_issue(dice, part, step)


def correct_event(dice: Dice, part: Part) -> Part:
    """A note or a department is put right."""

    def corrected(issue: Issue) -> Issue:
        at = dice.number(0, len(issue.events) - 1)
        event = issue.events[at]
        if event.to and dice.chance(2):
            event = replace(event, to=tuple(dict.fromkeys((*event.to, dice.pick(DEPARTMENTS)))))
        else:
            event = replace(event, note=dice.pick(NOTES))
        return replace(issue, events=(*issue.events[:at], event, *issue.events[at + 1 :]))

    return _with_issue(dice, part, corrected)


def correct_issue(dice: Dice, part: Part) -> Part:
    """Its category, its details, or that it is a typical case."""
    key, value = dice.pick((("category", "融资"), ("detail", "第一行\n第二行\n"), ("case", True)))
    return _with_issue(dice, part, lambda issue: replace(issue, **{key: value}))


def take_out(dice: Dice, part: Part) -> Part:
    """An issue goes."""
    return _with_issue(dice, part, lambda _issue: None)


def move(dice: Dice, part: Part) -> Part:
    """The issues or the enterprises stand in another order."""
    section = dice.pick(("issues", "enterprises"))
    return replace(part, **{section: tuple(dice.shuffled(getattr(part, section)))})


def take_out_event(dice: Dice, part: Part) -> Part:
    """The last event goes: it was a slip."""
    return _with_issue(
        dice, part, lambda issue: replace(issue, events=issue.events[:-1]) if len(issue.events) > 1 else issue
    )


def rename(dice: Dice, part: Part) -> Part:
    """An enterprise has a new name; the old one stays as an alias."""
    at = dice.number(0, len(part.enterprises) - 1)
    old = part.enterprises[at]
    new = replace(old, name=old.name + dice.pick(("集团", "股份")), aliases=(*old.aliases, old.name))
    return replace(part, enterprises=(*part.enterprises[:at], new, *part.enterprises[at + 1 :]))


def pair_anew(dice: Dice, part: Part) -> Part:
    """An enterprise has another leader or a department."""
    at = dice.number(0, len(part.enterprises) - 1)
    key, value = dice.pick((("leader", "副市长"), ("leader", None), ("department", "市工信局")))
    new = replace(part.enterprises[at], **{key: value})
    return replace(part, enterprises=(*part.enterprises[:at], new, *part.enterprises[at + 1 :]))


def add_enterprise(dice: Dice, part: Part) -> Part:
    """A new enterprise."""
    name = dice.pick(NAMES)
    if any(name in (enterprise.name, *enterprise.aliases) for enterprise in part.enterprises):
        return part
    return replace(part, enterprises=(*part.enterprises, Enterprise(name=name)))


def write_measure(dice: Dice, part: Part) -> Part:
    """A measure is put in anywhere."""
    at = dice.number(0, len(part.measures))
    return replace(part, measures=(*part.measures[:at], _measure(dice), *part.measures[at:]))


def strike_measure(dice: Dice, part: Part) -> Part:
    """A measure goes."""
    if not part.measures:
        return part
    at = dice.number(0, len(part.measures) - 1)
    return replace(part, measures=(*part.measures[:at], *part.measures[at + 1 :]))


_WAYS = (
    go_on, go_on, go_on, add_issue, add_issue, correct_event, correct_issue, take_out, take_out_event, rename, move,
    pair_anew, add_enterprise, write_measure, write_measure, strike_measure,
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn, part: Part, most: int = 4) -> Part:
    """What one clerk makes of a ledger."""
    return edited_by(Drawn(draw), part, most)


def edited_by(dice: Dice, part: Part, most: int = 4) -> Part:
    """The same by any dice."""
    for _number in range(dice.number(0, most)):
        part = dice.pick(_WAYS)(dice, part)
    return part


@st.composite
def triples(draw: st.DrawFn) -> tuple[Part, Part, Part]:
    """A base, and what two clerks made of it."""
    return triple(Drawn(draw))


def triple(dice: Dice) -> tuple[Part, Part, Part]:
    """The same by any dice."""
    base = ledger(dice)
    return base, edited_by(dice, base), edited_by(dice, base)
