"""Chance for random stories: drawn by hypothesis, which makes a failing story small, or thrown from a seed, fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    """What a story is made with."""

    def number(self, low: int, high: int) -> int:
        """A number from `low` to `high`."""

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in any order."""

    def chance(self, one_in: int) -> bool:
        """True one time in so many."""


class Drawn:
    """Dice that hypothesis throws."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def pick(self, options: Sequence[T]) -> T:
        return self._draw(st.sampled_from(options))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return list(self._draw(st.permutations(items)))

    def chance(self, one_in: int) -> bool:
        return self.number(1, one_in) == 1


class Thrown:
    """Dice from a seed: the same seed tells the same story."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)  # noqa: S311 - stories, no secrets

    def number(self, low: int, high: int) -> int:
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self._random.random() * len(options))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return self._random.sample(items, len(items))

    def chance(self, one_in: int) -> bool:
        return self.number(1, one_in) == 1


def told(part: int, tries: int, tell: Callable[[Dice], object]) -> None:
    """Tells the stories of one part of the seeds; a failure names its seed."""
    for seed in range(part * tries, (part + 1) * tries):
        try:
            tell(Thrown(seed))
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise
