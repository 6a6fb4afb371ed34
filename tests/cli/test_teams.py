"""Teams (攻坚组, 专班): issues counted by the team for their category, and what bangfu.yaml may get wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
Make = Callable[..., Path]

PROVINCE = """\
format: 1
province: 湖南省
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
teams:
  - {name: 要素攻坚组, categories: [要素保障]}
  - {name: 融资攻坚组, city: 株洲, categories: [融资]}
"""
ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 甲公司, team: 甲公司帮扶小组}
  - {name: 乙公司}
issues:
  - {id: ZZ-1, enterprise: 甲公司, title: 贷款, category: 融资, events: [{date: 2019-03-05, type: 反映}]}
  - {id: ZZ-2, enterprise: 甲公司, title: 土地, category: 用地, events: [{date: 2019-03-05, type: 反映}]}
  - {id: ZZ-3, enterprise: 甲公司, title: 缴费, category: 社保, events: [{date: 2019-03-05, type: 反映}]}
  - {id: ZZ-4, enterprise: 乙公司, title: 缴费, category: 社保, events: [{date: 2019-03-05, type: 反映}]}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 丙公司}
issues:
  - {id: CS-1, enterprise: 丙公司, title: 贷款, category: 融资, events: [{date: 2019-03-05, type: 反映}]}
"""


def test_every_issue_belongs_to_one_team_or_to_none(run_bangfu: Run, repository: Make) -> None:
    root = repository({"bangfu.yaml": PROVINCE, "ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})
    document = json.loads(run_bangfu(root, "tally", "--by", "team", "--json").out)
    assert [(row["key"], row["stock"]["reported"]) for row in document["rows"]] == [
        ("要素攻坚组", 2), ("融资攻坚组", 1), ("甲公司帮扶小组", 1), (None, 1),
    ]  # fmt: skip
    assert document["total"]["stock"]["reported"] == 5


def test_what_is_wrong_with_teams_is_found(run_bangfu: Run, repository: Make) -> None:
    wrong = PROVINCE + (
        "  - {name: 贷款组, categories: [贷款]}\n"
        "  - {name: 外地组, city: 北京市, categories: [用工]}\n"
        "  - {name: 又一组, city: 株洲市, categories: [用电, 融资]}\n"
    )
    root = repository({"bangfu.yaml": wrong, "ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})
    found = json.loads(run_bangfu(root, "check", "--json", "--select", "BF018").out)["findings"]
    assert [(each["line"], each["message"]) for each in found] == [
        (9, "“贷款” is neither a category nor a field"),
        (10, "there is no city “北京市” in bangfu.yaml"),
        (11, "“融资攻坚组” and “又一组” are both for “融资”"),
    ]
