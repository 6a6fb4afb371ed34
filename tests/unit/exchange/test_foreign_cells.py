"""One cell, and what it is read as."""

from __future__ import annotations

from datetime import date

import pytest

from bangfu.exchange.sheets.cells import Setting, UnreadError, amount_of, day_of, text_of
from bangfu.exchange.sheets.columns import Column, Kind
from bangfu.exchange.sheets.grid import Cell
from strategies import PROVINCE

SETTING = Setting(date(2019, 7, 31), None, "", PROVINCE)
TEXT, BLOCK = Column("title", "问题", Kind.TEXT, 10), Column("detail", "问题详情", Kind.BLOCK, 10)
JULY_5 = date(2019, 7, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2019.7.5", "2019年7月5日", "2019年07月05日", "2019/7/5", "2019-07-05", "2019-7-5 08:30:00",
        " 2019 年 7 月 5 日\n",
        "\uff12\uff10\uff11\uff19.7.5", "2019.7.5.", "2019年7月5日前", "2019年7月5日之前", "20190705", 20190705.0,
        43651, 43651.0,
        43651.354, "43651", JULY_5, "2019-07-05T00:00:00",
    ],
)  # fmt: skip
def test_a_day(cell: Cell) -> None:
    assert day_of(cell, SETTING) == JULY_5


def test_a_day_without_its_year_needs_one() -> None:
    assert day_of("7月5日", Setting(SETTING.today, 2018, "", PROVINCE)) == date(2018, 7, 5)
    with pytest.raises(UnreadError, match="has no year"):
        day_of("7月5日", SETTING)


@pytest.mark.parametrize("cell", [None, "", " ", "—", "/", "无", "未办结", "否"])
def test_no_day(cell: Cell) -> None:
    assert day_of(cell, SETTING) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2019年7月", "is a month"),
        (2019.7, "is a month"),
        ("2019.2.29", "does not exist"),
        ("19.7.5", "is no day"),
        (7.1, "is no day"),
        ("7.5", "is no day"),
        ("7/5", "is no day"),
        ("7月底", "is no day"),
        ("2019.7.5-7.8", "is no day"),
        (2019, "is no day"),
        (3.0, "is no day"),
        (True, "is no day"),
        ("1819-07-05", "cannot be meant"),
        ("尽快", "is no day"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell: Cell, reason: str) -> None:
    with pytest.raises(UnreadError, match=reason):
        day_of(cell, SETTING)


@pytest.mark.parametrize(
    ("cell", "unit", "amount"),
    [
        ("4365万", "万元", "4365万元"),
        ("4365万", "元", "4365万元"),
        ("4,365万元", "", "4365万元"),
        (4365.0, "万元", "4365万元"),
        ("4365.0", "万元", "4365万元"),
        (4365.3, "万元", "4365.3万元"),
        (0.1 + 0.2, "亿元", "0.3亿元"),
        ("\uff11，\uff12\uff13\uff14\uff0e8 元", "万元", "1234.8元"),
        ("约30亩", "", "约30亩"),
        ("20余亿元", "", "20余亿元"),
        ("5000万元以上", "", "5000万元以上"),
        ("1000余", "亩", "1000余亩"),
    ],
)
def test_an_amount(cell: Cell, unit: str, amount: str) -> None:
    assert str(amount_of(cell, unit)) == amount


@pytest.mark.parametrize(
    ("cell", "unit", "reason"),
    [
        ("4365", "", "has no unit"),
        ("4365万", "", "has no unit"),
        (4365.0, "", "has no unit"),
        ("四千万元", "", "is no amount"),
        ("20多亩", "", "is no amount"),
        ("1,23万元", "", "is no amount"),
        ("-5", "万元", "is no amount"),
        (True, "万元", "is no amount"),
        (JULY_5, "万元", "is no amount"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(cell: Cell, unit: str, reason: str) -> None:
    with pytest.raises(UnreadError, match=reason):
        amount_of(cell, unit)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 新增\n用地 ", "新增用地"),
        ("ISO\n9001", "ISO 9001"),
        ("用\u200b地\u202e\ufeff", "用地"),
        ("\u00a0用\u3000地", "用 地"),
        (4365.0, "4365"),
        (True, "是"),
        (JULY_5, "2019-07-05"),
        ("=1+1", "=1+1"),
        ("——", None),
        (None, None),
    ],
)
def test_a_text(cell: Cell, text: str | None) -> None:
    assert text_of(cell, TEXT) == text


def test_a_long_text_keeps_its_lines() -> None:
    assert text_of("两条生产线\r\n 已经订货 \n", BLOCK) == "两条生产线\n已经订货"


def test_a_code_that_became_a_number_is_refused() -> None:
    with pytest.raises(UnreadError, match="loses digits"):
        text_of(914302000000000031.0, TEXT)
