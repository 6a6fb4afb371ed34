"""How far a project (项目) has come, by its dated stages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bangfu.merge.book import Book, CityBook
from bangfu.model.enterprise import Enterprise, Kind, Stage
from bangfu.model.ledger import Milestone
from bangfu.model.province import City

ORDER = tuple(Stage)
"""The stages, as a project goes through them."""


class Staged(NamedTuple):
    """A project that is paired on a day.

    Attributes:
        stage: where it stands then; None: nothing was ever said.
        milestone: the entry that says so; None where the project's own `stage` does, which has no day.
        before: where it stood on the day before the period.
    """

    city: City
    project: Enterprise
    stage: Stage | None
    milestone: Milestone | None
    before: Stage | None

    @property
    def moved(self) -> bool:
        """Whether it came to another stage within the period."""
        return self.milestone is not None and self.stage is not self.before


def staged(book: Book, start: date, end: date) -> list[Staged]:
    """Every project that is paired on the day `end`, as of then, with where it stood before `start`."""
    return [each for city in book.cities for each in of_city(city, start, end)]


def of_city(city: CityBook, start: date, end: date) -> Iterator[Staged]:
    """The same of one city."""
    reached = milestones(city)
    for project in city.enterprises():
        if project.kind is Kind.PROJECT and project.paired_on(end):
            own = [each for each in reached.get(project.name, ()) if each.date <= end]
            earlier = [each for each in own if each.date < start]
            yield Staged(
                city.city,
                project,
                own[-1].stage if own else project.stage,
                own[-1] if own else None,
                earlier[-1].stage if earlier else project.stage,
            )


def milestones(city: CityBook) -> dict[str, list[Milestone]]:
    """The stages that each project came to, by its own name, in the order of the ledger."""
    found: dict[str, list[Milestone]] = {}
    for milestone in city.ledger.stages if city.ledger else ():
        own = city.names.get(milestone.project)
        found.setdefault(own.name if own else milestone.project, []).append(milestone)
    return found
