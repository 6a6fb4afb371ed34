"""Tables of text for people: on a terminal, in Markdown, in CSV. Every cell is data and may be hostile."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field

from bangfu.cli.session import printable

_LEAST = 8
_FORMULA = re.compile(r"\s*[-=+@＝\uff0b－\uff20]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of equal length.

    Attributes:
        text_columns: how many of the first columns are text; the others are figures, set flush right.
        total: whether the last row is a total, set off by a line.
        fixed: columns that are never folded.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    text_columns: int = 1
    total: bool = False
    fixed: frozenset[int] = field(default_factory=frozenset)


def terminal(table: Table, width: int | None = None) -> str:
    """The table for a terminal of `width` columns (default: the one at hand, or 80); longer text is folded."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    for place, heading in enumerate(table.headings):
        figure = place >= table.text_columns
        grid.add_column(
            Text(printable(heading)),
            justify="right" if figure else "left",
            overflow="fold",
            no_wrap=figure or place in table.fixed,
            min_width=None
            if figure
            else min(_LEAST, max(map(cell_len, [row[place] for row in table.rows]), default=0)),
        )
    for number, row in enumerate(table.rows):
        last_but_one = table.total and number == len(table.rows) - 2
        grid.add_row(*(Text(printable(cell)) for cell in row), end_section=last_but_one)
    out = io.StringIO()
    columns = width or shutil.get_terminal_size((80, 24)).columns
    console = Console(
        file=out, width=columns, color_system=None, markup=False, emoji=False, highlight=False, legacy_windows=False
    )
    console.print(grid)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def markdown(table: Table) -> str:
    """The table as a Markdown (GFM) table."""
    marks = ["---" if place < table.text_columns else "---:" for place in range(len(table.headings))]
    lines = [
        [markdown_line(cell) for cell in table.headings],
        marks,
        *([markdown_line(c) for c in row] for row in table.rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def comma_separated(table: Table) -> str:
    """The table as CSV (RFC 4180, but for line ends).

    A cell that a spreadsheet might take for a formula gets a `'`: full-width signs and blanks before them count, too.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in (table.headings, *table.rows):
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
    return out.getvalue()


def markdown_line(text: str) -> str:
    """`text` as it is in Markdown: nothing in it is markup, and it stays on its line."""
    from bangfu.bulletin.markdown import escape

    return escape(printable(" ".join(text.split())))
