"""Counts a Book: one pass over each issue's events for all the days that matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from bangfu.i18n import mark
from bangfu.lifecycle.replay import snapshots
from bangfu.lifecycle.transitions import Status
from bangfu.merge.book import Book, CityBook
from bangfu.model.period import Period
from bangfu.stages import stage
from bangfu.tally.figures import Row, Tally
from bangfu.tally.groups import GROUPINGS, Grouping, Key
from bangfu.tally.pile import Pile, states_issues, states_pairs

TOTAL = "合计"


class _Span(NamedTuple):
    """The days that figures are counted over; `eve` is the day before, None where there is none."""

    start: date
    end: date
    eve: date | None


class _Heap:
    """The piles of one span. `loose` holds pairings and visits that belong to no group of this grouping."""

    def __init__(self, span: _Span) -> None:
        self.span = span
        self.piles: dict[Key, Pile] = {}
        self.loose = Pile()

    def pile(self, key: Key) -> Pile:
        pile = self.piles.get(key)
        if pile is None:
            pile = self.piles[key] = Pile()
        return pile

    def row(self, key: Key) -> Row:
        return self.piles.get(key, Pile()).row(key)

    def total(self) -> Row:
        whole = Pile()
        for pile in (*self.piles.values(), self.loose):
            whole.add(pile)
        return whole.row(None, TOTAL)


@stage(mark("tallying"))
def tally(book: Book, period: Period, by: str = "city", *, as_of: date | None = None, compare: bool = True) -> Tally:
    """The figures of `book` over `period` (docs/format.md, figures).

    Every span counts by itself: a group that can change, such as a department, is the one at that span's end, so the
    row for comparison is what a tally of that period gives.

    Args:
        book: cut down to some cities, it gives their figures alone.
        period: flow and undone are counted over it.
        by: a key of `groups.GROUPINGS`.
        as_of: the day of stock, status and pairings, in the period; its end by default. Of a period that is not over,
            give today: what is dated later takes no part.
        compare: whether rows carry the period before and the same period a year before, both in full.

    Raises:
        ValueError: `as_of` lies outside the period.
        KeyError: there is no such grouping.
    """
    day = period.end if as_of is None else as_of
    if day not in period:
        raise ValueError("the day must lie in the period")
    grouping = GROUPINGS[by](book)
    heap = _Heap(_span(period.start, day))
    others = (_heap_of(period.previous, compare), _heap_of(period.last_year, compare))
    heaps = [heap, *filter(None, others)]
    _fill(book, grouping, heaps)
    keys = dict.fromkeys(key for each in heaps for key in each.piles) | dict.fromkeys(grouping.standing)
    rows = {key: heap.row(key) for key in keys}
    ordered = grouping.ordered({key: row.stock.reported for key, row in rows.items()})
    return Tally(
        period,
        day,
        by,
        tuple(_beside(rows[key], *(other.row(key) if other else None for other in others)) for key in ordered),
        _beside(heap.total(), *(other.total() if other else None for other in others)),
    )


def series(book: Book, periods: Sequence[Period], as_of: date, by: str = "city") -> tuple[Tally, ...]:
    """The figures of several periods, each as `tally` gives them without comparison, in one pass over the events.

    Args:
        book, by: as for `tally`.
        periods: none begins after `as_of`.
        as_of: what is dated later takes no part.

    Raises:
        ValueError: a period begins after `as_of`.
        KeyError: there is no such grouping.
    """
    if any(period.start > as_of for period in periods):
        raise ValueError("a period begins after the day")
    grouping = GROUPINGS[by](book)
    heaps = [_Heap(_span(period.start, min(period.end, as_of))) for period in periods]
    _fill(book, grouping, heaps)
    return tuple(_tally(period, heap, by, grouping) for period, heap in zip(periods, heaps, strict=True))


def _tally(period: Period, heap: _Heap, by: str, grouping: Grouping) -> Tally:
    rows = {key: heap.row(key) for key in (*grouping.standing, *heap.piles)}
    ordered = grouping.ordered({key: row.stock.reported for key, row in rows.items()})
    return Tally(period, heap.span.end, by, tuple(rows[key] for key in ordered), heap.total())


def _fill(book: Book, grouping: Grouping, heaps: Sequence[_Heap]) -> None:
    for city in book.cities:
        _count_issues(city, book, grouping, heaps)
        for heap in heaps:
            _count_rest(city, grouping, heap)


def _span(start: date, end: date) -> _Span:
    return _Span(start, end, None if start == date.min else start - timedelta(days=1))


def _heap_of(neighbour: Callable[[], Period], wanted: bool) -> _Heap | None:
    """The heap of a period to compare with; None where the calendar has none."""
    try:
        period = neighbour() if wanted else None
    except ValueError:
        return None
    return _Heap(_span(period.start, period.end)) if period else None


def _count_issues(city: CityBook, book: Book, grouping: Grouping, heaps: Sequence[_Heap]) -> None:
    limits = book.province.limits
    days = sorted({day for heap in heaps for day in (heap.span.eve, heap.span.end) if day})
    place = {day: position for position, day in enumerate(days)}
    plan = [(heap, heap.span, place[heap.span.end]) for heap in heaps]
    group = grouping.issue
    for case in city.cases:
        states = snapshots(case.issue.events, days)
        for heap, span, end in plan:
            state = states[end]
            if state.status is not Status.NONE:
                before = states[place[span.eve]] if span.eve else None
                heap.pile(group(case, state)).add_issue(case.issue.id, span.start, before, state, limits)


def _count_rest(city: CityBook, grouping: Grouping, heap: _Heap) -> None:
    """Openings, pairings and visits up to the end of the heap's span."""
    ledger, end = city.ledger, heap.span.end
    if ledger is None:
        return
    paired = grouping.paired
    for opening in ledger.opening:
        if opening.date <= end:
            key = grouping.opening(city.city, opening)
            if states_issues(opening):
                heap.pile(key).add_opening(city.city, opening, heap.span.start)
            if states_pairs(opening):
                (heap.pile(key) if paired else heap.loose).add_opening_pairs(opening)
    for enterprise in ledger.enterprises:
        if enterprise.paired_on(end):
            pile = heap.pile(paired(city.city, enterprise)) if paired else heap.loose
            pile.add_enterprise(city.city, enterprise)
    for visit in ledger.visits:
        if visit.date <= end:
            pile = heap.pile(city.city.name) if grouping.standing else heap.loose
            pile.add_visit(visit)


def _beside(row: Row, previous: Row | None, last_year: Row | None) -> Row:
    """`row` with the rows to compare it with."""
    return replace(row, previous=previous, last_year=last_year)
