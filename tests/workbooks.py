"""A workbook as a clerk's program hands it back: read, changed here and there, and saved anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import SheetVisibleEnum, load_workbook
from xlsxwriter import Workbook

HEADINGS = 2
"""The row (from 0) of the headings in a workbook of `bangfu export`."""
Grid = list[list[Any]]


def saved_again(path: Path, edit: Callable[[dict[str, Grid]], None], to: Path | None = None) -> Path:
    """The workbook with what `edit` does to the cells of its sheets, saved by another program."""
    workbook = load_workbook(path)
    sheets = {
        about.name: workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        for about in workbook.sheets_metadata
    }
    hidden = {about.name for about in workbook.sheets_metadata if about.visible != SheetVisibleEnum.Visible}
    edit(sheets)
    to = to or path
    with Workbook(to, {"strings_to_formulas": False, "strings_to_urls": False}) as out:
        days = out.add_format({"num_format": "yyyy/m/d"})
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, (date, datetime)):
                        sheet.write_datetime(at, column, value, days)
                    elif isinstance(value, str) and value:
                        sheet.write_string(at, column, value)
                    elif not isinstance(value, str):
                        sheet.write_number(at, column, value)
            if name in hidden:
                sheet.very_hidden()
    return to


def put(sheets: dict[str, Grid], sheet: str, id_: str, **cells: Any) -> None:
    """Fills in cells (by their headings) of the row that holds that id; of a new row at the end where it is empty."""
    rows = sheets[sheet]
    headings = rows[HEADINGS]
    place = headings.index("编号")
    row = next((row for row in rows[HEADINGS + 1 :] if row[place] == id_), None) if id_ else None
    if row is None:
        row = [""] * len(headings)
        rows.append(row)
    for heading, value in cells.items():
        row[headings.index(heading)] = value


def cell(sheets: dict[str, Grid], sheet: str, id_: str, heading: str) -> Any:
    """A cell of the row that holds that id."""
    rows = sheets[sheet]
    row = next(row for row in rows[HEADINGS + 1 :] if row[rows[HEADINGS].index("编号")] == id_)
    return row[rows[HEADINGS].index(heading)]


def read(path: Path) -> dict[str, Grid]:
    """All sheets of a workbook, hidden ones too."""
    workbook = load_workbook(path)
    return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names}
