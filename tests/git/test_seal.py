"""Published periods: sealed, changed afterwards, told, restated in the next bulletin."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commits import Clerk, begin

Run = Callable[..., Any]

FILE = "ledgers/zhuzhou.yaml"
SEAL = "seals/2019-06.yaml"
HEAD = """\
city: 株洲市
opening:
  - {date: 2019-05-31, reported: 10, assigned: 8, resolved: 4}
enterprises:
  - name: 甲公司
  - name: 乙公司
issues:
"""
LAND = """\
  - id: ZZ-190603-BBBB
    enterprise: 甲公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-06, type: 交办, to: [市自然资源局], due: 2019-07-06}
"""
DONE = "      - {date: 2019-06-28, type: 办结, note: 供地三十亩}\n"
LOAN = """\
  - id: ZZ-190610-CCCC
    enterprise: 乙公司
    title: 流动资金不足
    category: 融资
    events:
      - {date: 2019-06-10, type: 反映}
      - {date: 2019-06-12, type: 核实}
"""
WORK = "measures:\n  - {date: 2019-06-20, section: 要素保障, text: 举办银企对接会。}\n"
JUNE = HEAD + LAND + LOAN + WORK
LATE = HEAD + LAND + DONE + LOAN + WORK
"""June's 办结, entered in July."""


@pytest.fixture
def clerk(repository: Callable[..., Path], run_bangfu: Run) -> Clerk:
    """June was sealed on 5 July; 长沙市 has sent nothing."""
    clerk = begin(repository({FILE: JUNE}), "甲")
    clerk.commit("2019-07-01")
    done = run_bangfu(clerk.root, "seal", "2019-06", "--number", "12", today="2019-07-05")
    assert (done.code, done.out) == (0, f"{SEAL}\n")
    clerk.commit("2019-07-05")
    return clerk


def found(run_bangfu: Run, clerk: Clerk, *options: str, today: str = "2019-07-31") -> list[dict[str, Any]]:
    done = run_bangfu(clerk.root, "check", "--select", "BF6", "--json", *options, today=today)
    return list(json.loads(done.out)["findings"])


def report(run_bangfu: Run, clerk: Clerk, month: str, *options: str, today: str = "2019-08-05") -> str:
    done = run_bangfu(clerk.root, "report", "--month", month, *options, today=today)
    assert done.code == 0, done.err
    return str(done.out)


def test_what_a_seal_holds(clerk: Clerk, run_bangfu: Run) -> None:
    lines = (clerk.root / SEAL).read_text("utf-8").splitlines()
    head = clerk.git("rev-parse", "HEAD~1")
    assert lines[1:8] == [
        "format: 1", "period: 2019-06", "as_of: 2019-06-30", "sealed: 2019-07-05", "number: 12", f"commit: {head}",
        "figures:",
    ]  # fmt: skip
    assert lines[8] == f"  - {{city: 长沙市, records: {'0' * 32}}}"
    start, _comma, figures = lines[9].partition(", reported")
    assert start.startswith("  - {city: 株洲市, records: ")
    assert "reported" + figures == (
        "reported: 12, verified: 2, rejected: 0, assigned: 9, on_the_spot: 0, resolved: 4, closed: 0, "
        "new_reported: 2, new_verified: 2, new_rejected: 0, new_assigned: 1, new_on_the_spot: 0, new_resolved: 0, "
        "new_closed: 0, overdue: 0, resolution_rate: 4/9, closure_rate: 0/1, collected_resolution_rate: 4/12, "
        "overdue_rate: 0/1, reply_rate: 2/2}"
    )
    assert lines[10] == f"total: {{city: 全省, reported{figures}"
    assert lines[11].startswith("digest: ")
    assert found(run_bangfu, clerk) == []


def test_a_late_entry_is_told_with_city_figures_and_issue(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-07-20", {FILE: LATE})
    [told] = found(run_bangfu, clerk)
    assert (told["code"], told["severity"], told["file"], told["line"]) == ("BF611", "warning", SEAL, 10)
    assert told["message"] == (
        "株洲市: published figures of 2019-06 have changed: resolved 4 → 5, newly resolved 0 → 1, "
        "resolution rate 4/9 → 5/9, resolution rate of all reported 4/12 → 5/12, overdue rate 0/1 → —, "
        "on-time rate — → 1/1; by: ZZ-190603-BBBB"
    )
    [cause] = told["related"]
    assert (cause["file"], cause["line"]) == (FILE, 8)
    assert cause["message"].startswith("ZZ-190603-BBBB: entered late; it bears on: resolved, newly resolved, ")


def test_what_is_dated_later_changes_nothing(clerk: Clerk, run_bangfu: Run) -> None:
    july = LATE.replace("2019-06-28, type: 办结", "2019-07-02, type: 办结")
    july += "commitments:\n  - {date: 2019-07-01, by: 政府, party: 市工信局, text: 年内建成}\n"
    clerk.commit("2019-07-20", {FILE: july.replace("name: 乙公司", "name: 乙公司\n    leader: 副市长")})
    assert found(run_bangfu, clerk) == []


def test_moved_to_another_file_and_order_it_is_still_the_same(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-07-20", {FILE: HEAD + LOAN + WORK, "ledgers/zhuzhou/a.yaml": "city: 株洲市\nissues:\n" + LAND})
    assert found(run_bangfu, clerk) == []
    assert found(run_bangfu, clerk, "--against", "HEAD~1") == []


def test_a_text_that_was_published_is_changed(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-07-20", {FILE: JUNE.replace("举办银企", "召开银企")})
    [told] = found(run_bangfu, clerk)
    assert told["code"] == "BF612"
    assert told["message"] == (
        "株洲市: what stands behind the published figures of 2019-06 has changed, and no figure has; "
        "by: ledgers/zhuzhou.yaml:23"
    )


def test_history_that_was_rewritten_and_back_dated(clerk: Clerk, run_bangfu: Run) -> None:
    before = clerk.git("rev-parse", "HEAD")
    text = LATE.replace("2019-06-12, type: 核实", "2019-06-13, type: 核实").replace("reported: 10", "reported: 11")
    clerk.commit("2019-07-20", {FILE: text})
    told = found(run_bangfu, clerk, "--against", before)
    history = [(each["code"], each["line"]) for each in told if each["code"].startswith("BF62")]
    assert history == [("BF623", 3), ("BF624", 15), ("BF623", 22)]
    assert "2019-06 is published" in told[0]["message"]
    clerk.commit("2019-07-21", {FILE: HEAD + LAND.rpartition("      - ")[0] + LOAN + WORK})
    [gone] = [each for each in found(run_bangfu, clerk, "--against", before) if each["code"] == "BF620"]
    assert "交办" in gone["message"]
    assert gone["message"].endswith("; 2019-06 is published")


def test_a_back_dated_entry_that_comes_by_a_merge(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.git("switch", "-q", "-c", "late", "HEAD~1")  # it does not know the seal
    clerk.commit("2019-07-06", {FILE: LATE})
    clerk.git("switch", "-q", "main")
    clerk.git("merge", "-q", "--no-ff", "-m", "merge", "late")
    assert [each["code"] for each in found(run_bangfu, clerk, "--against") if "BF62" in each["code"]] == ["BF624"]


def test_a_seal_that_is_edited_taken_out_or_made_again(clerk: Clerk, run_bangfu: Run) -> None:
    path = clerk.root / SEAL
    text = path.read_text("utf-8")
    path.write_text(text.replace("reported: 12", "reported: 13", 1), "utf-8")
    [told] = found(run_bangfu, clerk)
    assert (told["code"], told["severity"], told["line"]) == ("BF610", "error", 12)
    assert run_bangfu(clerk.root, "tally", today="2019-07-31").code == 1
    path.write_bytes(text.replace("\n", "\r\n").encode())  # git has turned its line ends
    assert found(run_bangfu, clerk) == []
    path.rename(path.with_name("2019-05.yaml"))
    assert [each["code"] for each in found(run_bangfu, clerk, "--against")] == ["BF610", "BF620"]
    path.with_name("2019-05.yaml").unlink()
    [gone] = found(run_bangfu, clerk, "--against", "HEAD")
    assert (gone["code"], gone["file"]) == ("BF620", SEAL)
    again = run_bangfu(clerk.root, "seal", "2019-06", today="2019-07-31")
    assert again.code == 0
    [other] = found(run_bangfu, clerk, "--against", "HEAD")
    assert "is another one than in" in other["message"]


def test_sealed_again_with_a_reason_that_is_kept(clerk: Clerk, run_bangfu: Run) -> None:
    refused = run_bangfu(clerk.root, "seal", "2019-06", today="2019-07-31")
    assert (refused.code, refused.out) == (2, "")
    assert "2019-06 is sealed since 2019-07-05" in refused.err
    clerk.commit("2019-07-20", {FILE: LATE})
    done = run_bangfu(clerk.root, "seal", "2019-06", "--replace", "印发前更正", "--json", today="2019-07-20")
    data = json.loads(done.out)
    assert data["written"]
    assert data["replaced"] == [
        {"sealed": "2019-07-05", "digest": data["replaced"][0]["digest"], "reason": "印发前更正"}
    ]
    assert data["total"]["figures"]["resolved"] == "5"
    told = found(run_bangfu, clerk, "--against", "HEAD")
    assert [(each["code"], each["message"]) for each in told] == [("BF623", "2019-06 was sealed again: 印发前更正")]


def test_the_next_bulletin_says_it_once(clerk: Clerk, run_bangfu: Run) -> None:
    assert "更正" not in report(run_bangfu, clerk, "2019-07")
    clerk.commit("2019-07-20", {FILE: LATE})
    july = report(run_bangfu, clerk, "2019-07")
    assert (
        "、补报更正**。2019年6月情况通报后，株洲市补报了台账，涉及1个问题，"
        "全省办结由4个变为5个、办结率由44.4%（4/9）变为55.6%（5/9）。更正后的数详见附件《各市州数据更正情况表》。"
    ) in july
    table = july.partition("各市州数据更正情况表\n\n| 时期")[2]
    for row in (
        "| 2019年6月 | 株洲市 | 办结 | 4 | 5 | \\+1 | ZZ-190603-BBBB |",
        "| 2019年6月 | 株洲市 | 本期办结 | 0 | 1 | \\+1 | ZZ-190603-BBBB |",
        "| 2019年6月 | 株洲市 | 办结率 | 44.4%（4/9） | 55.6%（5/9） | \\+11.2个百分点 | ZZ-190603-BBBB |",
        "| 2019年6月 | 株洲市 | 按期办结率 | — | 100.0%（1/1） | — | ZZ-190603-BBBB |",
        "| 2019年6月 | 全省 | 办结 | 4 | 5 | \\+1 | ZZ-190603-BBBB |",
    ):
        assert row in table
    assert "收集 |" not in table.replace("收集办结率", "")
    assert run_bangfu(clerk.root, "seal", "2019-07", today="2019-08-05").code == 0
    clerk.commit("2019-08-05")
    assert found(run_bangfu, clerk) == []
    assert report(run_bangfu, clerk, "2019-07") == july  # printed again it says the same
    assert "更正" not in report(run_bangfu, clerk, "2019-08", today="2019-09-05")
    assert "补报了台账，涉及1个问题" in report(run_bangfu, clerk, "2019-06")


def test_a_correction_is_no_late_report(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-07-20", {FILE: JUNE.replace("resolved: 4", "resolved: 3")})
    july = report(run_bangfu, clerk, "2019-07")
    assert "2019年6月情况通报后，株洲市更正了台账，全省办结由4个变为3个" in july
    assert "| 2019年6月 | 株洲市 | 办结 | 4 | 3 | \\-1 | 期初数 |" in july
    clerk.commit("2019-07-21", {FILE: LATE.replace("举办银企", "召开银企").replace("resolved: 4", "resolved: 3")})
    assert "株洲市补报、更正了台账，涉及1个问题" in report(run_bangfu, clerk, "2019-07")
    clerk.commit("2019-07-22", {FILE: JUNE.replace("举办银企", "召开银企")})
    july = report(run_bangfu, clerk, "2019-07")
    assert "2019年6月情况通报后，株洲市更正了台账内容，通报过的数不变。" in july
    assert "更正情况表" not in july


def test_as_it_was_known_then(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit("2019-07-20", {FILE: LATE})
    assert "补报" not in report(run_bangfu, clerk, "2019-07", "--known-at", "HEAD~1")
    assert "补报了台账" in report(run_bangfu, clerk, "2019-07", "--known-at", "HEAD")


def test_a_city_that_sent_its_ledger_late(clerk: Clerk, run_bangfu: Run) -> None:
    clerk.commit(
        "2019-07-20", {"ledgers/changsha.yaml": "city: 长沙市\nopening:\n  - {date: 2019-06-30, reported: 508}\n"}
    )
    [told] = found(run_bangfu, clerk)
    assert (told["line"], told["message"]) == (
        9, "长沙市: published figures of 2019-06 have changed: reported — → 508; by: ledgers/changsha.yaml:3",
    )  # fmt: skip
    july = report(run_bangfu, clerk, "2019-07")
    assert "长沙市补报了台账，全省收集由12个变为520个" in july
    assert "| 2019年6月 | 长沙市 | 收集 | — | 508 | — | 期初数 |" in july


def test_without_git_it_works_and_names_no_issue(repository: Callable[..., Path], run_bangfu: Run) -> None:
    root = repository({FILE: JUNE})
    assert run_bangfu(root, "seal", "2019-06", today="2019-07-05").code == 0
    assert "commit" not in (root / SEAL).read_text("utf-8")
    (root / FILE).write_text(LATE, "utf-8")
    clerk = Clerk(root, "甲")
    [told] = found(run_bangfu, clerk)
    assert "resolved 4 → 5" in told["message"]
    assert "by:" not in told["message"]
    assert "git does not hold what was sealed" in told["hint"]
    assert "株洲市补报或更正了台账，全省办结由4个变为5个" in report(run_bangfu, clerk, "2019-07")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["2019-07"], 2, "2019-07 is not over on 2019-07-05"),
        (["2019-13"], 2, "“2019-13” is no period that is published"),
        (["2019-06-01..2019-06-30"], 2, "is no period that is published"),
        (["2019-05", "--replace", "错"], 2, "2019-05 is not sealed: there is nothing to replace"),
        (["2019-06", "--replace", " "], 2, "--replace is empty"),
        (["2019-05", "--number", "零"], 2, "--number takes a whole number"),
    ],
)
def test_what_is_refused(clerk: Clerk, run_bangfu: Run, arguments: list[str], code: int, said: str) -> None:
    done = run_bangfu(clerk.root, "seal", *arguments, today="2019-07-05")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert sorted(path.name for path in (clerk.root / "seals").iterdir()) == ["2019-06.yaml"]


def test_nothing_is_sealed_from_errors_or_from_what_is_not_committed(clerk: Clerk, run_bangfu: Run) -> None:
    (clerk.root / FILE).write_text(JUNE.replace("2019-06-12", "2019-6-12"), "utf-8")
    assert run_bangfu(clerk.root, "seal", "2019-05", today="2019-07-05").code == 1
    (clerk.root / FILE).write_text(LATE, "utf-8")
    done = run_bangfu(clerk.root, "seal", "2019-05", today="2019-07-05")
    assert done.code == 2
    assert "not committed" in done.err
    clerk.git("checkout", "-q", "--", FILE)
    shown = run_bangfu(clerk.root, "seal", "2019-05", "--dry-run", today="2019-07-05")
    assert shown.out.startswith("--- /dev/null\n+++ b/seals/2019-05.yaml\n")
    assert not (clerk.root / "seals/2019-05.yaml").exists()


def test_a_repository_that_git_cannot_read_is_not_taken_for_none(clerk: Clerk, run_bangfu: Run) -> None:
    """Git says “not a git repository” of one whose HEAD it cannot open; the seal would name no commit."""
    (clerk.root / ".git/HEAD").unlink()
    result = run_bangfu(clerk.root, "seal", "2019-05", today="2019-06-30")
    assert (result.code, result.out) == (2, "")
    assert "git cannot read the repository" in result.err
    assert not (clerk.root / "seals/2019-05.yaml").exists()
