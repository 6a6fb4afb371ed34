"""A pile: one group's figures while they are being counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bangfu.lifecycle.replay import STEPS, Step
from bangfu.lifecycle.transitions import STATUSES, Status
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.ledger import Opening, Visit
from bangfu.model.province import City
from bangfu.tally import mark as marked
from bangfu.tally.figures import UNGROUPED, Counts, Days, Pledges, Rate, Rates, Row, one_decimal
from bangfu.tally.mark import BEFORE, FLOW, STOCK, split

COUNTERS = ("enterprises", "projects", "prospects", "leaders", "departments", "people", "visits")
_KINDS = {Kind.ENTERPRISE: "enterprises", Kind.PROJECT: "projects", Kind.PROSPECT: "prospects"}
_STATED = tuple(step for step in STEPS if step is not Step.ON_THE_SPOT)

Slot = tuple[str, str | None, str | None]
"""What an opening speaks for: its city, scope and category."""


def _zeros() -> dict[Step, int]:
    return dict.fromkeys(STEPS, 0)


@dataclass(slots=True)
class Pile:
    """Counts of one group and period. Everything in it can be added to another pile's.

    Attributes:
        marks: how many issues have which mark, their days left out.
        days: 办理天数 of those that have any.
        issues: their ids.
    """

    marks: Counter[int] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    openings: dict[Slot, dict[Step, int]] = field(default_factory=dict)
    openings_before: dict[Step, int] = field(default_factory=_zeros)
    counters: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTERS, 0))
    leaders: set[tuple[str, str]] = field(default_factory=set)
    departments: set[tuple[str, str]] = field(default_factory=set)
    pledges: Pledges = field(default_factory=Pledges)

    def add_issue(self, identity: str, mark: int) -> None:
        """Counts an issue by its mark over the span."""
        self.issues.append(identity)
        mark, days = split(mark)
        if days:
            self.days.append(days - 1)
        self.marks[mark] += 1

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
        self.marks.update(other.marks)
        for step in STEPS:
            self.openings_before[step] += other.openings_before[step]
        for slot, figures in other.openings.items():
            own = self.openings.setdefault(slot, {})
            for step, number in figures.items():
                own[step] = own.get(step, 0) + number
        for name in COUNTERS:
            self.counters[name] += other.counters[name]
        self.days += other.days
        self.leaders |= other.leaders
        self.departments |= other.departments
        self.issues += other.issues
        self.pledges = self.pledges.plus(other.pledges)

    def row(self, key: str | None, label: str | None = None) -> Row:
        """The figures as a row."""
        stated = {step for figures in self.openings.values() for step in figures}
        opened = _zeros()
        for figures in self.openings.values():
            for step, number in figures.items():
                opened[step] += number
        stock = {step: self._having(bit) for step, bit in STOCK.items()}
        status: dict[Status, int] = dict.fromkeys(STATUSES, 0)
        for mark, number in self.marks.items():
            status[marked.status(mark)] += number
        overdue = self._having(marked.OVERDUE)
        return Row(
            key,
            label or key or UNGROUPED,
            stock=_counts(stock) + _counts(opened),
            flow=_counts({step: self._having(bit) for step, bit in FLOW.items()}),
            undone=_counts({step: self._undone(step) for step in STEPS}),
            before=_counts({step: self._having(bit) for step, bit in BEFORE.items()}) + _counts(self.openings_before),
            stated=frozenset(STEPS if self.issues else stated),
            status=status,
            overdue=overdue,
            unanswered=self._having(marked.UNANSWERED),
            stale=self._having(marked.STALE),
            rates=self._rates(stock, overdue, status[Status.ASSIGNED]),
            days=_days(sorted(self.days)),
            enterprises=self.counters["enterprises"],
            projects=self.counters["projects"],
            prospects=self.counters["prospects"],
            leaders=self.counters["leaders"] + len(self.leaders),
            departments=self.counters["departments"] + len(self.departments),
            people=self.counters["people"],
            visits=self.counters["visits"],
            pledges=self.pledges,
            issues=tuple(self.issues),
        )

    def _having(self, bit: int) -> int:
        """How many issues have a bit in their mark."""
        return sum(number for mark, number in self.marks.items() if mark & bit)

    def _undone(self, step: Step) -> int:
        """How many stood at a step before and do not any more, or came there anew."""
        before, now = BEFORE[step], STOCK[step] | FLOW[step]
        return sum(number for mark, number in self.marks.items() if mark & before and mark & now != STOCK[step])

    def _rates(self, stock: Mapping[Step, int], overdue: int, assigned: int) -> Rates:
        resolved = stock[Step.RESOLVED]
        return Rates(
            resolution=self._rate(stock, Step.RESOLVED, Step.ASSIGNED),
            closure=self._rate(stock, Step.CLOSED, Step.ASSIGNED),
            collected_resolution=self._rate(stock, Step.RESOLVED, Step.REPORTED),
            overdue=Rate(overdue, assigned),
            on_time=Rate(resolved - self._having(marked.LATE), resolved),
            satisfaction=Rate(self._having(marked.PLEASED), self._having(marked.RATED)),
            reply=Rate(self._having(marked.REPLIED), stock[Step.REPORTED]),
        )

    def _rate(self, stock: Mapping[Step, int], part: Step, whole: Step) -> Rate:
        """A rate of the stock: of the records, and of those openings that state both of its figures."""
        spot = stock[Step.ON_THE_SPOT] if whole is Step.ASSIGNED else 0
        both = [figures for figures in self.openings.values() if part in figures and whole in figures]
        if whole is Step.ASSIGNED:  # what an opening resolved beyond what it assigned was resolved on the spot
            spot += sum(max(0, figures.get(Step.RESOLVED, 0) - figures[Step.ASSIGNED]) for figures in both)
        return Rate(
            stock[part] + sum(figures[part] for figures in both),
            stock[whole] + spot + sum(figures[whole] for figures in both),
        )


def states_issues(opening: Opening) -> bool:
    """Whether an opening states anything of issues."""
    return any(getattr(opening, step.value) is not None for step in _STATED)


def states_pairs(opening: Opening) -> bool:
    """Whether an opening states anything of pairings or visits."""
    return any(getattr(opening, name) is not None for name in COUNTERS)


def _counts(numbers: Mapping[Step, int]) -> Counts:
    return Counts(*(numbers[step] for step in STEPS))


def _days(days: list[int]) -> Days | None:
    """Median, mean and 90th percentile (nearest rank) of numbers of days in rising order."""
    if not days:
        return None
    count = len(days)
    median = Decimal(days[(count - 1) // 2] + days[count // 2]) / 2
    nearest_rank = days[(9 * count + 9) // 10 - 1]
    return Days(one_decimal(median), one_decimal(Decimal(sum(days)) / count), one_decimal(Decimal(nearest_rank)))
