"""A ledger's text with its nodes: lines, line endings, and where a node's own text ends."""

from __future__ import annotations

import re

from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.frozen import frozen
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence

_REST = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n]*)?\r?(?:\n|\Z)")
_BLANK = re.compile(r"[ \t]*\r?\n")
_COMMENT = re.compile(r"( *)#[^\n]*(?:\n|\Z)")


@frozen
class Page:
    """One file's text (without byte-order mark) and its root node."""

    name: str
    text: str
    root: Mapping

    def line_start(self, offset: int) -> int:
        """Where the line of `offset` begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of `offset` ends, before its line ending."""
        end = self.text.find("\n", offset)
        if end < 0:
            return len(self.text)
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def number(self, offset: int) -> int:
        """The number (from 1) of the line of `offset`."""
        return self.text.count("\n", 0, offset) + 1

    def eol(self, offset: int) -> str:
        """The ending of the line of `offset`; of the line above where it has none."""
        end = self.text.find("\n", offset)
        if end < 0:
            end = self.text.rfind("\n", 0, offset)
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    def below(self, node: Node, column: int) -> int:
        """Where a new line may stand right below `node`: after its last leaf and that line's comment.

        A block collection's own end mark is of no use, it lies past the comments that follow. Comment lines directly
        below that stand in `column` or deeper belong to the node, less indented ones to what follows.

        Raises:
            EditRefusedError: something else follows on the line.
        """
        leaf = last_leaf(node)
        if isinstance(leaf, Scalar) and leaf.style in ("|", ">"):
            end = self._block_end(leaf)
        else:
            rest = _REST.match(self.text, leaf.end.index)
            if rest is None:
                raise self.refusal(leaf)
            end = rest.end()
        while (comment := _COMMENT.match(self.text, end)) and len(comment[1]) >= column:
            end = comment.end()
        return end

    def blanks(self, offset: int) -> int:
        """How many blank lines begin at `offset`."""
        count = 0
        while match := _BLANK.match(self.text, offset):
            offset = match.end()
            count += 1
        return count

    def refusal(self, node: Node) -> EditRefusedError:
        """Says that the layout around `node` is beyond a safe edit."""
        return EditRefusedError(
            _("{file}, line {line}: this layout cannot be edited safely", file=self.name, line=node.start.line + 1),
            _("put every entry on a line of its own (bangfu fmt), or edit the file by hand"),
        )

    def _block_end(self, leaf: Scalar) -> int:
        """The end of a `|` or `>` text: before the empty lines below it, unless they are part of it (`|+`)."""
        end = leaf.end.index
        header = self.text[leaf.start.index : self.line_end(leaf.start.index)].partition("#")[0]
        if "+" in header:
            return end
        while end > leaf.start.index and self.text[:end].endswith(("\n\n", "\n\r\n")):
            end -= 2 if self.text[end - 2] == "\r" else 1
        return end


def last_leaf(node: Node) -> Node:
    """The scalar or bracketed value that ends `node`."""
    while not isinstance(node, Scalar):
        if isinstance(node, Mapping) and not node.flow and node.pairs:
            node = node.pairs[-1][1]
        elif isinstance(node, Sequence) and not node.flow and node.items:
            node = node.items[-1]
        else:
            break
    return node
