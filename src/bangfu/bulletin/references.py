"""数据来源: the end of a page, for the screen alone: the records behind the figures of each paragraph and table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bangfu.bulletin.document import Block, Bulletin, Figure, Paragraph
from bangfu.bulletin.trace import figures_of
from bangfu.model.period import Period

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class References:
    """The records of one paragraph, table or list: under which headings it stands, and an entry a figure."""

    heading: str
    entries: tuple[str, ...]


def references(bulletin: Bulletin) -> dict[str, References]:
    """Those of every block that has figures, by the block's place in the page, such as part2-1 or annex1-1."""
    sections: list[tuple[str, str, tuple[Block, ...]]] = [("opening", "导语", bulletin.opening)]
    sections += [(f"part{number}", part.heading, part.blocks) for number, part in enumerate(bulletin.parts, start=1)]
    sections += [
        (f"annex{number}", f"{annex.label}　{annex.title}", annex.blocks)
        for number, annex in enumerate(bulletin.annexes, start=1)
    ]
    return {
        f"{section}-{number}": References(f"{heading}　{_run_in(block)}".rstrip(), entries)
        for section, heading, blocks in sections
        for number, block in enumerate(blocks, start=1)
        if (entries := tuple(dict.fromkeys(_entries(block))))
    }


def _run_in(block: Block) -> str:
    return (isinstance(block, Paragraph) and block.run_in) or ""


def _entries(block: Block) -> Iterator[str]:
    """Every figure with its records; of the pieces of one record's words the first."""
    quoted: set[tuple[str, ...]] = set()
    for figure in figures_of(block):
        if figure.origins and (figure.name or figure.origins not in quoted):
            yield f"{_named(figure)}：{figure.told_origins}"
        if not figure.name:
            quoted.add(figure.origins)


def _named(figure: Figure) -> str:
    """株洲市办结（截至2019年6月30日）62; of a record's own words the beginning."""
    if figure.name:
        return f"{figure.of}{figure.name}（{Period.from_key(figure.period).label}）{figure.text}"
    return figure.text.rstrip("。") if len(figure.text) <= _LONGEST else f"{figure.text[:_LONGEST]}…"
