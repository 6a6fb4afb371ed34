"""`check --against`: what a merge lost, changed or doubled, and history that was rewritten."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clones import BASE, LEDGER, PROVINCE, Clone

Make = Callable[..., Clone]
Run = Callable[..., Any]

RAISED = "      - {date: 2019-03-06, type: 反映}\n"
ASSIGNED = "      - {date: 2019-03-08, type: 交办, to: [市自然资源局]}\n"
MEETING = "      - {date: 2019-03-20, type: 办理, note: 协调会}\n"
VISIT = "      - {date: 2019-03-20, type: 办理, note: 现场办公}\n"
DONE = "      - {date: 2019-04-02, type: 办结, note: 供地三十亩}\n"
FAIR = "measures:\n  - {date: 2019-03-10, section: 要素保障, text: 举办银企对接会。}\n"


def findings(run_bangfu: Run, clone: Clone, *options: str, today: str = "2019-06-30") -> list[dict[str, Any]]:
    """What the comparison finds (BF62)."""
    done = run_bangfu(clone.root, "check", "--select", "BF62", "--json", "--against", *options, today=today)
    assert done.err == ""
    return list(json.loads(done.out)["findings"])


def codes(found: list[dict[str, Any]]) -> list[tuple[str, str, int | None]]:
    return [(each["code"], each["file"], each["line"]) for each in found]


@pytest.fixture
def two(make: Make) -> Clone:
    """Two branches that go on with one issue each in its way, git merging line by line, on `one`."""
    clone = make(install=False)
    clone.branch("one", (ASSIGNED, ASSIGNED + MEETING))
    clone.branch("two", (ASSIGNED, ASSIGNED + VISIT), ("leader: 市长", "leader: 书记"))
    clone.git("switch", "-q", "one")
    return clone


def test_what_the_merge_button_lost_is_named_by_id_and_line(two: Clone, run_bangfu: Run) -> None:
    two.git("merge", "-q", "-X", "ours", "-m", "merge", "two")
    [lost] = findings(run_bangfu, two)
    assert codes([lost]) == [("BF620", LEDGER, 8)]
    assert "ZZ-190305-7K3M: {date: 2019-03-20, type: 办理, note: 现场办公} is gone" in lost["message"]
    assert f"it stood in {LEDGER}:15 (" in lost["message"]
    assert "a clerk" in lost["message"]
    assert two.bangfu("check", "--against").code == 1
    assert two.bangfu("check").code == 0


def test_a_merge_that_keeps_both_is_in_order(two: Clone, run_bangfu: Run) -> None:
    two.try_git("merge", "-q", "two")
    (two.root / LEDGER).write_text(
        BASE.replace(ASSIGNED, ASSIGNED + MEETING + VISIT).replace("leader: 市长", "leader: 书记"), "utf-8"
    )
    assert findings(run_bangfu, two) == []  # before it is committed
    two.git("commit", "-qam", "merge")
    assert findings(run_bangfu, two) == []


def test_a_merge_under_way_is_compared_with_both_sides(two: Clone, run_bangfu: Run) -> None:
    two.try_git("merge", "-q", "two")
    (two.root / LEDGER).write_text(BASE.replace(ASSIGNED, ASSIGNED + VISIT), "utf-8")
    found = findings(run_bangfu, two)
    assert codes(found) == [("BF621", LEDGER, 5), ("BF620", LEDGER, 8)]
    assert "甲公司: “leader” was otherwise" in found[0]["message"]
    assert found[0]["message"].endswith(": 书记")
    assert "协调会" in found[1]["message"]


def test_a_deliberate_change_of_one_side_is_no_loss_of_the_other(make: Make, run_bangfu: Run) -> None:
    clone = make({LEDGER: BASE + FAIR}, install=False)
    clone.branch("one", (ASSIGNED, ASSIGNED + MEETING))
    clone.branch("two", ("市自然资源局", "市住建局"), (FAIR, ""), ("融资难", "融资难融资贵"))
    clone.git("switch", "-q", "one")
    clone.try_git("merge", "-q", "two")
    merged = (BASE + MEETING).replace(MEETING, "").replace("融资难", "融资难融资贵")
    merged = merged.replace(ASSIGNED, ASSIGNED.replace("市自然资源局", "市住建局") + MEETING)
    (clone.root / LEDGER).write_text(merged, "utf-8")
    clone.git("commit", "-qam", "merge")
    assert findings(run_bangfu, clone) == []
    assert codes(findings(run_bangfu, clone, "HEAD^1")) == [  # the branch alone: what it merged is news to it
        ("BF620", LEDGER, None), ("BF621", LEDGER, 14), ("BF621", LEDGER, 18),
    ]  # fmt: skip


def test_a_side_whose_change_was_covered_is_told(make: Make, run_bangfu: Run) -> None:
    clone = make(install=False)
    clone.branch("one", ("to: [市自然资源局]", "to: [市自然资源局], due: 2019-04-08"))
    clone.branch("two", ("to: [市自然资源局]", "to: [市自然资源局], due: 2019-05-08"))
    clone.git("switch", "-q", "one")
    clone.git("merge", "-q", "-X", "ours", "-m", "merge", "two")
    [changed] = findings(run_bangfu, clone)
    assert codes([changed]) == [("BF621", LEDGER, 14)]
    assert changed["message"].endswith("due: 2019-05-08}")


def test_lines_that_a_union_merge_doubles(make: Make, run_bangfu: Run) -> None:
    clone = make(install=False)
    (clone.root / ".gitattributes").write_text("ledgers/** merge=union\n", "utf-8")
    clone.git("add", "-A")
    clone.git("commit", "-qm", "union")
    clone.branch("one", (RAISED, RAISED + MEETING + VISIT))
    clone.branch("two", (RAISED, RAISED + VISIT + MEETING))
    clone.git("switch", "-q", "one")
    clone.git("merge", "-q", "-m", "merge", "two")
    text = clone.read()
    assert (text.count(MEETING), text.count(VISIT)) in ((1, 2), (2, 1), (2, 2))
    assert {found["code"] for found in findings(run_bangfu, clone)} == {"BF622", "BF621"}


def test_an_entry_that_stands_there_twice(make: Make, run_bangfu: Run) -> None:
    clone = make({LEDGER: BASE + MEETING + FAIR})
    (clone.root / LEDGER).write_text(BASE + MEETING + MEETING + FAIR + FAIR.removeprefix("measures:\n"), "utf-8")
    found = findings(run_bangfu, clone)
    assert codes(found) == [("BF622", LEDGER, 22), ("BF622", LEDGER, 25)]


def test_a_lost_issue_enterprise_and_entry(make: Make, run_bangfu: Run) -> None:
    clone = make({LEDGER: BASE + FAIR})
    (clone.root / LEDGER).write_text(BASE[: BASE.index("  - id: ZZ-190306")].replace("  - name: 乙公司\n", ""), "utf-8")
    found = findings(run_bangfu, clone, "HEAD")
    assert codes(found) == [("BF620", LEDGER, None)] * 3
    told = "\n".join(sorted(each["message"] for each in found))
    assert "issue ZZ-190306-8N4P “融资难” with 1 events is gone; it stood in ledgers/zhuzhou.yaml:15 (" in told
    assert "“乙公司” is gone; it stood in ledgers/zhuzhou.yaml:6 (" in told
    assert "measures: {date: 2019-03-10, section: 要素保障, text: 举办银企对接会。} is gone" in told


def test_a_whole_file_that_is_gone(make: Make, run_bangfu: Run) -> None:
    clone = make()
    (clone.root / LEDGER).unlink()
    assert [each["code"] for each in findings(run_bangfu, clone)] == ["BF620"] * 4


def test_moves_and_new_ids_that_are_followed_are_no_loss(make: Make, run_bangfu: Run) -> None:
    clone = make()
    at = BASE.index("  - id: ZZ-190306")
    moved = "city: 株洲市\nissues:\n" + BASE[at:].replace(
        "id: ZZ-190306-8N4P", "id: ZZ-190306-QQQQ\n    was: [ZZ-190306-8N4P]"
    )
    (clone.root / LEDGER).write_text(
        BASE[:at].replace("name: 乙公司", "name: 新乙公司\n    aliases: [乙公司]"), "utf-8"
    )
    part = clone.root / "ledgers/zhuzhou/rest.yaml"
    part.parent.mkdir()
    part.write_text(moved.replace("enterprise: 乙公司", "enterprise: 新乙公司"), "utf-8")
    assert findings(run_bangfu, clone) == []


def test_additions_and_what_is_filled_in_are_silent(make: Make, run_bangfu: Run) -> None:
    clone = make()
    (clone.root / LEDGER).write_text(
        BASE.replace("name: 乙公司", "name: 乙公司\n    leader: 副市长").replace(ASSIGNED, ASSIGNED + MEETING) + FAIR,
        "utf-8",
    )
    assert findings(run_bangfu, clone) == []


def test_two_events_of_one_day_that_change_places(make: Make, run_bangfu: Run) -> None:
    clone = make({LEDGER: BASE.replace(ASSIGNED, ASSIGNED + MEETING + VISIT)})
    clone.change((MEETING + VISIT, VISIT + MEETING))
    [found] = findings(run_bangfu, clone, "HEAD^")
    assert (found["code"], found["line"]) == ("BF621", 8)
    assert "another order" in found["message"]


def test_an_event_of_another_type_is_another_event(make: Make, run_bangfu: Run) -> None:
    clone = make({LEDGER: BASE.replace(ASSIGNED, ASSIGNED + DONE)})
    clone.change((DONE, DONE.replace("办结", "办理")))
    assert [each["code"] for each in findings(run_bangfu, clone, "HEAD^")] == ["BF620"]


def test_the_commit_where_the_branch_began(make: Make, run_bangfu: Run) -> None:
    clone = make()
    clone.branch("work", (RAISED, RAISED + MEETING))
    clone.git("switch", "-q", "main")
    clone.change((ASSIGNED, ASSIGNED + DONE))
    clone.git("switch", "-q", "work")
    assert [each["code"] for each in findings(run_bangfu, clone, "main")] == ["BF620"]
    assert findings(run_bangfu, clone, "main...") == []


def test_what_cannot_be_read_now_is_not_called_lost(make: Make, run_bangfu: Run) -> None:
    clone = make()
    clone.change(("title: 融资难", "titel: 融资难"))
    done = run_bangfu(clone.root, "check", "--against", "HEAD^")
    assert "BF62" not in done.out
    assert done.code == 1


def test_what_could_not_be_read_then_is_told(make: Make, run_bangfu: Run) -> None:
    clone = make({LEDGER: BASE.replace("title: 融资难", "titel: 融资难")})
    clone.change(("titel", "title"))
    [found] = findings(run_bangfu, clone, "HEAD^")
    assert (found["code"], found["file"]) == ("BF625", LEDGER)


def test_a_shallow_clone_says_what_it_lacks(two: Clone, run_bangfu: Run, tmp_path: Path) -> None:
    two.git("merge", "-q", "-X", "ours", "-m", "merge", "two")
    two.git("clone", "-q", "--depth", "1", two.root.as_uri(), str(tmp_path / "shallow"))
    done = run_bangfu(tmp_path / "shallow", "check", "--against")
    assert (done.code, done.out) == (2, "")
    assert "git fetch --unshallow" in done.err
    Clone(tmp_path / "shallow").git("fetch", "-q", "--depth", "2", "origin")
    done = run_bangfu(tmp_path / "shallow", "check", "--against")
    assert done.code == 1 or "unshallow" in done.err


def test_a_detached_head_and_a_work_tree(two: Clone, run_bangfu: Run, tmp_path: Path) -> None:
    two.git("merge", "-q", "-X", "ours", "-m", "merge", "two")
    two.git("worktree", "add", "-q", "--detach", str(tmp_path / "there"), "HEAD")
    assert [each["code"] for each in findings(run_bangfu, Clone(tmp_path / "there"))] == ["BF620"]


def test_no_git_and_no_commit(make: Make, run_bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "plain/ledgers").mkdir(parents=True)
    (tmp_path / "plain/bangfu.yaml").write_text(PROVINCE, "utf-8")
    (tmp_path / "plain" / LEDGER).write_text(BASE, "utf-8")
    plain = Clone(tmp_path / "plain")
    done = run_bangfu(plain.root, "check", "--against")
    assert (done.code, done.out) == (2, "")
    assert "is in no git repository" in done.err
    plain.git("init", "-q")
    assert "nothing has been committed here yet" in run_bangfu(plain.root, "check", "--against").err
    clone = make()
    assert "git knows no commit “nonsense”" in run_bangfu(clone.root, "check", "--against", "nonsense").err
    shutil.rmtree(clone.root / ".git")


def test_what_somebody_answers_for_cannot_be_hidden_by_a_comment(make: Make, run_bangfu: Run) -> None:
    clone = make()
    clone.change(("to: [市自然资源局]}", "to: [市住建局]}  # bangfu: ignore[BF621] 更正"))
    assert [each["code"] for each in findings(run_bangfu, clone, "HEAD^")] == ["BF621"]
    assert "BF910" in clone.bangfu("check").out
