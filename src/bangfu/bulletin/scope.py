"""Cuts a city's part of the Book down to one of its scopes (区县, 园区, 部门, an enterprise)."""

from __future__ import annotations

from dataclasses import replace

from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.enterprise import Enterprise
from bangfu.model.ledger import Part


def within_scope(book: Book, city: CityBook, scope: str) -> Book:
    """The Book of what `city` has that speaks for `scope` alone.

    Openings and visits speak for the scope that they name; an enterprise and its issues belong to the scope that is
    its district, its department, or the enterprise itself.
    """

    def belongs(enterprise: Enterprise | None) -> bool:
        return enterprise is not None and scope in (
            enterprise.name, enterprise.district, enterprise.department, *enterprise.aliases
        )  # fmt: skip

    def cut(part: Part) -> Part:
        return replace(
            part,
            opening=tuple(opening for opening in part.opening if opening.scope == scope),
            enterprises=tuple(enterprise for enterprise in part.enterprises if belongs(enterprise)),
            visits=tuple(visit for visit in part.visits if visit.scope == scope),
        )

    cases: tuple[Case, ...] = tuple(case for case in city.cases if belongs(case.enterprise))
    ledger = city.ledger
    if ledger is not None:
        ledger = replace(ledger, parts=tuple(map(cut, ledger.parts)))
    return Book(book.province, (CityBook(city.city, ledger, city.names, cases),))
