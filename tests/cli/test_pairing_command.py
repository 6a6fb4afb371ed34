"""`bangfu pairing`: who is paired with whom, what each carries, and what is unpaired."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

PROVINCE = """\
format: 1
province: 湖南省
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
roster:
  - {name: 甲公司, city: 株洲市}
  - {name: 己公司, city: 株洲市}
  - {name: 庚公司, city: 长沙市}
"""
ZHUZHOU = """\
city: 株洲市
opening:
  - {date: 2019-01-31, enterprises: 12, leaders: 9}
enterprises:
  - {name: 甲公司, leader: 副市长, department: 市工信局}
  - {name: 乙公司, leader: 市长, department: 市工信局}
  - {name: 丙项目, kind: 项目, leader: 副市长, department: 市发改委, stage: 在建}
  - {name: 丁公司, kind: 拟入规企业, leader: 副市长}
  - {name: 戊公司}
  - {name: 己公司, leader: 市长, department: 市工信局, until: 2019-06-01}
issues:
  - id: ZZ-190305-AA22
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
  - id: ZZ-190305-BB33
    enterprise: 丙项目
    title: 贷款未获批
    category: 融资
    events:
      - {date: 2019-06-25, type: 反映}
  - id: ZZ-190305-CC44
    enterprise: 乙公司
    title: 厂区需增容
    category: 用电
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-20, type: 办结, note: 已送电}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 辛公司, leader: 市长, department: 市工信局}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    files = {"bangfu.yaml": PROVINCE, "ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA}
    return repository(files)


def cells(run_bangfu: Run, root: Path, *arguments: str) -> list[list[str]]:
    done = run_bangfu(root, "pairing", "--format", "csv", *arguments, lang="zh")
    assert done.code == 0, done.err
    return [line.split(",") for line in done.out.splitlines()]


def test_a_line_an_enterprise_those_of_one_leader_together(run_bangfu: Run, root: Path) -> None:
    assert cells(run_bangfu, root) == [
        ["市州", "联点领导", "责任单位", "企业", "类型", "未办结", "逾期"],
        ["长沙", "市长", "市工信局", "辛公司", "企业", "0", "0"],
        ["株洲", "副市长", "市工信局", "甲公司", "企业", "1", "1"],
        ["株洲", "副市长", "市发改委", "丙项目", "项目", "1", "0"],
        ["株洲", "副市长", "—", "丁公司", "拟入规企业", "0", "0"],
        ["株洲", "市长", "市工信局", "乙公司", "企业", "0", "0"],
        ["株洲", "—", "—", "戊公司", "企业", "0", "0"],
    ]


def test_what_leaders_and_departments_carry(run_bangfu: Run, root: Path) -> None:
    """The mayors of two cities are two people."""
    assert cells(run_bangfu, root, "--by", "leader")[1:] == [
        ["长沙", "市长", "1", "1", "0", "0", "1", "0", "0"],
        ["株洲", "副市长", "3", "1", "1", "1", "2", "2", "1"],
        ["株洲", "市长", "1", "1", "0", "0", "1", "0", "0"],
    ]
    assert cells(run_bangfu, root, "--by", "department", "--city", "株洲")[1:] == [
        ["株洲", "市工信局", "2", "2", "0", "0", "2", "1", "1"],
        ["株洲", "市发改委", "1", "0", "1", "0", "1", "1", "0"],
    ]


def test_the_matrix_of_leaders_and_departments(run_bangfu: Run, root: Path) -> None:
    assert cells(run_bangfu, root, "--by", "matrix", "--city", "zz") == [
        ["市州", "联点领导", "市工信局", "市发改委", "结对"],
        ["株洲", "副市长", "1", "1", "3"],
        ["株洲", "市长", "1", "", "1"],
    ]
    folded = run_bangfu(root, "pairing", "--by", "matrix", "--city", "zz", lang="zh").out
    assert "市工信局 1、市发改委 1" in folded


def test_who_is_unpaired(run_bangfu: Run, root: Path) -> None:
    assert cells(run_bangfu, root, "--unpaired")[1:] == [
        ["株洲", "丁公司", "拟入规企业", "责任单位"],
        ["株洲", "戊公司", "企业", "联点领导、责任单位"],
        ["株洲市", "己公司", "—", "没有结对"],
        ["长沙市", "庚公司", "—", "没有结对"],
    ]
    page = run_bangfu(root, "pairing", "--unpaired", "--format", "md").out
    assert page.startswith("**Pairing as of 2019-06-30**\n\n| City | Enterprise | Kind | Lacks |\n")
    assert page.endswith(
        "paired: 6; leaders: 3, departments: 3\n\nwithout a leader: 1, without a department: 2\n\n"
        "of the roster not paired: 2\n\ncounted in openings and not named: 12\n"
    )


def test_before_its_pairing_ended_it_counts(run_bangfu: Run, root: Path) -> None:
    document = json.loads(run_bangfu(root, "pairing", "--json", "--as-of", "2019-05-31", "--city", "zz").out)
    mayor = next(load for load in document["leaders"] if load["name"] == "市长")
    assert (mayor["paired"], mayor["departments"]) == (2, [{"name": "市工信局", "shared": 2}])
    assert document["roster_unpaired"] == []
    assert document["without_leader"] == ["戊公司"]
    assert document["without_department"] == ["丁公司", "戊公司"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "team"), "--by takes enterprise, leader, department, matrix, not “team”"),
        (("--by", "leader", "--unpaired"), "--unpaired and --by leader exclude each other"),
        (("--city", "北京"), "there is no city “北京”"),
        (("--format", "xml"), "--format takes"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(run_bangfu: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run_bangfu(root, "pairing", *arguments)
    assert (done.code, done.out, said in done.err) == (2, "", True)


def test_an_enterprise_with_nobody_is_found_where_others_have_somebody(run_bangfu: Run, root: Path) -> None:
    found = json.loads(run_bangfu(root, "check", "--json", "--select", "BF507").out)["findings"]
    assert [(each["code"], each["line"]) for each in found] == [("BF507", 9)]
    (root / "ledgers/zhuzhou.yaml").write_text("city: 株洲市\nenterprises:\n  - {name: 戊公司}\n", "utf-8")
    assert json.loads(run_bangfu(root, "check", "--json", "--select", "BF507").out)["findings"] == []
