"""Chance that falls the same way everywhere: of a seeded generator, only `random()` is promised to stay the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that depend on the seed alone."""

    def __init__(self, seed: str) -> None:
        self._roll = random.Random(seed).random  # noqa: S311 - invented data, no secret

    def chance(self, likelihood: float) -> bool:
        """True in that share of cases."""
        return self._roll() < likelihood

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        return low + int(self._roll() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`."""
        return choices[self.between(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], count: int) -> tuple[T, ...]:
        """So many different ones of `choices`, in their order."""
        left = list(range(len(choices)))
        drawn = sorted(left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(choices))))
        return tuple(choices[index] for index in drawn)

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of the keys, as likely as its weight."""
        left = self.between(1, sum(weights.values()))
        for choice, weight in weights.items():
            left -= weight
            if left <= 0:
                return choice
        raise ValueError("there is nothing to choose from")

    def workday(self, first: date, last: date) -> date:
        """A day from `first` to `last`; a Saturday or Sunday becomes the Friday before, where that is no earlier."""
        return workday(first + timedelta(days=self.between(0, (last - first).days)), first)


def workday(day: date, first: date) -> date:
    """`day`, or the Friday before a weekend, but not before `first`."""
    return max(first, day - timedelta(days=max(0, day.weekday() - 4)))
