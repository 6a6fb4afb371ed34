"""Places with ties, and points by published weights; figures by hand."""

from __future__ import annotations

from decimal import Decimal

from bangfu.lifecycle.replay import Step
from bangfu.tally.figures import Rate, Rates, Row
from bangfu.tally.ranking import ranking
from bangfu.tally.score import scores

STATED = frozenset({Step.REPORTED})


def row(name: str, resolution: tuple[int, int] = (0, 0), satisfaction: tuple[int, int] = (0, 0)) -> Row:
    rates = Rates(resolution=Rate(*resolution), satisfaction=Rate(*satisfaction))
    return Row(name, name, stated=STATED, rates=rates)


def places(rows: list[Row]) -> list[tuple[str, int | None, bool]]:
    return [(each.row.label, each.place, each.tied) for each in ranking(rows, lambda row: row.rates.resolution)]


def test_equal_rates_share_a_place_and_the_next_counts_them_all() -> None:
    rows = [row("甲", (1, 2)), row("乙", (3, 4)), row("丙", (2, 4)), row("丁", (1, 4))]
    assert places(rows) == [("乙", 1, False), ("甲", 2, True), ("丙", 2, True), ("丁", 4, False)]


def test_rates_are_compared_exactly_not_as_rounded() -> None:
    assert places([row("甲", (6664, 10000)), row("乙", (6665, 10000))]) == [("乙", 1, False), ("甲", 2, False)]


def test_those_without_a_rate_follow_and_those_without_data_come_last() -> None:
    rows = [Row("空", "空"), row("缺"), row("零", (0, 9))]
    assert places(rows) == [("零", 1, False), ("缺", None, False), ("空", None, False)]


def test_points_are_rates_times_weights() -> None:
    given = [row("甲", (1, 3), (2, 3)), row("乙", (1, 1), (0, 5)), Row("空", "空")]
    found = scores(given, {"resolution_rate": 60, "satisfaction_rate": 40})
    # 甲: 20 + 26.67 = 46.7; 乙: 60 + 0
    assert [(each.row.label, each.points, each.place) for each in found] == [
        ("乙", Decimal("60.0"), 1),
        ("甲", Decimal("46.7"), 2),
    ]
    assert found[1].parts == (Rate(1, 3), Rate(2, 3))


def test_who_lacks_a_rate_gets_no_points() -> None:
    found = scores([row("甲", (9, 9)), row("乙", (1, 9), (1, 1))], {"resolution_rate": 60, "satisfaction_rate": 40})
    assert [(each.row.label, each.points, each.place) for each in found] == [
        ("乙", Decimal("46.7"), 1),  # 6.67 + 40
        ("甲", None, None),
    ]


def test_equal_points_share_a_place() -> None:
    found = scores([row("甲", (1, 2)), row("乙", (2, 4)), row("丙", (1, 4))], {"resolution_rate": 100})
    assert [each.place for each in found] == [1, 1, 3]
