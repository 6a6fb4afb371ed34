"""What a rule is: a module in check/rules whose docstring is its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    """What a rule may look at besides the record itself."""

    province: Province
    book: Book
    today: date


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. It looks at issues, at a city, or at the whole book; a rule of the reader (BF1) has no check here.

    Attributes:
        code: its stable code, never reused, such as BF304.
        slug: its name, such as `strike-off-while-dissatisfied`.
        severity: error or warning.
        issue, city, book: the checks, each yielding findings.
    """

    code: str
    slug: str
    severity: Severity = Severity.ERROR
    issue: Callable[[Held, Context], Iterator[Finding]] | None = None
    city: Callable[[CityBook, Context], Iterator[Finding]] | None = None
    book: Callable[[Book, Context], Iterator[Finding]] | None = None
