"""The program that opens a workbook in a process of its own, with bounded memory and time; `grid` starts it.

A hostile or broken workbook can make the library panic, which prints a stack, or ask for so much memory that the
process is ended. That happens here, where nothing else is lost. It needs nothing of bangfu: a workbook comes in on
standard input, a JSON document goes out, `{"sheets": [...]}` or `{"error": "password" | "broken" | "big"}`.

A cell is null (empty), text, a number, true or false, or `["day", ISO day]`; rows begin at A1.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 256 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 3
"""Of processor time."""


def main(cells: int, columns: int, characters: int) -> None:
    """Reads the workbook on standard input.

    Args:
        cells: so many cells of all sheets are read at most; more is an error. The same for `columns` and `characters`.
    """
    _limit()
    import python_calamine as calamine

    document: dict[str, Any]
    try:
        document = {"sheets": _sheets(calamine, sys.stdin.buffer.read(), cells, columns, characters)}
    except calamine.PasswordError:
        document = {"error": "password"}
    except (_TooBigError, MemoryError):
        document = {"error": "big"}
    except BaseException:  # a panic of the library is no Exception
        document = {"error": "broken"}
    sys.stdout.buffer.write(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))


class _TooBigError(Exception):
    """More than may be read."""


def _limit() -> None:
    """Bounds this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a panic prints its stack


def _sheets(calamine: Any, data: bytes, cells: int, columns: int, characters: int) -> list[dict[str, Any]]:
    workbook = calamine.load_workbook(io.BytesIO(data))
    found = []
    for place, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(place)
        rows: list[list[Any]] = []
        if sheet.end is not None:
            height, width = sheet.end[0] + 1, sheet.end[1] + 1
            cells -= height * width
            if cells < 0 or width > columns:
                raise _TooBigError
            for row in sheet.iter_rows():  # from the first row of the sheet, but from the first column that is used
                kept = [None] * sheet.start[1] + [_cell(value) for value in row]
                characters -= sum(len(value) for value in kept if isinstance(value, str))
                if characters < 0:
                    raise _TooBigError
                rows.append(kept)
        visible = about.visible == calamine.SheetVisibleEnum.Visible
        found.append({"name": about.name, "visible": visible, "rows": rows, "merged": sheet.merged_cell_ranges or []})
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime):
        return ["day", value.date().isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, (time, timedelta)):
        return str(value)
    return None


if __name__ == "__main__":
    main(*(int(limit) for limit in sys.argv[1:]))
