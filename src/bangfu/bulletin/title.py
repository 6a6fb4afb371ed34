"""Breaks a title into lines where the sense allows, in the shape of a trapezoid or a rhombus (GB/T 9704-2012, 7.3.1).

A line ends only between two of the title's phrases, so that no name, number or word is ever parted. A phrase that is
wider than the page is left to the renderer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from bangfu.bulletin.wording import tidy

WIDTH = 18
"""Characters on a line: 20 of 22 pt fill 156 mm; a title wants white at its sides, and a phone shows 18 unbroken."""

_GIVEN = re.compile("[|｜]")
_STRONG = re.compile("(?<=[，；：])")
_WEAK = re.compile("(?<=、)|(?<=企业)(?=精准|帮扶|和|与|及|暨)|(?=(?:等[0-9]+个)?问题的..?函$)")
_BEGINNING = "关于"


def title_lines(title: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a title.

    Args:
        title: the title; where it holds `|` or `｜`, its lines end there and nowhere else.
        names: phrases of it that begin a line well, such as the period.
    """
    given = [line for part in _GIVEN.split(title) if (line := tidy(part))]
    if len(given) != 1:
        return tuple(given) or (title,)
    (title,) = given
    places = _places(title, names)
    for count in range(len(places) + 1):
        found = [
            (_faults(lines, sum(places[place] for place in chosen)), lines)
            for chosen in combinations(sorted(places), count)
            if (lines := [title[start:end] for start, end in pairwise((0, *chosen, len(title)))])
            and max(map(_width, lines)) <= WIDTH
        ]
        if found:
            return tuple(min(found)[1])
    return (title,)


def _places(title: str, names: Iterable[str]) -> dict[int, int]:
    """Where a line may end, and how much the sense minds."""
    weak = {match.start(): 1 for match in _WEAK.finditer(title)}
    ends = {match.end(): 2 for name in names for match in re.finditer(re.escape(name), title)}
    strong = {match.start(): 0 for match in _STRONG.finditer(title)}
    strong |= {match.start(): 0 for name in names for match in re.finditer(re.escape(name), title)}
    first = len(_BEGINNING) if title.startswith(_BEGINNING) else 0
    return {at: minded for at, minded in (ends | weak | strong).items() if first < at < len(title)}


def _faults(lines: list[str], minded: int) -> tuple[int, int, float]:
    """What speaks against these lines: places the sense minds, a waist, and how uneven they are."""
    widths = [*map(_width, lines)]
    waists = sum(a > b < c for a, b, c in _threes(widths))
    return (minded, waists, max(widths) - min(widths))


def _threes(widths: list[float]) -> Iterator[tuple[float, float, float]]:
    return zip(widths, widths[1:], widths[2:], strict=False)


def _width(line: str) -> float:
    """In ideographs; letters and digits are half as wide."""
    return sum(0.5 if char.isascii() else 1 for char in line)
