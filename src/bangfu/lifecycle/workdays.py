"""Working days (工作日): weekdays, but for holidays and for weekends that are worked in their place.

The State Council announces both each year; the package chinesecalendar has them from 2004 on, and bangfu.yaml can give
what it has not. Of a year that neither knows, weekends alone are left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.util import find_spec

from bangfu.model.province import Limits

_LAST = date.max.toordinal()


def is_installed() -> bool:
    """Whether the holidays of past years are at hand (the extra `bangfu[workdays]`)."""
    return find_spec("chinese_calendar") is not None


class WorkingDays:
    """The working days of all time.

    Args:
        holidays: days off, whatever day of the week they are.
        workdays: days that are worked, whatever day of the week they are; a day that is in both is a day off.
        years: the years whose holidays are among these.
    """

    def __init__(self, holidays: Iterable[date], workdays: Iterable[date], years: Iterable[int]) -> None:
        off = frozenset(holidays)
        self._off = sorted(day.toordinal() for day in off if day.weekday() < 5)
        self._on = sorted(day.toordinal() for day in {*workdays} - off if day.weekday() >= 5)
        self._years = frozenset(years)
        self._upto = cache(self._counted)  # thousands of issues share a few hundred days

    def between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`; 0 where it is not later."""
        return max(0, self._upto(end.toordinal()) - self._upto(start.toordinal()))

    def after(self, start: date, count: int) -> date:
        """The `count`th working day after `start`; `start` itself for 0, the last day of the calendar beyond that."""
        first = start.toordinal()
        days = range(first, _LAST)
        return date.fromordinal(first + bisect_left(days, self._upto(first) + count, key=self._upto))

    def is_known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return year in self._years

    def _counted(self, day: int) -> int:
        """How many working days there are from the first day of the calendar, a Monday, up to a day by its number."""
        weeks, rest = divmod(day, 7)
        return weeks * 5 + min(rest, 5) + bisect_right(self._on, day) - bisect_right(self._off, day)


@cache
def working_days(limits: Limits) -> WorkingDays:
    """The working days as the package has them, and over them what `limits` of bangfu.yaml says."""
    import chinese_calendar as announced

    holidays = (announced.holidays.keys() - limits.workdays) | {*limits.holidays}
    workdays = (announced.workdays.keys() - limits.holidays) | {*limits.workdays}
    years = {day.year for day in (*announced.holidays, *limits.holidays)}
    return WorkingDays(holidays, workdays, years)
