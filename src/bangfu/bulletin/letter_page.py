"""A letter in Markdown, as a page, as the page printed, and in the form of Word."""

from __future__ import annotations

from pathlib import Path

from bangfu.bulletin import html, markdown
from bangfu.bulletin.browser import print_page
from bangfu.bulletin.letters import Letter
from bangfu.bulletin.templates import environment, render


def letter_page(letter: Letter, form: str, overrides: Path | None = None) -> str | bytes:
    """`letter` in a format: `md`, `html`, `pdf` or `docx`.

    Args:
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken, or what a format needs is not installed.
    """
    if form == "docx":
        from bangfu.bulletin.docx.letter import letter_to_docx

        return letter_to_docx(letter)
    if form == "md":
        made = environment(overrides, autoescape=False)
        made.filters["md"] = markdown.escape
        return render(made, "letter.md.j2", letter, "letter")
    page = render(html.page_environment(overrides), "letter.html.j2", letter, "letter")
    return print_page(page) if form == "pdf" else page
