"""The faces of the standard, and the fonts that may stand in for them: none comes with the document."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bangfu.bulletin.docx.xml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


class Face(StrEnum):
    """The faces; the value is the font that a document asks for."""

    TITLE = "方正小标宋简体"
    FANG = "仿宋_GB2312"
    HEI = "黑体"
    KAI = "楷体_GB2312"
    SONG = "宋体"


_STAND_INS = {
    Face.TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong",
    Face.FANG: "仿宋,FangSong,方正仿宋_GBK,华文仿宋,STFangsong",
    Face.HEI: "SimHei,方正黑体_GBK,华文黑体,STHeiti",
    Face.KAI: "楷体,KaiTi,方正楷体_GBK,华文楷体,STKaiti",
    Face.SONG: "SimSun,华文宋体,STSong",
}
"""What Word and WPS look for where a font is not installed."""


def fonts(face: Face) -> BaseOxmlElement:
    """One face for every script, so that no other font's digits or quotation marks get in."""
    return element("w:rFonts", hint="eastAsia", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def font_table_xml() -> str:
    """The part that names the fonts and their stand-ins."""
    rows = "".join(
        f'<w:font w:name="{face.value}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if face is Face.HEI else "roman"}"/><w:pitch w:val="default"/></w:font>'
        for face, others in _STAND_INS.items()
    )
    return f'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{rows}</w:fonts>'
