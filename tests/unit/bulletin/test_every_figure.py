"""No number of a bulletin stands there without its records: what is no figure is a date, an ordinal or a fixed word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.bulletin.compose import Imprint
from bangfu.bulletin.document import Block, Bulletin, Figure, Items, Table, Text
from bangfu.bulletin.filling import FILLED
from bangfu.bulletin.restatement import ANNEX
from bangfu.model.period import Period
from bangfu.model.placeholder import NAMES
from commits import begin

TOP = Path(__file__).parents[3]
INVENTED = TOP / "tests" / "golden" / "invented"
DAY = "(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日"
FIXED = {
    "limits of bangfu.yaml": "超过[0-9]+天没有(?:回复|交办)|反映后[0-9]+天内回应|连续[0-9]+天以上没有办理记录",
    "weights of bangfu.yaml": "满分[0-9]+分|率[0-9]+分",
    "words of bangfu.yaml": "聚焦20个工业新兴优势产业链|电话4种方式|管理提升5个方面",
    "rules of docs/figures.md": "不足5个|5个百分点以上|至多[0-9]+[条个]",
    "annexes": "附件[0-9]",
}
ORDINALS = ("名次", "序号")
PERIODS = (
    "2019-W23", "2019-01", "2019-06", "2019-12", "2019-Q2", "2019-Q3", "2019-H1", "2019", "2019-03-01..2019-05-10",
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Checked:
    """The demonstration year."""
    from bangfu.cli.app import main

    root = tmp_path_factory.mktemp("demo") / "province"
    assert main(["--quiet", "--today", "2019-12-31", "init", str(root), "--demo"]) == 0
    return pipeline.load(root, date(2019, 12, 31))


@pytest.fixture(scope="module")
def changed(demo: pipeline.Checked, tmp_path_factory: pytest.TempPathFactory) -> pipeline.Checked:
    """The same, with May and June sealed in July; since then things were entered late, changed and taken out."""
    from bangfu.cli.app import main

    root = tmp_path_factory.mktemp("changed") / "province"
    shutil.copytree(demo.reading.root, root)
    clerk = begin(root, "甲")
    clerk.commit("2019-07-01")
    for month in ("2019-05", "2019-06"):
        assert main(["--quiet", "--repo", str(root), "--today", "2019-12-31", "seal", month]) == 0
    clerk.commit("2019-07-02")
    ledger = root / "ledgers/zhuzhou.yaml"
    late = "    title: 补登的问题\n    category: 用地\n    events:\n      - {{date: 2019-06-03, type: 反映}}\n"
    issues = "".join(f"  - id: ZZ-LATE-{n}\n    enterprise: 演示株洲甲机械有限公司\n{late.format()}" for n in range(8))
    text = ledger.read_text("utf-8")
    ledger.write_text(text.replace("\nissues:\n", f"\nissues:\n{issues}", 1), "utf-8")
    ledger = root / "ledgers/xiangtan.yaml"
    head, mark, issues = ledger.read_text("utf-8").partition("\nissues:\n")
    gone = issues.split("\n  - id: ", 1)[1]
    ledger.write_text(f"{head}{mark}  - id: {gone}", "utf-8")
    clerk.commit("2019-07-20")
    return pipeline.load(root, date(2019, 12, 31))


def bulletin_of(checked: pipeline.Checked, key: str, today: date) -> Bulletin:
    period = Period.from_key(key)
    return pipeline.report(checked, period, min(period.end, today), Imprint(today))


def texts(bulletin: Bulletin) -> Iterator[tuple[str, Text]]:
    """Every text with the heading of its column, or an empty one."""
    blocks: list[Block] = [*bulletin.opening]
    blocks += [block for part in (*bulletin.parts, *bulletin.annexes) for block in part.blocks]
    for block in blocks:
        if isinstance(block, Table):
            headings = [column.heading for column in block.columns]
            yield from ((heading, cell) for row in block.rows for heading, cell in zip(headings, row, strict=True))
        elif isinstance(block, Items):
            yield from (("", item) for item in block.items)
        else:
            yield "", block.text


def untraced(bulletin: Bulletin, *periods: Period) -> list[str]:
    """The numbers that are neither figures nor allowed to be none."""
    labels = [f"{re.escape(period.label)}(?![0-9])" for period in periods]
    allowed = re.compile("|".join([*labels, DAY, *FIXED.values()]))
    return [
        words
        for heading, text in texts(bulletin)
        for span in text
        if isinstance(span, str) and heading not in ORDINALS and re.search("[0-9]", words := allowed.sub("", span))
    ]


@pytest.mark.parametrize("key", PERIODS)
def test_every_number_of_the_demonstration_is_a_figure(demo: pipeline.Checked, key: str) -> None:
    bulletin = bulletin_of(demo, key, date(2019, 12, 31))
    assert untraced(bulletin, Period.from_key(key)) == []
    least = 50 if "W" in key else 150  # a week's report is two pages
    assert sum(isinstance(span, Figure) for _, text in texts(bulletin) for span in text) > least


@pytest.mark.parametrize("root", [TOP, INVENTED], ids=["real", "invented"])
@pytest.mark.parametrize("key", ["2019-W26", "2019-06", "2019-Q2", "2019-H1", "2019"])
def test_every_number_of_other_ledgers_is_a_figure(root: Path, key: str) -> None:
    today = date(2019, 7, 2)
    bulletin = bulletin_of(pipeline.load(root, today), key, today)
    assert untraced(bulletin, Period.from_key(key)) == []


@pytest.mark.parametrize("key", ["2019-W30", "2019-06", "2019-07", "2019-Q3", "2019-H2", "2019"])
def test_what_is_restated_has_its_records_too(changed: pipeline.Checked, key: str) -> None:
    bulletin = bulletin_of(changed, key, date(2019, 12, 31))
    assert bulletin.annexes[-1].title == ANNEX
    assert untraced(bulletin, *map(Period.from_key, (key, "2019-05", "2019-06"))) == []
    table = bulletin.annexes[-1].blocks[0]
    assert isinstance(table, Table)
    for row in table.rows:
        figures = [span for cell in row for span in cell if isinstance(span, Figure)]
        assert len(figures) >= 4
        assert {figure.text for figure in figures if not figure.origins} <= {"0"}
    records_hold(changed, bulletin)


def test_a_number_that_nothing_stands_behind_would_be_found(demo: pipeline.Checked) -> None:
    bulletin = bulletin_of(demo, "2019-06", date(2019, 12, 31))
    block = bulletin.parts[1].blocks[0]
    object.__setattr__(block, "text", ("全省累计收集问题468个",))
    assert untraced(bulletin, Period.from_key("2019-06")) == ["全省累计收集问题468个"]


@pytest.mark.parametrize("key", PERIODS)
def test_a_figure_without_records_comes_to_nothing(demo: pipeline.Checked, key: str) -> None:
    records_hold(demo, bulletin_of(demo, key, date(2019, 12, 31)))


def records_hold(checked: pipeline.Checked, bulletin: Bulletin) -> None:
    """Every figure that comes to something has records, each once, and they are there."""
    figures = [span for _, text in texts(bulletin) for span in text if isinstance(span, Figure)]
    assert {figure.text for figure in figures if not figure.origins} <= {"0", "持平"}
    issues = {case.issue.id for case in checked.book.cases}
    places = re.compile(r"(?:ledgers/[a-z]+|seals/[0-9-]+|bangfu)\.yaml:[1-9][0-9]*")
    for figure in figures:
        assert all(origin in issues or places.fullmatch(origin) for origin in figure.origins)
        assert len(set(figure.origins)) == len(figure.origins)
        assert bool(figure.name) == bool(figure.of) == bool(figure.period)


def test_every_placeholder_can_be_filled() -> None:
    assert FILLED.keys() == set(NAMES)
