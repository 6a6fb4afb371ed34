"""The comments of a ledger, found in the text between its values: a `#` inside quotes or a text block is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bangfu.edit.page import Page
from bangfu.read.nodes import Mapping, Node, Scalar

_COMMENT = re.compile(r"#[^\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
_DASHES = re.compile(r"[ \t-]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment from its `#` to the end of its line.

    Attributes:
        offset, line, column: where it begins; all from 0.
        text: the comment without space at its end.
        own: whether nothing but list dashes stands before it on its line.
        gap: the spaces before it.
        blank: whether the line above is blank.
    """

    offset: int
    line: int
    column: int
    text: str
    own: bool
    gap: int
    blank: bool


def comments_of(page: Page) -> list[Comment]:
    """All comments, in the order of the file."""
    found: list[int] = []
    done = 0
    for leaf in leaves(page.root):
        found += (match.start() for match in _COMMENT.finditer(page.text, done, leaf.start.index))
        if leaf.style in ("|", ">") and (header := _HEADER.match(page.text, leaf.start.index)):
            found.append(header.start(1))
        done = max(done, leaf.end.index)
    found += (match.start() for match in _COMMENT.finditer(page.text, done))
    return [_comment(page, offset) for offset in found]


def has_comment(page: Page, node: Node) -> bool:
    """Whether a comment stands within the text of a node."""
    done = node.start.index
    for leaf in leaves(node):
        if _COMMENT.search(page.text, done, leaf.start.index):
            return True
        if leaf.style in ("|", ">") and _HEADER.match(page.text, leaf.start.index):
            return True
        done = leaf.end.index
    flow = getattr(node, "flow", False)
    return bool(flow and _COMMENT.search(page.text, done, node.end.index))


def leaves(node: Node) -> Iterator[Scalar]:
    """All scalars below `node`, keys included, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from leaves(key)
            yield from leaves(value)
    else:
        for item in getattr(node, "items", ()):
            yield from leaves(item)


def blank_above(page: Page, offset: int) -> bool:
    """Whether the line above that of `offset` is blank."""
    begin = page.line_start(offset)
    return begin > 0 and not page.text[page.line_start(begin - 1) : begin].strip()


def _comment(page: Page, offset: int) -> Comment:
    begin = page.line_start(offset)
    before = page.text[begin:offset]
    dashes = _DASHES.fullmatch(before)
    return Comment(
        offset,
        page.number(offset) - 1,
        len(before) - len(before.lstrip(" ")) if dashes else len(before),
        page.text[offset : page.line_end(offset)].rstrip(),
        dashes is not None,
        len(before) - len(before.rstrip()),
        blank_above(page, offset),
    )
