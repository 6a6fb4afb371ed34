"""The filters of `list` and `export`: which issues are meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Option
from bangfu.i18n import mark

if TYPE_CHECKING:
    from bangfu.lifecycle.replay import State
    from bangfu.merge.book import Case
    from bangfu.model.province import Province

    Test = Callable[[Case, State], bool]

Cities = Annotated[
    list[str] | None,
    Option("--city", help=mark("Only this city (name, short name, slug or prefix)."), metavar="CITY"),
]
Statuses = Annotated[
    list[str] | None,
    Option("--status", help=mark("Only this status: 待核实 … 已销号, or reported … closed."), metavar="STATUS"),
]
Categories = Annotated[
    list[str] | None,
    Option("--category", help=mark("Only this category, or field of categories."), metavar="CATEGORY"),
]
Departments = Annotated[
    list[str] | None,
    Option("--department", help=mark("Only what this department is charged with."), metavar="DEPT"),
]
Enterprises = Annotated[
    list[str] | None, Option("--enterprise", help=mark("Only this enterprise (name or alias)."), metavar="NAME")
]
Overdue = Annotated[bool, Option("--overdue", help=mark("Only what is past its due date."))]


def tests_of(
    province: Province,
    *,
    city: Sequence[str] | None,
    status: Sequence[str] | None,
    category: Sequence[str] | None,
    department: Sequence[str] | None,
    enterprise: Sequence[str] | None,
    overdue: bool,
) -> list[Test]:
    """What an issue has to pass; several options narrow the list down, one given several times widens it.

    Raises:
        UsageError: there is no such city or status.
    """
    from bangfu.cli.choices import city_named, status_named

    tests: list[Test] = []
    if city:
        slugs = {city_named(province, name).slug for name in city}
        tests.append(lambda case, _state: case.city.slug in slugs)
    if status:
        statuses = {status_named(name) for name in status}
        tests.append(lambda _case, state: state.status in statuses)
    if category:
        tests.append(
            lambda case, _state: not {case.issue.category, province.field_of(case.issue.category)}.isdisjoint(category)
        )
    if department:
        tests.append(lambda _case, state: not set(state.departments).isdisjoint(department))
    if enterprise:
        tests.append(lambda case, _state: not names_of(case).isdisjoint(enterprise))
    if overdue:
        tests.append(lambda _case, state: state.overdue)
    return tests


def names_of(case: Case) -> set[str]:
    """Every name of the issue's enterprise."""
    known = (case.enterprise.name, *case.enterprise.aliases) if case.enterprise else ()
    return {case.issue.enterprise, *known}
