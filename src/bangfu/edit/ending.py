"""What an edit needs where a file ends in a `|` text without a line end: a line below would give that text one."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many

from bangfu.edit.page import Page, last_leaf
from bangfu.edit.splice import Splice
from bangfu.read.nodes import Scalar

_HEADER = re.compile(r"[|>][-+1-9]*")


def kept_ending(page: Page, splices: Many[Splice]) -> list[Splice]:
    """The splice that makes it a `|-` text, which says the same whatever follows; none where `splices` do not need it.

    Args:
        page: the file.
        splices: what is to be made in it.
    """
    end = len(page.text)
    leaf = last_leaf(page.root)
    if not isinstance(leaf, Scalar) or leaf.style not in ("|", ">") or leaf.text.endswith("\n"):
        return []
    header = _HEADER.match(page.text, leaf.start.index)
    if header is None or "-" in header[0] or not any(splice.start == end for splice in splices):
        return []
    return [Splice(header.start(), header.end(), header[0].replace("+", "") + "-", ())]
