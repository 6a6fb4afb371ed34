"""Which records stand behind a figure: the ids of its issues, and the places of the openings added to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.bulletin.document import Figure
from bangfu.bulletin.wording import fraction
from bangfu.lifecycle.replay import State, Step, replay
from bangfu.merge.book import Book
from bangfu.model.ledger import Opening
from bangfu.model.period import Period
from bangfu.tally.figures import Rate


@dataclass(frozen=True, slots=True)
class Sources:
    """The records of a city, or of the province.

    Attributes:
        of: the city's name, or 全省.
        issues: what was reported by the day: the id, and the state on that day.
        openings: the openings dated up to the day.
        period, as_of: of the bulletin.
    """

    of: str
    issues: tuple[tuple[str, State], ...]
    openings: tuple[Opening, ...]
    period: Period
    as_of: date

    def stock(self, step: Step, count: int, name: str) -> Figure:
        """How many stand at or beyond a step on the day."""
        origins = (*self._ids(lambda state: step in state.entered), *self._stating(step))
        return Figure(str(count), origins, name, self.of, f"..{self.as_of}")

    def flow(self, step: Step, count: int, name: str) -> Figure:
        """How many came to stand there within the period."""
        start = self.period.start
        origins = self._ids(lambda state: step in state.entered and state.entered[step] >= start)
        return Figure(str(count), tuple(origins), name, self.of, self.period.key)

    def overdue(self, count: int, name: str) -> Figure:
        """How many are past their due date on the day."""
        return Figure(str(count), tuple(self._ids(lambda state: state.overdue)), name, self.of, f"..{self.as_of}")

    def rate(self, rate: Rate, name: str, part: Step, whole: Step, *, text: str | None = None) -> Figure:
        """A rate of the stock: its records, and the openings that state both of its figures."""
        steps = {part, whole, Step.ON_THE_SPOT} if whole is Step.ASSIGNED else {part, whole}
        origins = (*self._ids(lambda state: not steps.isdisjoint(state.entered)), *self._stating(part, whole))
        return Figure(text or fraction(rate), origins, name, self.of, f"..{self.as_of}")

    def _ids(self, counts: Callable[[State], bool]) -> Iterator[str]:
        return (identity for identity, state in self.issues if counts(state))

    def _stating(self, *steps: Step) -> Iterator[str]:
        """The places of the openings that state all of `steps`."""
        return (
            f"{opening.file}:{opening.line}"
            for opening in self.openings
            if all(getattr(opening, step.value, None) is not None for step in steps)
        )


WHOLE = "全省"


def sources(book: Book, period: Period, as_of: date) -> dict[str, Sources]:
    """The sources by the name of the city, and of the province under 全省."""
    made: dict[str, Sources] = {}
    for city in book.cities:
        issues = []
        for case in city.cases:
            state = replay(case.issue.events, as_of)
            if state.reported is not None:
                issues.append((case.issue.id, state))
        openings = tuple(opening for opening in city.ledger.opening if opening.date <= as_of) if city.ledger else ()
        made[city.city.name] = Sources(city.city.name, tuple(issues), openings, period, as_of)
    return made | {
        WHOLE: Sources(
            WHOLE,
            tuple(issue for each in made.values() for issue in each.issues),
            tuple(opening for each in made.values() for opening in each.openings),
            period,
            as_of,
        )
    }
