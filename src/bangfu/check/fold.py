"""When two texts are taken for the same although they are not written the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NARROW = {0xFF00 + code - 0x20: code for code in range(0x21, 0x7F)}
"""Full-width forms, as NFKC has them. Nearly all texts of ours are in it then, which is seen sooner than done."""


def fold_name(name: str) -> str:
    """A name without spaces, full-width forms and case: 示例（A）公司 and 示例(a) 公司 are one name."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def fold_title(title: str) -> str:
    """A title without punctuation too: 新增用地，未落实。 and 新增用地未落实 are one title."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title).casefold())


def fold_titles(titles: Sequence[str]) -> list[str]:
    """`fold_title` of many titles, in one go; none may hold a line break."""
    text = "\n".join(titles).translate(_NARROW)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?:[^\w\n]|_)+", "", text.casefold()).split("\n") if titles else []


def fold_look(text: str) -> str:
    """An id with look-alikes made one: O and 0; I, L and 1. Several ids may stand in it, a line each."""
    return text.casefold().replace("o", "0").replace("i", "1").replace("l", "1")
