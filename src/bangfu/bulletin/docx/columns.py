"""How wide the columns of a table are, and how large its type: Word and WPS are told, for they do not measure alike."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bangfu.bulletin.document import Column, Table, plain

PADDING = 40
"""On either side of a cell, in twips."""
SIZES = (12.0, 11.0, 10.5, 9.0)
"""The sizes of type (pt) a table may have, the first that fits."""
BREAK = "%（"
"""Where a line may be broken within a figure: 25.6%（62/242）."""

_WORDS = 5.0
"""A column of words is at least so many characters wide, unless it holds less."""
_ENOUGH = 40.0
"""More characters than that make a column of words no wider."""
_SPARE = 0.3
"""Characters by which a column is wider than its type: fonts differ."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of the columns (twips) and the size of the type (pt)."""

    widths: tuple[int, ...]
    size: float

    @property
    def is_usual(self) -> bool:
        """Whether the type has the size that the styles of tables have."""
        return self.size == SIZES[0]

    def parted(self, column: int, words: str) -> tuple[str, ...]:
        """The words of a cell, broken after a percentage where they are wider than their column."""
        if BREAK not in words or ems(words) * self.size * 20 <= self.widths[column] - 2 * PADDING:
            return (words,)
        first, *rest = words.split("（")
        return (first, *(f"（{part}" for part in rest))


def ems(words: str) -> float:
    """How wide words are, in characters: an ideograph is 1, a Latin letter or digit about a half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.65 if char.isupper() else 0.55 for char in words)


def layout(table: Table, width: int) -> Layout:
    """A layout over the whole of `width` (twips); where not even the smallest type fits, the cells break their words."""
    cells = [[plain(row[place]) for row in table.rows] for place in range(len(table.columns))]
    needs = [_need(column, held) for column, held in zip(table.columns, cells, strict=True)]
    wants = [max(need, _want(column, held)) for need, column, held in zip(needs, table.columns, cells, strict=True)]
    for size in SIZES:
        room = (width - 2 * PADDING * len(needs)) / (20 * size)
        if sum(needs) <= room:
            break
    return Layout(_rounded(_shared(needs, wants, room), room, width), size)


def _need(column: Column, cells: Iterable[str]) -> float:
    """Below that a column would break what belongs together; its heading may stand on three lines."""
    heading = math.ceil(len(column.heading) / 3) if len(column.heading) > 2 else len(column.heading)
    if column.numeric:
        held = max((ems(piece) for cell in cells for piece in cell.replace(BREAK, "%\n（").split("\n")), default=0)
    else:
        held = min(_WORDS, max(map(ems, cells), default=0))
    return max(held, heading) + _SPARE


def _want(column: Column, cells: Iterable[str]) -> float:
    """The width at which nothing breaks; a heading on two lines is fine."""
    held = max(map(ems, cells), default=0)
    return max(held if column.numeric else min(held, _ENOUGH), math.ceil(len(column.heading) / 2)) + _SPARE


def _shared(needs: Sequence[float], wants: Sequence[float], room: float) -> list[float]:
    """`room` among the columns: what each wants and more, or what it needs and its share of what is left."""
    if sum(wants) <= room:
        return [want * room / sum(wants) for want in wants]
    if sum(needs) >= room:
        return [need * room / sum(needs) for need in needs]
    share = (room - sum(needs)) / (sum(wants) - sum(needs))
    return [need + (want - need) * share for need, want in zip(needs, wants, strict=True)]


def _rounded(shares: Sequence[float], room: float, width: int) -> tuple[int, ...]:
    """The shares in twips, cells' padding included; together they are `width`."""
    unit = (width - 2 * PADDING * len(shares)) / room
    edges = [round(sum(shares[:place]) * unit) + 2 * PADDING * place for place in range(len(shares) + 1)]
    return tuple(after - before for before, after in zip(edges, edges[1:], strict=False))
