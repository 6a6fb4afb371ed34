"""`bangfu list`: every filter, the table, the JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, aliases: [老甲]}
  - {name: 乙公司}
issues:
  - id: ZZ-190305-AAAA
    enterprise: 老甲
    title: 用地未落实
    category: 用地
    detail: 二期厂房
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局, 市住建局], due: 2019-04-08}
      - {date: 2019-04-02, type: 办结, note: 供地三十亩}
      - {date: 2019-04-05, type: 评价, satisfaction: 满意}
      - {date: 2019-04-06, type: 销号}
  - id: ZZ-190510-BBBB
    enterprise: 乙公司
    title: 贷款到期
    category: 融资
    events:
      - {date: 2019-05-10, type: 反映}
      - {date: 2019-05-20, type: 交办, to: [市政府金融办], due: 2019-06-01}
"""
CHANGSHA = """\
city: 长沙市
enterprises: [{name: 丁公司}]
issues:
  - id: CS-190601-CCCC
    enterprise: 丁公司
    title: "[red]:cat:[/z] 招工"
    category: 用工
    events:
      - {date: 2019-06-01, type: 反映}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})


@pytest.mark.parametrize(
    ("arguments", "ends"),
    [
        ([], "CAB"),
        (["--city", "长沙"], "C"),
        (["--city", "ZZ", "--city", "changsha"], "CAB"),
        (["--status", "办理中"], "B"),
        (["--status", "closed", "--status", "reported"], "CA"),
        (["--category", "用地"], "A"),
        (["--category", "要素保障"], "CAB"),
        (["--department", "市住建局"], "A"),
        (["--enterprise", "示例轨道装备有限公司"], "A"),
        (["--enterprise", "老甲"], "A"),
        (["--overdue"], "B"),
        (["--stale"], "B"),
        (["--unanswered"], "C"),
        (["--since", "2019-05-10"], "CB"),
        (["--until", "2019-05-10"], "AB"),
        (["--since", "2019-05-01", "--until", "2019-05-31"], "B"),
        (["--text", "三十亩"], "A"),
        (["--text", "bbbb"], "B"),
        (["--text", "二期", "--city", "长沙"], ""),
        (["--as-of", "2019-03-20"], "A"),
        (["--as-of", "2019-03-20", "--status", "assigned"], "A"),
        (["--as-of", "2019-04-01", "--text", "三十亩"], ""),
        (["--as-of", "2019-06-01", "--overdue"], ""),
    ],
)
def test_filters(run_bangfu: Run, root: Path, arguments: list[str], ends: str) -> None:
    result = run_bangfu(root, "list", "--json", *arguments)
    assert result.code == 0
    assert "".join(issue["id"][-1] for issue in json.loads(result.out)["issues"]) == ends


def test_json_is_as_documented(run_bangfu: Run, root: Path) -> None:
    data = json.loads(run_bangfu(root, "list", "--json", "--city", "株洲").out)
    assert list(data) == ["schema", "as_of", "issues"]
    assert (data["schema"], data["as_of"]) == (1, "2019-06-30")
    assert data["issues"][0] == {
        "id": "ZZ-190305-AAAA",
        "city": "株洲市",
        "enterprise": "示例轨道装备有限公司",
        "title": "用地未落实",
        "category": "用地",
        "status": "已销号",
        "department": "市自然资源局",
        "reported": "2019-03-05",
        "due": "2019-04-08",
        "overdue": False,
        "resolved": "2019-04-02",
        "closed": "2019-04-06",
        "satisfaction": "满意",
        "file": "ledgers/zhuzhou.yaml",
        "line": 6,
    }
    assert data["issues"][1]["overdue"] is True
    assert data["issues"][1]["resolved"] is None


def test_the_table_fits_and_takes_no_markup(run_bangfu: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = run_bangfu(root, "list")
    assert result.code == 0
    lines = result.out.splitlines()
    widths = [sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines]
    assert max(widths) <= 80
    assert any("[red]:cat:[/z] 招工" in line for line in lines)
    (line,) = [line for line in lines if line.startswith("ZZ-190510-BBBB")]
    assert line.split() == ["ZZ-190510-BBBB", "株洲", "乙公司", "贷款到期", "办理中", "2019-06-01"]
    assert lines[lines.index(line) + 1].split() == ["overdue"]
    assert result.err == "issues: 3\n"


def test_a_control_character_does_not_reach_the_terminal(run_bangfu: Run, repository: Make) -> None:
    hostile = CHANGSHA.replace("[red]", "\\e[31m")
    result = run_bangfu(repository({"ledgers/changsha.yaml": hostile}), "list")
    assert "\x1b" not in result.out + result.err


def test_what_cannot_be_read_is_said_and_the_rest_is_listed(run_bangfu: Run, repository: Make) -> None:
    broken = ZHUZHOU.replace("2019-05-10, type", "2019-05-32, type")
    result = run_bangfu(
        repository({"ledgers/zhuzhou.yaml": broken, "ledgers/changsha.yaml": CHANGSHA}), "list", "--json"
    )
    assert result.code == 0
    assert [issue["id"] for issue in json.loads(result.out)["issues"]] == ["CS-190601-CCCC", "ZZ-190305-AAAA"]
    assert "errors in ledgers/zhuzhou.yaml: 1; something may be missing here" in result.err


def test_values_that_cannot_be(run_bangfu: Run, root: Path) -> None:
    for arguments in (["--status", "办理"], ["--city", "北京"], ["--since", "2019-02-30"]):
        result = run_bangfu(root, "list", *arguments)
        assert (result.code, result.out) == (2, "")
    assert "did you mean “办理中”?" in run_bangfu(root, "list", "--status", "办理").err
