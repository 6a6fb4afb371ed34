"""Stated figures against what the ledger adds up to (BF601)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.model.diagnostic import Diagnostic

Make = Callable[[dict[str, str]], Path]
Stated = Callable[[str], list[Diagnostic]]

LEDGER = """\
city: 株洲市
opening:
  - {date: 2019-03-31, reported: 100, verified: 90, assigned: 80, resolved: 60, closed: 50, leaders: 3}
  - {date: 2019-03-31, scope: 芦淞区, reported: 20}
  - {date: 2019-03-31, category: 融资, reported: 7}
  - {date: 2019-07-31, reported: 1000}
enterprises:
  - {name: 示例轨道装备有限公司, district: 芦淞区, leader: 市长, department: 市工信局, until: 2019-06-30}
  - {name: 示例食品有限公司, district: 荷塘区, leader: 副市长, department: 市工信局}
  - {name: 示例产业园, kind: 项目, leader: 市长}
  - {name: 示例小店, kind: 拟入规企业}
issues:
  - id: ZZ-A
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-04-01, type: 反映}
      - {date: 2019-04-03, type: 交办, to: [市自然资源局], due: 2019-05-03}
      - {date: 2019-04-20, type: 办结, note: 供地三十亩}
      - {date: 2019-04-22, type: 销号}
      - {date: 2019-06-10, type: 重开, note: 土地尚未平整}
      - {date: 2019-07-02, type: 办结, note: 已平整}
  - id: ZZ-B
    enterprise: 示例食品有限公司
    title: 流动资金不足
    category: 融资
    events:
      - {date: 2019-06-28, type: 反映}
      - {date: 2019-06-29, type: 办结, note: 当场介绍了贷款产品}
  - id: ZZ-C
    enterprise: 示例食品有限公司
    title: 用电报装缓慢
    category: 用电
    events:
      - {date: 2019-07-01, type: 反映}
      - {date: 2019-07-02, type: 退回, note: 已由供电公司另行受理}
visits:
  - {date: 2019-05-10, scope: 芦淞区, enterprises: 12, people: 5}
  - {date: 2019-07-10, enterprises: 30, people: 9}
  - {date: 2019-06-30, visited: [示例食品有限公司]}
assertions:
"""


@pytest.fixture
def stated(repository: Make) -> Stated:
    """The findings BF601 on assertions of these figures."""

    def check(entry: str) -> list[Diagnostic]:
        root = repository({"ledgers/zhuzhou.yaml": f"{LEDGER}  - {{{entry}, source: 月报}}\n"})
        return [found for found in pipeline.check(root, date(2019, 7, 31)) if found.code == "BF601"]

    return check


@pytest.mark.parametrize(
    "entry",
    [
        # openings 100 + 20 + 7, and the issues A and B; A stands reopened, B was resolved on the spot
        "date: 2019-06-30, reported: 129, verified: 92, assigned: 81, resolved: 61, closed: 50, rejected: 0",
        # before the reopening A counts as resolved and struck off; B is not there yet
        "date: 2019-06-09, reported: 128, verified: 91, assigned: 81, resolved: 61, closed: 51",
        # all three, A resolved again, C rejected, and the opening of July
        "date: 2019-07-31, reported: 1130, rejected: 1, verified: 92, resolved: 62, closed: 50",
        # before anything
        "date: 2019-03-30, reported: 0, enterprises: 2",
        # one enterprise is no longer paired on the day its pairing ends; 3 leaders are carried in
        "date: 2019-06-29, enterprises: 2, projects: 1, prospects: 1, leaders: 5, departments: 1",
        "date: 2019-06-30, enterprises: 1, projects: 1, prospects: 1, leaders: 5, departments: 1",
        # visits up to the day; where no number is given, those named count
        "date: 2019-06-30, visits: 13, people: 5",
        "date: 2019-07-10, visits: 43, people: 14",
        # a district: its opening, its enterprises' issues, its visits
        "date: 2019-06-30, scope: 芦淞区, reported: 21, verified: 1, assigned: 1, resolved: 0, visits: 12, people: 5",
        "date: 2019-06-29, scope: 荷塘区, reported: 1, resolved: 1, assigned: 0, enterprises: 1, visits: 0",
        # a department
        "date: 2019-06-29, scope: 市工信局, reported: 2, enterprises: 2",
        # a category
        "date: 2019-06-30, category: 融资, reported: 8, resolved: 1",
        "date: 2019-06-30, category: 用地, reported: 1, assigned: 1, closed: 0",
        # a demand field: the categories in it
        "date: 2019-07-31, category: 要素保障, reported: 10, resolved: 2, rejected: 1",
        "date: 2019-07-31, category: 企业减负, reported: 0",
        # an enterprise
        "date: 2019-06-30, scope: 示例食品有限公司, reported: 1, enterprises: 1",
        "date: 2019-06-30, scope: 芦淞区, category: 融资, reported: 0",
    ],
)
def test_what_agrees_is_silent(stated: Stated, entry: str) -> None:
    assert stated(entry) == []


def test_each_differing_counter_is_named_with_both_figures(stated: Stated) -> None:
    first, second = stated("date: 2019-06-30, reported: 130, assigned: 81, resolved: 59")
    assert str(first.message) == "“reported” is stated as 130, but the ledger gives 129 on 2019-06-30 (-1)"
    assert str(second.message) == "“resolved” is stated as 59, but the ledger gives 61 on 2019-06-30 (+2)"
    assert first.span
    assert second.span
    line = first.excerpt
    assert line[first.span.column - 1 :].startswith("130")
    assert line[second.span.column - 1 :].startswith("59")


def test_too_many_stated_names_the_issues_that_came_just_after(stated: Stated) -> None:
    [found] = stated("date: 2019-06-30, reported: 130")
    assert [str(other.message) for other in found.related] == ["ZZ-C is counted under “reported” from 2019-07-01"]
    assert [other.span.line for other in found.related if other.span] == [31]


def test_too_few_stated_names_the_issues_that_came_last(stated: Stated) -> None:
    [found] = stated("date: 2019-06-30, reported: 128")
    assert [str(other.message) for other in found.related] == ["ZZ-B is counted under “reported” from 2019-06-28"]


def test_an_issue_of_another_category_is_not_named(stated: Stated) -> None:
    [found] = stated("date: 2019-06-30, category: 用地, reported: 2")
    assert found.related == ()


def test_while_a_record_cannot_be_read_nothing_is_compared(repository: Make) -> None:
    broken = LEDGER.replace("{date: 2019-06-28, type: 反映}", "{date: 2019-6-28, type: 反映}")
    root = repository({"ledgers/zhuzhou.yaml": f"{broken}  - {{date: 2019-06-30, reported: 1}}\n"})
    codes = [found.code for found in pipeline.check(root, date(2019, 7, 31))]
    assert "BF124" in codes
    assert "BF601" not in codes
