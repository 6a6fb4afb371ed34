"""Ranks groups by a rate, with ties."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from bangfu.tally.figures import Rate, Row


class Ranked(NamedTuple):
    """A group and its place; None for one whose rate is over nothing. `tied` ones share their place (并列)."""

    row: Row
    place: int | None
    tied: bool = False


def ranking(rows: Iterable[Row], rate: Callable[[Row], Rate]) -> tuple[Ranked, ...]:
    """`rows` from the highest rate to the lowest, compared exactly, not as rounded.

    Equal rates share a place and the next one counts them all: 1, 2, 2, 4. Those without a rate follow in their order,
    those without any data last.
    """
    given = [(row, rate(row)) for row in rows]
    rated = [(row, Fraction(of.numerator, of.denominator)) for row, of in given if of.denominator]
    rated.sort(key=lambda pair: pair[1], reverse=True)
    values = [value for _, value in rated]
    placed = [Ranked(row, values.index(value) + 1, values.count(value) > 1) for row, value in rated]
    rest = [row for row, of in given if not of.denominator]
    rest.sort(key=lambda row: not row.has_data)
    return (*placed, *(Ranked(row, None) for row in rest))
