"""One replay for many spans gives what a replay for each gives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bangfu.bulletin.templates import escaped
from bangfu.lifecycle.replay import phases, replay
from bangfu.merge.book import Book
from bangfu.model.event import Event
from bangfu.model.period import Period, PeriodKind
from bangfu.tally.count import series, spans, tally
from bangfu.tally.groups import GROUPINGS
from bangfu.tally.lives import Lives, Span
from strategies import books, days, histories

few = settings(max_examples=40, deadline=None)
periods = st.builds(Period.containing, st.sampled_from([PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER]), days)


@settings(deadline=None)
@given(histories(), st.lists(days, min_size=1, max_size=12, unique=True))
def test_phases_are_the_states_of_each_day(events: tuple[Event, ...], some: list[date]) -> None:
    some.sort()
    found = phases(events, some)
    assert [state.on(day) for state, day in zip(found, some, strict=True)] == [replay(events, day) for day in some]
    for (before, state), (yesterday, day) in zip(pairwise(found), pairwise(some), strict=True):
        if not any(yesterday < event.date <= day for event in events):
            assert state is before


@few
@given(books(), st.lists(periods, min_size=1, max_size=10), st.sampled_from(sorted(GROUPINGS)))
def test_figures_of_one_replay_are_those_of_a_replay_each(book: Book, some: list[Period], by: str) -> None:
    lives = Lives([span for period in some for span in spans(period, period.end)], book.province.limits)
    for period in some:
        assert tally(book, period, by, lives=lives) == tally(book, period, by)
    last = max(period.end for period in some)
    assert series(book, some, last, by, lives=lives) == tuple(tally(book, each, by, compare=False) for each in some)


@few
@given(books(), periods)
def test_lives_are_in_the_order_of_the_issues(book: Book, period: Period) -> None:
    span = Span(period.start, period.end)
    lives = Lives([span], book.province.limits)
    for city in book.cities:
        mine = lives.of(city)
        for day in (period.end, period.start - timedelta(days=1)):
            assert mine.states(day) == [replay(case.issue.events, day) for case in city.cases]
        reported = [replay(case.issue.events, period.end).reported is not None for case in city.cases]
        assert [bool(mark) for mark in mine.marks[span]] == reported


@given(st.text(st.sampled_from("&<>'\"问题a;#39% ")) | st.text() | st.builds(Markup, st.text()) | st.integers())
def test_what_is_escaped_is_what_markupsafe_escapes(value: object) -> None:
    assert escaped(value) == str(escape(value))
