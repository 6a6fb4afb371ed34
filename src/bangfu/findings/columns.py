"""The width of a text on a terminal. It has a file of its own, because help pages are folded by it."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
