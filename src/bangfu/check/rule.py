"""What a rule is: a module in check/rules whose docstring is its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bangfu.lifecycle.replay import State
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.province import Province


class Held(NamedTuple):
    """An issue with its state as of today."""

    case: Case
    state: State


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides the record itself.

    Attributes:
        broken: the files in which the reader has found problems: records of theirs may be missing from the book.
    """

    province: Province
    book: Book
    today: date
    broken: frozenset[str] = frozenset()

    def is_whole(self, city: CityBook) -> bool:
        """Whether everything in the city's files could be read, so that what is not there is missing indeed."""
        slug = city.city.slug
        return not any(name == f"ledgers/{slug}.yaml" or name.startswith(f"ledgers/{slug}/") for name in self.broken)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. It looks at issues, at a city, or at the whole book; a rule of the reader (BF1) has no check here.

    Attributes:
        code: its stable code, never reused, such as BF304.
        slug: its name, such as `strike-off-while-dissatisfied`.
        severity: error or warning.
        issue, city, book: the checks. `issue` runs for every one of many thousands: it returns () at once where it can.
    """

    code: str
    slug: str
    severity: Severity = Severity.ERROR
    issue: Callable[[Held, Context], Iterable[Finding]] | None = None
    city: Callable[[CityBook, Context], Iterable[Finding]] | None = None
    book: Callable[[Book, Context], Iterable[Finding]] | None = None
