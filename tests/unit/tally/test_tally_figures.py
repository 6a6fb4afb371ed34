"""Figures of small ledgers, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.lifecycle.replay import Step
from bangfu.lifecycle.transitions import Status
from bangfu.model.period import Period
from bangfu.tally.count import tally
from bangfu.tally.figures import Counts, Days, Rate, Row, Tally

Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - name: 甲公司
    tier: 重点骨干
    district: 芦淞区
    chain: 轨道交通装备
    leader: 市长
    department: 市工信局
    aliases: [老甲]
  - {name: 乙公司, tier: 重点骨干, district: 荷塘区, leader: 市长, department: 市财政局, until: 2019-06-15}
  - {name: 丙项目, kind: 项目, district: 芦淞区, leader: 副市长, department: 市工信局, since: 2019-07-01}
issues:
  - id: ZZ-190305-AAAA
    enterprise: 老甲
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映, via: 企业服务专线}
      - {date: 2019-03-07, type: 核实}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局, 市住建局], due: 2019-04-08}
      - {date: 2019-04-02, type: 办结, note: 供地三十亩}
      - {date: 2019-04-05, type: 评价, satisfaction: 满意}
      - {date: 2019-04-06, type: 销号}
  - id: ZZ-190510-BBBB
    enterprise: 乙公司
    title: 贷款到期
    category: 融资
    events:
      - {date: 2019-05-10, type: 反映, via: 走访}
      - {date: 2019-05-20, type: 交办, to: [市政府金融办], due: 2019-06-01}
      - {date: 2019-06-10, type: 办结, note: 已续贷}
      - {date: 2019-06-12, type: 评价, satisfaction: 不满意}
      - {date: 2019-06-20, type: 重开, note: 额度不足}
      - {date: 2019-07-02, type: 办结, note: 已增贷}
  - id: ZZ-190528-CCCC
    enterprise: 甲公司
    title: 招工难
    category: 用工
    events:
      - {date: 2019-05-28, type: 反映, via: 走访}
      - {date: 2019-05-29, type: 办结, note: 当场联系职校}
      - {date: 2019-06-01, type: 评价, satisfaction: 基本满意}
  - id: ZZ-190603-DDDD
    enterprise: 甲公司
    title: 重复反映
    category: 用地
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-04, type: 退回, note: 与前一件相同, into: ZZ-190305-AAAA}
  - id: ZZ-190605-EEEE
    enterprise: 甲公司
    title: 用电不稳
    category: 用电
    events:
      - {date: 2019-06-05, type: 反映}
      - {date: 2019-06-11, type: 核实}
  - id: ZZ-190620-FFFF
    enterprise: 乙公司
    title: 社保缓缴
    category: 社保
    events:
      - {date: 2019-06-20, type: 反映}
"""
JUNE = Period.from_key("2019-06")


@pytest.fixture
def figures(repository: Make) -> Callable[..., Tally]:
    """The tally of ledgers given as text, by city slug."""

    def of(ledgers: dict[str, str], period: Period = JUNE, by: str = "city", as_of: date | None = None) -> Tally:
        files = {f"ledgers/{slug}.yaml": text for slug, text in ledgers.items()}
        book = pipeline.load(repository(files), date(2019, 12, 31)).book
        return tally(book, period, by, as_of=as_of)

    return of


def row_of(result: Tally, key: str | None) -> Row:
    (row,) = [row for row in result.rows if row.key == key]
    return row


def test_the_city_that_stated_its_figures_before_there_were_records(figures: Callable[..., Tally]) -> None:
    opening = (
        "city: 株洲市\nopening:\n  - {date: 2019-06-30, reported: 256, verified: 242, assigned: 242, resolved: 62}\n"
    )
    result = figures({"zhuzhou": opening})
    row = row_of(result, "株洲市")
    assert row.stock == Counts(reported=256, verified=242, assigned=242, resolved=62)
    assert row.flow == row.undone == row.before == Counts()
    assert str(row.rates.resolution) == "25.6%"
    assert str(row.rates.collected_resolution) == "24.2%"
    assert row.rates.closure == Rate(0, 0)
    assert str(row.rates.closure) == "—"
    assert row.has_data
    assert row.days is None
    assert sum(row.status.values()) == row.overdue == 0


def test_an_opening_counts_from_its_day_on(figures: Callable[..., Tally]) -> None:
    opening = "city: 株洲市\nopening:\n  - {date: 2019-06-30, reported: 256}\n  - {date: 2019-05-31, reported: 4}\n"
    assert figures({"zhuzhou": opening}, Period.from_key("2019-05")).total.stock.reported == 4
    june = figures({"zhuzhou": opening}).total
    assert (june.before.reported, june.stock.reported, june.flow.reported) == (4, 260, 0)
    assert june.previous
    assert june.previous.stock.reported == 4
    assert figures({"zhuzhou": opening}, Period.from_key("2019-05-31..2019-06-30")).total.before.reported == 0


def test_stock_flow_and_undone_of_june(figures: Callable[..., Tally]) -> None:
    row = row_of(figures({"zhuzhou": ZHUZHOU}), "株洲市")
    assert row.before == Counts(reported=3, verified=3, assigned=2, on_the_spot=1, resolved=2, closed=1)
    assert row.stock == Counts(reported=6, verified=4, rejected=1, assigned=2, on_the_spot=1, resolved=2, closed=1)
    assert row.flow == Counts(reported=3, verified=1, rejected=1)
    assert row.undone == Counts()
    assert row.status == {
        Status.REPORTED: 1,
        Status.VERIFIED: 1,
        Status.REJECTED: 1,
        Status.ASSIGNED: 1,
        Status.RESOLVED: 1,
        Status.CLOSED: 1,
    }
    assert row.overdue == 1  # BBBB, its due date of 1 June in force again after it was reopened
    assert row.unanswered == 1  # FFFF
    assert row.stale == 0
    assert row.issues[0] == "ZZ-190305-AAAA"
    assert len(row.issues) == 6


def test_what_was_reopened_is_undone_and_a_second_result_is_a_new_entry(figures: Callable[..., Tally]) -> None:
    second_half_of_june = Period.from_key("2019-06-15..2019-06-30")
    row = figures({"zhuzhou": ZHUZHOU}, second_half_of_june).total
    assert row.undone == Counts(resolved=1)
    july = figures({"zhuzhou": ZHUZHOU}, Period.from_key("2019-07")).total
    assert july.flow == Counts(resolved=1)
    assert july.stock.resolved == 3
    whole = figures({"zhuzhou": ZHUZHOU}, Period.from_key("2019-06-11..2019-07-31")).total
    assert whole.before.resolved == 3
    assert (whole.flow.resolved, whole.undone.resolved) == (1, 1)


def test_rates_keep_their_figures(figures: Callable[..., Tally]) -> None:
    rates = figures({"zhuzhou": ZHUZHOU}).total.rates
    assert rates.resolution == Rate(2, 3)
    assert rates.closure == Rate(1, 3)
    assert rates.collected_resolution == Rate(2, 6)
    assert rates.overdue == Rate(1, 1)
    assert rates.on_time == Rate(2, 2)
    assert rates.satisfaction == Rate(2, 2)  # the 不满意 went with the reopening
    assert rates.reply == Rate(3, 6)  # AAAA after 2 days, CCCC 1, DDDD 1; BBBB after 10, EEEE after 6, FFFF none
    july = figures({"zhuzhou": ZHUZHOU}, Period.from_key("2019-07")).total.rates
    assert july.on_time == Rate(2, 3)


def test_days_from_assignment_to_result(figures: Callable[..., Tally]) -> None:
    assert figures({"zhuzhou": ZHUZHOU}).total.days == Days(Decimal("25.0"), Decimal("25.0"), Decimal("25.0"))
    july = figures({"zhuzhou": ZHUZHOU}, Period.from_key("2019-07")).total.days
    assert july == Days(Decimal("34.0"), Decimal("34.0"), Decimal("43.0"))  # 25 and 43


def test_pairings_are_those_of_the_day(figures: Callable[..., Tally]) -> None:
    june, july = (figures({"zhuzhou": ZHUZHOU}, Period.from_key(key)).total for key in ("2019-06", "2019-07"))
    assert (june.enterprises, june.projects, june.leaders, june.departments) == (1, 0, 1, 1)
    assert (july.enterprises, july.projects, july.leaders, july.departments) == (1, 1, 2, 1)
    assert july.previous
    assert july.previous.enterprises == 1
    may = figures({"zhuzhou": ZHUZHOU}, Period.from_key("2019-05")).total
    assert (may.enterprises, may.leaders, may.departments) == (2, 1, 2)


def test_leaders_of_two_cities_are_two_and_openings_add_theirs(figures: Callable[..., Tally]) -> None:
    changsha = """\
city: 长沙市
opening:
  - {date: 2019-06-01, leaders: 33, enterprises: 20}
enterprises:
  - {name: 丁公司, leader: 市长}
"""
    total = figures({"zhuzhou": ZHUZHOU, "changsha": changsha}).total
    assert (total.leaders, total.enterprises) == (35, 22)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("city", [("长沙市", 0), ("株洲市", 6)]),
        ("field", [("要素保障", 5), ("企业减负", 1)]),
        ("category", [("融资", 1), ("用地", 2), ("用电", 1), ("用工", 1), ("社保", 1)]),
        (
            "department",
            [("市政府金融办", 1), ("市自然资源局", 1), ("市工信局", 0), ("市财政局", 0), (None, 4)],
        ),  # 市财政局: paired in May
        ("channel", [("走访", 2), ("企业服务专线", 1), (None, 3)]),
        ("district", [("芦淞区", 4), ("荷塘区", 2)]),
        ("enterprise", [("甲公司", 4), ("乙公司", 2)]),
        ("tier", [("重点骨干", 6)]),
        ("chain", [("轨道交通装备", 4), (None, 2)]),
    ],
)
def test_groups_and_their_order(figures: Callable[..., Tally], by: str, rows: list[tuple[str | None, int]]) -> None:
    result = figures({"zhuzhou": ZHUZHOU}, by=by)
    assert [(row.key, row.stock.reported) for row in result.rows] == rows
    assert result.total.stock.reported == 6


def test_pairings_stand_in_the_groups_that_have_any(figures: Callable[..., Tally]) -> None:
    by_department = figures({"zhuzhou": ZHUZHOU}, Period.from_key("2019-07"), "department")
    office = row_of(by_department, "市工信局")
    assert (office.enterprises, office.projects, office.stock.reported, office.has_data) == (1, 1, 0, False)
    by_category = figures({"zhuzhou": ZHUZHOU}, by="category")
    assert row_of(by_category, "用地").enterprises == 0
    assert by_category.total.enterprises == 1


def test_openings_go_to_their_category_or_to_no_group(figures: Callable[..., Tally]) -> None:
    opening = """\
city: 株洲市
opening:
  - {date: 2019-06-01, category: 融资, reported: 10, scope: 芦淞区}
  - {date: 2019-06-01, reported: 3}
"""
    by_category = figures({"zhuzhou": opening}, by="category")
    assert [(row.key, row.label, row.stock.reported) for row in by_category.rows] == [
        ("融资", "融资", 10),
        (None, "未分组", 3),
    ]
    assert [(row.key, row.stock.reported) for row in figures({"zhuzhou": opening}, by="field").rows] == [
        ("要素保障", 10),
        (None, 3),
    ]
    assert [(row.key, row.stock.reported) for row in figures({"zhuzhou": opening}, by="tier").rows] == [(None, 13)]
    assert row_of(figures({"zhuzhou": opening}), "株洲市").stock.reported == 13


def test_an_opening_that_leaves_a_figure_out_takes_no_part_in_its_rates(figures: Callable[..., Tally]) -> None:
    changsha = "city: 长沙市\nopening:\n  - {date: 2019-06-30, scope: 长沙高新区, reported: 508}\n"
    zhuzhou = "city: 株洲市\nopening:\n  - {date: 2019-06-30, reported: 256}\n  - {date: 2019-06-30, resolved: 62}\n"
    result = figures({"changsha": changsha, "zhuzhou": zhuzhou})
    assert str(row_of(result, "长沙市").rates.collected_resolution) == "—"
    assert row_of(result, "长沙市").stated == {Step.REPORTED}
    assert row_of(result, "株洲市").rates.collected_resolution == Rate(62, 256)
    assert result.total.stock.reported == 764
    assert result.total.rates.collected_resolution == Rate(62, 256)


def test_a_city_without_figures_has_a_row_and_says_so(figures: Callable[..., Tally]) -> None:
    paired = "city: 长沙市\nenterprises:\n  - {name: 丁公司}\n"
    result = figures({"changsha": paired})
    assert [(row.key, row.has_data, row.enterprises) for row in result.rows] == [
        ("长沙市", False, 1),
        ("株洲市", False, 0),
    ]
    assert not result.total.has_data


def test_a_period_that_is_not_over_is_counted_up_to_the_day(figures: Callable[..., Tally]) -> None:
    row = figures({"zhuzhou": ZHUZHOU}, as_of=date(2019, 6, 10)).total
    assert row.stock.resolved == 3
    assert row.flow == Counts(reported=2, rejected=1, resolved=1)
    assert row.status[Status.REPORTED] == 1
    with pytest.raises(ValueError, match="must lie in the period"):
        figures({"zhuzhou": ZHUZHOU}, as_of=date(2019, 7, 1))


def test_the_period_before_and_the_year_before(figures: Callable[..., Tally]) -> None:
    total = figures({"zhuzhou": ZHUZHOU}).total
    assert total.previous
    assert total.previous.flow == Counts(reported=2, verified=2, assigned=1, on_the_spot=1, resolved=1)
    assert total.previous.overdue == 0
    assert total.last_year
    assert total.last_year.stock == Counts()
    assert total.previous.previous is None
    from_the_beginning = figures({"zhuzhou": ZHUZHOU}, Period.from_key("..2019-06-30")).total
    assert from_the_beginning.previous is None
    assert from_the_beginning.flow == from_the_beginning.stock


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (62, 242, "25.6%"),
        (0, 0, "—"),
        (0, 9, "0.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 800, "0.1%"),
        (1, 2000, "0.1%"),
        (3, 2, "150.0%"),
    ],
)
def test_percentages_are_rounded_half_up(numerator: int, denominator: int, shown: str) -> None:
    assert str(Rate(numerator, denominator)) == shown
