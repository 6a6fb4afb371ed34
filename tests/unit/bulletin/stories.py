"""Small provinces and issues that bulletins are made of, and what stands in a bulletin."""

from __future__ import annotations

from bangfu.bulletin.document import Bulletin, Paragraph, Table, plain

PROVINCE = """\
format: 1
province: 云梦省
issuer: 云梦省工业厅
campaign: 重点企业帮扶活动
cities:
  - {slug: donghu, name: 东湖市, prefix: DH}
  - {slug: xishan, name: 西山州, prefix: XS}
  - {slug: nanyuan, name: 南原市, prefix: NY}
"""


def part(bulletin: Bulletin, heading: str) -> dict[str, str]:
    """The paragraphs of a part by their run-in headings, without numbers."""
    (found,) = [each for each in bulletin.parts if each.heading.endswith(heading)]
    paragraphs = [block for block in found.blocks if isinstance(block, Paragraph)]
    return {(block.run_in or "").partition("、")[2]: plain(block.text) for block in paragraphs}


def rows(bulletin: Bulletin, title: str) -> list[list[str]]:
    """The rows of an annex's table."""
    (annex,) = [each for each in bulletin.annexes if each.title == title]
    (table,) = [block for block in annex.blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for row in table.rows]


def issue(identity: str, *events: str, category: str = "融资", more: str = "") -> str:
    lines = [
        f"  - id: {identity}",
        "    enterprise: 甲公司",
        f"    title: 难题{identity[-1]}",
        f"    category: {category}",
    ]
    return "\n".join([*lines, *more.splitlines(), "    events:", *(f"      - {{{event}}}" for event in events)]) + "\n"
