"""What a bulletin is made from: the Book, and the tallies that every sentence takes its figures from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bangfu.bulletin.scope import within_scope
from bangfu.bulletin.sources import Sources, sources
from bangfu.lifecycle.replay import State, Step, replay
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.ledger import Measure, Outcome, Survey, Visit
from bangfu.model.period import Period
from bangfu.model.placeholder import fill
from bangfu.model.province import City, Province
from bangfu.model.record import Record
from bangfu.tally.count import tally
from bangfu.tally.figures import NOTHING, Row, Tally

Dated = TypeVar("Dated", Measure, Outcome, Survey, Visit)


@dataclass(frozen=True, slots=True)
class Material:
    """The finished figures of one period.

    Attributes:
        cities: by city, with 环比 and 同比.
        fields, categories: by demand field and by category.
        sources: the records behind the figures of each city, and of the province under 全省.
    """

    book: Book
    cities: Tally
    fields: Tally
    categories: Tally
    sources: Mapping[str, Sources]

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
        return replay(case.issue.events, self.as_of)

    def filled(self, text: str, city: CityBook | None = None, scope: str | None = None) -> str:
        """`text` with the figures of the city, of its part `scope`, or of the province in place of its placeholders."""
        if "{" not in text:
            return text
        return fill(text, _values(self._row(city, scope)))

    def _row(self, city: CityBook | None, scope: str | None) -> Row:
        if city is None:
            return self.total
        if scope is None:
            return next(row for found, row in self.by_city() if found is city)
        alone = within_scope(self.book, city, scope)
        return tally(alone, self.period, as_of=self.as_of, compare=False).total


def gather(book: Book, period: Period, as_of: date) -> Material:
    """The tallies that a bulletin of `period` needs, as of a day within it."""
    return Material(
        book,
        tally(book, period, "city", as_of=as_of, compare=True),
        tally(book, period, "field", as_of=as_of, compare=False),
        tally(book, period, "category", as_of=as_of, compare=False),
        sources(book, period, as_of),
    )


def origin(record: Record) -> str:
    """Where a record stands: `ledgers/zhuzhou.yaml:12`."""
    return f"{record.file}:{record.line}"


def place(city: City, scope: str | None) -> str:
    """A city or a part of it: 株洲市芦淞区; 长沙市（长沙高新区）, where the part's name repeats the city's."""
    if scope is None:
        return city.name
    if scope.startswith(city.name):
        return scope
    rest = scope.removeprefix(city.short)
    return f"{city.name}（{scope}）" if rest != scope and len(rest) > 1 else f"{city.name}{scope}"


def _values(row: Row) -> Mapping[str, str]:
    """The placeholders' values (docs/format.md): a step that nobody stated and a pairing figure of nothing are —."""
    values = {step.value: str(row.stock[step]) if step in row.stated else NOTHING for step in Step}
    rates = row.rates
    values |= {
        "resolution_rate": str(rates.resolution),
        "closure_rate": str(rates.closure),
        "collected_resolution_rate": str(rates.collected_resolution),
        "satisfaction_rate": str(rates.satisfaction),
        "overdue": str(row.overdue) if row.issues else NOTHING,
    }
    pairings = ("enterprises", "projects", "prospects", "leaders", "departments", "people", "visits")
    return values | {name: str(getattr(row, name) or NOTHING) for name in pairings}
