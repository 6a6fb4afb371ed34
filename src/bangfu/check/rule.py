"""What a rule is: a module in check/rules whose docstring is its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bangfu.check.facts import Facts
from bangfu.lifecycle.replay import State
from bangfu.merge.book import Case, CityBook
from bangfu.model.diagnostic import Diagnostic, Finding, Severity
from bangfu.model.frozen import frozen
from bangfu.model.province import City, Province


class Held(NamedTuple):
    """An issue with its state as of today."""

    case: Case
    state: State


@frozen
class Context:
    """What a rule may look at besides the record itself.

    Attributes:
        broken: the files in which the reader has found problems: records of theirs may be missing from the books.
    """

    province: Province
    today: date
    broken: frozenset[str] = frozenset()

    def is_whole(self, city: CityBook) -> bool:
        """Whether everything in the city's files could be read, so that what is not there is missing indeed."""
        slug = city.city.slug
        return not any(name == f"ledgers/{slug}.yaml" or name.startswith(f"ledgers/{slug}/") for name in self.broken)


Fix = Callable[[str, Sequence[Diagnostic], City], str | None]
"""Puts right what a rule found in one file of a city's ledger.

It takes the file's text, the rule's findings in it and the city, and returns the text with those findings put right
that can be in one way only. It changes nothing else and guesses nothing: the text as it was, or None, where there is no
such way. What it returns is proven before it is written (edit.fix).
"""


@frozen
class Rule:
    """One rule. What it looks at is as small as can be; a rule of the reader (BF1) has no check here.

    Attributes:
        code: its stable code, never reused, such as BF304.
        slug: its name, such as `strike-off-while-dissatisfied`.
        severity: error or warning.
        issue: the check of an issue. It runs for every one of many thousands and returns () at once where it can.
        city: of a city, by itself: cities are checked in processes of their own.
        cities: of all cities together, by their facts.
        province: of bangfu.yaml.
        fix: what `check --fix` does about it; None: it is left to people.
    """

    code: str
    slug: str
    severity: Severity = Severity.ERROR
    issue: Callable[[Held, Context], Iterable[Finding]] | None = None
    city: Callable[[CityBook, Context], Iterable[Finding]] | None = None
    cities: Callable[[Sequence[Facts], Context], Iterable[Finding]] | None = None
    province: Callable[[Province], Iterable[Finding]] | None = None
    fix: Fix | None = None
