"""bangfu.yaml: the defaults filled in, every problem a BF001 at its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bangfu.model.province import Province
from bangfu.read.repository import read_repository

Repository = Callable[[Mapping[str, str | bytes]], Path]
CITIES = "cities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
LEAST = f"province: 湖南省\n{CITIES}"


def _read(repository: Repository, text: str) -> tuple[Province | None, list[str]]:
    reading = read_repository(repository({"bangfu.yaml": text}))
    spans = [finding.span or (finding.at and reading.span(finding.at)) for finding in reading.findings]
    assert {finding.code for finding in reading.findings} <= {"BF001"}
    return reading.province, [f"{span.line}:{span.column}" if span else "-" for span in spans]


def test_what_is_left_out_has_its_default(repository: Repository) -> None:
    province, places = _read(repository, LEAST)
    assert places == []
    assert province
    assert province.limits.reply == 5
    assert province.limits.progress == 15
    assert province.scoring == {
        "resolution_rate": 40,
        "on_time_rate": 20,
        "satisfaction_rate": 20,
        "reply_rate": 20,
    }
    assert province.field_of("融资") == "要素保障"
    assert "走访" in province.channels
    assert province.bulletin.number == "帮扶通报〔{year}〕{n}号"
    assert len(province.bulletin.outlook) == 3


def test_limits_and_the_bulletin_are_filled_in_key_by_key(repository: Repository) -> None:
    province, places = _read(
        repository, f"{LEAST}limits: {{reply: 3}}\nbulletin: {{title: 通报, outlook: [抓紧办理。]}}\n"
    )
    assert places == []
    assert province
    assert (province.limits.reply, province.limits.resolve) == (3, 30)
    assert province.bulletin.title == "通报"
    assert province.bulletin.number == "帮扶通报〔{year}〕{n}号"
    assert [getattr(entry, "text", entry) for entry in province.bulletin.outlook] == ["抓紧办理。"]


def test_each_kind_of_period_may_have_words_of_its_own(repository: Repository) -> None:
    words = "{week: [甲, {heading: 乙, text: 丙}], year: []}"
    province, places = _read(repository, f"{LEAST}bulletin: {{outlooks: {words}}}\n")
    assert places == []
    assert province
    outlooks = province.bulletin.outlooks
    assert [getattr(entry, "text", entry) for entry in outlooks.week or ()] == ["甲", "丙"]
    assert (outlooks.month, outlooks.year) == (None, ())
    assert len(province.bulletin.outlook) == 3


def test_everything_else_is_taken_whole(repository: Repository) -> None:
    province, places = _read(
        repository, f"{LEAST}categories: {{其他: [杂项]}}\nscoring: {{reply_rate: 100}}\nchannels: []\n"
    )
    assert places == []
    assert province
    assert province.categories == {"其他": ("杂项",)}
    assert province.scoring == {"reply_rate": 100}
    assert province.channels == ()


BROKEN = {
    "": ["1:1"],
    "# 空\n": ["1:1"],
    "- a\n": ["1:1"],
    CITIES: ["1:1"],
    "province: 湖南省\n": ["1:1"],
    f"{LEAST}provinz: 甲\n": ["4:1"],
    f"{LEAST}format: 2\n": ["4:9"],
    f"{LEAST}language: de\n": ["4:11"],
    f"{LEAST}limits: 5\n": ["4:9"],
    f"{LEAST}limits: {{reply: 五}}\n": ["4:17"],
    f"{LEAST}limits: {{replay: 5}}\n": ["4:10"],
    f"{LEAST}limits: {{reply: -1}}\n": ["4:17"],
    f"{LEAST}categories: [融资]\n": ["4:13"],
    f"{LEAST}categories: {{要素保障: 融资}}\n": ["4:20"],
    f"{LEAST}categories: {{要素保障: [融资], 要素保障: []}}\n": ["4:26"],
    f"{LEAST}scoring: {{reply_rate: 高}}\n": ["4:23"],
    f"{LEAST}scoring: {{reply_rate: [1]}}\n": ["4:23"],
    f"{LEAST}demo: yes\n": ["4:7"],
    f"{LEAST}bulletin: {{outlook: [[甲]]}}\n": ["4:22"],
    f"{LEAST}bulletin: {{outlook: [{{heading: 甲}}]}}\n": ["4:22"],
    f"{LEAST}bulletin: {{outlooks: {{weak: [甲]}}}}\n": ["4:23"],
    f"{LEAST}bulletin: {{outlooks: {{week: 甲}}}}\n": ["4:29"],
    f"{LEAST}bulletin: {{outlooks: {{week: [[甲]]}}}}\n": ["4:30"],
    f"{LEAST}bulletin: {{outlooks: {{half: [{{heading: 甲}}]}}}}\n": ["4:30"],
    f"{LEAST}roster: [{{name: 某公司}}]\n": ["4:10"],
    f"{LEAST}policies: [{{id: a, title: 甲, since: 2019-5-1}}]\n": ["4:37"],
    "province: 湖南省\ncities: [株洲市]\n": ["2:10"],
    "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市}\n": ["3:5"],
    f"{LEAST}province: 湖北省\n": ["4:1"],
    "province: '湖南省\ncities: []\n": ["1:11"],
    "province： 湖南省\ncities: []\n": ["1:9"],
    "province: &a 湖南省\ncities: []\n": ["1:11"],
    "province: 湖南省\r": ["1:1"],
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_problem_is_named_once_at_its_place(text: str, repository: Repository) -> None:
    province, places = _read(repository, text)
    assert places == BROKEN[text]
    assert province is None


def test_a_link_in_its_place_is_refused(repository: Repository, tmp_path: Path) -> None:
    root = repository({})
    (root / "bangfu.yaml").unlink()
    (root / "bangfu.yaml").symlink_to("/etc/hostname")
    reading = read_repository(root)
    assert reading.province is None
    assert [(finding.code, finding.file) for finding in reading.findings] == [("BF001", "bangfu.yaml")]
