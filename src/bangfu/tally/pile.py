"""A pile: one group's figures while they are being counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bangfu.lifecycle.deadlines import replied_in_time, stale, unanswered
from bangfu.lifecycle.replay import STEPS, State, Step
from bangfu.lifecycle.transitions import STATUSES, Status
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.event import Satisfaction
from bangfu.model.ledger import Opening, Visit
from bangfu.model.province import City, Limits
from bangfu.tally.figures import UNGROUPED, Counts, Days, Rate, Rates, Row, one_decimal

COUNTERS = ("enterprises", "projects", "prospects", "leaders", "departments", "people", "visits")
_KINDS = {Kind.ENTERPRISE: "enterprises", Kind.PROJECT: "projects", Kind.PROSPECT: "prospects"}
_STATED = tuple(step for step in STEPS if step is not Step.ON_THE_SPOT)
_NONE: dict[Step, date] = {}

Slot = tuple[str, str | None, str | None]
"""What an opening speaks for: its city, scope and category."""


def _zeros() -> dict[Step, int]:
    return dict.fromkeys(STEPS, 0)


@dataclass(slots=True)
class Pile:
    """Counts of one group and period. Everything in it can be added to another pile's."""

    stock: dict[Step, int] = field(default_factory=_zeros)
    flow: dict[Step, int] = field(default_factory=_zeros)
    undone: dict[Step, int] = field(default_factory=_zeros)
    before: dict[Step, int] = field(default_factory=_zeros)
    openings: dict[Slot, dict[Step, int]] = field(default_factory=dict)
    openings_before: dict[Step, int] = field(default_factory=_zeros)
    status: dict[Status, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    overdue: int = 0
    unanswered: int = 0
    stale: int = 0
    late: int = 0
    rated: int = 0
    pleased: int = 0
    replied: int = 0
    days: list[int] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTERS, 0))
    leaders: set[tuple[str, str]] = field(default_factory=set)
    departments: set[tuple[str, str]] = field(default_factory=set)
    issues: list[str] = field(default_factory=list)

    def add_issue(self, identity: str, start: date, before: State | None, state: State, limits: Limits) -> None:
        """Counts an issue that stands in `state` at the end and in `before` on the day before `start`."""
        self.issues.append(identity)
        entered, earlier = state.entered, before.entered if before else _NONE
        for step, day in entered.items():
            self.stock[step] += 1
            if day >= start:
                self.flow[step] += 1
        for step in earlier:
            self.before[step] += 1
            if step not in entered or entered[step] >= start:
                self.undone[step] += 1
        self.status[state.status] += 1
        self.overdue += state.overdue
        self.unanswered += unanswered(state, limits)
        self.stale += stale(state, limits)
        self.replied += replied_in_time(state, limits)
        if Step.RESOLVED in entered:
            self.late += state.late
            if state.satisfaction is not None:
                self.rated += 1
                self.pleased += state.satisfaction is not Satisfaction.DISSATISFIED
            if (days := state.days) is not None:
                self.days.append(days)

    def add_opening(self, city: City, opening: Opening, start: date) -> None:
        """Adds what an opening states of issues; openings of one city, scope and category add up."""
        slot = self.openings.setdefault((city.slug, opening.scope, opening.category), {})
        for step in _STATED:
            number: int | None = getattr(opening, step.value)
            if number is not None:
                slot[step] = slot.get(step, 0) + number
                if opening.date < start:
                    self.openings_before[step] += number

    def add_opening_pairs(self, opening: Opening) -> None:
        """Adds what an opening states of pairings and visits."""
        for name in COUNTERS:
            self.counters[name] += getattr(opening, name) or 0

    def add_enterprise(self, city: City, enterprise: Enterprise) -> None:
        """Counts a paired enterprise, its leader and its department: those of two cities are never the same."""
        self.counters[_KINDS[enterprise.kind]] += 1
        if enterprise.leader:
            self.leaders.add((city.slug, enterprise.leader))
        if enterprise.department:
            self.departments.add((city.slug, enterprise.department))

    def add_visit(self, visit: Visit) -> None:
        """Counts the enterprises visited (as stated, else as named) and the people who went."""
        self.counters["visits"] += len(visit.visited) if visit.enterprises is None else visit.enterprises
        self.counters["people"] += visit.people or 0

    def add(self, other: Pile) -> None:
        """Adds another pile to this one."""
        for mine, others in (
            (self.stock, other.stock),
            (self.flow, other.flow),
            (self.undone, other.undone),
            (self.before, other.before),
            (self.openings_before, other.openings_before),
        ):
            for step in STEPS:
                mine[step] += others[step]
        for slot, figures in other.openings.items():
            own = self.openings.setdefault(slot, {})
            for step, number in figures.items():
                own[step] = own.get(step, 0) + number
        for status, number in other.status.items():
            self.status[status] += number
        for name in ("overdue", "unanswered", "stale", "late", "rated", "pleased", "replied"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in COUNTERS:
            self.counters[name] += other.counters[name]
        self.days += other.days
        self.leaders |= other.leaders
        self.departments |= other.departments
        self.issues += other.issues

    def row(self, key: str | None, label: str | None = None) -> Row:
        """The figures as a row."""
        stated = {step for figures in self.openings.values() for step in figures}
        opened = _zeros()
        for figures in self.openings.values():
            for step, number in figures.items():
                opened[step] += number
        return Row(
            key,
            label or key or UNGROUPED,
            stock=_counts(self.stock) + _counts(opened),
            flow=_counts(self.flow),
            undone=_counts(self.undone),
            before=_counts(self.before) + _counts(self.openings_before),
            stated=frozenset(STEPS if self.issues else stated),
            status=dict(self.status),
            overdue=self.overdue,
            unanswered=self.unanswered,
            stale=self.stale,
            rates=self._rates(),
            days=_days(sorted(self.days)),
            enterprises=self.counters["enterprises"],
            projects=self.counters["projects"],
            prospects=self.counters["prospects"],
            leaders=self.counters["leaders"] + len(self.leaders),
            departments=self.counters["departments"] + len(self.departments),
            people=self.counters["people"],
            visits=self.counters["visits"],
            issues=tuple(self.issues),
        )

    def _rates(self) -> Rates:
        resolved = self.stock[Step.RESOLVED]
        reported = self.stock[Step.REPORTED]
        return Rates(
            resolution=self._rate(Step.RESOLVED, Step.ASSIGNED),
            closure=self._rate(Step.CLOSED, Step.ASSIGNED),
            collected_resolution=self._rate(Step.RESOLVED, Step.REPORTED),
            overdue=Rate(self.overdue, self.status[Status.ASSIGNED]),
            on_time=Rate(resolved - self.late, resolved),
            satisfaction=Rate(self.pleased, self.rated),
            reply=Rate(self.replied, reported),
        )

    def _rate(self, part: Step, whole: Step) -> Rate:
        """A rate of the stock: of the records, and of those openings that state both of its figures."""
        spot = self.stock[Step.ON_THE_SPOT] if whole is Step.ASSIGNED else 0
        both = [figures for figures in self.openings.values() if part in figures and whole in figures]
        if whole is Step.ASSIGNED:  # what an opening resolved beyond what it assigned was resolved on the spot
            spot += sum(max(0, figures.get(Step.RESOLVED, 0) - figures[Step.ASSIGNED]) for figures in both)
        return Rate(
            self.stock[part] + sum(figures[part] for figures in both),
            self.stock[whole] + spot + sum(figures[whole] for figures in both),
        )


def states_issues(opening: Opening) -> bool:
    """Whether an opening states anything of issues."""
    return any(getattr(opening, step.value) is not None for step in _STATED)


def states_pairs(opening: Opening) -> bool:
    """Whether an opening states anything of pairings or visits."""
    return any(getattr(opening, name) is not None for name in COUNTERS)


def _counts(numbers: dict[Step, int]) -> Counts:
    return Counts(*(numbers[step] for step in STEPS))


def _days(days: list[int]) -> Days | None:
    """Median, mean and 90th percentile (nearest rank) of numbers of days in rising order."""
    if not days:
        return None
    count = len(days)
    median = Decimal(days[(count - 1) // 2] + days[count // 2]) / 2
    nearest_rank = days[(9 * count + 9) // 10 - 1]
    return Days(one_decimal(median), one_decimal(Decimal(sum(days)) / count), one_decimal(Decimal(nearest_rank)))
