"""A sheet that bangfu wrote and that has come back: its rows, and what was sent in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bangfu.exchange.sheets.columns import SHEETS, Column, Kind
from bangfu.exchange.sheets.grid import Cell, Grid, bounded, read_grids
from bangfu.exchange.sheets.hidden import BASE, FIGURE, ID
from bangfu.exchange.sheets.values import clean, normal, read_back
from bangfu.model.event import Result

_SEARCHED = 20
"""Rows from the top in which the headings are looked for."""
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_FORMULA = re.compile(r"'[=+\-@\t\r\n＝]")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet.

    Attributes:
        sheet: the sheet's name: which records it is of.
        number: its number in the program that shows it, from 1.
        id: what its record is found by; empty for a new one.
        values: its cells by the keys of their columns; a column that was taken out is not in it.
        figure: the check figure that was sent; empty where there is none.
    """

    sheet: str
    number: int
    id: str
    values: dict[str, str]
    figure: str = ""
    outcomes: tuple[Result, ...] = ()
    """Of a sheet that bangfu did not make: what its 办结 brought."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    Attributes:
        rows: those that say anything.
        base: the cells that were sent, by sheet and id; None where the file does not keep them (csv).
        unknown: headings that are none of bangfu's, as "sheet: heading".
    """

    rows: tuple[Row, ...]
    base: dict[tuple[str, str], dict[str, str]] | None
    unknown: tuple[str, ...] = ()


def read_returned(path: Path) -> Returned | None:
    """Reads a workbook or a CSV of `bangfu export`; None: it has no sheet with bangfu's headings and its column 编号.

    Raises:
        BangfuError: the file cannot be read (sheets.grid).
    """
    rows: list[Row] = []
    unknown: list[str] = []
    grids = read_grids(path)
    found = [(grid, place) for grid in grids if grid.visible and (place := _headings(grid))]
    bounded((grid for grid, _place in found), path)
    for grid, (name, at) in found:
        rows += _rows(name, grid, at, plain=path.suffix.lower() not in _WORKBOOKS)
        known = {ID, FIGURE, *(column.heading for column in SHEETS[name])}
        unknown += [f"{name}: {text}" for cell in grid.rows[at] if (text := _text(cell)) and text not in known]
    if not found:
        return None
    kept = next((grid for grid in grids if grid.name == BASE and not grid.visible), None)
    return Returned(tuple(rows), _base(kept) if kept else None, tuple(unknown))


def day_of(text: str) -> str | None:
    """A day as people write it (2019-7-5, 2019/7/5, 2019.7.5, 2019年7月5日) in ISO form; None where it is none."""
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _headings(grid: Grid) -> tuple[str, int] | None:
    """Which sheet it is, and in which row (from 0) its headings stand."""
    for at, row in enumerate(grid.rows[:_SEARCHED]):
        texts = {_text(cell) for cell in row}
        for name, columns in SHEETS.items():
            if ID in texts and texts.issuperset(column.heading for column in columns if column.required):
                return name, at
    return None


def _rows(name: str, grid: Grid, at: int, *, plain: bool) -> Iterator[Row]:
    headings = [_text(cell) for cell in grid.rows[at]]
    columns = [column for column in read_back(SHEETS[name]) if column.heading in headings]
    for number, row in enumerate(grid.rows[at + 1 :], start=at + 2):
        cells = dict(zip(headings, row, strict=False))
        values = {column.key: _value(column, cells.get(column.heading), plain=plain) for column in columns}
        marks = [_text(cells.get(heading)) for heading in (ID, FIGURE)]
        if any(values.values()) or marks[0]:
            yield Row(name, number, marks[0], values, marks[1])


def _value(column: Column, cell: Cell, *, plain: bool) -> str:
    """A cell; in a `plain` one of CSV, bangfu puts a ' before what looks like a formula."""
    text = _text(cell)
    if plain and _FORMULA.match(text):
        text = text[1:]
    return day_of(text) or text if column.kind is Kind.DAY else normal(column, text)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def _base(grid: Grid) -> dict[tuple[str, str], dict[str, str]]:
    """The cells that were sent."""
    keys: dict[str, Sequence[str]] = {}
    sent: dict[tuple[str, str], dict[str, str]] = {}
    for row in grid.rows:
        name, id_, *cells = (_raw(cell) for cell in row)
        if not id_:
            keys[name] = [cell for cell in cells if cell]
        else:
            padded = [*cells, *[""] * len(keys.get(name, ()))]
            sent[name, id_] = dict(zip(keys.get(name, ()), padded, strict=False))
    return sent


def _raw(cell: Cell) -> str:
    return "" if cell is None else clean(str(cell))
