"""`bangfu policy`: whom a policy fits, who has not been told, and deliveries recorded."""

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
policies:
  - {id: HN-01, title: 信贷风险补偿办法, tags: [融资], tiers: [重点骨干], since: 2019-03-01}
  - {id: HN-02, title: 园区项目十条, kinds: [项目], districts: [高新区], since: 2019-01-01}
  - {id: HN-03, title: 产业链若干措施, chains: [轨道交通], tags: [要素保障]}
  - {id: HN-04, title: 明年的办法, since: 2020-01-01}
"""
ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 甲公司, tier: 重点骨干, chain: 轨道交通, department: 市工信局, aliases: [甲厂]}
  - {name: 乙公司, tier: 重点骨干, since: 2019-05-01}
  - {name: 丙公司, tier: 其他}
  - {name: 丁项目, kind: 项目, district: 高新区}
issues:
  - id: ZZ-190305-AA22
    enterprise: 甲厂
    title: 贷款未获批
    category: 融资
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-20, type: 办结, note: 获贷}
  - id: ZZ-190510-BB33
    enterprise: 乙公司
    title: 流动资金不足
    category: 融资
    events:
      - {date: 2019-05-10, type: 反映}
  - id: ZZ-190305-CC44
    enterprise: 丙公司
    title: 贷款利率高
    category: 融资
    events:
      - {date: 2019-03-05, type: 反映}
policies:
  - {date: 2019-03-20, policy: HN-01, delivered: [甲厂, 丙公司]}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 戊公司, tier: 重点骨干}
issues:
  - id: CS-190305-DD55
    enterprise: 戊公司
    title: 贷款
    category: 融资
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-06, type: 退回, note: 重复}
"""
ZZ, CS = "ledgers/zhuzhou.yaml", "ledgers/changsha.yaml"


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"bangfu.yaml": PROVINCE, ZZ: ZHUZHOU, CS: CHANGSHA})


def cells(run_bangfu: Run, root: Path, *arguments: str) -> list[list[str]]:
    done = run_bangfu(root, "policy", *arguments, "--format", "csv")
    assert done.code == 0, done.err
    return [line.split(",") for line in done.out.splitlines()]


def test_who_fits_and_has_not_been_told(run_bangfu: Run, root: Path) -> None:
    """丙 is of another tier, 戊's issue was sent back, 甲 was told of the first; the fourth is not in force."""
    assert cells(run_bangfu, root, "match") == [
        ["Policy", "City", "Enterprise", "Because of", "Department", "Told"],
        ["HN-01", "株洲", "乙公司", "ZZ-190510-BB33 融资", "—", "—"],
        ["HN-02", "株洲", "丁项目", "—", "—", "—"],
        ["HN-03", "株洲", "甲公司", "ZZ-190305-AA22 融资", "市工信局", "—"],
    ]
    assert cells(run_bangfu, root, "match", "hn-01", "--all")[1:] == [
        ["HN-01", "株洲", "甲公司", "ZZ-190305-AA22 融资", "市工信局", "2019-03-20"],
        ["HN-01", "株洲", "乙公司", "ZZ-190510-BB33 融资", "—", "—"],
    ]
    assert cells(run_bangfu, root, "match", "--city", "cs")[1:] == []


def test_how_far_each_policy_was_delivered(run_bangfu: Run, root: Path) -> None:
    assert [row[:1] + row[3:] for row in cells(run_bangfu, root, "list")[1:]] == [
        ["HN-01", "2", "1", "1", "50.0%", "1"],
        ["HN-02", "1", "0", "1", "0.0%", "0"],
        ["HN-03", "1", "0", "1", "0.0%", "0"],
    ]
    note = "policies in force: 3; told, of those whom they fit: 25.0% (1/4); not told: 3\n"
    assert run_bangfu(root, "policy", "list").out.endswith(note)


def test_it_is_as_of_a_day(run_bangfu: Run, root: Path) -> None:
    """On 9 March 乙 was not paired, nobody was told, and 甲 had raised its issue."""
    document = json.loads(run_bangfu(root, "policy", "match", "HN-01", "--json", "--as-of", "2019-03-09").out)
    assert [(fit["name"], fit["issues"], fit["told"]) for fit in document["policies"][0]["fits"]] == [
        ("甲公司", ["ZZ-190305-AA22"], None)
    ]
    assert document["rate"] == {"numerator": 0, "denominator": 1, "percent": 0.0}
    before = json.loads(run_bangfu(root, "policy", "match", "HN-01", "--json", "--as-of", "2019-02-28").out)
    assert before["policies"] == []  # not in force yet
    assert before["rate"] == {"numerator": 0, "denominator": 0, "percent": None}


def test_delivering_to_all_whom_it_fits_leaves_nobody(run_bangfu: Run, root: Path) -> None:
    done = run_bangfu(root, "policy", "deliver", "HN-01", "--matching", "--date", "2019-06-10")
    assert (done.code, done.err) == (0, "株洲市: HN-01 delivered to 1  ledgers/zhuzhou.yaml:29\n")
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU + ("  - {date: 2019-06-10, policy: HN-01, delivered: [乙公司]}\n")
    assert (root / CS).read_text("utf-8") == CHANGSHA
    assert cells(run_bangfu, root, "match", "HN-01")[1:] == []
    again = run_bangfu(root, "policy", "deliver", "HN-01", "--matching")
    assert (again.code, again.err) == (0, "nobody whom HN-01 fits has not been told\n")


def test_delivering_to_those_named_says_whom_it_does_not_fit(run_bangfu: Run, root: Path) -> None:
    words = ("--city", "cs", "--to", "戊公司", "--source", "宣讲会")
    done = run_bangfu(root, "policy", "deliver", "hn-01", *words)
    assert done.err == (
        "HN-01 does not fit “戊公司”; see: bangfu policy match\n"
        "长沙市: HN-01 delivered to 1  ledgers/changsha.yaml:13\n"
    )
    assert (root / CS).read_text("utf-8") == CHANGSHA + (
        "policies:\n  - {date: 2019-06-30, policy: HN-01, delivered: [戊公司], source: 宣讲会}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("deliver", "--matching"), "name one policy"),
        (("deliver", "HN-01"), "give either --to or --matching"),
        (("deliver", "HN-01", "--to", "甲厂", "--matching"), "give either --to or --matching"),
        (("deliver", "HN-01", "--to", "乙公司"), "give one --city"),
        (("deliver", "HN-9", "--matching"), "there is no policy “HN-9” in bangfu.yaml"),
        (("deliver", "HN-01", "--to", "甲公司", "--city", "zz"), "“甲公司” was told of HN-01 on 2019-03-20"),
        (("deliver", "HN-01", "--to", "天公司", "--city", "zz"), "株洲市 has no enterprise “天公司”"),
        (("deliver", "HN-01", "--matching", "--date", "2019-08-01"), "BF420"),
        (("match", "HN-9"), "there is no policy “HN-9”"),
        (("match", "--to", "甲"), "--to does not go with “match”"),
        (("list", "--all"), "--all does not go with “list”"),
        (("push",), "takes match, list, deliver, not “push”"),
    ],
)
def test_what_cannot_be_done_is_said(run_bangfu: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run_bangfu(root, "policy", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU


def test_a_broken_ledger_is_not_matched(run_bangfu: Run, root: Path) -> None:
    (root / ZZ).write_text(ZHUZHOU.replace("category: 融资", "category：融资", 1), "utf-8")
    done = run_bangfu(root, "policy", "deliver", "HN-01", "--matching")
    assert (done.code, "BF107" in done.err) == (2, True)
    assert run_bangfu(root, "policy", "match").code == 1


def test_rules_of_policies(run_bangfu: Run, root: Path) -> None:
    """BF418 by the day on which all conditions held: 乙's issue of 10 May, 51 days before; 甲's policy has no day."""

    def found(code: str) -> list[str]:
        told = json.loads(run_bangfu(root, "check", "--json", "--select", code).out)["findings"]
        return [each["message"] for each in told]

    assert found("BF418") == []
    configuration = root / "bangfu.yaml"
    configuration.write_text(PROVINCE + "limits: {deliver: 51}\n", "utf-8")
    assert found("BF418") == [
        "“甲公司” has not been told of HN-03; days: 117", "“丁项目” has not been told of HN-02; days: 180",
    ]  # fmt: skip
    configuration.write_text(PROVINCE + "limits: {deliver: 50}\n", "utf-8")
    assert "“乙公司” has not been told of HN-01; days: 51" in found("BF418")
    wrong = PROVINCE.replace("[融资]", "[贷款, 要素保障]").replace("[项目]", "[工程]")
    configuration.write_text(wrong, "utf-8")
    assert found("BF017") == ["“贷款” in tags fits no enterprise", "“工程” in kinds fits no enterprise"]
    configuration.write_text(PROVINCE.replace("2019-03-01", "2019-03-21"), "utf-8")
    assert found("BF423") == ["HN-01 is in force since 2019-03-21, after this delivery"]
