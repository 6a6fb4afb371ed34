"""Placeholders: the ledger's own figures in prose, `{reported}`, filled in when the bulletin is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

NAMES = (
    "reported",
    "verified",
    "rejected",
    "assigned",
    "on_the_spot",
    "resolved",
    "closed",
    "resolution_rate",
    "closure_rate",
    "collected_resolution_rate",
    "satisfaction_rate",
    "overdue",
    "enterprises",
    "projects",
    "prospects",
    "leaders",
    "departments",
    "people",
    "visits",
)
"""Every name that may stand in braces (docs/format.md): stock, rates and pairing figures as of the period's end."""

_PLACEHOLDER = r"\{([A-Za-z_][A-Za-z0-9_]{0,63})\}"


class Placeholder(NamedTuple):
    """A name in braces; `start` and `end` are its offsets in the text, braces included."""

    name: str
    start: int
    end: int


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every `{name}` in `text`, known or not. A lone brace and braces around anything else are plain text."""
    if "{" not in text:
        return
    for match in re.finditer(_PLACEHOLDER, text):
        yield Placeholder(match[1], match.start(), match.end())


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every placeholder that `values` has a value for replaced; all else stays as it is."""
    if "{" not in text:
        return text
    return re.sub(_PLACEHOLDER, lambda match: values.get(match[1], match[0]), text)
