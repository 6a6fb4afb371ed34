"""Faces and styles of the documents, by their names in Word and WPS."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bangfu.bulletin.docx.page import CHAR, LINE

RED = "D7000F"
_TIGHT = -5
"""Between characters (1/20 pt): the pitch is then `CHAR`."""


class Face(StrEnum):
    """The faces of the standard. Word takes a name alone; the font table says what may stand in for it."""

    TITLE = "方正小标宋简体"
    FANG = "仿宋_GB2312"
    HEI = "黑体"
    KAI = "楷体_GB2312"
    SONG = "宋体"


STAND_INS = {
    Face.TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong",
    Face.FANG: "仿宋,FangSong,方正仿宋_GBK,华文仿宋,STFangsong",
    Face.HEI: "SimHei,方正黑体_GBK,华文黑体,STHeiti",
    Face.KAI: "楷体,KaiTi,方正楷体_GBK,华文楷体,STKaiti",
    Face.SONG: "SimSun,华文宋体,STSong",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; lengths in twips, sizes in points. It is based on Normal.

    Attributes:
        first, left, right: indents; a hanging line has a negative `first`.
        line: the exact height of a line; None keeps the grid of the page.
        outline: the level of a heading from 0, as the navigation pane has it.
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
    border: str = ""


_TWO = 2 * CHAR
_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="5" w:color="{RED}"/></w:pBdr>'
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="12" w:space="{space}" w:color="{RED}"/>'
    for side, space in (("top", 1), ("left", 4), ("bottom", 1), ("right", 4))
)
_MARK_LINE = 440
MARK_HEIGHT = 600
"""The height of a warning with its frame."""
_TABLE_LINE = 340

STYLES = (
    Style("Mark", "提示", Face.HEI, 14, "center", left=80, right=80, after=60, line=_MARK_LINE, colour=RED, tight=False,
          border=f"<w:pBdr>{_FRAME}</w:pBdr>"),
    Style("Issuer", "发文机关标志", Face.TITLE, 62, "center", colour=RED, tight=False),
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
    Style("TableHead", "表头", Face.HEI, 12, "center", line=_TABLE_LINE, tight=False),
    Style("TableNumber", "表格数字", size=12, align="center", line=_TABLE_LINE, tight=False),
    Style("TableText", "表格文字", size=12, align="left", line=_TABLE_LINE, tight=False),
    Style("TableNote", "表注", size=12, line=_TABLE_LINE + 20, tight=False),
    Style("Gap", "表后间隔", size=1, line=120, tight=False),
    Style("Footer", "footer", Face.SONG, 14, line=280, tight=False),
)  # fmt: skip

_GRADES = {
    "red": ("红色督办", "C00014", ""),
    "yellow": ("黄色督办", "8A5A00", "FFF3C4"),
    "blue": ("蓝色督办", "0A4F9E", ""),
}
"""The grades of urgency: the name of the style, the colour of its type, and that of its ground."""


def styles_xml() -> str:
    """The part with the styles."""
    grades = "".join(_grade(key, *look) for key, look in _GRADES.items())
    return f'''\
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(Face.FANG)}<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>\
<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:overflowPunct w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>\
<w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr><w:spacing w:val="{_TIGHT}"/></w:rPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>\
<w:left w:w="40" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>\
</w:style>
{"".join(map(_paragraph, STYLES))}
<w:style w:type="character" w:customStyle="1" w:styleId="RunIn"><w:name w:val="小标题"/><w:qFormat/>\
<w:rPr><w:b/><w:bCs/></w:rPr></w:style>
{grades}
</w:styles>'''


def font_table_xml() -> str:
    """The part that names the fonts, and what may stand in for each."""
    fonts = "".join(
        f'<w:font w:name="{face.value}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if face is Face.HEI else "roman"}"/><w:pitch w:val="default"/></w:font>'
        for face, others in STAND_INS.items()
    )
    return f'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{fonts}</w:fonts>'


def _paragraph(style: Style) -> str:
    builtin = style.name.isascii()
    exact = f' w:line="{style.line}" w:lineRule="exact"' if style.line else ""
    edge = f'w:hanging="{-style.first}"' if style.first < 0 else f'w:firstLine="{style.first}"'
    chars = f' w:firstLineChars="{style.first * 100 // CHAR}"' if style.first == _TWO else ""
    return f'''\
<w:style w:type="paragraph"{"" if builtin else ' w:customStyle="1"'} w:styleId="{style.id}"><w:name w:val="{style.name}"/>\
<w:basedOn w:val="Normal"/>{'<w:next w:val="BodyText"/>' if style.outline is not None else ""}<w:qFormat/>
<w:pPr>{"<w:keepNext/>" if style.keep else ""}{style.border}{'<w:snapToGrid w:val="0"/>' if style.line else ""}\
<w:spacing w:before="{style.before}" w:after="{style.after}"{exact}/>\
<w:ind w:left="{style.left}" w:right="{style.right}"{chars} {edge}/><w:jc w:val="{style.align}"/>\
{"" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'}</w:pPr>
<w:rPr>{_fonts(style.face)}{f'<w:color w:val="{style.colour}"/>' if style.colour else ""}\
{"" if style.tight else '<w:spacing w:val="0"/>'}<w:sz w:val="{round(2 * style.size)}"/><w:szCs w:val="{round(2 * style.size)}"/>\
</w:rPr></w:style>
'''


def _grade(key: str, name: str, colour: str, ground: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:rPr>{_fonts(Face.HEI)}<w:color w:val="{colour}"/>'
        f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>{shade}</w:rPr></w:style>'
    )


def _fonts(face: Face) -> str:
    """One face for every script, so that no other font's digits or quotation marks get in."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
