"""A file of sheets as grids of cells: .xlsx, .xlsm, .xls and .ods by python-calamine, .csv by its own bytes.

What kind a file is, its content says; a name that says something else is refused, for one of the two is a mistake.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bangfu.exchange.sheets import cage
from bangfu.exchange.sheets.container import Container, container_of, damaged, protected, too_big, too_long
from bangfu.exchange.sheets.delimited import cells_of
from bangfu.exchange.sheets.merged import Rectangle
from bangfu.i18n import _
from bangfu.model.errors import BangfuError
from bangfu.read.files import reason_of

SIZE_LIMIT = 16 * 1024 * 1024
CELL_LIMIT = 400_000
COLUMN_LIMIT = 256
ROW_LIMIT = 10_000
"""Of the sheets whose rows are read: each may take a tenth of a millisecond, and a few lines of refusal."""
CHARACTER_LIMIT = 16_000_000
_PATIENCE = 60
"""Seconds until a workbook's process is given up, however little it does."""

Cell = str | int | float | bool | date | None
"""Text is as it was typed; a number may be a day, by its column; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes:
        name: its name; of a .csv the file's name without the ending.
        rows: its cells from A1, each row as long as it is used. A merged range has the value of its first cell in each.
        visible: whether a reader of the workbook sees the sheet.
        macros: whether the workbook has macros, which are never run.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    visible: bool = True
    macros: bool = False


def read_grids(path: Path) -> tuple[Grid, ...]:
    """The sheets of a file, in their order.

    Args:
        path: a .xlsx, .xlsm, .xls, .ods or .csv file of at most 16 MiB, with at most 400,000 cells and 256 columns.

    Raises:
        BangfuError: it cannot be read, is protected by a password, is damaged, is something else than its name says, is
            too big, or python-calamine is not installed.
    """
    data = _bytes(path)
    container = container_of(data, path)
    if container.kind == "csv":
        rows = cells_of(container.text, path)
        if any(len(row) > COLUMN_LIMIT for row in rows) or sum(map(len, rows)) > CELL_LIMIT:
            raise too_big(path)
        return (Grid(path.stem, tuple(tuple(cell or None for cell in row) for row in rows)),)
    return tuple(replace(grid, macros=container.macros) for grid in _workbook(data, container, path))


def bounded(grids: Iterable[Grid], path: Path) -> None:
    """Refuses sheets with too many rows to be read.

    Raises:
        BangfuError: together they have over 10,000.
    """
    if sum(len(grid.rows) for grid in grids) > ROW_LIMIT:
        raise too_long(path, ROW_LIMIT)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            reason = _("this is not a regular file") if path.exists() else _("it does not exist")
            raise BangfuError(_("“{file}” cannot be read: {reason}", file=path.name, reason=reason))
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise BangfuError(_("“{file}” cannot be read: {reason}", file=path.name, reason=reason_of(error))) from None
    if len(data) > SIZE_LIMIT:
        raise too_big(path)
    return data


def _workbook(data: bytes, container: Container, path: Path) -> Iterable[Grid]:
    """The sheets of a workbook, opened in a process of its own (`cage`)."""
    if find_spec("python_calamine") is None:
        hint = _("install it: pip install 'bangfu[xlsx]'")
        raise BangfuError(_("reading workbooks needs the package python-calamine"), hint)
    limits = [str(limit) for limit in (CELL_LIMIT, COLUMN_LIMIT, CHARACTER_LIMIT)]
    command = [sys.executable, "-P", "-X", "utf8", cage.__file__, *limits]  # -P: its neighbours shadow no module
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
        document: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # it was ended at a limit
        document = {"error": "big"}
    error = document.get("error")
    if error == "password":
        raise protected(path)
    if error == "big":
        raise too_big(path)
    if error:
        raise damaged(path)
    for place, sheet in enumerate(document["sheets"]):
        rows = [[_cell(value) for value in row] for row in sheet["rows"]]
        merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet["merged"]]
        _fill(rows, merged or (container.merged[place] if place < len(container.merged) else ()), path)
        yield Grid(sheet["name"], tuple(map(tuple, rows)), sheet["visible"])


def _cell(value: Any) -> Cell:
    return date.fromisoformat(value[1]) if isinstance(value, list) else value


def _fill(rows: list[list[Cell]], merged: Iterable[Rectangle], path: Path) -> None:
    """Puts the value of a merged range's first cell into its other cells, as far as the sheet is used."""
    left = CELL_LIMIT
    for top, first, bottom, last in merged:
        if top >= len(rows) or first >= len(rows[top]):
            continue
        value = rows[top][first]
        for row in rows[top : bottom + 1]:
            end = min(last + 1, len(row))
            left -= 1 + max(0, end - first)
            if left < 0:
                raise too_big(path)
            row[first:end] = [value] * (end - first)
