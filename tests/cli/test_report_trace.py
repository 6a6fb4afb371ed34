"""`bangfu report --trace`: from each figure to the records behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
opening:
  - {date: 2019-05-31, reported: 256, assigned: 242, resolved: 62}
outcomes:
  - {date: 2019-06-10, kind: 授信, value: 4365万元}
enterprises:
  - {name: 株洲电机厂}
issues:
  - id: ZZ-20190603-a1b2
    enterprise: 株洲电机厂
    title: 融资
    category: 融资
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-04, type: 交办, to: [市工信局], due: 2019-06-10}
  - id: ZZ-20190605-c3d4
    enterprise: 株洲电机厂
    title: 用地
    category: 用地
    events:
      - {date: 2019-06-05, type: 反映}
      - {date: 2019-06-06, type: 交办, to: [市自然资源局], due: 2019-07-10}
      - {date: 2019-06-20, type: 办结, note: 已解决}
"""
OPENING, OUTCOME = "ledgers/zhuzhou.yaml:3", "ledgers/zhuzhou.yaml:5"
OPEN, DONE = "ZZ-20190603-a1b2", "ZZ-20190605-c3d4"


@pytest.fixture
def document(run_bangfu: Run, repository: Make, tmp_path: Path) -> dict[str, Any]:
    """The trace of June 2019."""
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    file = tmp_path / "trace.json"
    result = run_bangfu(root, "report", "--month", "2019-06", "--trace", str(file))
    assert result.code == 0
    traced: dict[str, Any] = json.loads(file.read_text("utf-8"))
    assert traced["schema"] == 1
    return traced


@pytest.fixture
def figures(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Its figures."""
    entries: list[dict[str, Any]] = document["figures"]
    return entries


def cell(figures: list[dict[str, Any]], column: str) -> dict[str, Any]:
    """株洲市's cell in the table."""
    (found,) = [each for each in figures if each["where"].get("column") == column and each["of"] == "株洲市"]
    return found


@pytest.mark.parametrize(
    ("column", "text", "origins", "period"),
    [
        ("收集", "258", [OPEN, DONE, OPENING], "..2019-06-30"),
        ("交办", "244", [OPEN, DONE, OPENING], "..2019-06-30"),
        ("办结", "63", [DONE, OPENING], "..2019-06-30"),
        ("办结率", "25.8%", [OPEN, DONE, OPENING], "..2019-06-30"),
        ("逾期", "1", [OPEN], "..2019-06-30"),
        ("本月收集", "2", [OPEN, DONE], "2019-06"),
        ("本月办结", "1", [DONE], "2019-06"),
    ],
)
def test_a_cell_of_the_table(
    figures: list[dict[str, Any]], column: str, text: str, origins: list[str], period: str
) -> None:
    found = cell(figures, column)
    assert (found["text"], found["name"], found["from"], found["period"]) == (text, column, origins, period)
    assert found["where"] == {"part": "附件1　各市州问题办理情况表", "table": 1, "row": 1, "column": column}


def test_the_figures_of_the_prose(figures: list[dict[str, Any]]) -> None:
    prose = [
        each for each in figures if each["where"]["part"].endswith("问题办理情况") and "paragraph" in each["where"]
    ]
    told = [(each["where"]["paragraph"], each["of"], each["name"], each["text"]) for each in prose]
    assert (1, "全省", "收集", "258") in told
    assert (1, "全省", "办结率", "25.8%（63/244）") in told
    assert (1, "全省", "本月办结", "1") in told
    assert (2, "株洲市", "办结", "63") in told
    (rate,) = [each for each in prose if each["name"] == "办结率" and each["of"] == "株洲市"]
    assert rate["value"] == ["25.8", "63", "244"]
    assert rate["from"] == [OPEN, DONE, OPENING]


def test_an_outcome(figures: list[dict[str, Any]]) -> None:
    (found,) = [each for each in figures if each["text"] == "4365万元"]
    assert found["from"] == [OUTCOME]


def test_where_each_issue_begins(document: dict[str, Any]) -> None:
    assert document["issues"] == {OPEN: "ledgers/zhuzhou.yaml:9", DONE: "ledgers/zhuzhou.yaml:16"}


def test_openings_that_speak_for_the_same_stand_behind_a_rate_together(
    run_bangfu: Run, repository: Make, tmp_path: Path
) -> None:
    ledger = """\
city: 株洲市
opening:
  - {date: 2019-05-31, assigned: 242}
  - {date: 2019-05-31, resolved: 62}
  - {date: 2019-05-31, scope: 芦淞区, resolved: 5}
"""
    file = tmp_path / "trace.json"
    root = repository({"ledgers/zhuzhou.yaml": ledger})
    assert run_bangfu(root, "report", "--month", "2019-06", "--trace", str(file)).code == 0
    rate = cell(json.loads(file.read_text("utf-8"))["figures"], "办结率")
    assert (rate["text"], rate["from"]) == ("25.6%", ["ledgers/zhuzhou.yaml:3", "ledgers/zhuzhou.yaml:4"])


def test_a_nought_is_a_figure_without_records(figures: list[dict[str, Any]]) -> None:
    assert [cell(figures, "现场办结")[key] for key in ("text", "value", "from")] == ["0", ["0"], []]


def test_the_opening_is_traced_too(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    with (root / "bangfu.yaml").open("a", encoding="utf-8") as settings:
        settings.write('bulletin:\n  opening: "收集问题 {reported} 个："\n')
    file = tmp_path / "trace.json"
    assert run_bangfu(root, "report", "--month", "2019-06", "--trace", str(file)).code == 0
    first = json.loads(file.read_text("utf-8"))["figures"][0]
    assert first["where"] == {"part": None, "paragraph": 1}
    assert (first["text"], first["of"], first["from"]) == ("258", "全省", [OPEN, DONE, OPENING])


def test_a_change_rests_on_both_periods(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    may = """\
  - id: ZZ-20190502-e5f6
    enterprise: 株洲电机厂
    title: 用电
    category: 用电
    events:
      - {date: 2019-05-02, type: 反映}
"""
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU + may})
    file = tmp_path / "trace.json"
    assert run_bangfu(root, "report", "--month", "2019-06", "--trace", str(file)).code == 0
    entries = json.loads(file.read_text("utf-8"))["figures"]
    (new,) = [each for each in entries if each["name"] == "与上月相比收集数"]
    assert (new["text"], new["from"]) == ("1", [OPEN, DONE, "ZZ-20190502-e5f6"])
    (done,) = [each for each in entries if each["name"] == "与上月相比办结数"]
    assert (done["text"], done["from"]) == ("1", [DONE])


def test_the_page_says_it_in_chinese(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    page = run_bangfu(root, "report", "--month", "2019-06", "--format", "html").out
    assert f'title="来源：{DONE}、{OPENING}">63</span>' in page
    assert re.search(f'title="来源：{OPEN}等2件">2</span>', page)


def test_a_trace_may_not_overwrite_a_ledger(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    file = root / "ledgers" / "zhuzhou.yaml"
    assert run_bangfu(root, "report", "--month", "2019-06", "--trace", str(file)).code == 2
    assert file.read_text("utf-8") == ZHUZHOU
