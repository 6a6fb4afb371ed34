"""What a bulletin is made from: the Book, and the tallies that every sentence takes its figures from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from bangfu.bulletin import filling
from bangfu.bulletin.document import Figure, Text, plain
from bangfu.bulletin.scope import within_scope
from bangfu.bulletin.sources import WHOLE, Lives, Sources, at_span, of_city, sources
from bangfu.lifecycle.replay import State, snapshots
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.ledger import Measure, Outcome, Survey, Visit
from bangfu.model.period import Period, PeriodKind
from bangfu.model.province import City, Province
from bangfu.tally.count import tally
from bangfu.tally.figures import Row, Tally

if TYPE_CHECKING:
    from bangfu.seal.cause import Restated

Dated = TypeVar("Dated", Measure, Outcome, Survey, Visit)


@dataclass(frozen=True, slots=True)
class Material:
    """The finished figures of one period.

    Attributes:
        cities: by city, with 环比 and 同比.
        fields, categories: by demand field and by category.
        sources: the records behind the figures of each city, and of the province under 全省.
        lives: the states of every issue on the days that the period and those beside it end, each replayed once.
        restated: what was published and has changed since (补报、更正).
    """

    book: Book
    cities: Tally
    fields: Tally
    categories: Tally
    sources: Mapping[str, Sources]
    lives: Lives
    restated: Sequence[Restated] = ()

    @property
    def province(self) -> Province:
        """The configuration."""
        return self.book.province

    @property
    def period(self) -> Period:
        """The period."""
        return self.cities.period

    @property
    def as_of(self) -> date:
        """The day of stock and status: the period's last, or today where it is not over."""
        return self.cities.as_of

    @property
    def total(self) -> Row:
        """The province's figures."""
        return self.cities.total

    def by_city(self) -> Iterator[tuple[CityBook, Row]]:
        """Every city with its figures, in the official order."""
        rows = {row.key: row for row in self.cities.rows}
        for city in self.book.cities:
            yield city, rows.get(city.city.name) or Row(city.city.name, city.city.name)

    def within(self, records: Iterator[Dated]) -> Iterator[Dated]:
        """Those of `records` that are dated within the period."""
        return (record for record in records if record.date in self.period and record.date <= self.as_of)

    def states(self) -> Iterator[tuple[Case, State]]:
        """Every issue reported by the day, with its state then."""
        for case in self.book.cases:
            state = self.state(case)
            if state.reported is not None:
                yield case, state

    def state(self, case: Case) -> State:
        """An issue's state on the day."""
        return self.lives[id(case)][self.as_of]

    def count_of(self, cities: Sequence[str]) -> Figure:
        """How many cities, with their ledgers; each by its name."""
        ledgers = [ledger for name in cities for ledger in self.sources[name].ledgers]
        return self.sources[WHOLE].standing(str(len(cities)), ledgers, "市州")

    def filled(self, text: str, city: CityBook | None = None, scope: str | None = None) -> str:
        """`text` with the figures of the city, of its part `scope`, or of the province in place of its placeholders."""
        return plain(self.told(text, (), city, scope))

    def told(
        self, text: str, origins: tuple[str, ...] = (), city: CityBook | None = None, scope: str | None = None
    ) -> Text:
        """The same, each figure with its records; the words around them come from `origins`."""
        if "{" not in text:
            return filling.filled(text, Row(None, ""), self.sources[WHOLE], origins)
        return filling.filled(text, *self._row(city, scope), origins)

    def sealed(self, period: Period) -> dict[str, Sources]:
        """The records behind the figures of a period that is restated, as of its end."""
        return at_span(self.book, period, period.end, self.lives)

    def _row(self, city: CityBook | None, scope: str | None) -> tuple[Row, Sources]:
        if city is None:
            return self.total, self.sources[WHOLE]
        if scope is None:
            return next(row for found, row in self.by_city() if found is city), self.sources[city.city.name]
        alone = within_scope(self.book, city, scope)
        row = tally(alone, self.period, as_of=self.as_of, compare=False).total
        return row, of_city(alone.cities[0], self.period, self.as_of, self.lives, place(city.city, scope))


def gather(book: Book, period: Period, as_of: date, restated: Sequence[Restated] = ()) -> Material:
    """The tallies that a bulletin of `period` needs, as of a day within it.

    `restated` are figures that were published and have changed (补报、更正).
    """
    spans = ((period, as_of), _neighbour(period.previous), _neighbour(period.last_year))
    ends = (span[1] for span in spans if span)
    days = sorted({*ends, *_quarter_ends(period, as_of), *(one.difference.seal.as_of for one in restated)})
    lives = {id(case): dict(zip(days, snapshots(case.issue.events, days), strict=True)) for case in book.cases}
    return Material(
        book,
        tally(book, period, "city", as_of=as_of, compare=True),
        tally(book, period, "field", as_of=as_of, compare=False),
        tally(book, period, "category", as_of=as_of, compare=False),
        sources(book, spans, lives),
        lives,
        restated,
    )


def _quarter_ends(period: Period, as_of: date) -> Iterator[date]:
    """The days that the quarters of a half-year or year end on, up to the day."""
    if period.kind in (PeriodKind.HALF, PeriodKind.YEAR):
        for month in range(period.start.month, period.end.month, 3):
            quarter = Period.containing(PeriodKind.QUARTER, date(period.start.year, month, 1))
            if quarter.start <= as_of:
                yield min(quarter.end, as_of)


def _neighbour(of: Callable[[], Period]) -> tuple[Period, date] | None:
    """A period to compare with, and its last day; None where the calendar has none."""
    try:
        period = of()
    except ValueError:
        return None
    return period, period.end


def place(city: City, scope: str | None) -> str:
    """A city or a part of it: 株洲市芦淞区; 长沙市（长沙高新区）, where the part's name repeats the city's."""
    if scope is None:
        return city.name
    if scope.startswith(city.name):
        return scope
    rest = scope.removeprefix(city.short)
    return f"{city.name}（{scope}）" if rest != scope and len(rest) > 1 else f"{city.name}{scope}"
