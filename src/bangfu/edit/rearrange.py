"""Puts the records of a section into another order, each with its text as it stands and its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from itertools import pairwise

from bangfu.edit.ending import kept_ending
from bangfu.edit.graft import dash_of, top_of
from bangfu.edit.page import Page
from bangfu.edit.splice import Splice
from bangfu.read.nodes import Sequence

_BLANKS = re.compile(r"\A(?:[ \t]*\r?\n)+")


def rearranged(page: Page, section: str, order: Many[int]) -> Splice:
    """The splice that puts the records of a section into an order. Blank lines between records stay where they are.

    Args:
        page: the file.
        section: the section's key.
        order: the positions that the records have now, in the order that they are to have.

    Raises:
        EditRefusedError: the layout is beyond a safe edit.
    """
    node = page.root.get(section)
    if not isinstance(node, Sequence) or node.flow:
        raise page.refusal(node or page.root)
    column, _gap = dash_of(page, node, node.items[0])
    bounds = [top_of(page, page.root, section), *(page.below(item, column + 1) for item in node.items)]
    begin, end = bounds[0], bounds[-1]
    whole = page.text[begin:end].endswith("\n")
    eol = "" if whole else page.eol(begin)
    texts = [page.text[start:stop] for start, stop in pairwise(bounds)]
    last_moves = not whole and order[-1] != len(order) - 1
    for header in kept_ending(page, [Splice(end, end, "", ())]) if last_moves else ():
        at = header.start - bounds[-2]
        texts[-1] = texts[-1][:at] + header.new + texts[-1][at + header.end - header.start :]
    texts[-1] += eol
    bodies = [_BLANKS.sub("", text, count=1) for text in texts]
    blanks = [text.removesuffix(body) for text, body in zip(texts, bodies, strict=True)]
    new = "".join(gap + bodies[at] for gap, at in zip(blanks, order, strict=True))
    return Splice(begin, end, new.removesuffix(eol), ())
