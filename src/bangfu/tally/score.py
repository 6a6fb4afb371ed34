"""考评得分: the published weights of bangfu.yaml (`scoring`) times the rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bangfu.tally.figures import Rate, Row, one_decimal


class Score(NamedTuple):
    """A group's points: `parts` in the order of the weights; `points` is None where a rate is over nothing."""

    row: Row
    parts: tuple[Rate, ...]
    points: Decimal | None
    place: int | None


def scores(rows: Iterable[Row], weights: Mapping[str, int]) -> tuple[Score, ...]:
    """The groups that have data, from the most points to the least; those without a full set of rates last.

    A group that lacks a rate gets no points at all: points for the rest alone would reward what was left out.
    Equal points, as printed, share a place.

    Args:
        rows: the groups.
        weights: points by the names of model.province.SCORES.
    """
    names = [name.removesuffix("_rate") for name in weights]
    counted = []
    for row in rows:
        if row.has_data:
            parts = tuple(getattr(row.rates, name) for name in names)
            counted.append((row, parts, _points(parts, list(weights.values()))))
    counted.sort(key=lambda each: (each[2] is None, -(each[2] or 0)))
    every = [points for _, _, points in counted]
    return tuple(
        Score(row, parts, points, None if points is None else every.index(points) + 1) for row, parts, points in counted
    )


def _points(parts: tuple[Rate, ...], weights: list[int]) -> Decimal | None:
    if not all(part.denominator for part in parts):
        return None
    exact = sum(
        (weight * Fraction(part.numerator, part.denominator) for part, weight in zip(parts, weights, strict=True)),
        Fraction(),
    )
    return one_decimal(Decimal(exact.numerator) / exact.denominator)
