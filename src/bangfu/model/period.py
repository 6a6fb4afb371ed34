"""Periods: the week, month, quarter, half-year, year or span of days that figures are counted over (docs/format.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class PeriodKind(StrEnum):
    """The lengths of time that are reported on."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    CUSTOM = "custom"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FORMS = {
    PeriodKind.WEEK: ("([0-9]{4})-W([0-9]{2})", "2019-W23"),
    PeriodKind.MONTH: ("([0-9]{4})-(0[1-9]|1[0-2])", "2019-06"),
    PeriodKind.QUARTER: ("([0-9]{4})-Q([1-4])", "2019-Q2"),
    PeriodKind.HALF: ("([0-9]{4})-H([12])", "2019-H1"),
    PeriodKind.YEAR: ("([0-9]{4})()", "2019"),
    PeriodKind.CUSTOM: (rf"({_DAY})?\.\.({_DAY})", "2019-01-01..2019-03-05"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days.

    Args:
        kind: what it is a case of.
        start: its first day; ``date.min`` means from the beginning.
        end: its last day, which belongs to it.

    Raises:
        ValueError: when it would end before it starts.
    """

    kind: PeriodKind
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")

    @classmethod
    def parse(cls, kind: PeriodKind, text: str) -> Period:
        """Read a period as the command line takes it.

        Args:
            kind: what is expected.
            text: what ``key`` gives: ``2019-W23`` (ISO week), ``2019-06``, ``2019-Q2``, ``2019-H1``, ``2019``,
                ``2019-01-01..2019-03-05`` or ``..2019-03-05``.

        Raises:
            ValueError: for any other form, or a day or week that does not exist.
        """
        pattern, example = _FORMS[kind]
        match = re.fullmatch(pattern, text)
        if match is None:
            raise ValueError(f"must be of the form {example}")
        if kind is PeriodKind.CUSTOM:
            first, last = match.groups()
            return cls.between(date.fromisoformat(first) if first else None, date.fromisoformat(last))
        year, number = int(match[1]), int(match[2] or 1)
        if kind is PeriodKind.WEEK:
            return cls.containing(kind, date.fromisocalendar(year, number, 1))
        return cls.containing(kind, date(year, (number - 1) * _MONTHS[kind] + 1, 1))

    @classmethod
    def from_key(cls, text: str) -> Period:
        """Read a period of any kind: the inverse of ``key``.

        Raises:
            ValueError: when the text has no period's form, or names one that does not exist.
        """
        for kind, (pattern, _) in _FORMS.items():
            if re.fullmatch(pattern, text):
                return cls.parse(kind, text)
        raise ValueError("must be a period such as " + ", ".join(example for _, example in _FORMS.values()))

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Period:
        """The period of a kind that a day belongs to.

        Raises:
            ValueError: for CUSTOM, and where the period would leave the calendar.
        """
        start = _first(kind, day)
        if kind is PeriodKind.WEEK:
            return cls(kind, start, _days_after(start, 6))
        last = start.month + _MONTHS[kind] - 1
        end = date(start.year, 12, 31) if last == 12 else date(start.year, last + 1, 1) - timedelta(days=1)
        return cls(kind, start, end)

    @classmethod
    def last_complete(cls, kind: PeriodKind, today: date) -> Period:
        """The last period of a kind that ended before today.

        Raises:
            ValueError: for CUSTOM, and where the calendar has none.
        """
        return cls.containing(kind, _days_after(_first(kind, today), -1))

    @classmethod
    def between(cls, start: date | None, end: date) -> Period:
        """The days from start to end, both included; without a start, from the beginning.

        Raises:
            ValueError: when end is before start.
        """
        return cls(PeriodKind.CUSTOM, date.min if start is None else start, end)

    def previous(self) -> Period:
        """The period before, for 环比: of the same kind; for CUSTOM as many days (docs/format.md, figures).

        Raises:
            ValueError: where the calendar has none, as for a span from the beginning.
        """
        end = _days_after(self.start, -1)
        if self.kind is PeriodKind.CUSTOM:
            return self.between(_days_after(end, self.start.toordinal() - self.end.toordinal()), end)
        return self.containing(self.kind, end)

    def last_year(self) -> Period:
        """The same period a year before, for 同比 (docs/format.md, figures).

        A week: the same ISO week number, 52 for 53. CUSTOM: both days a year before, 28 February for 29 February; a
        span from the beginning still begins there.

        Raises:
            ValueError: in the calendar's first year.
        """
        if self.kind is PeriodKind.CUSTOM:
            return self.between(None if self.start == date.min else _year_before(self.start), _year_before(self.end))
        if self.kind is PeriodKind.WEEK:
            year, week, _ = self.start.isocalendar()  # no year with a week 53 follows another
            return self.containing(self.kind, date.fromisocalendar(year - 1, min(week, 52), 1))
        return self.containing(self.kind, _year_before(self.start))

    def __contains__(self, day: date) -> bool:
        """Whether a day belongs to the period."""
        return self.start <= day <= self.end

    @property
    def key(self) -> str:
        """The period in ASCII, for file names and options: what ``parse`` reads."""
        match self.kind:
            case PeriodKind.WEEK:
                year, week, _ = self.start.isocalendar()
                return f"{year:04d}-W{week:02d}"
            case PeriodKind.MONTH:
                return self.start.isoformat()[:7]
            case PeriodKind.QUARTER:
                return f"{self.start.year:04d}-Q{self._number}"
            case PeriodKind.HALF:
                return f"{self.start.year:04d}-H{self._number}"
            case PeriodKind.YEAR:
                return f"{self.start.year:04d}"
            case PeriodKind.CUSTOM:
                return f"{'' if self.start == date.min else self.start}..{self.end}"

    @property
    def label(self) -> str:
        """The period in Chinese, for bulletins: 2019年6月, 2019年第二季度, 2019年上半年, 截至2019年3月5日."""
        match self.kind:
            case PeriodKind.WEEK:
                year, week, _ = self.start.isocalendar()
                return f"{year}年第{week}周（{_span(self.start, self.end, year)}）"
            case PeriodKind.MONTH:
                return f"{self.start.year}年{self.start.month}月"
            case PeriodKind.QUARTER:
                return f"{self.start.year}年第{'一二三四'[self._number - 1]}季度"
            case PeriodKind.HALF:
                return f"{self.start.year}年{'上下'[self._number - 1]}半年"
            case PeriodKind.YEAR:
                return f"{self.start.year}年"
            case PeriodKind.CUSTOM if self.start == date.min:
                return f"截至{_date(self.end)}"
            case PeriodKind.CUSTOM:
                return _span(self.start, self.end)

    @property
    def _number(self) -> int:
        """Which quarter, half … of its year this is, from 1."""
        return (self.start.month - 1) // _MONTHS[self.kind] + 1


def _first(kind: PeriodKind, day: date) -> date:
    """The first day of the period of a kind that a day belongs to."""
    if kind is PeriodKind.CUSTOM:
        raise ValueError("a custom period must be given by its days")
    if kind is PeriodKind.WEEK:
        return _days_after(day, -day.weekday())
    months = _MONTHS[kind]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _days_after(day: date, days: int) -> date:
    """The day so many days later (or earlier); ValueError outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise ValueError("the period leaves the calendar") from None


def _year_before(day: date) -> date:
    """The same day a year before; 28 February for 29 February; ValueError outside the calendar."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _date(day: date, year: int | None = None) -> str:
    """A day in Chinese, its year left out when it is the given one."""
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"


def _span(start: date, end: date, year: int | None = None) -> str:
    """From a day to a day in Chinese, no year said twice."""
    return _date(start, year) if start == end else f"{_date(start, year)}至{_date(end, start.year)}"
