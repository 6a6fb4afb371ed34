"""The three lists in Markdown, as a page, as the page printed, and in the form of Word."""

from __future__ import annotations

from pathlib import Path

from bangfu.bulletin.browser import print_page
from bangfu.bulletin.html import lists_to_html
from bangfu.bulletin.lists import Lists
from bangfu.bulletin.markdown import lists_to_markdown


def lists_page(lists: Lists, form: str, issuer: str, overrides: Path | None = None) -> str | bytes:
    """`lists` in a format: `md`, `html`, `pdf` or `docx`.

    Args:
        issuer: the office that a .docx names as its author.
        overrides: a folder whose templates come before the packaged ones.

    Raises:
        BangfuError: a template is broken, or what a format needs is not installed.
    """
    if form == "docx":
        from bangfu.bulletin.docx.lists import lists_to_docx

        return lists_to_docx(lists, issuer)
    if form == "md":
        return lists_to_markdown(lists, overrides)
    page = lists_to_html(lists, overrides)
    return print_page(page) if form == "pdf" else page
