"""Figures, days and lists in Chinese."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bangfu.bulletin import wording
from bangfu.model.period import Period
from bangfu.tally.figures import Rate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持 14 家企业获得授信 4365 万元。", "支持14家企业获得授信4365万元。"),
        ("以手机 APP 推送", "以手机 APP 推送"),
        ("增长 63.3% 左右", "增长63.3%左右"),
        ("第一行\n第二行", "第一行第二行"),
        ("first line\nsecond line", "first line second line"),
        ("　前后有空白　", "前后有空白"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert wording.tidy(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已办结", "已办结。"),
        ("已办结。", "已办结。"),
        ("已办结，", "已办结。"),
        ("他说“已办结。”", "他说“已办结。”"),
        ("称为“保姆式”", "称为“保姆式”。"),
        ("办结了吗？", "办结了吗？"),
        ("", ""),
    ],
)
def test_a_sentence_ends_with_one_full_stop(text: str, expected: str) -> None:
    assert wording.sentence(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "一"), (4, "四"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_numeral(number: int, expected: str) -> None:
    assert wording.numeral(number) == expected


def test_days_have_no_leading_zeros() -> None:
    assert wording.day(date(2019, 7, 5)) == "2019年7月5日"


@pytest.mark.parametrize(
    ("value", "since", "expected"),
    [
        (date(2019, 6, 30), date(2019, 6, 30), "当日"),
        (date(2019, 6, 30), date(2019, 3, 1), "6月30日"),
        (date(2020, 1, 2), date(2019, 12, 30), "2020年1月2日"),
        (date(2019, 6, 30), None, "2019年6月30日"),
    ],
)
def test_a_later_day_says_only_what_is_new(value: date, since: date | None, expected: str) -> None:
    assert wording.later_day(value, since) == expected


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(Rate(62, 242), "25.6%（62/242）"), (Rate(0, 3), "0.0%（0/3）"), (Rate(3, 3), "100.0%（3/3）"), (Rate(), "—")],
)
def test_a_rate_shows_both_its_figures(rate: Rate, expected: str) -> None:
    assert wording.fraction(rate) == expected


@pytest.mark.parametrize(
    ("now", "earlier", "expected"), [(5, 3, "增加2个"), (3, 5, "减少2个"), (4, 4, "持平"), (0, 0, "持平")]
)
def test_change(now: int, earlier: int, expected: str) -> None:
    assert wording.change(now, earlier, "个") == expected


@pytest.mark.parametrize(
    ("now", "earlier", "expected"),
    [
        (Rate(62, 242), Rate(50, 200), "提高0.6个百分点"),  # 25.6 - 25.0
        (Rate(1, 4), Rate(1, 2), "下降25.0个百分点"),
        (Rate(1, 2), Rate(2, 4), "持平"),
        (Rate(1, 2), Rate(), ""),
        (Rate(), Rate(1, 2), ""),
    ],
)
def test_points_are_the_difference_of_what_is_printed(now: Rate, earlier: Rate, expected: str) -> None:
    assert wording.points(now, earlier) == expected


def test_a_heading_has_no_full_stop_of_its_own() -> None:
    assert wording.heading(1, "加快办理。") == "1、加快办理"


def test_nothing_out_of_nothing() -> None:
    assert wording.clauses(["", ""]) == ""
    assert wording.clauses(["收集3个", "", "办结1个"]) == "收集3个，办结1个。"


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        ([1, 9, 5, 7, 3], "BDC"),
        ([1, 5, 5, 5, 5], "BCDE"),
        ([5, 5, 5, 5, 5], ""),
        ([2, 1], ""),
        ([], ""),
    ],
)
def test_who_leads_and_ties_are_not_cut(counts: list[int], names: str) -> None:
    assert "".join(name for name, _ in wording.leading(list(zip("ABCDE", counts, strict=False)))) == names


def test_zeros_are_left_out_of_a_list() -> None:
    assert wording.shares([("融资", 12), ("用地", 0), ("用电", 3)], "个") == "融资12个、用电3个"


@pytest.mark.parametrize(("number", "expected"), [("21.0", "21"), ("23.5", "23.5"), ("0.0", "0"), ("100.0", "100")])
def test_number(number: str, expected: str) -> None:
    assert wording.number(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("key", "this", "before"),
    [
        ("2019-W23", "本周", "上周"),
        ("2019-06", "本月", "上月"),
        ("2019-Q2", "本季度", "上季度"),
        ("2019", "本年度", "上年"),
    ],
)
def test_the_period_and_the_one_before(key: str, this: str, before: str) -> None:
    period = Period.from_key(key)
    assert (wording.this(period), wording.before(period)) == (this, before)
