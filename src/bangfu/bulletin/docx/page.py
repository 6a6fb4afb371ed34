"""The sheet of GB/T 9704-2012: A4, 156 × 225 mm of text, 22 lines of 28 characters, and the page's number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from bangfu.bulletin.docx.box import Box, box_run
from bangfu.bulletin.docx.paragraph import paragraph, piece, run
from bangfu.bulletin.docx.xml import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.hdrftr import FooterPart

MM = 1440 / 25.4
"""Twips (1/20 pt) in a millimetre; all lengths here are in twips."""

SHORT, LONG = 11906, 16838
LINE = 580
"""The pitch of the lines: 22 of them are 225 mm."""
CHAR = 315
"""The pitch of the characters: 28 of them are 156 mm, drawn out to it by justification."""
WIDTH, HEIGHT = 8845, 22 * LINE
TOP = round(37 * MM)
LEFT = round(28 * MM)
RIGHT = SHORT - LEFT - WIDTH
BOTTOM = LONG - TOP - HEIGHT

_NUMBER = 280
"""The page number's size (14 pt), and how far it stands in: one character."""
_BELOW = round(7 * MM)
_FOOTER = BOTTOM - _BELOW - _NUMBER
_BOX = 2400


class Pages:
    """The sections of a document: upright ones, and ones on their side, each with the numbers of its pages."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._upright = [_footer(document, upright_number(odd=odd)) for odd in (True, False)]
        self._turned: list[str] = []

    def properties(self, *, landscape: bool) -> BaseOxmlElement:
        """The `w:sectPr` of a section that begins a page.

        On a sheet on its side the text area is the upright one turned to the left: what is its foot when the sheet is
        bound stands at the left, and so does the page's number, turned as well.
        """
        if landscape and not self._turned:
            self._turned = [_footer(self._document, turned_number(odd=odd)) for odd in (True, False)]
        odd, even = self._turned if landscape else self._upright
        size = {"w": LONG, "h": SHORT, "orient": "landscape"} if landscape else {"w": SHORT, "h": LONG}
        top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if landscape else (TOP, RIGHT, BOTTOM, LEFT)
        return element(
            "w:sectPr",
            _reference("default", odd),
            _reference("even", even),
            element("w:type", val="nextPage"),
            element("w:pgSz", **size),
            element(
                "w:pgMar", top=top, right=right, bottom=bottom, left=left, header=LINE, footer=_FOOTER, gutter=0
            ),
            element("w:docGrid", type="lines", linePitch=LINE),
        )  # fmt: skip


def width(*, landscape: bool) -> int:
    """How wide the text is."""
    return HEIGHT if landscape else WIDTH


def upright_number(*, odd: bool) -> BaseOxmlElement:
    """— 1 — at the foot of the page: to the right on odd ones, to the left on even ones, one character in."""
    side = "right" if odd else "left"
    return paragraph("Footer", *_number(), indent={side: _NUMBER}, align=side)


def turned_number(*, odd: bool) -> BaseOxmlElement:
    """The same on a sheet on its side: a box beside the text, its type running downwards."""
    right = BOTTOM - _BELOW
    top = LEFT + WIDTH - _NUMBER - _BOX if odd else LEFT + _NUMBER
    number = paragraph("Footer", *_number(), align="right" if odd else "left")
    drawn = Box(1 if odd else 2, "页码", right - _NUMBER, top, _NUMBER, _BOX, turned=True)
    return paragraph("Footer", box_run(drawn, number))


def _number() -> Iterator[BaseOxmlElement]:
    """— PAGE —; the 1 is shown until the program has counted."""
    code = element("w:instrText")
    code.text = "PAGE"
    yield run("— ")
    yield piece(element("w:fldChar", fldCharType="begin"))
    yield piece(code)
    yield piece(element("w:fldChar", fldCharType="separate"))
    yield run("1")
    yield piece(element("w:fldChar", fldCharType="end"))
    yield run(" —")


def _footer(document: Document, paragraph: BaseOxmlElement) -> str:
    """A part with that paragraph alone; the id of the relation to it."""
    made: tuple[FooterPart, str] = document.part.add_footer_part()  # type: ignore[no-untyped-call] # python-docx has no types
    part, relation = made
    for child in list(part.element):
        part.element.remove(child)
    part.element.append(paragraph)
    return relation


def _reference(kind: str, relation: str) -> BaseOxmlElement:
    made = element("w:footerReference", type=kind)
    made.set(qn("r:id"), relation)
    return made
