"""The identities of docs/format.md, for every group and period of random legal ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.lifecycle.replay import STEPS, Step, replay
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, consolidate
from bangfu.model.period import Period, PeriodKind
from bangfu.tally.count import series, tally
from bangfu.tally.figures import Counts, Row, Tally
from bangfu.tally.groups import GROUPINGS
from strategies import books, days

kinds = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.CUSTOM])
periods = st.builds(Period.containing, kinds, days) | st.builds(
    lambda one, other: Period.between(min(one, other), max(one, other)), days, days
)
groupings = st.sampled_from(sorted(GROUPINGS))
few = settings(max_examples=40, deadline=None)


def without_openings(book: Book) -> Book:
    ledgers = [
        replace(city.ledger, parts=tuple(replace(part, opening=()) for part in city.ledger.parts))
        for city in book.cities
        if city.ledger
    ]
    return consolidate(book.province, ledgers)


def cut(book: Book, day: date) -> Book:
    """The book as the ledgers stood on a day: nothing that is dated later."""
    ledgers = []
    for city in book.cities:
        if city.ledger:
            parts = tuple(
                replace(
                    part,
                    opening=tuple(opening for opening in part.opening if opening.date <= day),
                    issues=tuple(
                        replace(issue, events=tuple(event for event in issue.events if event.date <= day))
                        for issue in part.issues
                        if issue.events[0].date <= day
                    ),
                )
                for part in city.ledger.parts
            )
            ledgers.append(replace(city.ledger, parts=parts))
    return consolidate(book.province, ledgers)


def summed(rows: Iterable[Counts]) -> Counts:
    return sum(rows, Counts())


def everyone(figures: Tally) -> tuple[Row, ...]:
    return (*figures.rows, figures.total)


@few
@given(books(), periods, groupings)
def test_stock_at_the_end_is_stock_before_plus_flow_minus_undone(book: Book, period: Period, by: str) -> None:
    for row in everyone(tally(without_openings(book), period, by)):
        assert row.stock + row.undone == row.before + row.flow


@few
@given(books(), periods, groupings)
def test_the_stock_before_a_period_is_the_stock_of_the_day_before(book: Book, period: Period, by: str) -> None:
    eve = period.start - timedelta(days=1)
    assert tally(book, period, by).total.before == tally(book, Period.between(None, eve), by).total.stock


@few
@given(books(), periods, groupings)
def test_reported_is_the_sum_of_all_statuses_and_steps_are_nested(book: Book, period: Period, by: str) -> None:
    for row in everyone(tally(without_openings(book), period, by)):
        stock = row.stock
        assert stock.reported == sum(row.status.values()) == len(row.issues)
        assert stock.rejected == row.status[Status.REJECTED]
        assert stock.closed == row.status[Status.CLOSED] <= stock.resolved
        assert stock.resolved == row.status[Status.RESOLVED] + row.status[Status.CLOSED]
        assert stock.resolved + row.status[Status.ASSIGNED] == stock.assigned + stock.on_the_spot
        assert stock.verified == stock.assigned + stock.on_the_spot + row.status[Status.VERIFIED]


@few
@given(books(), periods, groupings)
def test_rows_add_up_to_the_total(book: Book, period: Period, by: str) -> None:
    figures = tally(book, period, by)
    for name in ("stock", "flow", "undone", "before"):
        assert summed(getattr(row, name) for row in figures.rows) == getattr(figures.total, name)
    for name in ("overdue", "unanswered", "stale"):
        assert sum(getattr(row, name) for row in figures.rows) == getattr(figures.total, name)
    assert sorted(i for row in figures.rows for i in row.issues) == sorted(figures.total.issues)
    for rate in ("resolution", "closure", "collected_resolution", "overdue", "on_time", "satisfaction", "reply"):
        for part in ("numerator", "denominator"):
            parts = [getattr(getattr(row.rates, rate), part) for row in figures.rows]
            assert sum(parts) == getattr(getattr(figures.total.rates, rate), part)
    if by not in ("category", "field", "channel"):
        for name in ("enterprises", "projects", "prospects"):
            assert sum(getattr(row, name) for row in figures.rows) == getattr(figures.total, name)


@few
@given(books(), periods, groupings)
def test_the_total_is_the_same_by_whatever_it_is_grouped(book: Book, period: Period, by: str) -> None:
    def bare(row: Row | None) -> Row | None:
        return row and replace(row, issues=tuple(sorted(row.issues)), previous=None, last_year=None)

    one, other = tally(book, period, by).total, tally(book, period, "city").total
    assert bare(one) == bare(other)
    assert bare(one.previous) == bare(other.previous)


@few
@given(books(), periods, groupings)
def test_what_happens_later_does_not_change_a_period(book: Book, period: Period, by: str) -> None:
    assert tally(book, period, by) == tally(cut(book, period.end), period, by)


@few
@given(books(), st.builds(Period.containing, kinds, days), groupings)
def test_the_rows_to_compare_with_are_those_of_that_period(book: Book, period: Period, by: str) -> None:
    figures = tally(book, period, by)
    for name in ("previous", "last_year"):
        alone = tally(book, getattr(period, name)(), by, compare=False)
        for row in alone.rows:
            beside = next(mine for mine in figures.rows if mine.key == row.key)
            assert getattr(beside, name) == row
        assert getattr(figures.total, name) == alone.total


@few
@given(books(), periods)
def test_flow_is_what_replaying_each_issue_by_itself_says(book: Book, period: Period) -> None:
    flow = dict.fromkeys(STEPS, 0)
    for case in book.cases:
        for step, day in replay(case.issue.events, period.end).entered.items():
            flow[step] += day in period
    assert tally(book, period).total.flow == Counts(*(flow[step] for step in Step))


@few
@given(books(), days, st.integers(1, 4), groupings)
def test_a_series_is_each_periods_tally(book: Book, day: date, count: int, by: str) -> None:
    months = [Period.containing(PeriodKind.MONTH, day)]
    while len(months) < count:
        months.insert(0, months[0].previous())
    assert series(book, months, day, by) == tuple(
        tally(book, month, by, as_of=min(month.end, day), compare=False) for month in months
    )
