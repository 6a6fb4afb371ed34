"""When an event became known, and to whom: told by the history of the ledgers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commits import Clerk, begin

FIRM = "city: 株洲市\nenterprises:\n  - name: 甲公司\nissues:\n"
OTHER = """\
  - id: ZZ-190501-AAAA
    enterprise: 甲公司
    title: 用电报装缓慢
    category: 用电
    events:
      - {date: 2019-05-01, type: 反映}
"""
HEAD = """\
  - id: ZZ-190603-BBBB
    enterprise: 甲公司
    title: 新增用地未落实
    category: 用地
    events:
"""
REPORTED = "      - {date: 2019-06-03, type: 反映}\n"
VERIFIED = "      - {date: 2019-06-05, type: 核实}\n"
MENDED = "      - {date: 2019-06-04, type: 核实}\n"
ASSIGNED = "      - {date: 2019-06-06, type: 交办, to: [市自然资源局], due: 2019-07-06}\n"
PROGRESS = "      - {date: 2019-06-10, type: 办理, note: 已经现场踏勘}\n"
FILE = "ledgers/zhuzhou.yaml"

Run = Callable[..., Any]


def ledger(*events: str) -> dict[str, str]:
    return {FILE: FIRM + OTHER + HEAD + "".join(events)}


@pytest.fixture
def clerk(repository: Callable[..., Path]) -> Clerk:
    return begin(repository(ledger(REPORTED)), "甲")


def known(run_bangfu: Run, clerk: Clerk, issue: str = "BBBB") -> list[tuple[str, str, str | None]]:
    """Each event's day and type, and the day of the commit that brought it."""
    document = json.loads(run_bangfu(clerk.root, "log", issue, "--json").out)
    return [
        (event["date"], event["type"], event["known"] and f"{event['known']['author']} {event['known']['day']}")
        for event in document["events"]
    ]


def test_each_event_has_the_commit_that_brought_it(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-06-03")
    clerk.name = "乙"
    clerk.commit("2019-06-12", ledger(REPORTED, VERIFIED))
    (clerk.root / FILE).write_text(FIRM + OTHER + HEAD + REPORTED + VERIFIED + ASSIGNED, "utf-8")
    assert known(run_bangfu, clerk) == [
        ("2019-06-03", "反映", "甲 2019-06-03"),
        ("2019-06-05", "核实", "乙 2019-06-12"),
        ("2019-06-06", "交办", None),
    ]


def test_a_correction_keeps_the_day_it_was_first_known(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-06-03")
    first = clerk.commit("2019-06-05", ledger(REPORTED, VERIFIED))
    second = clerk.commit("2019-06-20", ledger(REPORTED, MENDED))
    shown = run_bangfu(clerk.root, "log", "ZZ-190603-BBBB")
    assert shown.code == 0
    assert shown.out.splitlines()[3:] == [
        "{date: 2019-06-04, type: 核实}",
        f"            recorded: 2019-06-05  {first[:10]}  甲",
        f"            corrected: 2019-06-20  {second[:10]}  甲; before: {{date: 2019-06-05, type: 核实}}",
    ]


def test_what_was_removed_is_still_told(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-06-03")
    clerk.commit("2019-06-05", ledger(REPORTED, VERIFIED))
    gone = clerk.commit("2019-06-20", ledger(REPORTED))
    events = json.loads(run_bangfu(clerk.root, "log", "BBBB", "--json").out)["events"]
    assert [(event["type"], event["removed"] and event["removed"]["by"]["commit"]) for event in events] == [
        ("反映", None),
        ("核实", gone),
    ]


def test_a_layout_of_ones_own_and_fmt_change_nothing(clerk: Clerk, run_bangfu: Run) -> None:
    hand = """\
  - enterprise: 甲公司
    # 现场看过
    id: "ZZ-190603-BBBB"
    category: 用地
    title: 新增用地未落实
    events:
    - date: 2019-06-03
      type: 反映
    - {type: 核实, date: 2019-06-05}
"""
    clerk.commit("2019-06-03")
    clerk.commit("2019-06-05", {FILE: FIRM + hand + OTHER})
    clerk.commit("2019-06-25", ledger(REPORTED, VERIFIED))
    assert [day for _date, _type, day in known(run_bangfu, clerk)] == ["甲 2019-06-03", "甲 2019-06-05"]


def test_branches_that_come_together(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-06-03")
    clerk.git("switch", "--quiet", "--create", "side")
    clerk.name = "乙"
    clerk.commit("2019-06-06", ledger(REPORTED, VERIFIED, ASSIGNED))
    clerk.git("switch", "--quiet", "main")
    clerk.name = "甲"
    clerk.commit("2019-06-08", {"ledgers/changsha.yaml": "city: 长沙市\n"})
    clerk.git("merge", "--quiet", "--no-ff", "--message", "合并", "side", day="2019-06-11")
    clerk.commit("2019-06-12", ledger(REPORTED, VERIFIED, ASSIGNED, PROGRESS))
    assert [day for _date, _type, day in known(run_bangfu, clerk)] == [
        "甲 2019-06-03",
        "乙 2019-06-06",
        "乙 2019-06-06",
        "甲 2019-06-12",
    ]


def test_both_sides_recorded_the_same_step(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-06-03")
    clerk.git("switch", "--quiet", "--create", "side")
    clerk.name = "乙"
    clerk.commit("2019-06-06", ledger(REPORTED, VERIFIED))
    clerk.git("switch", "--quiet", "main")
    clerk.name = "甲"
    clerk.commit("2019-06-08", ledger(REPORTED, VERIFIED))
    clerk.git("merge", "--quiet", "--no-ff", "--message", "合并", "side", day="2019-06-11")
    assert known(run_bangfu, clerk)[1] == ("2019-06-05", "核实", "乙 2019-06-06")


def test_an_issue_moves_to_a_part_and_gets_a_new_id(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-06-03")
    renamed = HEAD.replace("BBBB", "CCCC").replace("    events:", "    was: [ZZ-190603-BBBB]\n    events:")
    part = "city: 株洲市\nissues:\n" + renamed + REPORTED + VERIFIED
    clerk.commit("2019-06-15", {FILE: FIRM + OTHER, "ledgers/zhuzhou/june.yaml": part})
    assert [day for _date, _type, day in known(run_bangfu, clerk, "CCCC")] == ["甲 2019-06-03", "甲 2019-06-15"]


def test_a_repository_below_the_top_of_the_work_tree(
    repository: Callable[..., Path], tmp_path: Path, run_bangfu: Run
) -> None:
    root = repository(ledger(REPORTED))
    clerk = begin(tmp_path, "甲")
    clerk.commit("2019-06-03")
    clerk.root = root
    clerk.commit("2019-06-07", ledger(REPORTED, VERIFIED))
    assert [day for _date, _type, day in known(run_bangfu, clerk)] == ["甲 2019-06-03", "甲 2019-06-07"]


def test_without_git_it_says_so(repository: Callable[..., Path], run_bangfu: Run) -> None:
    shown = run_bangfu(repository(ledger(REPORTED)), "log", "BBBB")
    assert shown.code == 2
    assert "is in no git repository" in shown.err


def test_before_the_first_commit_nothing_is_known(clerk: Clerk, run_bangfu: Run) -> None:
    assert known(run_bangfu, clerk) == [("2019-06-03", "反映", None)]


def test_an_author_may_not_play_with_the_terminal(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.name = "\x1b[31m红\u202e"
    clerk.commit("2019-06-03")
    shown = run_bangfu(clerk.root, "log", "BBBB").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
