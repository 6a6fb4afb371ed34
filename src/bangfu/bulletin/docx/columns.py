"""How wide the columns of a table are, and how large its type: Word and WPS are told, for they do not measure alike."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bangfu.bulletin.document import Column, Table, plain

PADDING = 40
"""On either side of a cell, in twips."""
USUAL = 12.0
"""The size of a table's type in points."""

_WORDS = 5.0
"""A column of words is at least so many characters wide, unless it holds less."""
_ENOUGH = 80.0
"""More characters than that make a column of words no wider."""
_SPARE = 0.3
"""Characters by which a column is wider than its type: fonts differ."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of the columns (twips), the size of the type (pt), and which columns are too narrow for a figure."""

    widths: tuple[int, ...]
    size: float
    narrow: frozenset[int]

    def parted(self, column: int, words: str) -> tuple[str, ...]:
        """The words of a cell, broken after a percentage where any in their column has to be."""
        return _parts(words) if column in self.narrow else (words,)


def ems(words: str) -> float:
    """How wide words are, in characters: an ideograph is 1, a Latin letter or digit about a half."""
    return sum(
        1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.65 if char.isupper() else 0.55 for char in words
    )


def layout(table: Table, width: int) -> Layout:
    """A layout over the whole of `width` (twips).

    Figures are kept whole where type of 11 pt allows it, else broken after the percentage, else set smaller; where even
    that does not fit, the cells break their words anywhere.
    """
    cells = [[plain(row[place]) for row in table.rows] for place in range(len(table.columns))]
    held = [*zip(table.columns, cells, strict=True)]
    wants = [_want(column, words) for column, words in held]
    whole = [_need(column, words) for column, words in held]
    parted = [_need(column, [part for each in words for part in _parts(each)]) for column, words in held]
    for needs, size in ((whole, USUAL), (whole, 11.0), (parted, USUAL), (parted, 11.0), (parted, 10.5), (parted, 9.0)):
        room = (width - 2 * PADDING * len(held)) / (20 * size)
        if sum(needs) <= room:
            break
    widths = _rounded(_shared(needs, wants, room), room, width)
    narrow = (
        place
        for place, each in enumerate(widths)
        if table.columns[place].numeric and max(map(ems, cells[place]), default=0) * size * 20 > each - 2 * PADDING
    )
    return Layout(widths, size, frozenset(narrow))


def _parts(words: str) -> tuple[str, ...]:
    """Words as they may be broken within a figure, 25.6%（62/242）: after the percentage."""
    return tuple(words.replace("%（", "%\n（").split("\n"))


def _need(column: Column, words: Sequence[str]) -> float:
    """Below that a column would break what belongs together; its heading may stand on three lines."""
    heading = math.ceil(len(column.heading) / 3) if len(column.heading) > 2 else len(column.heading)
    longest = max(map(ems, words), default=0)
    return max(longest if column.numeric else min(_WORDS, longest), heading) + _SPARE


def _want(column: Column, words: Sequence[str]) -> float:
    """The width at which nothing breaks but a heading, which may stand on two lines."""
    longest = max(map(ems, words), default=0)
    return max(longest if column.numeric else min(longest, _ENOUGH), math.ceil(len(column.heading) / 2)) + _SPARE


def _shared(needs: Sequence[float], wants: Sequence[float], room: float) -> list[float]:
    """`room` among the columns: what each needs, then its share of what is left by what it wants beyond that."""
    if sum(needs) >= room:
        return [need * room / sum(needs) for need in needs]
    more = [max(0.0, want - need) for need, want in zip(needs, wants, strict=True)]
    left = room - sum(needs)
    if sum(more) <= left:
        wide = [need + each for need, each in zip(needs, more, strict=True)]
        return [each * room / sum(wide) for each in wide]
    return [need + left * each / sum(more) for need, each in zip(needs, more, strict=True)]


def _rounded(shares: Sequence[float], room: float, width: int) -> tuple[int, ...]:
    """The shares in twips, cells' padding included; together they are `width`."""
    unit = (width - 2 * PADDING * len(shares)) / room
    edges = [round(sum(shares[:place]) * unit) + 2 * PADDING * place for place in range(len(shares) + 1)]
    return tuple(after - before for before, after in pairwise(edges))
