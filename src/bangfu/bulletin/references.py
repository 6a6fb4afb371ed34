"""数据来源: the list at the end of a page that its figures link to. It is for the screen and is not printed."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.bulletin.document import Bulletin
from bangfu.bulletin.trace import figures
from bangfu.model.period import Period


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry: its `anchor`, what the figure is, and the records behind it (of many the first)."""

    anchor: str
    figure: str
    origins: str


def references(bulletin: Bulletin) -> tuple[Reference, ...]:
    """One entry for all figures that count the same, in the order of the document."""
    found: dict[str, Reference] = {}
    for _, figure in figures(bulletin):
        if figure.name and figure.origins and (anchor := figure.anchor) not in found:
            period = f"（{Period.from_key(figure.period).label}）" if figure.period else ""
            what = f"{figure.of}{figure.name}{period}{figure.text}"
            found[anchor] = Reference(anchor, what, figure.told_origins)
    return tuple(found.values())
