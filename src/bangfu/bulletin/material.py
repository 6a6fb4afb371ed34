"""What a bulletin is made from: the Book, and the tallies that every sentence takes its figures from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from bangfu.bulletin import filling
from bangfu.bulletin.document import Figure, Text, plain
from bangfu.bulletin.scope import within_scope
from bangfu.bulletin.sources import WHOLE, Sources, at_span, of_city, sources
from bangfu.lifecycle.replay import State, Step
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.ledger import Measure, Outcome, Survey, Visit
from bangfu.model.period import Period, PeriodKind
from bangfu.model.province import City, Province
from bangfu.tally.count import spans, tally
from bangfu.tally.figures import Row, Tally
from bangfu.tally.lives import Lives, Span
from bangfu.tally.mark import STOCK

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
        lives: those of every issue over the period, those beside it and its quarters, each replayed once.
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

    def states(self, *cities: CityBook, having: int = STOCK[Step.REPORTED]) -> list[tuple[Case, State]]:
        """The issues of some cities, or of all, reported by the day, each with its state then.

        `having`: only those with any of these bits in their mark over the period (`tally.mark`).
        """
        found: list[tuple[Case, State]] = []
        for city in cities or self.book.cities:
            lives = self.lives.of(city)
            marks = lives.marks[Span(self.period.start, self.as_of)]
            states = zip(city.cases, lives.states(self.as_of), marks, strict=True)
            found += [(case, state) for case, state, mark in states if mark & having]
        return found

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
        row = tally(alone, self.period, as_of=self.as_of, compare=False, lives=self.lives).total
        return row, of_city(alone.cities[0], self.period, self.as_of, self.lives, place(city.city, scope))


def gather(book: Book, period: Period, as_of: date, restated: Sequence[Restated] = ()) -> Material:
    """The tallies that a bulletin of `period` needs, as of a day within it.

    `restated` are figures that were published and have changed (补报、更正).
    """
    compared = ((period, as_of), _neighbour(period.previous), _neighbour(period.last_year))
    sealed = (Period.from_key(one.difference.seal.period) for one in restated)
    lives = Lives(
        [
            *spans(period, as_of),
            *(Span(quarter.start, end) for quarter, end in quarters(period, as_of)),
            *(Span(each.start, each.end) for each in sealed),
        ],
        book.province.limits,
    )
    return Material(
        book,
        tally(book, period, "city", as_of=as_of, lives=lives),
        tally(book, period, "field", as_of=as_of, compare=False, lives=lives),
        tally(book, period, "category", as_of=as_of, compare=False, lives=lives),
        sources(book, compared, lives),
        lives,
        restated,
    )


def quarters(period: Period, as_of: date) -> Iterator[tuple[Period, date]]:
    """The quarters of a half-year or year that have begun by the day, each with its last day up to then."""
    if period.kind in (PeriodKind.HALF, PeriodKind.YEAR):
        for month in range(period.start.month, period.end.month, 3):
            quarter = Period.containing(PeriodKind.QUARTER, date(period.start.year, month, 1))
            if quarter.start <= as_of:
                yield quarter, min(quarter.end, as_of)


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
