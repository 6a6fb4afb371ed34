"""The number of a letter: 帮扶交办〔2019〕12号, a serial a year and a kind, kept by the events that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from bangfu.model.event import Event, EventType

_FORM = r"\s*(.*?)\s*[〔\[【(（]\s*([0-9]{4})\s*[〕\]】)）]\s*([0-9]{1,6})\s*号?\s*"


class Kind(StrEnum):
    """The letters; the value is the word in the number."""

    ASSIGN = "交办"
    REMIND = "催办"
    SUPERVISE = "督办"

    @property
    def step(self) -> EventType:
        """The event that such a letter writes; 催办, the mildest press, is a 督办 that leaves the due date alone."""
        return EventType.ASSIGN if self is Kind.ASSIGN else EventType.SUPERVISE


class LetterNumber(NamedTuple):
    """A letter's number."""

    kind: Kind
    year: int
    serial: int

    def __str__(self) -> str:
        return f"帮扶{self.kind}〔{self.year}〕{self.serial}号"


def number_of(event: Event) -> LetterNumber | None:
    """The number that an event carries, whatever its brackets; None without one, or where it is of another form.

    The kind is the word before the bracket; where none stands there (`〔2019〕12号`) it is that of the event.
    """
    match = re.fullmatch(_FORM, event.number or "")
    if match is None:
        return None
    default = Kind.ASSIGN if event.type is EventType.ASSIGN else Kind.SUPERVISE
    kind = next((kind for kind in Kind if kind.value in match[1]), default)
    return LetterNumber(kind, int(match[2]), int(match[3]))


def following(kind: Kind, year: int, used: Iterable[LetterNumber]) -> LetterNumber:
    """The number after the highest of `used` of that kind and year."""
    serials = [number.serial for number in used if (number.kind, number.year) == (kind, year)]
    return LetterNumber(kind, year, max(serials, default=0) + 1)
