"""A letter in Markdown and as a page."""

from __future__ import annotations

from pathlib import Path

from bangfu.bulletin import html, markdown
from bangfu.bulletin.letters import Letter
from bangfu.bulletin.templates import environment, render


def letter_page(letter: Letter, form: str, overrides: Path | None = None) -> str:
    """`letter` in a format, `md` or `html`.

    Args:
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken.
    """
    made = html.page_environment(overrides) if form == "html" else environment(overrides, autoescape=False)
    if form == "md":
        made.filters["md"] = markdown.escape
    return render(made, f"letter.{form}.j2", letter, "letter")
