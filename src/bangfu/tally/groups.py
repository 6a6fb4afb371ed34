"""What issues, enterprises and openings can be grouped by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bangfu.lifecycle.replay import State
from bangfu.merge.book import Book, Case, CityBook
from bangfu.merge.teams import team_of
from bangfu.model.enterprise import Enterprise
from bangfu.model.ledger import Commitment, Opening, Pledger
from bangfu.model.province import City

Key = str | None


def _nowhere(*_record: object) -> Key:
    return None


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way of grouping. Names alone make a group: 市工信局 of two cities is one group unless the Book is cut down.

    Attributes:
        issue: the group of an issue in a state; of a department, the lead one of the latest 交办.
        opening: the group of an opening.
        paired: the group of a paired enterprise; None where a group has no enterprises of its own (a category).
        pledged: the group of a commitment; None: it belongs to none and counts in the total alone.
        standing: groups that have a row even without data, and come first.
        order: groups that come next, in this order; all others by falling number of reported issues, then by name.
    """

    issue: Callable[[Case, State], Key]
    opening: Callable[[City, Opening], Key] = _nowhere
    paired: Callable[[City, Enterprise], Key] | None = None
    pledged: Callable[[CityBook, Commitment], Key] = _nowhere
    standing: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def ordered(self, reported: dict[Key, int]) -> list[Key]:
        """The groups of `reported` (each with its number of reported issues) in the order of the rows, None last."""
        first = [*self.standing, *(key for key in self.order if key in reported)]
        known = {None, *first}
        others = sorted((key for key in reported if key not in known), key=lambda key: (-reported[key], str(key)))
        return [*first, *others, *([None] if None in reported else [])]


def _by_city(book: Book) -> Grouping:
    return Grouping(
        issue=lambda case, _state: case.city.name,
        opening=lambda city, _opening: city.name,
        paired=lambda city, _enterprise: city.name,
        pledged=lambda city, _commitment: city.city.name,
        standing=tuple(city.city.name for city in book.cities),
    )


def _by_category(book: Book) -> Grouping:
    return Grouping(
        issue=lambda case, _state: case.issue.category,
        opening=lambda _city, opening: opening.category,
        order=tuple(category for members in book.province.categories.values() for category in members),
    )


def _by_field(book: Book) -> Grouping:
    fields = {name: name for name in book.province.categories}  # an opening may speak of a whole field
    fields |= {member: name for name, members in book.province.categories.items() for member in members}
    return Grouping(
        issue=lambda case, _state: fields.get(case.issue.category),
        opening=lambda _city, opening: fields.get(opening.category or ""),
        order=tuple(book.province.categories),
    )


def _by_department(_book: Book) -> Grouping:
    return Grouping(
        issue=lambda _case, state: state.department,
        paired=lambda _city, enterprise: enterprise.department,
        pledged=lambda _city, commitment: commitment.party if commitment.by is Pledger.GOVERNMENT else None,
    )


def _by_channel(_book: Book) -> Grouping:
    return Grouping(issue=lambda _case, state: state.via)


def _by_enterprise(_book: Book) -> Grouping:
    return Grouping(
        issue=lambda case, _state: case.enterprise.name if case.enterprise else case.issue.enterprise,
        paired=lambda _city, enterprise: enterprise.name,
        pledged=_pledging_enterprise,
    )


def _pledging_enterprise(city: CityBook, commitment: Commitment) -> Key:
    """The enterprise that made a commitment, by its own name; None where it is none of the city's."""
    enterprise = city.names.get(commitment.party) if commitment.by is Pledger.ENTERPRISE else None
    return enterprise.name if enterprise else None


def _by_team(book: Book) -> Grouping:
    return Grouping(
        issue=lambda case, _state: team_of(book.province, case),
        paired=lambda _city, enterprise: enterprise.team,
        order=tuple(team.name for team in book.province.teams),
    )


def _by_attribute(name: str) -> Callable[[Book], Grouping]:
    """By what the enterprise's record says of it."""

    def of(enterprise: Enterprise | None) -> Key:
        key: Key = getattr(enterprise, name) if enterprise else None
        return key

    return lambda _book: Grouping(
        issue=lambda case, _state: of(case.enterprise), paired=lambda _city, enterprise: of(enterprise)
    )


GROUPINGS: dict[str, Callable[[Book], Grouping]] = {
    "city": _by_city,
    "field": _by_field,
    "category": _by_category,
    "department": _by_department,
    "channel": _by_channel,
    "district": _by_attribute("district"),
    "enterprise": _by_enterprise,
    "team": _by_team,
    "tier": _by_attribute("tier"),
    "chain": _by_attribute("chain"),
}
"""What `bangfu tally --by` takes."""
