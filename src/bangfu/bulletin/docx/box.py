"""A box at a place of its own on the sheet, with anything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bangfu.bulletin.docx.xml import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_EMU = 635
"""English metric units in a twip: lengths of drawings."""


class Box(NamedTuple):
    """Where a box stands on the sheet, from its left and top edges, and how large it is, in twips.

    Attributes:
        id: a number that no other box of its part has.
        name: what the program calls it.
        turned: whether the type in it runs downwards.
        aside: whether the text keeps clear of it.
    """

    id: int
    name: str
    x: int
    y: int
    width: int
    height: int
    turned: bool = False
    aside: bool = False


def box_run(box: Box, *content: BaseOxmlElement) -> BaseOxmlElement:
    """A run that holds `box` with `content` in it."""
    lengths = {name: getattr(box, name) * _EMU for name in ("x", "y", "width", "height")}
    made = parse_xml(
        _BOX.format(
            **lengths,
            id=box.id,
            name=box.name,
            run="vert" if box.turned else "horz",
            wrap="wrapTopAndBottom" if box.aside else "wrapNone",
        )
    )
    next(made.iter(qn("w:txbxContent"))).extend(content)
    return element("w:r", made)


_BOX = """\
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/>
<wp:docPr id="{id}" name="{name}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr vert="{run}" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"""
