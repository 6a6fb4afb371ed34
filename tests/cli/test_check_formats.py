"""`bangfu check` as continuous integration runs it: the formats, the job summary, and where files lie."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

Run = Callable[..., Any]
Repository = Callable[..., Path]

LEDGER = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, leader: 市长, department: 市工信局}
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道设备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-06, type: 退回, note: 企业已自行解决}
measures:
  - {date: 2019-05-32, section: 要素保障, text: 举办银企对接会。}
"""
FILES = {"ledgers/zhuzhou.yaml": LEDGER, "ledgers/changsha.yaml": "city: 长沙市\n"}


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_github_gets_an_annotation_a_finding(repository: Repository, run_bangfu: Run) -> None:
    result = run_bangfu(repository(FILES), "check", "--format", "github", "--select", "BF1,BF2")
    assert result.code == 1
    first, second = result.out.splitlines()
    assert first == (
        "::error file=ledgers/zhuzhou.yaml,line=6,endLine=6,col=17,endColumn=27,title=BF208 unknown-enterprise::"
        "ledgers/zhuzhou.yaml:6:17: BF208 there is no enterprise “示例轨道设备有限公司” in 株洲市"
        "%0A= did you mean “示例轨道装备有限公司”?"
    )
    assert second.startswith(
        "::error file=ledgers/zhuzhou.yaml,line=13,endLine=13,col=12,endColumn=22,title=BF124 date::"
    )
    assert result.err.splitlines()[-1] == "errors: 2, warnings: 0"


def test_the_job_summary_is_added_to(
    repository: Repository, run_bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    root = repository(FILES)
    run_bangfu(root, "check", "--format", "github", "--select", "BF2", lang="zh")
    before, _heading, *rest = page.read_text("utf-8").splitlines()
    assert before == "before"
    assert "| BF208 | 错误 | ledgers/zhuzhou\\.yaml:6:17 | 株洲市的台账中没有企业“示例轨道设备有限公司” " in "\n".join(
        rest
    )
    run_bangfu(root, "check", "--select", "BF2")
    assert page.read_text("utf-8").count("BF208") == 1  # only --format github writes there


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_the_job_summary_is_written_to_no_link_or_pipe(
    kind: str, repository: Repository, run_bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, page = tmp_path / "target", tmp_path / "summary"
    target.write_text("kept")
    {"link": lambda: page.symlink_to(target), "pipe": lambda: os.mkfifo(page), "folder": page.mkdir}[kind]()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    result = run_bangfu(repository(FILES), "check", "--format", "github")
    assert result.code == 1
    assert "cannot be written" in result.err
    assert target.read_text() == "kept"


def test_where_the_ledgers_are_a_folder_of_the_project(
    repository: Repository, run_bangfu: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(FILES)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root.parent))
    assert "::error file=repository/ledgers/zhuzhou.yaml," in run_bangfu(root, "check", "--format", "github").out
    monkeypatch.delenv("GITHUB_WORKSPACE")
    monkeypatch.setenv("CI_PROJECT_DIR", str(root.parent))
    entries = json.loads(run_bangfu(root, "check", "--format", "gitlab").out)
    assert {entry["location"]["path"] for entry in entries} == {
        "repository/ledgers/zhuzhou.yaml", "repository/ledgers/changsha.yaml",
    }  # fmt: skip
    (case, *_rest) = ET.fromstring(run_bangfu(root, "check", "--format", "junit").out).iter("testcase")  # noqa: S314
    assert case.get("file") == "repository/bangfu.yaml"
    assert json.loads(run_bangfu(root, "check", "--json").out)["findings"][0]["file"].startswith("ledgers/")


def test_junit_names_every_file_that_passed(repository: Repository, run_bangfu: Run) -> None:
    root = ET.fromstring(run_bangfu(repository(FILES), "check", "--format", "junit").out)  # noqa: S314 - our own
    assert [(case.get("name"), [child.tag for child in case]) for case in root.iter("testcase")] == [
        ("bangfu.yaml", []),
        ("ledgers/changsha.yaml", ["system-out"]),
        ("ledgers/zhuzhou.yaml", ["failure"]),
    ]


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_every_format_keeps_the_exit_code_and_can_go_to_a_file(
    form: str, repository: Repository, run_bangfu: Run, tmp_path: Path
) -> None:
    root = repository(FILES)
    printed = run_bangfu(root, "check", "--format", form)
    result = run_bangfu(root, "check", "--format", form, "-o", str(tmp_path / "report"))
    assert (printed.code, result.code, result.out) == (1, 1, "")
    assert (tmp_path / "report").read_text("utf-8") == printed.out
    clean = repository({"ledgers/zhuzhou.yaml": LEDGER.replace("设备", "装备").replace("05-32", "05-31")})
    assert run_bangfu(clean, "check", "--format", form).code == 0


def test_a_report_does_not_go_over_a_ledger(repository: Repository, run_bangfu: Run) -> None:
    root = repository(FILES)
    result = run_bangfu(root, "check", "--format", "sarif", "-o", str(root / "ledgers" / "zhuzhou.yaml"))
    assert result.code == 2
    assert (root / "ledgers" / "zhuzhou.yaml").read_text("utf-8") == LEDGER


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_a_broken_configuration_is_told_in_every_format(form: str, repository: Repository, run_bangfu: Run) -> None:
    result = run_bangfu(repository({"bangfu.yaml": "province: [\n"}), "check", "--format", form)
    assert result.code == 1
    assert "BF001" in result.out
    assert "bangfu.yaml" in result.out


def test_an_unknown_format_is_refused(repository: Repository, run_bangfu: Run) -> None:
    result = run_bangfu(repository(FILES), "check", "--format", "gitlap")
    assert result.code == 2
    assert "gitlab" in result.err
