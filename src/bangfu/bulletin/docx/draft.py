"""A document as it is being written: paragraph after paragraph, in the styles of `styles`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bangfu.bulletin.document import Annex, Block, Items, Paragraph, Table, plain
from bangfu.bulletin.docx.foot import foot_run
from bangfu.bulletin.docx.package import blank, finished
from bangfu.bulletin.docx.page import Pages, width
from bangfu.bulletin.docx.paragraph import line_break, paragraph, run
from bangfu.bulletin.docx.table import table_element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


class Draft:
    """Writes one document.

    Args:
        landscape: whether its first sheet lies on its side.
        run_in: the style of the headings within their paragraphs.
    """

    def __init__(self, *, landscape: bool = False, run_in: str = "RunIn") -> None:
        self._document = blank()
        self._pages = Pages(self._document)
        self._body = self._document.element.body
        self._landscape = landscape
        self._run_in = run_in
        self._begins_page = False

    def paragraph(
        self,
        style: str,
        *runs: BaseOxmlElement | str,
        keep: bool = False,
        spacing: dict[str, str | int] | None = None,
        indent: dict[str, str | int] | None = None,
        align: str = "",
    ) -> None:
        """Adds a paragraph; see `paragraph.paragraph`."""
        made = paragraph(
            style, *runs, keep=keep, begins_page=self._begins_page, spacing=spacing, indent=indent, align=align
        )
        self._begins_page = False
        self._body.append(made)

    def lines(self, style: str, lines: Sequence[str]) -> None:
        """Adds a paragraph of several lines."""
        runs = [piece for line in lines for piece in (line_break(), run(line))]
        self.paragraph(style, *runs[1:])

    def blocks(self, blocks: Sequence[Block], *, keep: bool = False, row_height: int = 0) -> None:
        """Adds paragraphs, lists and tables.

        Args:
            blocks: what is added.
            keep: whether the last of them, a paragraph, stays on the page of what comes next.
            row_height: the least height of the tables' rows, in twips.
        """
        for block in blocks:
            match block:
                case Paragraph():
                    head = [run(f"{block.run_in}。", self._run_in)] if block.run_in else []
                    self.paragraph("BodyText", *head, plain(block.text), keep=keep and block is blocks[-1])
                case Items():
                    for item in block.items:
                        self.paragraph("Item", plain(item))
                case Table():
                    self._table(block, row_height)

    def annex(self, annex: Annex, *, row_height: int = 0) -> None:
        """Adds an annex on a page of its own: its label on line 1, its title on line 3."""
        self.page(landscape=annex.landscape)
        self.paragraph("AnnexLabel", annex.label)
        self.paragraph("AnnexTitle", annex.title)
        self.blocks(annex.blocks, row_height=row_height)

    def page(self, *, landscape: bool = False) -> None:
        """What is added next begins a page, upright or on its side."""
        if landscape == self._landscape:
            self._begins_page = True
            return
        last = self._body[-1]
        last.get_or_add_pPr().append(self._pages.properties(landscape=self._landscape))
        self._landscape = landscape

    def upright(self) -> None:
        """What is added next stands on an upright page."""
        if self._landscape:
            self.page()

    def foot(self, rows: Sequence[Sequence[str]]) -> None:
        """Adds what stands at the foot of the page; see `foot.foot_run`."""
        self.paragraph("Gap", foot_run(rows))

    def finish(self, *, title: str, issuer: str, issued: date) -> bytes:
        """The file; see `package.finished`."""
        self._body.append(self._pages.properties(landscape=self._landscape))
        return finished(self._document, title=title, issuer=issuer, issued=issued)

    def _table(self, table: Table, row_height: int) -> None:
        """A table never ends a section or the document: a paragraph of its own carries on, so that two do not merge."""
        if table.caption:
            self.paragraph("Heading2", table.caption)
        self._body.append(table_element(table, width(landscape=self._landscape), row_height))
        for note in table.notes:
            self.paragraph("TableNote", note)
        if not table.notes:
            self.paragraph("Gap")
