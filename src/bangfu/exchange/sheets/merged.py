"""The merged ranges of an OpenDocument sheet, which python-calamine does not tell."""

from __future__ import annotations

from xml.parsers import expat

Rectangle = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_ROW, _CELL, _COVERED = _TABLE + "table-row", _TABLE + "table-cell", _TABLE + "covered-table-cell"
RANGE_LIMIT = 50_000
CELL_LIMIT = 1_000_000


def merged_ranges(content: bytes) -> tuple[tuple[Rectangle, ...], ...]:
    """The merged ranges of each sheet, in the sheets' order.

    Args:
        content: the content.xml of an .ods file.

    Raises:
        ValueError: it is no well-formed XML, declares a document type, or has over 50,000 ranges or 1,000,000 cells.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse  # entities could grow without end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return tuple(map(tuple, reader.sheets))


class _Reader:
    """Counts rows and columns, whose elements may stand for many."""

    def __init__(self) -> None:
        self.sheets: list[list[Rectangle]] = []
        self.depth = 0  # a sheet can stand within a cell of another
        self.row = self.column = self.repeated = 0
        self.cells = self.ranges = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append([])
                self.row = 0
        elif self.depth != 1:
            return
        elif name == _ROW:
            self.column, self.repeated = 0, _number(attributes, "number-rows-repeated")
        elif name in (_CELL, _COVERED):
            self.cells += 1
            rows, columns = _number(attributes, "number-rows-spanned"), _number(attributes, "number-columns-spanned")
            if rows > 1 or columns > 1:
                self.ranges += 1
                self.sheets[-1].append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))
            if self.cells > CELL_LIMIT or self.ranges > RANGE_LIMIT:
                raise ValueError("too many cells")
            self.column += _number(attributes, "number-columns-repeated")

    def end(self, name: str) -> None:
        if name == _TABLE + "table":
            self.depth -= 1
        elif name == _ROW and self.depth == 1:
            self.row += self.repeated

    def refuse(self, *_declaration: object) -> None:
        raise ValueError("a document type is declared")


def _number(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(_TABLE + key, "1")
    return min(int(text), 1 << 24) if len(text) < 9 and text.isascii() and text.isdigit() else 1
