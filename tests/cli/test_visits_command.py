"""`bangfu visits`: whom visits have covered, who was never visited, and a visit recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 甲公司, aliases: [甲厂], district: 高新区, tier: 二十强}
  - {name: 乙公司, district: 高新区}
  - {name: 丙项目, kind: 项目, leader: 市长}
  - {name: 丁公司, until: 2019-06-01}
visits:
  - {date: 2019-03-20, visited: [甲厂, 甲公司, 丁公司]}
  - {date: 2019-05-10, visited: [甲公司, 丙项目]}
  - {date: 2019-06-20, enterprises: 500}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 戊公司, district: 高新区}
visits:
  - {date: 2019-06-20, enterprises: 500}
"""
ZZ = "ledgers/zhuzhou.yaml"


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({ZZ: ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})


def cells(run_bangfu: Run, root: Path, *arguments: str) -> list[list[str]]:
    done = run_bangfu(root, "visits", "--format", "csv", *arguments)
    assert done.code == 0, done.err
    return [line.split(",") for line in done.out.splitlines()]


def test_coverage_by_city_knows_nothing_of_a_city_that_only_counts(run_bangfu: Run, root: Path) -> None:
    """甲 was named on two days (twice on one of them), 丙 once, 乙 never; 丁 is not paired any more."""
    assert cells(run_bangfu, root) == [
        ["City", "Paired", "Visited", "Never", "Coverage", "Times"],
        ["长沙市", "1", "—", "—", "—", "—"],
        ["株洲市", "3", "2", "1", "66.7%", "3"],
        ["total", "4", "2", "1", "66.7%", "3"],
    ]
    said = run_bangfu(root, "visits").out
    assert "paired: 4; visited by name: 66.7% (2/3); never visited: 1\n" in said
    assert "cities that name no visits: 长沙市\n" in said


def test_coverage_by_other_groups(run_bangfu: Run, root: Path) -> None:
    def column(*arguments: str) -> dict[str, str]:
        return {row[0]: row[4] for row in cells(run_bangfu, root, *arguments)[1:]}

    assert column("--by", "kind") == {"企业": "50.0%", "项目": "100.0%", "total": "66.7%"}
    assert column("--by", "district") == {"高新区": "50.0%", "ungrouped": "100.0%", "total": "66.7%"}
    assert column("--by", "leader") == {"株洲 市长": "100.0%", "ungrouped": "50.0%", "total": "66.7%"}
    assert column("--by", "tier", "--city", "zz")["二十强"] == "100.0%"


def test_who_was_never_visited(run_bangfu: Run, root: Path) -> None:
    assert [row[1] for row in cells(run_bangfu, root, "--never")[1:]] == ["乙公司"]
    assert [row[1] for row in cells(run_bangfu, root, "--never", "--since", "2019-05-11")[1:]] == [
        "甲公司", "乙公司", "丙项目",
    ]  # fmt: skip
    assert [row[1] for row in cells(run_bangfu, root, "--never", "--as-of", "2019-05-09")[1:]] == ["乙公司", "丙项目"]
    lines = {row[1]: row[5:] for row in cells(run_bangfu, root, "--by", "enterprise")[1:]}
    assert lines == {
        "戊公司": ["—", "—"], "甲公司": ["2019-05-10", "2"], "乙公司": ["—", "0"], "丙项目": ["2019-05-10", "1"],
    }  # fmt: skip


def test_the_document_has_all_of_it(run_bangfu: Run, root: Path) -> None:
    document = json.loads(run_bangfu(root, "visits", "--json", "--city", "zz", "--since", "2019-04-01").out)
    assert (document["since"], document["total"]["never"]) == ("2019-04-01", ["乙公司"])
    assert document["rate"] == {"numerator": 2, "denominator": 3, "percent": 66.7}
    assert [each["times"] for each in document["visited"]] == [1, 0, 1]


def test_a_visit_is_recorded_with_own_names_each_once(run_bangfu: Run, root: Path) -> None:
    words = ("甲厂", "甲公司", "乙公司", "--people", "4", "--scope", "市工信局", "--date", "2019-06-28")
    done = run_bangfu(root, "visits", "add", "--city", "株洲", *words)
    assert (done.code, done.out, done.err) == (0, "", "甲公司、乙公司 2019-06-28  ledgers/zhuzhou.yaml:11\n")
    line = "  - {date: 2019-06-28, scope: 市工信局, people: 4, visited: [甲公司, 乙公司]}\n"
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU + line
    assert run_bangfu(root, "visits", "add", "--city", "cs", "--enterprises", "12").err.startswith("长沙市 2019-06-30")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "--city", "zz"), "name the enterprises visited, or say how many: --enterprises"),
        (("add", "甲公司"), "missing: --city"),
        (("add", "甲", "--city", "zz"), "株洲市 has no enterprise “甲”"),
        (("add", "甲厂", "--city", "zz", "--date", "2019-07-01"), "BF420"),
        (("add", "甲厂", "--city", "zz", "--never"), "--never does not go with “add”"),
        (("add", "甲厂", "--city", "zz", "--city", "cs"), "give one --city"),
        (("list", "甲厂"), "names of enterprises do not go with “list”"),
        (("--people", "3"), "--people does not go with “list”"),
        (("--by", "month"), "--by takes city, kind, tier, district, chain, leader, enterprise, not “month”"),
        (("--never", "--by", "kind"), "--never and --by kind exclude each other"),
    ],
)
def test_what_cannot_be_done_is_said(run_bangfu: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run_bangfu(root, "visits", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU


def test_the_limit_is_none_until_one_is_given(run_bangfu: Run, root: Path) -> None:
    """A hundred days before the end of June is 22 March: 乙 was never visited, 甲 and 丙 in May."""

    def found() -> list[str]:
        told = json.loads(run_bangfu(root, "check", "--json", "--select", "BF417", lang="zh").out)["findings"]
        return [each["message"] for each in told]

    assert found() == []
    configuration = root / "bangfu.yaml"
    configuration.write_text(configuration.read_text("utf-8") + "limits: {visit: 100}\n", "utf-8")
    assert found() == ["“乙公司”从未走访"]
    configuration.write_text(configuration.read_text("utf-8").replace("100", "50"), "utf-8")
    late = "最近一次走访是 2019-05-10，已过 51 天"
    assert found() == [f"“甲公司”{late}", "“乙公司”从未走访", f"“丙项目”{late}"]
