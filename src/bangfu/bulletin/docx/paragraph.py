"""A paragraph and the runs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bangfu.bulletin.docx.xml import element, one_line

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def run(words: str, style: str = "", *, size: float | None = None) -> BaseOxmlElement:
    """Words, in a character style (its id) and a size (pt) where they are given.

    The hint takes quotation marks, dashes and dots, which Latin and Chinese share, from the Chinese face.
    """
    text = element("w:t")
    text.set(_SPACE, "preserve")
    text.text = one_line(words)
    return piece(text, style, size=size)


def line_break() -> BaseOxmlElement:
    """The end of a line within a paragraph."""
    return piece(element("w:br"))


def piece(content: BaseOxmlElement, style: str = "", *, size: float | None = None) -> BaseOxmlElement:
    """A run of anything."""
    look = [element("w:rStyle", val=style)] if style else []
    look.append(element("w:rFonts", hint="eastAsia"))
    if size is not None:
        look += [element(tag, val=round(2 * size)) for tag in ("w:sz", "w:szCs")]
    return element("w:r", element("w:rPr", *look), content)


def paragraph(
    style: str,
    *runs: BaseOxmlElement | str,
    keep: bool = False,
    begins_page: bool = False,
    spacing: dict[str, str | int] | None = None,
    indent: dict[str, str | int] | None = None,
    align: str = "",
) -> BaseOxmlElement:
    """A paragraph in a style (its id).

    Args:
        style: the style's id.
        runs: its runs; words alone are a run without a style.
        keep: whether it stays on the page of the next one.
        begins_page: whether it begins a page.
        spacing: attributes of `w:spacing` (twips) other than the style's.
        indent: attributes of `w:ind` (twips) other than the style's.
        align: left, right, center or both, where it is not the style's.
    """
    look = [element("w:pStyle", val=style)]
    if keep:
        look.append(element("w:keepNext"))
    if begins_page:
        look.append(element("w:pageBreakBefore"))
    if spacing:
        look.append(element("w:spacing", **spacing))
    if indent:
        look.append(element("w:ind", **indent))
    if align:
        look.append(element("w:jc", val=align))
    return element("w:p", element("w:pPr", *look), *(run(one) if isinstance(one, str) else one for one in runs))
