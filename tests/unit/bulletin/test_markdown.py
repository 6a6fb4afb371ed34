"""Markdown shows exactly the text, whatever the text holds."""

from __future__ import annotations

import pytest
from bulletins import HOSTILE, bulletin
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bangfu.bulletin.markdown import escape, to_markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXT = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x9FFF, exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
)


def shown(markdown: str) -> str:
    """What a reader sees of one paragraph."""
    tokens = PARSER.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], markdown
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, markdown
    return "".join(child.content for child in children)


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "# 标题",
        "- 条目",
        "+ 条目",
        "> 引文",
        "1. 条目",
        "12) 条目",
        "1、不是条目",
        "100.0%",
        "=====",
        "---",
        "***",
        "```",
        "    缩进".strip(" "),
        "a|b",
        "&lt;b&gt;",
        "~~删除~~",
        ":--|--:",
        "<https://evil.example>",
        "![图](x)",
        "[^1]: 注",
        "\\",
        "完\\",
    ],
)
def test_escaped_text_is_shown_as_it_is(words: str) -> None:
    assert shown(escape(words)) == words


@given(TEXT.filter(lambda words: words.strip() == words != ""))
def test_any_text_is_shown_as_it_is(words: str) -> None:
    assert shown(escape(words)) == words


def test_chinese_text_and_figures_need_no_escape() -> None:
    words = "办结率为25.6%（62/242），比上月提高0.4个百分点；“一单四制”、《措施》——1—5月。"
    assert escape(words) == words


def test_a_text_stays_on_one_line() -> None:
    assert escape("一行\n# 二行\r\n三行") == "一行 # 二行 三行"


def test_hostile_words_change_nothing_but_themselves() -> None:
    def outline(words: str) -> list[tuple[str, str]]:
        tokens = PARSER.parse(to_markdown(bulletin(words)))
        inner = [(child.type, "") for token in tokens for child in token.children or () if child.type.endswith("open")]
        return [(token.type, token.tag) for token in tokens] + inner

    assert outline(HOSTILE) == outline("正文")


def test_run_in_headings_are_bold_and_tables_are_tables() -> None:
    html = PARSER.render(to_markdown(bulletin()))
    assert "<strong>1、正文</strong>。收集256个正文" in html
    assert "<td" in html
    assert html.count("<tr>") == 3
    assert "**" not in html
