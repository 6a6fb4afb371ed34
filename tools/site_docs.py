"""A hook of mkdocs.yml: what a page says for GitHub, and the site says in another way."""

from __future__ import annotations

import re

_OTHER_LANGUAGE = re.compile(r"^\*\[(?:中文|English)\]\([^)]+\)\*\n", re.MULTILINE)
"""The site has a switch of its own."""
_TESTED_AS = re.compile(r"^(```\w+) [^\n]+$", re.MULTILINE)
"""Behind the language of an example stands what the tests hold it to."""
_HAN = "[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]"
_BROKEN = re.compile(f"(<pre.*?</pre>)|(?<={_HAN})\n(?={_HAN})", re.DOTALL)
"""Where a line of Chinese goes on in the next, a browser would set a space."""


def on_page_markdown(markdown: str, **_given: object) -> str:
    """The text of a page as the site's parser reads it."""
    return _TESTED_AS.sub(r"\1", _OTHER_LANGUAGE.sub("", markdown))


def on_page_content(html: str, **_given: object) -> str:
    """The page without spaces where lines of Chinese were broken."""
    return _BROKEN.sub(lambda match: match[1] or "", html)
