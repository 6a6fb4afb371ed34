"""Invented ledgers: legal lives, the same everywhere, and something of everything."""

from __future__ import annotations

from datetime import date

from bangfu.edit.canonical import canonical
from bangfu.lifecycle.replay import Step, replay
from bangfu.lifecycle.transitions import TABLE
from bangfu.lifecycle.walk import walk
from bangfu.model.enterprise import Stage
from bangfu.model.event import EventType, Satisfaction
from bangfu.model.ids import is_id, key
from bangfu.model.ledger import SECTIONS
from bangfu.model.province import City
from bangfu.model.source import Source
from bangfu.read.part import read_part
from bangfu.scaffold.demo import demonstrate
from bangfu.scaffold.dice import Dice
from bangfu.scaffold.hunan import cities
from bangfu.scaffold.repository import scaffold

GUANGZHOU = City(slug="guangzhou", name="广州市", prefix="GZ")


def test_every_life_follows_the_transition_table() -> None:
    for part in demonstrate(cities()).parts:
        for issue in part.issues:
            strides = list(walk(issue.events))
            assert all(stride.legal for stride in strides), issue
            assert not any(
                stride.event.type is EventType.CLOSE and stride.rating is Satisfaction.DISSATISFIED
                for stride in strides
            ), issue
            assert [event.date for event in issue.events] == sorted(event.date for event in issue.events)
            for event in issue.events:
                assert date(2019, 1, 1) <= event.date <= date(2019, 12, 31)
                for required in TABLE[event.type].required:
                    assert getattr(event, required), issue


def test_something_of_everything_happens() -> None:
    parts = demonstrate(cities()).parts
    issues = [issue for part in parts for issue in part.issues]
    assert {event.type for issue in issues for event in issue.events} == set(EventType)
    states = [replay(issue.events, date(2020, 1, 10)) for issue in issues]
    assert any(state.overdue for state in states)
    assert any(state.replied is None for state in states)
    assert any(state.reopened for state in states)
    assert any(Step.ON_THE_SPOT in state.entered for state in states)
    assert any(event.into for issue in issues for event in issue.events)


def test_every_city_has_a_full_year() -> None:
    for part in demonstrate(cities()).parts:
        assert 20 <= len(part.issues) <= 40
        assert {measure.date.month for measure in part.measures} == set(range(1, 13))
        unfinished = any(each.stage not in (None, Stage.DONE) for each in part.enterprises)
        for section in SECTIONS:
            bare = section == "opening" or (section == "stages" and not unfinished)
            assert getattr(part, section) or bare, (part.city, section)


def test_names_and_ids() -> None:
    data = demonstrate(cities())
    names = [enterprise.name for part in data.parts for enterprise in part.enterprises]
    assert len(set(names)) == len(names)
    assert all(name.startswith("演示") for name in names)
    ids = [issue.id for part in data.parts for issue in part.issues]
    assert all(map(is_id, ids))
    assert len(set(map(key, ids))) == len(ids)


def test_the_same_every_time_and_no_city_depends_on_another() -> None:
    once = scaffold("湖南省", "某厅", cities(), demo=True)
    assert once == scaffold("湖南省", "某厅", cities(), demo=True)
    more = scaffold("湖南省", "某厅", (GUANGZHOU, *cities()), demo=True)
    assert more["ledgers/zhuzhou.yaml"] == once["ledgers/zhuzhou.yaml"]


def test_the_assertion_counts_the_half_year() -> None:
    for part in demonstrate(cities()).parts:
        (assertion,) = part.assertions
        reported = sum(issue.events[0].date <= date(2019, 6, 30) for issue in part.issues)
        assert assertion.reported == reported + sum(entry.reported or 0 for entry in part.opening)


def test_dice() -> None:
    dice = Dice("种子")
    numbers = [dice.between(1, 3) for _ in range(200)]
    assert set(numbers) == {1, 2, 3}
    assert dice.some("甲乙丙", 9) == ("甲", "乙", "丙")
    drawn = [dice.weighted({"常": 9, "罕": 1}) for _ in range(500)]
    assert drawn.count("常") > 4 * drawn.count("罕") > 0
    days = {dice.workday(date(2019, 6, 1), date(2019, 6, 30)) for _ in range(300)}
    assert {day for day in days if day.weekday() > 4} <= {date(2019, 6, 1)}
    assert max(days) == date(2019, 6, 28)


def test_every_ledger_is_in_the_canonical_layout() -> None:
    for demo in (True, False):
        for name, text in scaffold("湖南省", "某厅", cities(), demo=demo).items():
            if name.startswith("ledgers/"):
                source = Source(name, text, "")
                assert canonical(source, read_part(source)) == text
