"""Demonstration ledgers: a year of invented work, city by city, the same on every machine."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bangfu.lifecycle.replay import Step, replay
from bangfu.model.enterprise import Enterprise, Kind, Stage
from bangfu.model.event import EventType, OutcomeState
from bangfu.model.ids import key, make_id
from bangfu.model.issue import Issue
from bangfu.model.ledger import (
    Assertion,
    Commitment,
    Delivery,
    Measure,
    Milestone,
    Opening,
    Outcome,
    Part,
    Pledger,
    Survey,
    Visit,
)
from bangfu.model.province import City, Policy, RosterEntry
from bangfu.model.quantity import Quantity
from bangfu.scaffold import words
from bangfu.scaffold.dice import Dice
from bangfu.scaffold.lives import Serials, Setting, live, title_and_result

YEAR = 2019
_FIRST, _LAST = date(YEAR, 1, 2), date(YEAR, 12, 31)
_HALF = date(YEAR, 6, 30)
_SOURCE = "演示数据"


@dataclass(frozen=True, slots=True)
class Demo:
    """The invented data: a part a city, and the province's lists."""

    parts: tuple[Part, ...]
    roster: tuple[RosterEntry, ...]
    policies: tuple[Policy, ...]


def demonstrate(cities: Sequence[City]) -> Demo:
    """A whole year for every city: enterprises, issues with legal lives, measures every month, and all else.

    Each city's data depend on its own name alone, so that adding a city changes no other.
    """
    parts = tuple(_Invention(city).part() for city in cities)
    roster = tuple(
        RosterEntry(name=enterprise.name, city=city.name)
        for city, part in zip(cities, parts, strict=True)
        for enterprise in part.enterprises[:3]
    )
    unpaired = RosterEntry(name=f"演示{cities[-1].short}{words.UNPAIRED}", city=cities[-1].name)
    policies = tuple(
        Policy(id=number, title=title, tags=(tag,), tiers=(words.TIERS[0],), since=date.fromisoformat(since))
        for number, title, tag, since in words.POLICIES
    )
    return Demo(parts, (*roster, unpaired), policies)


class _Invention:
    """One city's data in the making."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.level = city.name[-1] if city.name[-1] in "市州" else "市"
        self.dice = Dice(f"bangfu {city.name}")
        self.enterprises = self._enterprises()

    def part(self) -> Part:
        """The city's ledger."""
        opening = self._opening()
        issues = self._issues()
        return Part(
            city=self.city.name,
            opening=opening,
            enterprises=self.enterprises,
            issues=issues,
            measures=tuple(self._measures()),
            outcomes=tuple(self._outcomes()),
            assertions=(_assertion(opening, issues),),
            visits=tuple(self._visits()),
            surveys=tuple(self._surveys()),
            commitments=tuple(self._commitments()),
            policies=tuple(self._deliveries()),
            stages=tuple(self._stages()),
        )

    def _opening(self) -> tuple[Opening, ...]:
        if not self.dice.chance(0.5):
            return ()
        reported = self.dice.between(20, 60)
        resolved = reported - self.dice.between(4, 9)
        return (
            Opening(
                date=date(YEAR - 1, 12, 31), source=_SOURCE, reported=reported, verified=reported - 1, rejected=1,
                assigned=reported - 2, resolved=resolved, closed=resolved - 3,
            ),
        )  # fmt: skip

    def _enterprises(self) -> tuple[Enterprise, ...]:
        dice = self.dice
        trades = dice.some(words.TRADES, dice.between(7, 10))
        made: list[Enterprise] = []
        for stem, (trade, chain) in zip(words.STEMS, trades, strict=False):
            kind = Kind.ENTERPRISE if len(made) < 5 else dice.pick(tuple(Kind))
            project = kind is Kind.PROJECT
            made.append(
                Enterprise(
                    name=f"演示{self.city.short}{stem}{trade}{'生产线项目' if project else '有限公司'}",
                    kind=kind,
                    tier=dice.pick(words.TIERS),
                    district=dice.pick(words.DISTRICTS),
                    chain=chain,
                    leader=dice.pick(words.LEADERS).format(level=self.level),
                    department=f"{self.level}{dice.pick(words.PAIRED_WITH)}",
                    station=dice.pick(words.STATIONS) if dice.chance(0.3) else None,
                    team=dice.pick(words.TEAMS) if dice.chance(0.2) else None,
                    stage=dice.pick(tuple(Stage)) if project else None,
                    aliases=(f"演示{stem}{trade}",),
                    since=date(YEAR, 1, dice.between(2, 20)) if dice.chance(0.8) else None,
                )
            )
        return tuple(made)

    def _issues(self) -> tuple[Issue, ...]:
        dice, serials = self.dice, Serials()
        taken: set[str] = set()
        latest: dict[str, str] = {}
        issues: list[Issue] = []
        days = sorted(dice.workday(_FIRST + timedelta(days=20), _LAST) for _ in range(dice.between(20, 40)))
        for day in days:
            enterprise = dice.pick(self.enterprises)
            category = dice.pick(tuple(words.TROUBLES))
            trouble = words.TROUBLES[category]
            title, result, outcome = title_and_result(trouble, dice)
            setting = Setting(self.level, _LAST, latest.get(enterprise.name))
            department = f"{self.level}{trouble.department}"
            events = live(day, result, outcome, department, setting, serials, dice)
            made = make_id(self.city.prefix, self.city.name, enterprise.name, day, title, taken)
            taken.add(key(made))
            issue = Issue(
                id=made,
                enterprise=enterprise.name,
                title=title,
                category=category,
                detail=words.DETAIL if dice.chance(0.1) else None,
                case=events[-1].type is EventType.CLOSE and dice.chance(0.12),
                events=events,
            )
            issues.append(issue)
            if not any(event.type is EventType.REJECT for event in events):
                latest[enterprise.name] = made
        return tuple(issues)

    def _measures(self) -> Iterator[Measure]:
        for month in range(1, 13):
            for section in self.dice.some(tuple(words.MEASURES), self.dice.between(1, 3)):
                text = self.dice.pick(words.MEASURES[section]).format(
                    city=self.city.name, level=self.level, n=self.dice.between(2, 30)
                )
                yield Measure(date=_late(month, self.dice), section=section, text=text, case=self.dice.chance(0.05))

    def _outcomes(self) -> Iterator[Outcome]:
        for month in range(1, 13):
            kind, unit, low, high = self.dice.pick(words.OUTCOMES)
            state = self.dice.pick((OutcomeState.REALISED, OutcomeState.REALISED, *OutcomeState))
            value = Quantity.parse(f"{self.dice.between(low, high) // 5 * 5}{unit}")
            yield Outcome(
                date=_late(month, self.dice), kind=kind, enterprises=self.dice.between(1, 9), value=value, state=state
            )

    def _visits(self) -> Iterator[Visit]:
        for month in range(1, 13):
            visited = self.dice.some(self.enterprises, self.dice.between(2, 5))
            yield Visit(
                date=_late(month, self.dice),
                enterprises=len(visited),
                people=self.dice.between(3, 12),
                visited=tuple(enterprise.name for enterprise in visited),
            )

    def _surveys(self) -> Iterator[Survey]:
        for month in (3, 6, 9, 12):
            positive = Quantity.parse(f"{self.dice.between(85, 97)}.{self.dice.between(1, 9)}%")
            yield Survey(date=_late(month, self.dice), responses=self.dice.between(40, 260), positive=positive)

    def _commitments(self) -> Iterator[Commitment]:
        dice = self.dice
        for enterprise in dice.some(self.enterprises, 3):
            day = date(YEAR, dice.between(2, 5), dice.between(1, 28))
            pledger = dice.pick(tuple(Pledger))
            party = enterprise.name if pledger is Pledger.ENTERPRISE else f"{self.level}{dice.pick(words.PAIRED_WITH)}"
            due = date(YEAR, dice.between(9, 12), 30)
            kept = due - timedelta(days=dice.between(1, 60)) if dice.chance(0.7) else None
            text = f"{dice.pick(words.PLEDGES[pledger.value])}（演示）"
            yield Commitment(date=day, by=pledger, party=party, text=text, due=due, kept=kept)

    def _deliveries(self) -> Iterator[Delivery]:
        for number, _title, _tag, since in words.POLICIES:
            day = self.dice.workday(date.fromisoformat(since), date.fromisoformat(since) + timedelta(days=60))
            told = self.dice.some(self.enterprises, self.dice.between(3, 6))
            yield Delivery(date=day, policy=number, delivered=tuple(enterprise.name for enterprise in told))

    def _stages(self) -> Iterator[Milestone]:
        """Each project goes on by a stage within the year, where there is one to go on to."""
        stages = tuple(Stage)
        for project in self.enterprises:
            if project.stage and project.stage is not stages[-1]:
                reached = stages[stages.index(project.stage) + 1]
                yield Milestone(date=_late(self.dice.between(3, 11), self.dice), project=project.name, stage=reached)


def _late(month: int, dice: Dice) -> date:
    """A working day in the second half of the month."""
    return dice.workday(date(YEAR, month, 16), date(YEAR, month, monthrange(YEAR, month)[1]))


def _assertion(opening: Sequence[Opening], issues: Sequence[Issue]) -> Assertion:
    """The half-year's figures, as the city would have stated them."""
    states = [replay(issue.events, _HALF) for issue in issues]

    def count(step: Step) -> int:
        return sum(getattr(entry, step.value) or 0 for entry in opening) + sum(step in s.entered for s in states)

    return Assertion(
        date=_HALF, source=_SOURCE, reported=count(Step.REPORTED), assigned=count(Step.ASSIGNED),
        resolved=count(Step.RESOLVED),
    )  # fmt: skip
