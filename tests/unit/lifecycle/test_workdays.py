"""Working days: cases typed by hand from the announced holidays, and the laws of counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.lifecycle.deadlines import default_due, elapsed
from bangfu.lifecycle.workdays import WorkingDays, working_days
from bangfu.model.province import Limits

WORKED = Limits(unit="工作日")
DAYS = working_days(WORKED)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("assigned", "limit", "due"),
    [
        ("2019-06-03", 5, "2019-06-11"),  # 端午: Friday 7 June is off
        ("2019-01-28", 5, "2019-02-02"),  # 春节: Saturday 2 and Sunday 3 February are worked,
        ("2019-01-28", 6, "2019-02-03"),
        ("2019-01-28", 7, "2019-02-11"),  # 4 to 10 February are off
        ("2024-02-08", 1, "2024-02-09"),  # 除夕 2024 was no holiday
        ("2024-02-08", 2, "2024-02-18"),  # 10 to 17 February off, Sunday 18 worked
        ("2019-09-27", 1, "2019-09-29"),  # 国庆: Sunday 29 September is worked,
        ("2019-09-27", 3, "2019-10-08"),  # 1 to 7 October are off,
        ("2019-09-27", 7, "2019-10-12"),  # Saturday 12 October is worked
        ("2020-01-22", 2, "2020-02-03"),  # 春节 2020, prolonged by the State Council to 2 February
        ("2019-06-08", 0, "2019-06-08"),  # no days at all: the same day, whatever it is
        ("2019-06-08", 1, "2019-06-10"),  # assigned on a Saturday that is off
    ],
)
def test_the_days_up_to_a_due_date(assigned: str, limit: int, due: str) -> None:
    assert default_due(day(assigned), Limits(unit="工作日", resolve=limit)) == day(due)


def test_without_a_unit_every_day_counts() -> None:
    assert default_due(day("2019-01-28"), Limits(resolve=7)) == day("2019-02-04")
    assert elapsed(day("2019-01-28"), day("2019-02-11"), Limits()) == 14


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2019-09-30", "2019-10-08", 1),
        ("2019-10-01", "2019-10-07", 0),
        ("2019-10-08", "2019-10-08", 0),
        ("2019-10-08", "2019-09-30", -1),
        ("2018-12-31", "2019-12-31", 250),  # 365 days, 104 weekend days, 17 holidays on weekdays, 6 weekend days worked
    ],
)
def test_the_days_between(start: str, end: str, days: int) -> None:
    assert elapsed(day(start), day(end), WORKED) == days


def test_what_bangfu_yaml_says_comes_first() -> None:
    own = Limits(unit="工作日", holidays=(day("2019-06-10"),), workdays=(day("2019-06-07"), day("2019-06-08")))
    counted = [each for each in (day("2019-06-06") + timedelta(n) for n in range(1, 6))
               if working_days(own).between(each - timedelta(1), each)]  # fmt: skip
    assert counted == [day("2019-06-07"), day("2019-06-08"), day("2019-06-11")]


def test_a_day_in_both_lists_is_off() -> None:
    both = Limits(unit="工作日", holidays=(day("2019-06-08"),), workdays=(day("2019-06-08"),))
    assert elapsed(day("2019-06-07"), day("2019-06-08"), both) == 0


def test_a_year_is_known_by_the_package_or_by_its_own_holidays() -> None:
    assert DAYS.is_known(2019)
    assert not DAYS.is_known(2003)
    assert not DAYS.is_known(2099)
    own = working_days(Limits(unit="工作日", holidays=(day("2099-01-01"),), workdays=(day("2098-12-27"),)))
    assert own.is_known(2099)
    assert not own.is_known(2098)  # a day that is worked says nothing of the year's holidays
    assert own.between(day("2098-12-26"), day("2099-01-02")) == 5  # Saturday 27, 29 to 31 December, Friday 2 January


def test_the_calendar_ends() -> None:
    assert default_due(date.max, WORKED) == date.max
    assert default_due(day("2019-06-03"), Limits(unit="工作日", resolve=999_999_999)) == date.max
    assert elapsed(date.min, date.max, WORKED) > 2_000_000


A_DAY = st.dates(date(2003, 1, 1), date(2030, 12, 31))
A_FEW = st.lists(st.dates(date(2019, 1, 1), date(2019, 2, 28)), max_size=8)
SHORT = st.dates(date(2018, 12, 20), date(2019, 3, 10))


@given(A_DAY, A_DAY, A_DAY, st.integers(0, 400), st.integers(0, 400))
def test_the_laws_of_counting(a: date, b: date, c: date, m: int, n: int) -> None:
    a, b, c = sorted((a, b, c))
    assert DAYS.between(a, b) + DAYS.between(b, c) == DAYS.between(a, c)
    assert 0 <= DAYS.between(a, b) <= (b - a).days
    assert elapsed(b, a, WORKED) == -elapsed(a, b, WORKED)
    assert DAYS.between(a, DAYS.after(a, n)) == n
    assert DAYS.after(DAYS.after(a, m), n) == DAYS.after(a, m + n)
    assert DAYS.after(a, DAYS.between(a, b)) <= b  # and what lies between is no working day
    assert DAYS.after(a, n) <= DAYS.after(b, n)


@given(A_FEW, A_FEW, SHORT, SHORT, st.integers(0, 30))
def test_counting_is_going_from_day_to_day(off: list[date], on: list[date], start: date, end: date, count: int) -> None:
    days = WorkingDays(off, on, ())

    def worked(each: date) -> bool:
        return each not in off and (each in on or each.weekday() < 5)

    walked = [each for n in range(1, (end - start).days + 1) if worked(each := start + timedelta(n))]
    assert days.between(start, end) == len(walked)
    each, left = start, count
    while left:
        each += timedelta(1)
        left -= worked(each)
    assert days.after(start, count) == each
