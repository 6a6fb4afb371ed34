"""A table: its head on every page, no row torn, its columns as `columns` lays them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bangfu.bulletin.document import Table, plain
from bangfu.bulletin.docx.columns import PADDING, USUAL, Layout, layout
from bangfu.bulletin.docx.paragraph import line_break, paragraph, run
from bangfu.bulletin.docx.xml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_INK = "333333"


def table_element(table: Table, width: int, row_height: int = 0) -> BaseOxmlElement:
    """`table` as a `w:tbl` over the whole of `width`.

    Args:
        table: what it says.
        width: in twips.
        row_height: the least height of a row below the head, in twips.
    """
    laid = layout(table, width)
    borders = (
        element(f"w:{side}", val="single", sz=4, space=0, color=_INK)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (element(f"w:{side}", w=PADDING, type="dxa") for side in ("left", "right"))
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblW", w=width, type="dxa"),
            element("w:tblInd", w=0, type="dxa"),
            element("w:tblBorders", *borders),
            element("w:tblLayout", type="fixed"),
            element("w:tblCellMar", *margins),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=each) for each in laid.widths)),
        *_rows(table, laid, row_height),
    )


def _rows(table: Table, laid: Layout, row_height: int) -> Iterator[BaseOxmlElement]:
    whole = element("w:cantSplit")
    heads = (
        _cell(laid, place, "TableHead", column.heading) for place, column in enumerate(table.columns)
    )  # fmt: skip
    yield element("w:tr", element("w:trPr", whole, element("w:tblHeader")), *heads)
    styles = ["TableNumber" if column.numeric else "TableText" for column in table.columns]
    for row in table.rows:
        look = [element("w:cantSplit")]
        if row_height:
            look.append(element("w:trHeight", val=row_height, hRule="atLeast"))
        cells = (_cell(laid, place, styles[place], plain(words)) for place, words in enumerate(row))
        yield element("w:tr", element("w:trPr", *look), *cells)


def _cell(laid: Layout, place: int, style: str, words: str) -> BaseOxmlElement:
    size = None if laid.size == USUAL else laid.size
    runs = []
    for part in laid.parted(place, words):
        runs += [line_break(), run(part, size=size)]
    return element(
        "w:tc",
        element("w:tcPr", element("w:tcW", w=laid.widths[place], type="dxa"), element("w:vAlign", val="center")),
        paragraph(style, *runs[1:]),
    )
