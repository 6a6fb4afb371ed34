"""One city's ledger: its sections, in one file or in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from itertools import chain
from typing import Any, ClassVar

from bangfu.model.enterprise import Enterprise, Stage
from bangfu.model.event import OutcomeState
from bangfu.model.fields import STRICT, Count, Day, Flag, Text
from bangfu.model.frozen import frozen, record
from bangfu.model.issue import Issue
from bangfu.model.quantity import Quantity
from bangfu.model.record import Record
from bangfu.model.source import Place


@record
class Counters(Record):
    """Counts as of a day. Absent means not stated (never 0)."""

    date: Day
    scope: Text | None = None
    category: Text | None = None
    enterprises: Count | None = None
    projects: Count | None = None
    prospects: Count | None = None
    leaders: Count | None = None
    departments: Count | None = None
    people: Count | None = None
    visits: Count | None = None
    reported: Count | None = None
    verified: Count | None = None
    rejected: Count | None = None
    assigned: Count | None = None
    resolved: Count | None = None
    closed: Count | None = None


@record
class Opening(Counters):
    """期初数: counts carried in from before item-level records; they count what no record in the file counts."""


@record
class Assertion(Counters):
    """A figure that the city has stated elsewhere; check proves it (a balance assertion)."""


@record
class Measure(Record):
    """工作举措: a sentence or two of what the city did. Placeholders such as `{reported}` are filled in."""

    date: Day
    section: Text
    scope: Text | None = None
    text: Text
    case: Flag = False


@record
class Outcome(Record):
    """成效: an effect with a quantity."""

    date: Day
    kind: Text
    scope: Text | None = None
    enterprises: Count | None = None
    value: Quantity
    state: OutcomeState = OutcomeState.REALISED


@record
class Visit(Record):
    """走访: visits to enterprises."""

    date: Day
    scope: Text | None = None
    enterprises: Count | None = None
    people: Count | None = None
    visited: tuple[Text, ...] = ()


@record
class Survey(Record):
    """问卷: a questionnaire and its result."""

    date: Day
    scope: Text | None = None
    responses: Count | None = None
    positive: Quantity | None = None


class Pledger(StrEnum):
    """Who made a commitment."""

    ENTERPRISE = "企业"
    GOVERNMENT = "政府"


@record
class Commitment(Record):
    """承诺: what an enterprise or the government promised, until when, and when it was kept."""

    date: Day
    by: Pledger
    party: Text
    text: Text
    due: Day | None = None
    kept: Day | None = None


@record
class Delivery(Record):
    """A policy (of bangfu.yaml) told to enterprises."""

    date: Day
    policy: Text
    delivered: tuple[Text, ...] = ()


@record
class Milestone(Record):
    """项目进展: a stage that a project came to on that day."""

    date: Day
    project: Text
    stage: Stage
    text: Text | None = None


@record
class Part:
    """The content of one ledger file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    city: Text
    opening: tuple[Opening, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    issues: tuple[Issue, ...] = ()
    measures: tuple[Measure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    visits: tuple[Visit, ...] = ()
    surveys: tuple[Survey, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    policies: tuple[Delivery, ...] = ()
    stages: tuple[Milestone, ...] = ()
    file: str = field(default="", compare=False)


SECTIONS: dict[str, type[Record]] = {
    "opening": Opening,
    "enterprises": Enterprise,
    "issues": Issue,
    "measures": Measure,
    "outcomes": Outcome,
    "assertions": Assertion,
    "visits": Visit,
    "surveys": Survey,
    "commitments": Commitment,
    "policies": Delivery,
    "stages": Milestone,
}
"""The sections of a ledger file, in the order in which `bangfu fmt` writes them."""


@frozen
class Ledger:
    """One city's ledger: all its parts, in file order. `slug` is the city's, from bangfu.yaml.

    Of records that could not be read, `unread` are the names of the enterprises (references to them are not held to be
    wrong) and `unread_ids` the ids of the issues with their places (another issue may not have them).
    """

    slug: str
    city: str
    parts: tuple[Part, ...]
    unread: frozenset[str] = frozenset()
    unread_ids: tuple[tuple[str, Place], ...] = ()

    @property
    def opening(self) -> Iterator[Opening]:
        """All opening entries."""
        return chain.from_iterable(part.opening for part in self.parts)

    @property
    def enterprises(self) -> Iterator[Enterprise]:
        """All paired enterprises."""
        return chain.from_iterable(part.enterprises for part in self.parts)

    @property
    def issues(self) -> Iterator[Issue]:
        """All issues."""
        return chain.from_iterable(part.issues for part in self.parts)

    @property
    def measures(self) -> Iterator[Measure]:
        """All measures."""
        return chain.from_iterable(part.measures for part in self.parts)

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """All outcomes outside issues."""
        return chain.from_iterable(part.outcomes for part in self.parts)

    @property
    def assertions(self) -> Iterator[Assertion]:
        """All balance assertions."""
        return chain.from_iterable(part.assertions for part in self.parts)

    @property
    def visits(self) -> Iterator[Visit]:
        """All visits."""
        return chain.from_iterable(part.visits for part in self.parts)

    @property
    def surveys(self) -> Iterator[Survey]:
        """All surveys."""
        return chain.from_iterable(part.surveys for part in self.parts)

    @property
    def commitments(self) -> Iterator[Commitment]:
        """All commitments."""
        return chain.from_iterable(part.commitments for part in self.parts)

    @property
    def policies(self) -> Iterator[Delivery]:
        """All policy deliveries."""
        return chain.from_iterable(part.policies for part in self.parts)

    @property
    def stages(self) -> Iterator[Milestone]:
        """All stages that projects came to."""
        return chain.from_iterable(part.stages for part in self.parts)

    def is_empty(self) -> bool:
        """Whether no section holds anything: the city has a file and nothing in it."""
        return not any(getattr(part, section) for part in self.parts for section in SECTIONS)
