"""Counts a Book: one pass over each issue's events for all the spans that matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bangfu.i18n import mark
from bangfu.merge.book import Book, CityBook
from bangfu.model.period import Period
from bangfu.stages import stage
from bangfu.tally.figures import Row, Tally
from bangfu.tally.groups import GROUPINGS, Grouping, Key
from bangfu.tally.lives import CityLives, Lives, Span
from bangfu.tally.pile import Pile, states_issues, states_pairs
from bangfu.tally.pledges import counted

TOTAL = "合计"


@dataclass(slots=True)
class Heap:
    """The piles of one span. `loose` holds what belongs to no group: pairings, visits and commitments."""

    span: Span
    piles: dict[Key, Pile] = field(default_factory=dict)
    loose: Pile = field(default_factory=Pile)

    def pile(self, key: Key) -> Pile:
        """That of a group."""
        pile = self.piles.get(key)
        if pile is None:
            pile = self.piles[key] = Pile()
        return pile

    def add(self, other: Heap) -> None:
        """Adds the piles of another heap over the same span."""
        for key, pile in other.piles.items():
            self.pile(key).add(pile)
        self.loose.add(other.loose)

    def row(self, key: Key) -> Row:
        """A group's figures."""
        return self.piles.get(key, Pile()).row(key)

    def total(self) -> Row:
        """The figures of all."""
        whole = Pile()
        for pile in (*self.piles.values(), self.loose):
            whole.add(pile)
        return whole.row(None, TOTAL)


def spans(period: Period, as_of: date, *, compare: bool = True) -> list[Span]:
    """The spans that `tally` counts: the period up to the day, and those to compare with, where it does, in full."""
    return [Span(period.start, as_of), *filter(None, _neighbours(period) if compare else ())]


@stage(mark("tallying"))
def tally(
    book: Book,
    period: Period,
    by: str = "city",
    *,
    as_of: date | None = None,
    compare: bool = True,
    lives: Lives | None = None,
) -> Tally:
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
        lives: those of its issues where they have been replayed already, over `spans` at least.

    Raises:
        ValueError: `as_of` lies outside the period.
        KeyError: there is no such grouping.
    """
    day = period.end if as_of is None else as_of
    if day not in period:
        raise ValueError("the day must lie in the period")
    heaps = count(book, by, spans(period, day, compare=compare), lives)
    return total(book, period, day, by, heaps)


def count(book: Book, by: str, over: Sequence[Span], lives: Lives | None = None) -> list[Heap]:
    """The piles of a Book, a heap a span; those of several Books may be added up.

    Raises:
        KeyError: there is no such grouping.
    """
    grouping = GROUPINGS[by](book)
    lives = lives or Lives(over, book.province.limits)
    heaps = [Heap(span) for span in over]
    for city in book.cities:
        mine = lives.of(city)
        for heap in heaps:
            _count_issues(mine, grouping, heap)
            _count_rest(city, grouping, heap)
    return heaps


def total(book: Book, period: Period, as_of: date, by: str, heaps: Sequence[Heap]) -> Tally:
    """The figures of what was counted.

    Args:
        book: its province and cities; their records are not looked at.
        period, as_of, by: as for `tally`.
        heaps: one for each of `spans` of the period and day.
    """
    grouping = GROUPINGS[by](book)
    by_span = {heap.span: heap for heap in heaps}
    heap = heaps[0]
    others = [by_span.get(span) if span else None for span in _neighbours(period)]
    keys = dict.fromkeys(key for each in heaps for key in each.piles) | dict.fromkeys(grouping.standing)
    rows = {key: heap.row(key) for key in keys}
    ordered = grouping.ordered({key: row.stock.reported for key, row in rows.items()})
    return Tally(
        period,
        as_of,
        by,
        tuple(_beside(rows[key], *(other.row(key) if other else None for other in others)) for key in ordered),
        _beside(heap.total(), *(other.total() if other else None for other in others)),
    )


def series(
    book: Book, periods: Sequence[Period], as_of: date, by: str = "city", *, lives: Lives | None = None
) -> tuple[Tally, ...]:
    """The figures of several periods, each as `tally` gives them without comparison, in one pass over the events.

    Args:
        book, by: as for `tally`.
        periods: none begins after `as_of`.
        as_of: what is dated later takes no part.
        lives: those of its issues where they have been replayed already, over these periods up to the day at least.

    Raises:
        ValueError: a period begins after `as_of`.
        KeyError: there is no such grouping.
    """
    if any(period.start > as_of for period in periods):
        raise ValueError("a period begins after the day")
    heaps = count(book, by, [Span(period.start, min(period.end, as_of)) for period in periods], lives)
    grouping = GROUPINGS[by](book)
    return tuple(_tally(period, heap, by, grouping) for period, heap in zip(periods, heaps, strict=True))


def _tally(period: Period, heap: Heap, by: str, grouping: Grouping) -> Tally:
    rows = {key: heap.row(key) for key in (*grouping.standing, *heap.piles)}
    ordered = grouping.ordered({key: row.stock.reported for key, row in rows.items()})
    return Tally(period, heap.span.end, by, tuple(rows[key] for key in ordered), heap.total())


def _neighbours(period: Period) -> tuple[Span | None, Span | None]:
    """The spans of the periods to compare with: the one before, and that of a year before."""
    return _neighbour(period.previous), _neighbour(period.last_year)


def _neighbour(of: Callable[[], Period]) -> Span | None:
    """The span of a period to compare with; None where the calendar has none."""
    try:
        period = of()
    except ValueError:
        return None
    return Span(period.start, period.end)


def _count_issues(lives: CityLives, grouping: Grouping, heap: Heap) -> None:
    group, span = grouping.issue, heap.span
    for case, state, bits in zip(lives.city.cases, lives.latest(span), lives.marks[span], strict=True):
        if bits:
            heap.pile(group(case, state)).add_issue(case.issue.id, bits)


def _count_rest(city: CityBook, grouping: Grouping, heap: Heap) -> None:
    """Openings, pairings, visits and commitments up to the end of the heap's span."""
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
    for commitment in ledger.commitments:
        if commitment.date <= end:
            key = grouping.pledged(city, commitment)
            pile = heap.loose if key is None else heap.pile(key)
            pile.pledges = pile.pledges.plus(counted([commitment], heap.span.start, end))


def _beside(row: Row, previous: Row | None, last_year: Row | None) -> Row:
    """`row` with the rows to compare it with."""
    return replace(row, previous=previous, last_year=last_year)
