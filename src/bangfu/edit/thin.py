"""The nodes of the few entries that an edit is about, so that a ledger of ten thousand issues is edited as quickly.

Only to find a place: what the whole file says is read by the reader, before and after, and proven.
"""

from __future__ import annotations

from collections.abc import Collection

from bangfu.read.layout import Chunk, split
from bangfu.read.nodes import Mapping, compose
from bangfu.read.syntax import SyntaxProblem

SMALL = 20_000
"""Characters up to which a file is composed as a whole."""


def thinned(
    text: str, wanted: Collection[str], small: int = SMALL, lines: Collection[int] = frozenset()
) -> Mapping | None:
    """The nodes of `text`, at their places, without the entries that are of no interest.

    The first and the last two entries of each section are kept, for the layout, and those that hold one of the `wanted`
    texts in any case or begin on one of the `lines`. In place of each other entry a comment of its length is parsed.

    Args:
        text: the file's text.
        wanted: what the entries hold that the edit is about, such as ids.
        small: characters up to which it is not worth while.
        lines: the first lines (from 1) of other entries that the edit is about.

    Returns:
        The root; None where the file is small or its layout does not show its entries.
    """
    if len(text) <= small or (sections := split(text)) is None:
        return None
    folded = [word.lower() for word in wanted]
    pieces: list[str] = [text[: text.index(sections[0].head)]]
    for section in sections:
        pieces.append(section.head)
        last = len(section.chunks) - 2
        for number, chunk in enumerate(section.chunks):
            kept = number == 0 or number >= last or chunk.line in lines
            kept = kept or any(word in chunk.text.lower() for word in folded)
            pieces.append(chunk.text if kept else _comment(chunk))
    thin = "".join(pieces)
    if len(thin) != len(text):
        return None
    try:
        root = compose(thin)
    except SyntaxProblem:
        return None
    return root if isinstance(root, Mapping) else None


def _comment(chunk: Chunk) -> str:
    """A comment and blank lines, as many characters and lines as the entry."""
    lines = chunk.text.count("\n")
    return "#" + " " * (len(chunk.text) - lines - 1) + "\n" * lines
