"""An issue's life, told as lines of a ledger; the states are typed by hand from the table in docs/format.md."""

from __future__ import annotations

from datetime import date

import pytest

from bangfu.lifecycle.deadlines import default_due, replied_in_time, stale, unanswered, unassigned
from bangfu.lifecycle.replay import State, Step, replay, snapshots
from bangfu.lifecycle.transitions import TABLE, Status, may_follow, next_status
from bangfu.lifecycle.walk import walk
from bangfu.model.event import Event, EventType, Satisfaction
from bangfu.model.province import Limits


def story(text: str) -> tuple[Event, ...]:
    """Events from lines such as `03-08 交办 市自然资源局 due 04-08`."""
    events = []
    for line in text.strip().splitlines():
        day, kind, *rest = line.split()
        due = date.fromisoformat(f"2019-{rest[rest.index('due') + 1]}") if "due" in rest else None
        words = rest[: rest.index("due")] if "due" in rest else rest
        events.append(
            Event(
                date=date.fromisoformat(f"2019-{day}"),
                type=EventType(kind),
                to=tuple(words) if kind == "交办" else (),
                satisfaction=Satisfaction(words[0]) if kind == "评价" else None,
                due=due,
            )
        )
    return tuple(events)


WHOLE_LIFE = story("""
    03-05 反映
    03-07 核实
    03-08 交办 市自然资源局 市住建局 due 04-08
    03-20 办理
    04-02 办结
    04-05 评价 满意
    04-06 销号
""")


def on(day: str, events: tuple[Event, ...] = WHOLE_LIFE) -> State:
    return replay(events, date.fromisoformat(f"2019-{day}"))


@pytest.mark.parametrize(
    ("day", "status", "steps"),
    [
        ("03-04", Status.NONE, set()),
        ("03-05", Status.REPORTED, {Step.REPORTED}),
        ("03-07", Status.VERIFIED, {Step.REPORTED, Step.VERIFIED}),
        ("03-08", Status.ASSIGNED, {Step.REPORTED, Step.VERIFIED, Step.ASSIGNED}),
        ("04-02", Status.RESOLVED, {Step.REPORTED, Step.VERIFIED, Step.ASSIGNED, Step.RESOLVED}),
        ("12-31", Status.CLOSED, {Step.REPORTED, Step.VERIFIED, Step.ASSIGNED, Step.RESOLVED, Step.CLOSED}),
    ],
)
def test_a_whole_life_day_by_day(day: str, status: Status, steps: set[Step]) -> None:
    state = on(day)
    assert state.status is status
    assert set(state.entered) == steps


def test_what_a_closed_issue_remembers() -> None:
    state = on("12-31")
    assert state.department == "市自然资源局"
    assert state.departments == ("市自然资源局", "市住建局")
    assert state.satisfaction is Satisfaction.SATISFIED
    assert state.days == 25
    assert state.replied == date(2019, 3, 7)
    assert (state.resolved, state.closed) == (date(2019, 4, 2), date(2019, 4, 6))
    assert not state.late


def test_assigning_at_once_counts_as_verified_the_same_day() -> None:
    state = on("06-30", story("03-05 反映\n03-08 交办 市工信局"))
    assert state.entered == {
        Step.REPORTED: date(2019, 3, 5),
        Step.VERIFIED: date(2019, 3, 8),
        Step.ASSIGNED: date(2019, 3, 8),
    }


def test_resolved_on_the_spot_is_verified_and_resolved_never_assigned() -> None:
    state = on("06-30", story("03-05 反映\n03-06 办结"))
    assert set(state.entered) == {Step.REPORTED, Step.VERIFIED, Step.ON_THE_SPOT, Step.RESOLVED}
    assert state.days is None


def test_a_rejected_issue_counts_as_reported_and_rejected_only() -> None:
    state = on("06-30", story("03-05 反映\n03-06 核实\n03-09 退回"))
    assert state.status is Status.REJECTED
    assert set(state.entered) == {Step.REPORTED, Step.REJECTED}


def test_a_second_assignment_is_no_new_entry_and_a_second_resolution_is() -> None:
    state = on(
        "06-30",
        story("""
            03-05 反映
            03-08 交办 甲局 due 04-08
            03-20 交办 乙局
            04-02 办结
            04-05 评价 不满意
            04-06 重开
            05-10 办结
        """),
    )
    assert state.department == "乙局"
    assert state.entered[Step.ASSIGNED] == date(2019, 3, 8)
    assert state.entered[Step.RESOLVED] == date(2019, 5, 10)
    assert state.satisfaction is None
    assert state.late  # the due date given before the 重开 stays in force
    assert state.reopened == 1


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("03-05 反映\n03-06 退回\n03-09 重开", Status.REPORTED),
        ("03-05 反映\n03-06 办结\n03-09 重开", Status.VERIFIED),
        ("03-05 反映\n03-06 交办 甲局\n03-07 办结\n03-08 销号\n03-09 重开", Status.ASSIGNED),
    ],
)
def test_where_reopening_leads(before: str, status: Status) -> None:
    assert on("06-30", story(before)).status is status


def test_overdue_begins_the_day_after_the_due_date_in_force() -> None:
    events = story("03-05 反映\n03-08 交办 甲局 due 04-08\n04-01 延期 due 04-20\n04-10 督办 due 04-15")
    assert not on("04-15", events).overdue
    assert on("04-16", events).overdue
    assert not on("04-09", events).overdue
    assert on("04-16", events).supervised == 1


def test_events_are_never_sorted() -> None:
    backwards = story("03-05 反映\n03-10 核实\n03-07 交办 甲局")
    assert on("03-08", backwards).status is Status.REPORTED
    assert on("03-10", backwards).status is Status.ASSIGNED


def test_snapshots_in_one_pass_equal_replays_one_by_one() -> None:
    days = [date(2019, 3, 4), date(2019, 3, 8), date(2019, 4, 2), date(2019, 12, 31)]
    assert snapshots(WHOLE_LIFE, days) == [replay(WHOLE_LIFE, day) for day in days]


def test_an_illegal_event_is_passed_over_and_shown_by_the_walk() -> None:
    events = story("03-05 反映\n03-06 销号\n03-07 核实")
    assert on("06-30", events).status is Status.VERIFIED
    assert [stride.legal for stride in walk(events)] == [True, False, True]


def test_the_walk_knows_the_rating_in_force() -> None:
    events = story("03-05 反映\n03-06 办结\n03-07 评价 不满意\n03-08 重开\n03-09 办结\n03-10 销号")
    assert [stride.rating for stride in walk(events)] == [None, None, None, Satisfaction.DISSATISFIED, None, None]


def test_every_event_type_has_its_row_and_every_row_can_be_reached() -> None:
    assert set(TABLE) == set(EventType)
    reached = {Status.NONE}
    for _round in Status:
        for status in tuple(reached):
            for kind in may_follow(status):
                for assigned in (True, False):
                    after = next_status(kind, status, ever_assigned=assigned)
                    assert after is not None
                    reached.add(after)
    assert reached == set(Status)


def test_limits() -> None:
    limits = Limits()
    reported = on("03-10", story("03-05 反映"))
    assert not unanswered(reported, limits)
    assert unanswered(on("03-11", story("03-05 反映")), limits)
    assert replied_in_time(on("12-31", story("03-05 反映\n03-10 核实")), limits)
    assert not replied_in_time(on("12-31", story("03-05 反映\n03-11 核实")), limits)
    assert not unassigned(on("03-20", story("03-05 反映\n03-10 核实")), limits)
    assert unassigned(on("03-21", story("03-05 反映\n03-10 核实")), limits)
    assert not stale(on("03-23", story("03-05 反映\n03-08 交办 甲局")), limits)
    assert stale(on("03-24", story("03-05 反映\n03-08 交办 甲局")), limits)
    assert default_due(date(2019, 3, 8), limits) == date(2019, 4, 7)
