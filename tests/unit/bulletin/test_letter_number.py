"""The numbers of letters as clerks write them, and the next of a year."""

from __future__ import annotations

from datetime import date

import pytest

from bangfu.bulletin.letter_number import Kind, LetterNumber, following, number_of
from bangfu.model.event import Event, EventType


def event(kind: EventType, number: str | None) -> Event:
    return Event(date=date(2019, 7, 5), type=kind, number=number)


@pytest.mark.parametrize(
    ("step", "written", "read"),
    [
        (EventType.ASSIGN, "〔2019〕12号", LetterNumber(Kind.ASSIGN, 2019, 12)),
        (EventType.SUPERVISE, "〔2019〕3号", LetterNumber(Kind.SUPERVISE, 2019, 3)),
        (EventType.SUPERVISE, "帮扶催办〔2019〕5号", LetterNumber(Kind.REMIND, 2019, 5)),
        (EventType.ASSIGN, "湘工信交办[2019] 12 号", LetterNumber(Kind.ASSIGN, 2019, 12)),
        (EventType.ASSIGN, "交办（2019）012号", LetterNumber(Kind.ASSIGN, 2019, 12)),
        (EventType.ASSIGN, "12号", None),
        (EventType.ASSIGN, "〔2019〕十二号", None),
        (EventType.ASSIGN, "〔\uff12\uff10\uff11\uff19〕12号", None),
        (EventType.ASSIGN, None, None),
    ],
)
def test_numbers_as_they_are_written(step: EventType, written: str | None, read: LetterNumber | None) -> None:
    assert number_of(event(step, written)) == read


def test_the_next_is_after_the_highest_of_its_kind_and_year() -> None:
    used = [
        LetterNumber(Kind.ASSIGN, 2019, 3),
        LetterNumber(Kind.ASSIGN, 2019, 12),
        LetterNumber(Kind.ASSIGN, 2018, 40),
        LetterNumber(Kind.REMIND, 2019, 99),
    ]
    assert str(following(Kind.ASSIGN, 2019, used)) == "帮扶交办〔2019〕13号"
    assert str(following(Kind.SUPERVISE, 2019, used)) == "帮扶督办〔2019〕1号"
