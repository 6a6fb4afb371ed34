"""Titles broken by sense, or as their author breaks them."""

from __future__ import annotations

import pytest

from bangfu.bulletin.title import WIDTH, title_lines

CAMPAIGN = "全省重点骨干工业企业精准帮扶活动"


@pytest.mark.parametrize(
    ("title", "names", "lines"),
    [
        ("关于精准帮扶2019年情况的通报", ["2019年"], ["关于精准帮扶2019年情况的通报"]),
        (f"关于{CAMPAIGN}2019年6月情况的通报", ["2019年6月"], [f"关于{CAMPAIGN}", "2019年6月情况的通报"]),
        (
            "关于全省百户重点骨干工业企业和民营中小企业精准帮扶专项行动2019年第四季度情况的通报",
            ["2019年第四季度"],
            ["关于全省百户重点骨干工业企业", "和民营中小企业精准帮扶专项行动", "2019年第四季度情况的通报"],
        ),
        (
            "关于园区污水处理费偏高，年支出1180万元问题的督办函",
            [],
            ["关于园区污水处理费偏高，", "年支出1180万元问题的督办函"],
        ),
        (
            "关于土地证换发久拖影响二期厂房建设等3个问题的督办函",
            [],
            ["关于土地证换发久拖影响二期厂房建设", "等3个问题的督办函"],
        ),
        ("关于某某| 情况的｜通报", [], ["关于某某", "情况的", "通报"]),
        ("|关于某某|", [], ["关于某某"]),
        ("|", [], ["|"]),
    ],
)
def test_lines_end_where_the_sense_allows(title: str, names: list[str], lines: list[str]) -> None:
    assert title_lines(title, names) == tuple(lines)


def test_a_name_wider_than_the_page_is_left_whole() -> None:
    name = "长" * (WIDTH + 1)
    assert title_lines(f"关于{name}", [name]) == (f"关于{name}",)


def test_a_waist_is_avoided() -> None:
    phrases = [11, 4, 4, 11, 5]  # with their commas 12, 5, 5, 12: 12|10|17 is evener than 17|17|5, and a waist
    title = "".join("字" * length + "，" for length in phrases[:-1]) + "字" * phrases[-1]
    assert [len(line) for line in title_lines(title)] == [17, 17, 5]
