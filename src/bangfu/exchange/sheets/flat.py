"""The sheets without a workbook: one of them as rows of text, or both as data."""

from __future__ import annotations

import json
from typing import Any

from bangfu.exchange.sheets.columns import SHEETS
from bangfu.exchange.sheets.hidden import FIGURE, ID
from bangfu.exchange.sheets.material import Material


def rows(material: Material, name: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a sheet, with what it is found by and its check figure (not of a de-identified one)."""
    columns, lines = SHEETS[name], material.records[name]
    marked = [] if material.public else [ID, FIGURE]
    cells = [
        [(line.computed if column.computed else line.values)[column.key] for column in columns]
        + [line.id, line.figure][: len(marked)]
        for line in lines
    ]
    return [*(column.heading for column in columns), *marked], cells


def to_json(material: Material, as_of: str, remarks: dict[str, Any]) -> str:
    """Both sheets that are read back, by the keys of their columns; what is empty is null."""
    sheets = {
        name: [
            {"id": line.id, **{key: value or None for key, value in {**line.values, **_status(line.computed)}.items()}}
            for line in lines
        ]
        for name, lines in material.records.items()
    }
    document = {"schema": 1, "as_of": as_of, "sheets": sheets} | remarks
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _status(computed: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in computed.items() if key != "number"}
