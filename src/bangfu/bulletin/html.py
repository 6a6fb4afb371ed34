"""The bulletin in HTML: one page that makes no request."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup, escape

from bangfu.bulletin.document import Bulletin
from bangfu.bulletin.lists import Lists
from bangfu.bulletin.references import references
from bangfu.bulletin.templates import environment, render


def to_html(bulletin: Bulletin, overrides: Path | None = None) -> str:
    """`bulletin` as a page for the screen, the phone and paper (GB/T 9704-2012).

    Args:
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken.
    """
    made = environment(overrides, autoescape=True)
    made.filters["flow"] = flow
    made.globals["references"] = references(bulletin)
    return render(made, "bulletin.html.j2", bulletin)


def lists_to_html(lists: Lists, overrides: Path | None = None) -> str:
    """The three lists as a page; see `to_html`."""
    made = environment(overrides, autoescape=True)
    made.filters["flow"] = flow
    return render(made, "lists.html.j2", lists, "lists")


def flow(text: str) -> Markup:
    """`text` escaped, with leave to break the line between a percentage and its bracket: 25.6%（62/242）."""
    return Markup("%<wbr>（").join(escape(part) for part in text.split("%（"))
