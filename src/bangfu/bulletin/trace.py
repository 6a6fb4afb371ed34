"""Where the figures of a bulletin come from, as a JSON document beside it (docs/cli.md, machine output): schema 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bangfu.bulletin.document import Block, Bulletin, Figure, Items, Table, Text, plain
from bangfu.bulletin.passages import value_of


def trace(bulletin: Bulletin) -> dict[str, Any]:
    """Every figure of the document that is more than plain text, in its order, with its records."""
    entries = []
    for heading, blocks in (
        *((part.heading, part.blocks) for part in bulletin.parts),
        *((f"{annex.label}　{annex.title}", annex.blocks) for annex in bulletin.annexes),
    ):
        for where, figure in _figures(blocks):
            entries.append(
                {
                    "text": figure.text,
                    "where": {"part": heading, **where},
                    "name": figure.name or None,
                    "of": figure.of or None,
                    "period": figure.period or None,
                    "value": [str(value) for value in value_of(figure.text)] if figure.name else None,
                    "from": list(figure.origins),
                }
            )
    return {"schema": 1, "title": bulletin.name, "figures": entries}


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
    return (span for span in words if isinstance(span, Figure) and span.origins and plain(span))
