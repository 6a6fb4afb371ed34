"""The cells of one row in three versions: what was sent, what the ledger has now, what came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bangfu.exchange.sheets.columns import SHEETS, Column
from bangfu.exchange.sheets.returned import Row
from bangfu.exchange.sheets.values import check_figure, normal


class Clash(NamedTuple):
    """A cell that both sides changed, and not alike. `base` is None where it is not known what was sent."""

    column: Column
    base: str | None
    ours: str
    theirs: str


class Weighed(NamedTuple):
    """The cells that the sheet alone changed, each with what the ledger has; and those in conflict."""

    changed: dict[str, str]
    clashes: tuple[Clash, ...]


def weigh(row: Row, ours: Mapping[str, str], sent: Mapping[str, str] | None) -> Weighed:
    """Compares a row's cells.

    Args:
        row: as it came back.
        ours: the cells that the ledger would give now.
        sent: the cells that were sent; None where that is not known: then the check figure says whether the ledger
            still has them, and if it has not, every cell that differs is in conflict.
    """
    if sent is None and row.figure == check_figure(ours):
        sent = ours
    changed: dict[str, str] = {}
    clashes: list[Clash] = []
    for column in SHEETS[row.sheet]:
        if column.key not in row.values:
            continue
        theirs, mine = row.values[column.key], normal(column, ours[column.key])
        before = normal(column, sent.get(column.key, "")) if sent is not None else None
        if theirs in (mine, before):
            continue
        if mine == before:
            changed[column.key] = ours[column.key]
        else:
            clashes.append(Clash(column, before, mine, theirs))
    return Weighed(changed, tuple(clashes))
