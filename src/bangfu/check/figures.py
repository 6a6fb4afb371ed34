"""A city's figures as of a day, for proving what it has stated elsewhere (docs/format.md, figures)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bangfu.lifecycle.replay import Step, snapshots
from bangfu.merge.book import Case, CityBook
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.ledger import Counters
from bangfu.model.province import Province

STEPS = {
    "reported": Step.REPORTED,
    "verified": Step.VERIFIED,
    "rejected": Step.REJECTED,
    "assigned": Step.ASSIGNED,
    "resolved": Step.RESOLVED,
    "closed": Step.CLOSED,
}
"""The counters of issues."""

PAIRINGS = ("enterprises", "projects", "prospects", "leaders", "departments")
VISITS = ("people", "visits")
COUNTERS = (*PAIRINGS, *VISITS, *STEPS)
_KINDS = {Kind.ENTERPRISE: "enterprises", Kind.PROJECT: "projects", Kind.PROSPECT: "prospects"}

Figures = dict[str, int]


def figures(book: CityBook, asked: Sequence[Counters], province: Province) -> list[Figures]:
    """What the records and openings of a city add up to, for each of `asked`, as of its date.

    A `scope` takes in the openings and visits of that scope and the enterprises whose district or department it is,
    with their issues; a `category` the openings and issues of that category, or of every category of that demand field.
    Enterprises and visits have no category: with one, only the figures of issues are there.
    """
    days = sorted({each.date for each in asked})
    found = [_of_openings(book, each, province) for each in asked]
    for case in book.cases:
        states = dict(zip(days, snapshots(case.issue.events, days), strict=True))
        for each, figure in zip(asked, found, strict=True):
            if concerns(each, case, province):
                entered = states[each.date].entered
                for name, step in STEPS.items():
                    figure[name] += step in entered
    for each, figure in zip(asked, found, strict=True):
        if each.category is None:
            _add_pairings(figure, book.enterprises(), each)
            _add_visits(figure, book, each)
    return [
        {name: figure[name] for name in (COUNTERS if each.category is None else STEPS)}
        for each, figure in zip(asked, found, strict=True)
    ]


def concerns(asked: Counters, case: Case, province: Province) -> bool:
    """Whether an issue belongs to the scope and category that are asked for."""
    if not _in_category(case.issue.category, asked.category, province):
        return False
    return asked.scope is None or (case.enterprise is not None and case.enterprise.in_scope(asked.scope))


def stated(record: Counters) -> Iterator[tuple[str, int]]:
    """The counters that a record gives, with their values."""
    for name in COUNTERS:
        value: int | None = getattr(record, name)
        if value is not None:
            yield name, value


def _in_category(category: str | None, asked: str | None, province: Province) -> bool:
    """Whether a category is the one that is asked for, or one of that demand field; None asks for all."""
    return asked in (None, category) or category in province.categories.get(asked or "", ())


def _of_openings(book: CityBook, asked: Counters, province: Province) -> Counter[str]:
    figure: Counter[str] = Counter()
    for opening in book.ledger.opening if book.ledger else ():
        same_scope = asked.scope is None or opening.scope == asked.scope
        if opening.date <= asked.date and same_scope and _in_category(opening.category, asked.category, province):
            figure.update(dict(stated(opening)))
    return figure


def _add_pairings(figure: Counter[str], enterprises: Iterable[Enterprise], asked: Counters) -> None:
    leaders: set[str] = set()
    departments: set[str] = set()
    for enterprise in enterprises:
        if enterprise.paired_on(asked.date) and (asked.scope is None or enterprise.in_scope(asked.scope)):
            figure[_KINDS[enterprise.kind]] += 1
            leaders |= {enterprise.leader} if enterprise.leader else set()
            departments |= {enterprise.department} if enterprise.department else set()
    figure["leaders"] += len(leaders)
    figure["departments"] += len(departments)


def _add_visits(figure: Counter[str], book: CityBook, asked: Counters) -> None:
    for visit in book.ledger.visits if book.ledger else ():
        if visit.date <= asked.date and asked.scope in (None, visit.scope):
            figure["visits"] += len(visit.visited) if visit.enterprises is None else visit.enterprises
            figure["people"] += visit.people or 0


def entered(case: Case, step: Step, day: date) -> date | None:
    """The day on which an issue came to stand at a step, as seen on `day`."""
    return snapshots(case.issue.events, (day,))[0].entered.get(step)
