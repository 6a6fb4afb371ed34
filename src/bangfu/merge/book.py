"""The Book: all cities' ledgers consolidated, every issue with the city and the enterprise it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangfu.model.enterprise import Enterprise
from bangfu.model.frozen import frozen
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger
from bangfu.model.province import City, Province


@dataclass(frozen=True, slots=True)
class Case:
    """An issue in its surroundings."""

    city: City
    issue: Issue
    enterprise: Enterprise | None


@frozen
class CityBook:
    """One city's part of the Book. `ledger` is None for a city without a file (未报送)."""

    city: City
    ledger: Ledger | None
    names: dict[str, Enterprise]
    cases: tuple[Case, ...]

    def enterprises(self) -> Iterator[Enterprise]:
        """The city's paired enterprises."""
        return self.ledger.enterprises if self.ledger else iter(())


@frozen
class Book:
    """The province's ledgers, in the official order of its cities.

    A `public` one is de-identified (privacy.book), and what is printed from it says so.
    """

    province: Province
    cities: tuple[CityBook, ...]
    public: bool = False

    @property
    def cases(self) -> Iterator[Case]:
        """Every issue of every city."""
        for city in self.cities:
            yield from city.cases


def consolidate(province: Province, ledgers: Sequence[Ledger]) -> Book:
    """The Book of all cities of `province`; references to enterprises resolved by name or alias within the city."""
    by_slug = {ledger.slug: ledger for ledger in ledgers}
    return Book(province, tuple(city_book(city, by_slug.get(city.slug)) for city in province.cities))


def city_book(city: City, ledger: Ledger | None) -> CityBook:
    """One city's part of a Book."""
    if ledger is None:
        return CityBook(city, None, {}, ())
    names: dict[str, Enterprise] = {}
    for enterprise in ledger.enterprises:
        names.setdefault(enterprise.name, enterprise)
    for enterprise in ledger.enterprises:
        for alias in enterprise.aliases:
            names.setdefault(alias, enterprise)
    cases = tuple(Case(city, issue, names.get(issue.enterprise)) for issue in ledger.issues)
    return CityBook(city, ledger, names, cases)
