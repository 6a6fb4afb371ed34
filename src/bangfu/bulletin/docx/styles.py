"""The styles of the documents, by their names in Word and WPS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bangfu.bulletin.docx.faces import Face, fonts
from bangfu.bulletin.docx.page import CHAR, LINE
from bangfu.bulletin.docx.xml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

MARK_HEIGHT = 540
"""The height of a warning with its frame, in twips."""

_RED = "D7000F"
_TIGHT = -5
"""What is taken off each character of text, in twips: the pitch is then `CHAR`."""
_TWO = 2 * CHAR
_TABLE_LINE = 340
_RULE = {"bottom": 5}
_FRAME = {"top": 1, "left": 4, "bottom": 1, "right": 4}
"""Red lines at the sides of a paragraph, and how far off the type they stand (pt)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; lengths in twips, sizes in points. It is based on Normal.

    Attributes:
        first, left, right: indents; a hanging line has a negative `first`.
        line: the exact height of a line; None keeps the grid of the page.
        outline: the level of a heading from 0, as the navigation pane has it.
        keep: whether it stays on the page of the paragraph after it.
        tight: whether its characters stand at the pitch of the text.
        border: red lines at its sides, and their distance in points.
    """

    id: str
    name: str
    face: Face = Face.FANG
    size: float = 16
    align: str = "both"
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    line: int | None = None
    outline: int | None = None
    colour: str | None = None
    keep: bool = False
    tight: bool = True
    border: Mapping[str, int] | None = None


STYLES = (
    Style("Mark", "提示", Face.HEI, 14, "center", left=80, right=80, after=60, line=440, colour=_RED, tight=False,
          border=_FRAME),
    Style("Issuer", "发文机关标志", Face.TITLE, 62, "center", line=1488, colour=_RED, tight=False),
    Style("Number", "发文字号", align="center", border=_RULE),
    Style("Title", "Title", Face.TITLE, 22, "center", before=2 * LINE, after=LINE, line=LINE, keep=True, tight=False),
    Style("Recipients", "主送机关"),
    Style("BodyText", "Body Text", first=_TWO),
    Style("Heading1", "heading 1", Face.HEI, first=_TWO, outline=0, keep=True),
    Style("Heading2", "heading 2", Face.KAI, first=_TWO, outline=1, keep=True),
    Style("Item", "分项", first=_TWO),
    Style("Enclosed", "附件说明", first=-CHAR, left=6 * CHAR, keep=True),
    Style("Signature", "署名", align="left", before=2 * LINE, keep=True),
    Style("IssueDate", "成文日期", align="left"),
    Style("Remark", "附注", first=_TWO),
    Style("Copies", "抄送", first=-3 * CHAR, left=4 * CHAR, before=LINE),
    Style("AnnexLabel", "附件序号", Face.HEI, keep=True),
    Style("AnnexTitle", "附件标题", Face.TITLE, 22, "center", before=LINE, after=LINE, line=LINE, outline=0, keep=True,
          tight=False),
    Style("Basis", "统计口径", align="center"),
    Style("TableHead", "表头", Face.HEI, 12, "center", before=40, after=40, line=_TABLE_LINE, tight=False),
    Style("TableNumber", "表格数字", size=12, align="center", before=40, after=40, line=_TABLE_LINE, tight=False),
    Style("TableText", "表格文字", size=12, align="left", before=40, after=40, line=_TABLE_LINE, tight=False),
    Style("TableNote", "表注", size=12, line=_TABLE_LINE + 20, tight=False),
    Style("Colophon", "版记", size=14, line=420, tight=False),
    Style("Gap", "表后间隔", size=1, line=120, tight=False),
    Style("Footer", "footer", Face.SONG, 14, line=280, tight=False),
)  # fmt: skip

_GRADES = {
    "red": ("红色督办", "C00014", ""),
    "yellow": ("黄色督办", "8A5A00", "FFF3C4"),
    "blue": ("蓝色督办", "0A4F9E", ""),
}
"""The grades of urgency: the name of the style, the colour of its type, and that of its ground."""


def style_elements() -> Iterator[BaseOxmlElement]:
    """All that the styles' part holds, in its order."""
    yield _defaults()
    yield from _basic()
    yield from map(_paragraph, STYLES)
    yield _character("RunIn", "小标题", element("w:b"), element("w:bCs"))
    yield _character("RunInStandard", "小标题（楷体）", fonts(Face.KAI))
    for key, (name, colour, ground) in _GRADES.items():
        look = [
            fonts(Face.HEI),
            element("w:color", val=colour),
            element("w:bdr", val="single", sz=4, space=0, color=colour),
        ]
        if ground:
            look.append(element("w:shd", val="clear", color="auto", fill=ground))
        yield _character(key, name, *look)


def _defaults() -> BaseOxmlElement:
    look = element(
        "w:rPr", fonts(Face.FANG), *_size(16), element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    )
    return element("w:docDefaults", element("w:rPrDefault", look), element("w:pPrDefault"))


def _basic() -> Iterator[BaseOxmlElement]:
    """What every other style is based on. Punctuation stays within the margins; no gaps between scripts."""
    off = {tag: element(f"w:{tag}", val=0) for tag in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN")}
    paragraph = element("w:pPr", *off.values(), element("w:jc", val="both"))
    look = element("w:rPr", element("w:spacing", val=_TIGHT))
    yield _style("paragraph", "Normal", "Normal", element("w:qFormat"), paragraph, look, default=1)
    yield _style("character", "DefaultParagraphFont", "Default Paragraph Font", element("w:semiHidden"), default=1)
    yield _style("table", "TableNormal", "Normal Table", element("w:semiHidden"), default=1)


def _paragraph(style: Style) -> BaseOxmlElement:
    look = [element("w:keepNext")] if style.keep else []
    if style.border:
        sides = (
            element(f"w:{side}", val="single", sz=12, space=space, color=_RED) for side, space in style.border.items()
        )
        look.append(element("w:pBdr", *sides))
    spacing: dict[str, str | int] = {"before": style.before, "after": style.after}
    if style.line:
        look.append(element("w:snapToGrid", val=0))
        spacing |= {"line": style.line, "lineRule": "exact"}
    first = {"hanging": -style.first} if style.first < 0 else {"firstLine": style.first}
    if style.first > 0:
        first["firstLineChars"] = 100 * style.first // CHAR
    look += [
        element("w:spacing", **spacing),
        element("w:ind", left=style.left, right=style.right, **first),
        element("w:jc", val=style.align),
    ]
    if style.outline is not None:
        look.append(element("w:outlineLvl", val=style.outline))
    type_ = [fonts(style.face)]
    if style.colour:
        type_.append(element("w:color", val=style.colour))
    if not style.tight:
        type_.append(element("w:spacing", val=0))
    rest = [element("w:basedOn", val="Normal")]
    if style.outline is not None:
        rest.append(element("w:next", val="BodyText"))
    rest += [element("w:qFormat"), element("w:pPr", *look), element("w:rPr", *type_, *_size(style.size))]
    return _style("paragraph", style.id, style.name, *rest)


def _character(key: str, name: str, *look: BaseOxmlElement) -> BaseOxmlElement:
    return _style("character", key, name, element("w:qFormat"), element("w:rPr", *look))


def _style(kind: str, key: str, name: str, *rest: BaseOxmlElement, default: int = 0) -> BaseOxmlElement:
    attributes = {"default": 1} if default else {} if name.isascii() else {"customStyle": 1}
    return element("w:style", element("w:name", val=name), *rest, type=kind, styleId=key, **attributes)


def _size(points: float) -> list[BaseOxmlElement]:
    return [element(tag, val=round(2 * points)) for tag in ("w:sz", "w:szCs")]
