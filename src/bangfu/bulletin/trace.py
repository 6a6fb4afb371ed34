"""Where the figures of a bulletin come from, as a JSON document beside it (docs/cli.md, machine output): schema 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bangfu.bulletin.document import Block, Bulletin, Figure, Items, Table, Text
from bangfu.bulletin.passages import value_of


def trace(bulletin: Bulletin) -> dict[str, Any]:
    """Every figure of the document in its order with its records, and where each of their issues begins."""
    entries = []
    issues: dict[str, str] = {}
    for where, figure in figures(bulletin):
        entries.append(
            {
                "text": figure.text,
                "where": where,
                "name": figure.name or None,
                "of": figure.of or None,
                "period": figure.period or None,
                "value": _value(figure),
                "from": list(figure.origins),
            }
        )
        issues |= {origin: bulletin.issues[origin] for origin in figure.origins if origin in bulletin.issues}
    return {"schema": 1, "title": bulletin.name, "figures": entries, "issues": issues}


def figures(bulletin: Bulletin) -> Iterator[tuple[dict[str, Any], Figure]]:
    """Every figure that is counted, even where it comes to 0 and has no records, and every text of a record.

    One that is printed once for several places (各3个) comes once for each.
    """
    for heading, blocks in (
        (None, bulletin.opening),
        *((part.heading, part.blocks) for part in bulletin.parts),
        *((f"{annex.label}　{annex.title}", annex.blocks) for annex in bulletin.annexes),
    ):
        yield from (({"part": heading, **where}, figure) for where, figure in _figures(blocks))


def _value(figure: Figure) -> list[str] | None:
    """The numbers of a counted figure as texts; None where it has none, such as 持平."""
    if not figure.name or not re.search("[0-9]", figure.text):
        return None
    return [str(value) for value in value_of(figure.text)]


def figures_of(block: Block) -> Iterator[Figure]:
    """The figures of a paragraph, table or list, as `figures` gives them."""
    return (figure for _, figure in _figures((block,)))


def _figures(blocks: tuple[Block, ...]) -> Iterator[tuple[dict[str, Any], Figure]]:
    """The figures of a part; paragraphs, tables and lists are numbered together from 1, rows from 1."""
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Table):
            for at, row in enumerate(block.rows, start=1):
                for column, cell in zip(block.columns, row, strict=True):
                    yield from (
                        ({"table": number, "row": at, "column": column.heading}, figure) for figure in _of(cell)
                    )
        else:
            texts = block.items if isinstance(block, Items) else (block.text,)
            for words in texts:
                yield from (({"paragraph": number}, figure) for figure in _of(words))


def _of(words: Text) -> Iterator[Figure]:
    return (figure for span in words if isinstance(span, Figure) and span.text for figure in (span.members or (span,)))
