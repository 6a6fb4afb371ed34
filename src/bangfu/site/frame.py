"""What every page has: its name, its day, the way back, and what a reader must know first."""

from __future__ import annotations

from bangfu.bulletin.wording import DEIDENTIFIED, day
from bangfu.site.document import Frame, Link
from bangfu.site.material import Material


def frame(
    material: Material,
    name: str,
    heading: tuple[str, ...],
    *,
    crumbs: tuple[Link, ...] = (),
    contents: tuple[Link, ...] = (),
    notes: tuple[str, ...] = (),
    script: bool = True,
    shape: str = "",
) -> Frame:
    """The frame of a page."""
    return Frame(
        name=f"{name} · {material.province.campaign}",
        heading=heading,
        basis=f"截至{day(material.as_of)}",
        crumbs=crumbs,
        contents=contents,
        marks=_marks(material),
        notes=notes,
        script=script,
        shape=shape,
    )


def _marks(material: Material) -> tuple[str, ...]:
    marks = []
    if material.province.demo:
        marks.append("演示数据：本站的企业、问题和数字均为虚构")
    if material.book.public:
        marks.append(f"本站{DEIDENTIFIED}")
    if material.errors:
        marks.append(f"台账尚有{material.errors}处错误未改正，本站数据不得作为正式依据")
    return tuple(marks)
