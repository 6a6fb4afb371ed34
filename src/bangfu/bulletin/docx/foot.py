"""版记: a table at the foot of a page, its lines as wide as the text (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bangfu.bulletin.docx.box import Box, box_run
from bangfu.bulletin.docx.columns import ems
from bangfu.bulletin.docx.page import HEIGHT, LEFT, TOP, WIDTH
from bangfu.bulletin.docx.paragraph import paragraph
from bangfu.bulletin.docx.xml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_IN = 280
"""One character of 14 pt on both sides, in twips."""
_FULL = 27
"""How many characters of 14 pt a line holds, the first three of 抄送： hanging out."""
_LINE = 420
_STROKES = 27
"""What the lines add below the type, in twips."""
_ID = 100
_THICK, _THIN = 8, 6
"""Lines of 0.35 and 0.25 mm, in eighths of a point."""


def foot_run(rows: Sequence[Sequence[str]]) -> BaseOxmlElement:
    """`rows` of one or two cells in a box at the foot of the text; a second cell is set to the right."""
    lines = sum(math.ceil(ems(row[0]) / _FULL) if len(row) == 1 else 1 for row in rows)
    height = lines * _LINE
    box = Box(_ID, "版记", LEFT, TOP + HEIGHT - height - _STROKES, WIDTH, height, aside=True)
    return box_run(box, _table(rows), paragraph("Gap"))


def _table(rows: Sequence[Sequence[str]]) -> BaseOxmlElement:
    lines = {"top": _THICK, "bottom": _THICK, "insideH": _THIN}
    borders = (element(f"w:{side}", val="single", sz=size, space=0, color="000000") for side, size in lines.items())
    half = WIDTH // 2
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblW", w=WIDTH, type="dxa"),
            element("w:tblBorders", *borders),
            element("w:tblLayout", type="fixed"),
            element("w:tblCellMar", *(element(f"w:{side}", w=_IN, type="dxa") for side in ("left", "right"))),
        ),
        element("w:tblGrid", element("w:gridCol", w=half), element("w:gridCol", w=WIDTH - half)),
        *map(_row, rows),
    )  # fmt: skip


def _row(cells: Sequence[str]) -> BaseOxmlElement:
    if len(cells) == 1:
        (words,) = cells
        hanging: dict[str, str | int] = {"left": 3 * _IN, "hanging": 3 * _IN}
        look = element("w:tcPr", element("w:tcW", w=WIDTH, type="dxa"), element("w:gridSpan", val=2))
        return element("w:tr", _whole(), element("w:tc", look, paragraph("Colophon", words, indent=hanging)))
    made = (
        element(
            "w:tc",
            element("w:tcPr", element("w:tcW", w=width, type="dxa")),
            paragraph("Colophon", words, align=align),
        )
        for words, align, width in zip(cells, ("left", "right"), (WIDTH // 2, WIDTH - WIDTH // 2), strict=True)
    )
    return element("w:tr", _whole(), *made)


def _whole() -> BaseOxmlElement:
    return element("w:trPr", element("w:cantSplit"))
