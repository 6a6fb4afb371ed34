"""The page: nothing in it but what was put there, and no request."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from bulletins import HOSTILE, bulletin

from bangfu.bulletin.html import flow, to_html


class Outline(HTMLParser):
    """The elements of a page and their text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_hostile_words_are_text_and_nothing_else() -> None:
    hostile, plain = Outline(to_html(bulletin(HOSTILE))), Outline(to_html(bulletin()))
    assert hostile.tags == plain.tags
    assert hostile.attributes == plain.attributes
    assert "script" not in hostile.tags
    assert HOSTILE in hostile.words


def test_the_page_asks_for_nothing() -> None:
    page = to_html(bulletin())
    assert (
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
        in page
    )
    assert not {"src", "href", "action", "onclick", "srcset", "data"} & Outline(page).attributes
    assert not {"script", "link", "img", "iframe", "object", "a"} & set(Outline(page).tags)
    assert not re.search(r"url\(|@import|https?:", page)


def test_the_page_says_what_it_is() -> None:
    page = to_html(bulletin())
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "<title>关于正文</title>" in page
    assert page.endswith("</html>\n")


def test_a_figure_carries_its_origins() -> None:
    page = to_html(bulletin())
    assert '<span data-from="ledgers/a.yaml:3 正文" title="来源：正文、ledgers/a.yaml:3">62</span>' in page


def test_a_wide_annex_is_turned() -> None:
    assert '<section class="annex landscape">' in to_html(bulletin())


def test_a_line_may_break_before_the_bracket_of_a_rate() -> None:
    assert flow("<25.6%（62/242）") == "&lt;25.6%<wbr>（62/242）"
