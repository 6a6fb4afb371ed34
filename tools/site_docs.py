"""A hook of mkdocs.yml: what a page says for GitHub, and the site says in another way."""

from __future__ import annotations

import re

_OTHER_LANGUAGE = re.compile(r"^\*\[(?:中文|English)\]\([^)]+\)\*\n", re.MULTILINE)
"""The site has a switch of its own."""
_TESTED_AS = re.compile(r"^(```\w+) [^\n]+$", re.MULTILINE)
"""Behind the language of an example stands what the tests hold it to."""


def on_page_markdown(markdown: str, **_given: object) -> str:
    """The text of a page as the site's parser reads it."""
    return _TESTED_AS.sub(r"\1", _OTHER_LANGUAGE.sub("", markdown))
