"""Everything that a Book names: its enterprises, its issues by their ids, and people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from bangfu.merge.book import Book
from bangfu.model.ids import key as folded
from bangfu.model.issue import Issue
from bangfu.model.province import City
from bangfu.model.quantity import Quantity
from bangfu.model.record import Record
from bangfu.privacy.firms import Firms, places_of
from bangfu.privacy.masking import Masking
from bangfu.privacy.names import Form
from bangfu.privacy.people import People
from bangfu.privacy.tags import Tags

TEXTLESS = frozenset({type(None), bool, int, date, Quantity})
"""The types of values in which no text stands."""
_TELLING = 6
"""An id of fewer characters is not looked for in free text: it may be a figure."""


class Acquaintance:
    """Whom and what a Book names, to be known again in any of its texts.

    Args:
        book: the ledgers.
        beside: records of cities that are told of and need not stand in the ledgers.

    Attributes:
        ids: every id of an issue, folded, and what stands for it.
        masking: what takes all of them out of a text.
    """

    def __init__(self, book: Book, beside: Sequence[tuple[City, Record]] = ()) -> None:
        self.tags = Tags(book.province.public_secret)
        self.firms = Firms(book, self.tags)
        self.names = self.firms.lexicon(book)
        self.ids = self._public_ids(book, beside)
        self.people = People(places_of(book.province))
        self.masking = Masking(self.names, self.people)
        self._meet_people(book)

    def _public_ids(self, book: Book, beside: Sequence[tuple[City, Record]]) -> dict[str, str]:
        """Every id of an issue, present or former, and what stands for it.

        An id is a hash of the enterprise's name and the title, among others: whoever has the title and a list of
        enterprises could try them all. What stays of it is what the page says anyway: the city and the day.
        """
        issues = [(case.city, case.issue) for case in book.cases]
        issues += [(city, record) for city, record in beside if isinstance(record, Issue)]
        tags = self.tags.of({("issue", folded(issue.id)) for _city, issue in issues})
        ids: dict[str, str] = {}
        for city, issue in issues:
            day = f"-{issue.events[0].date:%y%m%d}" if issue.events else ""
            public = f"{city.prefix}{day}-{tags['issue', folded(issue.id)]}"
            for old in (issue.id, *issue.was):
                ids.setdefault(folded(old), public)
                if len(old) >= _TELLING and not old.isalpha() and not old.isdecimal():
                    self.names.add(Form(folded(old), sure=True), city.slug, public)
        return ids

    def _meet_people(self, book: Book) -> None:
        """Learns who is named where the text says so, to know them where it does not."""
        for text in _texts(book.province):
            for name, label in self.people.labelled(text):
                self.people.know(name, "", label)
        for city in book.cities:
            slug = city.city.slug
            for text in _texts(city.ledger.parts if city.ledger else ()):
                for name, label in self.people.labelled(text):
                    self.people.know(name, slug, label)
            for leader in dict.fromkeys(enterprise.leader for enterprise in city.enterprises() if enterprise.leader):
                for name in self.people.names_in(leader):
                    self.people.know(name, slug, self.people.role_of(leader))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if type(value) in TEXTLESS or isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    else:
        owner: Any = type(value)
        for name in fields_of(owner):
            yield from _texts(getattr(value, name))


@cache
def fields_of(owner: Any) -> tuple[str, ...]:
    """The names of a record's fields."""
    return tuple(each.name for each in dataclasses.fields(owner))
