"""`bangfu stages`: where projects stand on a day, which have moved, and a new stage recorded."""

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
  - {name: 甲公司}
  - {name: 乙项目, kind: 项目, stage: 前期, aliases: [二期]}
  - {name: 丙项目, kind: 项目, stage: 在建, leader: 市长}
  - {name: 丁项目, kind: 项目}
  - {name: 戊项目, kind: 项目, stage: 在建, until: 2019-06-01}
stages:
  - {date: 2019-05-10, project: 二期, stage: 在建}
  - {date: 2019-06-10, project: 乙项目, stage: 试生产}
"""
ZZ = "ledgers/zhuzhou.yaml"


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({ZZ: ZHUZHOU})


def cells(run_bangfu: Run, root: Path, *arguments: str) -> list[list[str]]:
    done = run_bangfu(root, "stages", "--format", "csv", *arguments)
    assert done.code == 0, done.err
    return [line.split(",") for line in done.out.splitlines()]


def test_where_projects_stand_and_which_moved_this_month(run_bangfu: Run, root: Path) -> None:
    assert cells(run_bangfu, root) == [
        ["City", "Project", "Stage", "On", "Before", "Leader", "Department"],
        ["株洲", "乙项目", "试生产", "2019-06-10", "在建", "—", "—"],
        ["株洲", "丙项目", "在建", "—", "", "市长", "—"],
        ["株洲", "丁项目", "—", "—", "", "—", "—"],
    ]
    said = run_bangfu(root, "stages").out
    assert "projects: 3 (前期 0、在建 1、试生产 1、竣工达产 0; not known: 1)\nmoved since 2019-06-01: 1\n" in said
    assert [row[1:5] for row in cells(run_bangfu, root, "--moved", "--since", "2019-01-01")[1:]] == [
        ["乙项目", "试生产", "2019-06-10", "前期"]
    ]
    assert cells(run_bangfu, root, "--moved", "--since", "2019-06-11")[1:] == []


def test_an_earlier_day_gives_what_stood_then(run_bangfu: Run, root: Path) -> None:
    document = json.loads(run_bangfu(root, "stages", "--json", "--as-of", "2019-05-09").out)
    assert document["stages"] == {"前期": 1, "在建": 2, "试生产": 0, "竣工达产": 0}
    assert (document["unknown"], document["moved"]) == (1, 0)
    later = json.loads(run_bangfu(root, "stages", "--json", "--as-of", "2019-05-10").out)
    assert (later["stages"]["在建"], later["moved"]) == (3, 1)


def test_a_stage_is_recorded(run_bangfu: Run, root: Path) -> None:
    words = ("--to", "竣工达产", "--date", "2019-06-28", "--text", "全线投产")
    done = run_bangfu(root, "stages", "move", "二期", "--city", "zz", *words)
    assert (done.code, done.out, done.err) == (0, "", "乙项目 竣工达产 2019-06-28  ledgers/zhuzhou.yaml:11\n")
    line = "  - {date: 2019-06-28, project: 乙项目, stage: 竣工达产, text: 全线投产}\n"
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU + line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("move", "乙项目", "--city", "zz"), "missing: --to"),
        (("move", "乙项目", "--city", "zz", "--to", "投产"), "--to takes 前期, 在建, 试生产, 竣工达产, not “投产”"),
        (("move", "甲公司", "--city", "zz", "--to", "在建"), "“甲公司” is no project (企业; ledgers/zhuzhou.yaml:3)"),
        (("move", "己项目", "--city", "zz", "--to", "在建"), "株洲市 has no enterprise “己项目”"),
        (("move", "乙项目", "--city", "zz", "--to", "在建", "--date", "2019-07-01"), "BF420"),
        (("list", "乙项目"), "names of enterprises do not go with “list”"),
        (("--to", "在建"), "--to does not go with “list”"),
    ],
)
def test_what_cannot_be_done_is_said(run_bangfu: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run_bangfu(root, "stages", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU


def test_steps_back_are_found(run_bangfu: Run, root: Path) -> None:
    more = (
        "  - {date: 2019-06-20, project: 乙项目, stage: 前期}\n"
        "  - {date: 2019-06-15, project: 乙项目, stage: 试生产}\n"
        "  - {date: 2019-06-15, project: 甲公司, stage: 试生产}\n"
    )
    (root / ZZ).write_text(ZHUZHOU + more, "utf-8")
    found = json.loads(run_bangfu(root, "check", "--json", "--select", "BF424").out)["findings"]
    assert [(each["line"], each["message"]) for each in found] == [
        (11, "“乙项目” goes back from 试生产 to 前期"),
        (12, "2019-06-15 is earlier than the entry above it, 2019-06-20"),
        (13, "“甲公司” is no project but 企业"),
    ]
