"""`bangfu show`: an issue found by the end of its id, its page and its JSON."""

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
  - {name: 甲公司, tier: 重点骨干, leader: 市长, department: 市工信局}
issues:
  - id: ZZ-190305-7K3M
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    was: [ZZ-190305-9ZZZ]
    detail: |
      二期厂房
      需三十亩
    events:
      - {date: 2019-03-05, type: 反映, via: 企业服务专线}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局, 市住建局], via: 问题交办函, due: 2019-04-08}
      - {date: 2019-05-02, type: 办结, note: 已供地, outcomes: [{kind: 供地, value: 30亩}]}
  - id: ZZ-190306-8K3M
    enterprise: 甲公司
    title: Status
    category: 用电
    events:
      - {date: 2019-03-06, type: 反映}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": "city: 长沙市\n"})


def test_the_page(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "show", "7k3m")
    assert result.code == 0
    assert (
        result.out
        == """\
ZZ-190305-7K3M  用地未落实
City: 株洲市
Enterprise: 甲公司 · 企业 · 重点骨干
Paired with: 市长 · 市工信局
Category: 用地 · 要素保障
Status: 已办结
Department: 市自然资源局 · 市住建局
Due: 2019-04-08
Days from 交办 to 办结: 55
Former ids: ZZ-190305-9ZZZ
Record: ledgers/zhuzhou.yaml:5

    二期厂房
    需三十亩

2019-03-05  反映  企业服务专线
2019-03-08  交办  → 市自然资源局、市住建局 · 问题交办函 · due 2019-04-08
2019-05-02  办结  供地 30亩
    已供地
"""
    )


def test_as_things_stood_on_a_day(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "show", "ZZ-190305-7K3M", "--as-of", "2019-04-10")
    assert "Status: 办理中 · overdue, days: 2 · no progress past the limit, days: 15" in result.out
    assert "已供地" not in result.out
    assert "later events not shown: 1" in result.err
    assert "Status: not reported yet" in run_bangfu(root, "show", "7K3M", "--as-of", "2019-01-01").out


def test_json(run_bangfu: Run, root: Path) -> None:
    data = json.loads(run_bangfu(root, "show", "7K3M", "--json").out)
    assert (data["schema"], data["as_of"]) == (1, "2019-06-30")
    issue = data["issue"]
    assert (issue["id"], issue["status"], issue["due"], issue["line"]) == ("ZZ-190305-7K3M", "已办结", "2019-04-08", 5)
    assert (issue["field"], issue["days"], issue["departments"]) == ("要素保障", 55, ["市自然资源局", "市住建局"])
    assert issue["detail"] == "二期厂房\n需三十亩\n"
    assert issue["paired"]["leader"] == "市长"
    assert issue["events"][2] == {
        "date": "2019-05-02",
        "type": "办结",
        "note": "已供地",
        "outcomes": [{"kind": "供地", "value": "30亩", "state": "实现"}],
    }


def test_ends_that_name_no_issue_or_two(run_bangfu: Run, root: Path) -> None:
    ambiguous = run_bangfu(root, "show", "K3M")
    assert ambiguous.code == 2
    assert "“K3M” is the end of more than one id: " in ambiguous.err
    assert "ZZ-190305-7K3M (ledgers/zhuzhou.yaml:5), ZZ-190306-8K3M (ledgers/zhuzhou.yaml:17)" in ambiguous.err
    unknown = run_bangfu(root, "show", "ZZ-190305-7K3N")
    assert unknown.code == 2
    assert "did you mean “ZZ-190305-7K3M”?" in unknown.err
    assert run_bangfu(root, "show", "").code == 2


def test_a_former_id_finds_the_issue(run_bangfu: Run, root: Path) -> None:
    assert run_bangfu(root, "show", "9ZZZ").out.startswith("ZZ-190305-7K3M ")


def test_data_is_never_taken_for_a_message(run_bangfu: Run, root: Path) -> None:
    assert run_bangfu(root, "show", "8K3M", lang="zh").out.startswith("ZZ-190306-8K3M  Status\n")


def test_what_may_not_stand_there_is_marked(run_bangfu: Run, repository: Make) -> None:
    wrong = ZHUZHOU.replace("type: 办结, note: 已供地, outcomes: [{kind: 供地, value: 30亩}]", "type: 销号")
    result = run_bangfu(repository({"ledgers/zhuzhou.yaml": wrong}), "show", "7K3M")
    assert "2019-05-02  销号  may not stand here, not counted" in result.out
    assert "Status: 办理中" in result.out
