"""The geometry of the charts, measured by hand."""

from __future__ import annotations

import pytest

from bangfu.model.province import City
from bangfu.scaffold.hunan import cities
from bangfu.site.charts import CountScale, Face, Step, bar, funnel, rate_tone, tiles
from bangfu.site.tiles import Spot, spots
from bangfu.tally.figures import Rate


def test_a_funnel_is_as_wide_as_its_counts() -> None:
    chart = funnel(
        "进程",
        [Step("收集", 200, "200个", "", ""), Step("办结", 50, "50个", "", "#x"), Step("销号", None, "—", "", "")],
    )
    assert [step.width for step in chart.steps] == ["320", "80", "0"]
    assert [step.x for step in chart.steps] == ["64", "184", "224"]  # all about the same middle, 224
    assert [step.y for step in chart.steps] == [0, 50, 100]
    assert chart.steps[0].slope == "64,38 384,38 264,50 184,50"
    assert chart.steps[1].slope == ""  # nothing is known of the next


def test_a_funnel_of_nothing_divides_by_nothing() -> None:
    chart = funnel("进程", [Step("收集", 0, "0个", "", ""), Step("办结", 0, "0个", "", "")])
    assert [step.width for step in chart.steps] == ["0", "0"]


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    assert (bar(1, 3, 9, "").whole, bar(1, 3, 9, "").part) == ("33.3", "11.1")
    assert (bar(0, 0, 0, "").whole, bar(0, 0, 0, "").part) == ("0", "0")


@pytest.mark.parametrize(
    ("numerator", "denominator", "tone"),
    [(0, 0, "none"), (0, 3, "tone0"), (1, 2, "tone1"), (499, 1000, "tone0"), (8, 10, "tone3"), (899, 1000, "tone3"),
     (9, 10, "tone4"), (3, 3, "tone4")],
)  # fmt: skip
def test_the_exact_rate_decides_the_tone(numerator: int, denominator: int, tone: str) -> None:
    assert rate_tone(Rate(numerator, denominator)) == tone


@pytest.mark.parametrize(
    ("highest", "labels"),
    [(0, ["0"]), (1, ["0", "1"]), (4, ["0", "1", "2", "3", "4"]), (7, ["0", "1至2", "3至4", "5至6", "7至8"]),
     (100, ["0", "1至25", "26至50", "51至75", "76至100"])],
)  # fmt: skip
def test_counts_have_a_scale_that_ends_at_the_highest(highest: int, labels: list[str]) -> None:
    scale = CountScale(highest)
    assert [label for _, label in scale.labels()] == labels
    assert scale.tone(0) == "tone0"
    assert scale.tone(highest) == scale.labels()[-1][0]


def test_hunan_has_a_tile_for_each_of_its_fourteen() -> None:
    found = spots(cities())
    assert len(set(found)) == 14
    assert dict(zip([city.short for city in cities()], found, strict=True))["长沙"] == Spot(3, 1)


def test_elsewhere_tiles_stand_in_rows() -> None:
    found = spots([City(slug=f"c{n}", name=f"第{n}市", prefix=f"C{n}") for n in range(7)])
    assert found[4:] == (Spot(4, 0), Spot(0, 1), Spot(1, 1))


def test_a_long_name_fits_its_tile() -> None:
    grid = tiles("格图", "", [Face("巴音郭楞蒙古", "—", "", "", "", "none")], [Spot(3, 2)])
    (tile,) = grid.tiles
    assert (grid.width, grid.height) == (104, 66)
    assert (tile.x, tile.y) == (0, 0)
    assert tile.size * 6 <= grid.tile_width
