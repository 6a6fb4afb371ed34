"""Random legal ledgers for property tests: histories of issues, openings, pairings, and whole Books."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from bangfu.lifecycle.transitions import Status, may_follow, next_status
from bangfu.merge.book import Book, consolidate
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.event import Event, EventType, Satisfaction
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger, Opening, Part
from bangfu.model.province import City, Province
from dice import Dice, Drawn

FIRST = date(2018, 11, 1)
DEPARTMENTS = ("市自然资源局", "市住建局", "市供电公司")
CHANNELS = ("企业服务专线", "走访", None)
CATEGORIES = {"要素保障": ("融资", "用地"), "创新能力": ("技改",)}
ENTERPRISES = ("甲公司", "乙公司", "丙公司")
CITIES = (
    City(slug="changsha", name="长沙市", prefix="CS", file="bangfu.yaml", line=7),
    City(slug="zhuzhou", name="株洲市", prefix="ZZ", file="bangfu.yaml", line=8),
    City(slug="yiyang", name="益阳市", prefix="YIY", file="bangfu.yaml", line=9),
)
PROVINCE = Province(
    province="湖南省",
    issuer="省工信厅",
    recipients="各市州工信局",
    campaign="帮扶",
    cities=CITIES,
    categories=CATEGORIES,
)

days = st.dates(FIRST, FIRST + timedelta(days=450))


@st.composite
def histories(draw: st.DrawFn, longest: int = 9) -> tuple[Event, ...]:
    """The events of one issue, legal by the transition table and by 不满意不销号, in date order."""
    return history(Drawn(draw), longest)


def history(dice: Dice, longest: int = 9) -> tuple[Event, ...]:
    """The same by any dice."""
    day = FIRST + timedelta(days=dice.number(0, 450))
    events = [Event(date=day, type=EventType.REPORT, via=dice.pick(CHANNELS))]
    status, assigned, rating = Status.REPORTED, False, None
    for _step in range(dice.number(0, longest - 1)):
        choices = [
            kind for kind in may_follow(status) if not (kind is EventType.CLOSE and rating is Satisfaction.DISSATISFIED)
        ]
        kind = dice.pick(choices)
        day += timedelta(days=dice.number(0, 40))
        event = _event(dice, kind, day)
        events.append(event)
        status = next_status(kind, status, ever_assigned=assigned) or status
        assigned = assigned or kind is EventType.ASSIGN
        if kind is EventType.RATE:
            rating = event.satisfaction
        elif kind in (EventType.RESOLVE, EventType.REOPEN):
            rating = None
    return tuple(events)


def _event(dice: Dice, kind: EventType, day: date) -> Event:
    """An event with what its type requires, and sometimes what it allows."""
    may_be_due = kind in (EventType.ASSIGN, EventType.SUPERVISE) and dice.chance(2)
    due = may_be_due or kind is EventType.EXTEND
    noted = kind in (EventType.REJECT, EventType.RESOLVE, EventType.EXTEND, EventType.REOPEN)
    return Event(
        date=day,
        type=kind,
        to=tuple(dice.shuffled(DEPARTMENTS)[: dice.number(1, 2)]) if kind is EventType.ASSIGN else (),
        due=day + timedelta(days=dice.number(0, 30)) if due else None,
        satisfaction=dice.pick(tuple(Satisfaction)) if kind is EventType.RATE else None,
        note="已记" if noted else None,
    )


@st.composite
def openings(draw: st.DrawFn, file: str = "", line: int = 0) -> Opening:
    """Counts carried in: each counter stated or not."""
    stated = st.none() | st.integers(0, 300)
    return Opening(
        date=draw(days),
        scope=draw(st.none() | st.just("高新区")),
        category=draw(st.none() | st.just("融资")),
        file=file,
        line=line,
        **{name: draw(stated) for name in ("enterprises", "leaders", "reported", "verified", "assigned", "resolved")},
    )


@st.composite
def enterprises(draw: st.DrawFn, name: str, file: str = "", line: int = 0) -> Enterprise:
    """A paired enterprise; sometimes only for a time."""
    since = draw(st.none() | days)
    return Enterprise(
        name=name,
        kind=draw(st.sampled_from(Kind)),
        tier=draw(st.none() | st.just("重点骨干")),
        district=draw(st.none() | st.just("芦淞区")),
        leader=draw(st.none() | st.sampled_from(("市长", "副市长"))),
        department=draw(st.none() | st.sampled_from(DEPARTMENTS)),
        since=since,
        until=draw(st.none() | days.filter(lambda day: since is None or day > since)),
        file=file,
        line=line,
    )


@st.composite
def books(draw: st.DrawFn, most: int = 4) -> Book:
    """A Book of three cities, any of which may have sent nothing in."""
    ledgers = []
    categories = [category for members in CATEGORIES.values() for category in members]
    for city in CITIES:
        if draw(st.integers(0, 4)) == 0:
            continue
        file = f"ledgers/{city.slug}.yaml"
        issues = tuple(
            Issue(
                id=f"{city.prefix}-{number}",
                enterprise=draw(st.sampled_from(ENTERPRISES)),
                title="问题",
                category=draw(st.sampled_from(categories)),
                events=events,
                file=file,
                line=100 + number,
            )
            for number, events in enumerate(draw(st.lists(histories(), max_size=most)))
        )
        part = Part(
            city=city.name,
            opening=tuple(draw(openings(file, 2 + at)) for at in range(draw(st.integers(0, 2)))),
            enterprises=tuple(draw(enterprises(name, file, 10 + at)) for at, name in enumerate(ENTERPRISES)),
            issues=issues,
            file=file,
        )
        ledgers.append(Ledger(city.slug, city.name, (part,)))
    return consolidate(PROVINCE, ledgers)
