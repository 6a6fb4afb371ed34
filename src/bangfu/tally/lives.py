"""Every issue's life over the spans that are counted: each is replayed once, however many spans there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bangfu.lifecycle.replay import State, phases
from bangfu.merge.book import CityBook
from bangfu.model.province import Limits
from bangfu.tally.mark import moved, standing, waiting


class Span(NamedTuple):
    """The days that figures are counted over, both included; the states at its end are theirs."""

    start: date
    end: date

    @property
    def eve(self) -> date | None:
        """The day before; None where the calendar begins."""
        return None if self.start == date.min else self.start - timedelta(days=1)


class CityLives:
    """The issues of one city, in the order of its cases.

    Attributes:
        marks: by span, a mark an issue (`tally.mark`).
    """

    def __init__(self, city: CityBook, spans: Sequence[Span], limits: Limits) -> None:
        self.city = city
        days = sorted({day for span in spans for day in (span.eve, span.end) if day})
        self._places = {day: place for place, day in enumerate(days)}
        self._states: dict[date, list[State]] = {}
        self.marks: dict[Span, list[int]] = {span: [] for span in spans}
        self._rows = [phases(case.issue.events, days) for case in city.cases]
        plan = [
            (column.append, span.start, span.end, self._places[span.eve] if span.eve else None, self._places[span.end])
            for span, column in sorted(self.marks.items(), key=lambda each: each[0].end)
        ]
        for row in self._rows:
            known, base = None, 0
            for add, start, end, eve, place in plan:
                state = row[place]
                if state is not known:
                    known, base = state, standing(state, limits)
                mark = base
                if mark:
                    mark = moved(mark, start, None if eve is None else row[eve], state) | waiting(state, limits, end)
                add(mark)

    def states(self, day: date) -> list[State]:
        """The states on the last day of one of the spans, or on the day before one of them."""
        found = self._states.get(day)
        if found is None:
            place = self._places[day]
            found = self._states[day] = [row[place].on(day) for row in self._rows]
        return found

    def latest(self, span: Span) -> list[State]:
        """The states at the end of a span, but for their `as_of` (`lifecycle.replay.phases`)."""
        place = self._places[span.end]
        return [row[place] for row in self._rows]


class Lives:
    """The lives of all issues over some spans.

    Args:
        spans: all that will be asked for.
        limits: of bangfu.yaml.
    """

    def __init__(self, spans: Iterable[Span], limits: Limits) -> None:
        self._spans = tuple(dict.fromkeys(spans))
        self._limits = limits
        self._cities: dict[int, CityLives] = {}

    def of(self, city: CityBook) -> CityLives:
        """Those of a city, or of a part of it: replayed when they are first asked for."""
        found = self._cities.get(id(city))
        if found is None:
            found = self._cities[id(city)] = CityLives(city, self._spans, self._limits)
        return found
