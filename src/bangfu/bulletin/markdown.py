"""The bulletin in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bangfu.bulletin.document import Bulletin, Span, plain
from bangfu.bulletin.lists import Lists
from bangfu.bulletin.templates import environment, render

_SPECIAL = r"[\\`*_\[\]<>|~&$]|:(?=[/\w])|(?<=www)\."
_AT_START = r"^(?:[-+#>=:]|[0-9]+(?=[.)](?:[ \t]|$)))"


def to_markdown(bulletin: Bulletin, overrides: Path | None = None) -> str:
    """`bulletin` in CommonMark with tables.

    Args:
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken.
    """
    made = environment(overrides, autoescape=False)
    made.filters["md"] = escape
    return render(made, "bulletin.md.j2", bulletin)


def lists_to_markdown(lists: Lists, overrides: Path | None = None) -> str:
    """The three lists in CommonMark with tables; see `to_markdown`."""
    made = environment(overrides, autoescape=False)
    made.filters["md"] = escape
    return render(made, "lists.md.j2", lists, "lists")


def escape(spans: Span | Iterable[Span]) -> str:
    """A text as Markdown that shows exactly that text, on one line: no emphasis, link, HTML, list or heading in it."""
    line = re.sub(r"[\r\n]+", " ", plain(spans)).strip(" \t")
    escaped = re.sub(_SPECIAL, r"\\\g<0>", line)
    return re.sub(_AT_START, _escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    return match[0] + "\\" if match[0][0] in "0123456789" else "\\" + match[0]
