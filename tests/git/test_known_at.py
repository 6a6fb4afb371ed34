"""Figures with what was known then."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commits import Clerk, begin

FILE = "ledgers/zhuzhou.yaml"
BEFORE = """\
city: 株洲市
enterprises:
  - name: 甲公司
issues:
  - id: ZZ-190603-BBBB
    enterprise: 甲公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-06, type: 交办, to: [市自然资源局], due: 2019-07-06}
"""
LATER = BEFORE + "      - {date: 2019-06-28, type: 办结, note: 供地三十亩}\n"

Run = Callable[..., Any]


@pytest.fixture
def clerk(repository: Callable[..., Path]) -> Clerk:
    """June's 办结 was entered on 9 July only."""
    clerk = begin(repository({FILE: BEFORE}), "甲")
    clerk.commit("2019-07-01")
    clerk.commit("2019-07-09", {FILE: LATER})
    return clerk


def resolved(run_bangfu: Run, clerk: Clerk, *options: str) -> int:
    shown = run_bangfu(clerk.root, "tally", "--month", "2019-06", "--json", *options, today="2019-07-31")
    assert shown.code == 0, shown.err
    return int(json.loads(shown.out)["total"]["stock"]["resolved"])


def test_a_late_entry_counts_only_from_when_it_was_known(clerk: Clerk, run_bangfu: Run) -> None:
    assert resolved(run_bangfu, clerk) == 1
    assert resolved(run_bangfu, clerk, "--known-at", "2019-07-05") == 0
    assert resolved(run_bangfu, clerk, "--known-at", "2019-07-09") == 1
    assert resolved(run_bangfu, clerk, "--known-at", "HEAD~1") == 0


def test_the_page_says_what_it_rests_on(clerk: Clerk, run_bangfu: Run) -> None:
    name = clerk.git("rev-parse", "HEAD~1")
    table = run_bangfu(clerk.root, "tally", "--month", "2019-06", "--known-at", "2019-07-05", today="2019-07-31").out
    assert f"as known at 2019-07-01, commit {name[:10]}" in table
    data = run_bangfu(
        clerk.root, "tally", "--month", "2019-06", "--known-at", "2019-07-05", "--json", today="2019-07-31"
    )
    assert json.loads(data.out)["known_at"] == {"commit": name, "author": "甲", "day": "2019-07-01"}
    page = run_bangfu(clerk.root, "report", "--month", "2019-06", "--known-at", "2019-07-05", today="2019-07-31").out
    assert "（数据取自各市州台账，截至2019年6月30日，只计2019年7月1日前（含当日）已登记的内容）" in page
    assert "尚无办结" in page
    brief = run_bangfu(clerk.root, "report", "--month", "2019-06", "--brief", "--known-at", "2019-07-05").out
    assert brief.startswith("（只计2019年7月1日前（含当日）已登记的内容）\n")


def test_the_disk_is_not_touched_and_not_read(clerk: Clerk, run_bangfu: Run) -> None:
    (clerk.root / FILE).write_text("city: 株洲市\nissues: [\n", "utf-8")
    assert resolved(run_bangfu, clerk, "--known-at", "HEAD") == 1
    assert (clerk.root / FILE).read_text("utf-8") == "city: 株洲市\nissues: [\n"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("nonsense", "git knows no commit “nonsense”"),
        ("2018-01-01", "no commit is as old as 2018-01-01"),
        ("2019-02-30", "“2019-02-30” is no day"),
        ("--all", "git knows no commit “--all”"),
    ],
)
def test_what_is_no_commit_is_refused(clerk: Clerk, run_bangfu: Run, wanted: str, said: str) -> None:
    shown = run_bangfu(clerk.root, "tally", f"--known-at={wanted}", today="2019-07-31")
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err


def test_errors_of_that_time_still_forbid_figures(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-07-10", {FILE: LATER.replace("2019-06-28", "2019-6-28")})
    clerk.commit("2019-07-11", {FILE: LATER})
    shown = run_bangfu(clerk.root, "tally", "--known-at", "2019-07-10", today="2019-07-31")
    assert (shown.code, shown.out) == (1, "")
    assert "BF124" in shown.err
