"""Who stands first and who last by a rate, of those with more than a handful of issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from bangfu.bulletin.wording import FEW, SMALL_BASE
from bangfu.tally.figures import Rate, Row


def highest(rows: Iterable[Row], rate: Callable[[Row], Rate]) -> list[Row]:
    """The rows with the highest rates, the highest first; ties with the last of them are among them.

    Rows whose rate rests on a handful of issues take no part. Nobody where only one is left, or so many tie that naming
    them says nothing.
    """
    return _first(rows, lambda row: -_value(rate(row)), rate)


def lowest(rows: Iterable[Row], rate: Callable[[Row], Rate]) -> list[Row]:
    """The rows with the lowest rates, the lowest first; the same rules."""
    return _first(rows, lambda row: _value(rate(row)), rate)


def _first(rows: Iterable[Row], key: Callable[[Row], Fraction], rate: Callable[[Row], Rate]) -> list[Row]:
    ordered = sorted((row for row in rows if rate(row).denominator >= SMALL_BASE), key=key)
    if len(ordered) < 2:
        return []
    chosen = [row for row in ordered if key(row) <= key(ordered[min(FEW, len(ordered)) - 1])]
    return chosen if len(chosen) <= 2 * FEW else []


def _value(rate: Rate) -> Fraction:
    return Fraction(rate.numerator, rate.denominator)
