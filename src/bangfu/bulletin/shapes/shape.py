"""What a shape is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bangfu.bulletin.annexes import Wanted
from bangfu.bulletin.document import Block
from bangfu.bulletin.material import Material
from bangfu.bulletin.supervision import Pressed

Urgent = tuple[Pressed, ...]
PartOf = tuple[str, Iterable[Block]]
"""A part's heading and its blocks, neither numbered; a part without blocks is left out."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of bulletin.

    Attributes:
        parts: its parts in order.
        annexes: its annexes in order; those with nothing to say are left out.
        matter: what the title says it tells of: 关于<campaign><period><matter>的通报.
        title: the title's lines, `{campaign}`, `{period}` and `{matter}` filled in.
        of: how the title names the period; `{period}` is its label, without what stands in brackets.
        brief: what the text for a chat group is called.
    """

    parts: Callable[[Material, Urgent], Iterator[PartOf]]
    annexes: tuple[Wanted, ...]
    matter: str = "情况"
    title: tuple[str, ...] = ("关于{campaign}", "{period}{matter}的通报")
    of: str = "{period}"
    brief: str = "办理进展"
