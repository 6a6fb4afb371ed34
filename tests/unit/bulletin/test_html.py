"""The page: nothing in it but what was put there, and no request."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from bulletins import HOSTILE, bulletin

from bangfu.bulletin.document import Figure, Paragraph, Part, text
from bangfu.bulletin.html import bits, flow, heading, to_html


class Outline(HTMLParser):
    """The elements of a page and their text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]

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
    assert not {"src", "action", "onclick", "srcset", "data"} & Outline(page).attributes
    assert not {"script", "link", "img", "iframe", "object"} & set(Outline(page).tags)
    assert all(link.startswith("#") for link in Outline(page).links)
    assert not re.search(r"url\(|@import|https?:", page)


def test_the_page_says_what_it_is() -> None:
    page = to_html(bulletin())
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "<title>关于正文</title>" in page
    assert page.endswith("</html>\n")


def test_a_figure_carries_its_origins() -> None:
    page = to_html(bulletin())
    assert '<span title="来源：正文、ledgers/a.yaml:3">62</span>' in page


def test_a_table_leads_to_the_records_of_its_figures_and_back() -> None:
    page = to_html(bulletin())
    outline = Outline(page)
    assert outline.links == ["#of-annex1-1", "#from-annex1-1"]
    assert outline.ids == ["from-annex1-1", "of-annex1-1"]
    assert "<li>株洲市办结（2019年6月）62：正文、ledgers/a.yaml:3</li>" in page


def test_of_many_records_the_page_names_ten() -> None:
    figure = Figure("12", tuple(f"ZZ-{number}" for number in range(12)), "办结", "株洲市", "..2019-06-30")
    paragraph = Paragraph(text("办结", figure, "个"), "1、总体进展")
    page = to_html(replace(bulletin(), parts=(Part("一、办理情况", (paragraph,)),)))
    assert ">来源：ZZ-0等12件<" not in page
    assert 'title="来源：ZZ-0等12件"' in page
    assert "（截至2019年6月30日）12：ZZ-0、ZZ-1、ZZ-2、ZZ-3、ZZ-4、ZZ-5、ZZ-6、ZZ-7、ZZ-8、ZZ-9等12件</li>" in page
    assert 'aria-label="来源：一、办理情况　1、总体进展"' in page


def test_a_wide_annex_is_turned() -> None:
    assert '<section class="annex landscape">' in to_html(bulletin())


def test_a_line_may_break_before_the_bracket_of_a_rate() -> None:
    assert flow("<25.6%（62/242）") == "&lt;25.6%<wbr>（62/242）"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("示例轨道装备有限公司", ["示例轨道装备", "有限公司"]),
        ("示例陶瓷股份有限公司", ["示例陶瓷", "股份有限公司"]),
        ("示例<集团>有限责任公司", ["示例&lt;集团&gt;", "有限责任公司"]),
        ("逾期未办结、久无进展", ["逾期未办结、", "久无进展"]),
    ],
)
def test_the_words_of_a_cell_are_put_together_of_bits(words: str, parts: list[str]) -> None:
    assert bits(words) == "".join(f'<span class="bit">{part}</span>' for part in parts)


def test_a_name_without_parts_and_a_long_text_stay_whole() -> None:
    assert bits("有限公司") == "有限公司"
    assert bits("库存积压<680万元") == "库存积压&lt;680万元"
    assert "<span" not in bits("五月三日交办市自然资源局、市住建局；五月六日召开协调会、明确分工。")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("收集办结率", "收集<wbr>办结率"),
        ("本月走访企业", "本月走访<wbr>企业"),
        ("办结率", "办结率"),
        ("企业", "企业"),
        ("督办次数", "督办<wbr>次数"),
        ("<收集", "&lt;收集"),
    ],
)
def test_a_heading_breaks_before_its_last_word(words: str, shown: str) -> None:
    assert heading(words) == shown
