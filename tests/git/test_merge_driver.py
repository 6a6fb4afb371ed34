"""The merge driver in real git: what two clones, a rebase, a criss-cross and the like leave in the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import BASE, LEDGER, PROVINCE, Clone

Make = Callable[..., Clone]

ASSIGNED = "      - {date: 2019-03-08, type: 交办, to: [市自然资源局]}\n"
RAISED = "      - {date: 2019-03-06, type: 反映}\n"
WORKED = "      - {date: 2019-03-20, type: 办理, note: 协调会}\n"
DONE = "      - {date: 2019-04-02, type: 办结, note: 供地三十亩}\n"
CLOSED = "      - {date: 2019-04-06, type: 销号}\n"
VERIFIED = "      - {date: 2019-03-09, type: 核实}\n"
MARK = "<<<<<<< ours\n"


def new(name: str, title: str) -> str:
    return (
        f"  - id: {name}\n    enterprise: 乙公司\n    title: {title}\n    category: 用工\n"
        "    events:\n      - {date: 2019-04-01, type: 反映}\n"
    )


def test_two_clones_add_close_and_push(make: Make, tmp_path: Path) -> None:
    here = make()
    here.git("clone", "-q", "--bare", ".", str(tmp_path / "hub.git"))
    here.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    here.git("clone", "-q", str(tmp_path / "hub.git"), str(tmp_path / "there"))
    there = Clone(tmp_path / "there")
    assert there.bangfu("git", "status").code == 1
    assert there.bangfu("git", "install").code == 0
    assert there.git("status", "--porcelain") == ""

    here.change((ASSIGNED, ASSIGNED + WORKED + DONE + CLOSED), (RAISED, RAISED + new("ZZ-190401-AAAA", "缺焊工")))
    here.git("push", "-q", "origin", "main")
    there.change((RAISED, RAISED + VERIFIED + new("ZZ-190401-BBBB", "缺电工")), ("leader: 市长", "leader: 副市长"))
    assert there.try_git("pull", "-q", "--no-rebase").code == 0
    text = there.read()
    for piece in (WORKED + DONE + CLOSED, RAISED + VERIFIED, "缺焊工", "缺电工", "leader: 副市长"):
        assert piece in text
    assert there.bangfu("check", "--select", "BF3").code == 0
    there.git("push", "-q", "origin", "HEAD:main")


def test_edits_of_one_issue_by_two_branches_come_together(make: Make) -> None:
    clone = make()
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE), ("title: 用地未落实", "title: 新增用地未落实"))
    assert clone.try_git("merge", "-q", "one").code == 0
    assert ASSIGNED + WORKED + DONE in clone.read()


def test_a_conflict_is_told_with_both_sides_and_marked(make: Make) -> None:
    clone = make()
    clone.branch("one", (ASSIGNED, ASSIGNED + DONE))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE.replace("三十亩", "五亩")))
    done = clone.try_git("merge", "one")
    assert done.code == 1
    assert f"{LEDGER}: ZZ-190305-7K3M: conflict: both sides have 办结, and not the same" in done.err
    assert "供地三十亩" in done.err
    assert "供地五亩" in done.err
    assert clone.git("status", "--porcelain") == f"UU {LEDGER}\n"
    assert MARK + DONE.replace("三十亩", "五亩") + "||||||| base\n=======\n" + DONE + ">>>>>>> theirs\n" in clone.read()
    assert "BF102" in clone.bangfu("check").out


def test_the_conflict_is_told_in_the_readers_language(make: Make) -> None:
    clone = make()
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    clone.branch("two", ("leader: 市长", "leader: 副市长"))
    told = clone.try_git("merge", "one", env={"BANGFU_LANG": "zh"}).err
    assert "甲公司: leader：冲突：双方都改了，而且改得不同" in told
    assert "对方：书记" in told


def test_a_renamed_enterprise_is_followed(make: Make) -> None:
    clone = make()
    clone.branch("one", ("name: 甲公司\n    leader: 市长", "name: 甲集团\n    leader: 市长\n    aliases: [甲公司]"))
    clone.branch("two", ("leader: 市长", "leader: 书记"))
    assert clone.try_git("merge", "-q", "one").code == 0
    assert "name: 甲集团\n    leader: 书记\n    aliases: [甲公司]\n" in clone.read()


def test_the_canonical_layout_on_one_side(make: Make) -> None:
    clone = make({LEDGER: BASE.replace("  - name: 甲公司", "  -   name: 甲公司").replace("    leader", "      leader")})
    clone.git("switch", "-q", "-c", "tidy")
    assert clone.bangfu("fmt").code == 0
    clone.git("commit", "-qam", "fmt")
    tidy = clone.read()
    clone.branch("work", (ASSIGNED, ASSIGNED + WORKED))
    before = clone.read()
    assert clone.try_git("merge", "-q", "tidy").code == 0
    assert clone.read() == before
    clone.git("switch", "-q", "tidy")
    clone.git("reset", "-q", "--hard", "HEAD")
    assert clone.try_git("merge", "-q", "work").code == 0
    assert clone.read() in (before, tidy.replace(ASSIGNED, ASSIGNED + WORKED))


def test_a_rebase_brings_every_commit_along(make: Make) -> None:
    clone = make()
    clone.branch("topic", (ASSIGNED, ASSIGNED + WORKED))
    clone.change((RAISED, RAISED + VERIFIED))
    clone.change(("leader: 市长", "leader: 书记"))
    clone.git("switch", "-q", "main")
    pressed = ASSIGNED + "      - {date: 2019-03-12, type: 督办}\n"
    clone.change((ASSIGNED, pressed), (RAISED, RAISED + new("ZZ-190401-AAAA", "缺焊工")))
    clone.git("switch", "-q", "topic")
    assert clone.try_git("rebase", "-q", "main").code == 0
    text = clone.read()
    assert pressed + WORKED in text
    assert RAISED + VERIFIED + new("ZZ-190401-AAAA", "缺焊工") in text
    assert len(clone.git("log", "--oneline", "main..").splitlines()) == 3


def test_a_criss_cross_that_was_in_conflict_is_not_settled_by_guessing(make: Make) -> None:
    clone = make()
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    clone.git("branch", "one-first")
    clone.branch("two", ("leader: 市长", "leader: 副市长"))
    clone.git("branch", "two-first")
    for branch, other, leader in (("one", "two-first", "书记"), ("two", "one-first", "副市长")):
        clone.git("switch", "-q", branch)
        assert clone.try_git("merge", "-q", other).code == 1
        text = clone.read()
        settled = text[: text.index(MARK)] + f"    leader: {leader}\n" + text[text.index(">>>>>>> theirs\n") + 15 :]
        (clone.root / LEDGER).write_text(settled)
        clone.git("commit", "-qam", "settled")
    clone.change((ASSIGNED, ASSIGNED + WORKED))
    done = clone.try_git("merge", "one")
    assert done.code == 1
    assert done.err.count("conflict: ") == 1
    assert MARK + "    leader: 副市长\n||||||| base\n=======\n    leader: 书记\n" in clone.read()
    assert WORKED in clone.read()


def test_a_clean_criss_cross_stays_clean(make: Make) -> None:
    clone = make()
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.git("branch", "one-first")
    clone.branch("two", (RAISED, RAISED + VERIFIED))
    clone.git("branch", "two-first")
    clone.git("merge", "-q", "one-first")
    clone.git("switch", "-q", "one")
    clone.git("merge", "-q", "two-first")
    clone.change((WORKED, WORKED + DONE))
    clone.git("switch", "-q", "two")
    clone.change(("leader: 市长", "leader: 书记"))
    assert clone.try_git("merge", "-q", "one").code == 0
    assert clone.read() == BASE.replace(ASSIGNED, ASSIGNED + WORKED + DONE).replace(RAISED, RAISED + VERIFIED).replace(
        "leader: 市长", "leader: 书记"
    )


def test_an_octopus_does_not_call_drivers_but_one_branch_after_the_other_works(make: Make) -> None:
    """Git merges an octopus line by line (git-merge-one-file). It gives up where lines meet, which they do here."""
    clone = make()
    for name, title in (("a", "缺焊工"), ("b", "缺电工"), ("c", "缺司机")):
        clone.branch(name, (RAISED, RAISED + new(f"ZZ-190401-{name.upper() * 4}", title)))
    clone.git("switch", "-q", "main")
    assert clone.try_git("merge", "a", "b", "c").code != 0
    clone.git("reset", "-q", "--hard")
    for name in ("a", "b", "c"):
        assert clone.try_git("merge", "-q", "--no-edit", name).code == 0
    assert all(title in clone.read() for title in ("缺焊工", "缺电工", "缺司机"))


def test_a_shallow_clone_in_which_the_common_base_is_missing(make: Make, tmp_path: Path) -> None:
    """Without a common commit git merges with an empty base: a union, and what differs is in conflict."""
    clone = make()
    clone.change((ASSIGNED, ASSIGNED + WORKED))
    clone.branch("topic", (RAISED, RAISED + VERIFIED), at="main~1")
    clone.git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{clone.root}", str(tmp_path / "shallow"))
    shallow = Clone(tmp_path / "shallow")
    shallow.git("switch", "-q", "main")
    assert shallow.bangfu("git", "install").code == 0
    assert shallow.try_git("merge", "-q", "origin/topic").code != 0
    assert shallow.try_git("merge", "-q", "--allow-unrelated-histories", "origin/topic").code == 0
    assert ASSIGNED + WORKED in shallow.read()
    assert RAISED + VERIFIED in shallow.read()


def test_a_linked_work_tree_has_the_driver_of_its_clone(make: Make, tmp_path: Path) -> None:
    clone = make()
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.git("switch", "-q", "main")
    clone.git("worktree", "add", "-q", "-b", "two", str(tmp_path / "tree"), "main")
    tree = Clone(tmp_path / "tree")
    assert tree.bangfu("git", "status").code == 0
    tree.change((ASSIGNED, ASSIGNED + DONE))
    assert tree.try_git("merge", "-q", "one").code == 0
    assert ASSIGNED + WORKED + DONE in tree.read()


def test_a_ledger_repository_in_a_folder_of_a_bigger_one(make: Make) -> None:
    inner = "台账 2019"
    clone = make({f"{inner}/bangfu.yaml": PROVINCE, f"{inner}/{LEDGER}": BASE}, install=False)
    clone.git("rm", "-qf", "bangfu.yaml")
    assert clone.bangfu("--repo", inner, "git", "install").code == 0
    clone.git("add", "-A")
    clone.git("commit", "-qm", "driver")
    clone.git("switch", "-q", "-c", "one")
    clone.change((ASSIGNED, ASSIGNED + WORKED), name=f"{inner}/{LEDGER}")
    clone.git("switch", "-q", "-c", "two", "main")
    clone.change((ASSIGNED, ASSIGNED + DONE), name=f"{inner}/{LEDGER}")
    assert clone.try_git("merge", "-q", "one").code == 0
    assert ASSIGNED + WORKED + DONE in clone.read(f"{inner}/{LEDGER}")


def test_without_a_driver_git_merges_line_by_line_and_says_so(make: Make) -> None:
    clone = make()
    assert clone.bangfu("git", "uninstall").code == 0
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE))
    assert clone.try_git("merge", "one").code == 1
    assert "<<<<<<< HEAD\n" in clone.read()


def test_a_driver_that_is_not_there_any_more_leaves_a_conflict(make: Make) -> None:
    clone = make()
    clone.git("config", "merge.bangfu.driver", "/nonexistent/python -m bangfu merge-driver %O %A %B %L %P")
    status = clone.bangfu("git", "status")
    assert status.code == 1
    assert "/nonexistent/python is not there any more" in status.out
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE))
    assert clone.try_git("merge", "one").code == 1
    assert clone.git("status", "--porcelain") == f"UU {LEDGER}\n"
    assert clone.bangfu("git", "install").code == 0
    assert clone.try_git("checkout", "--merge", LEDGER).code == 0
    assert ASSIGNED + WORKED + DONE in clone.read()


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_driver_that_is_killed_half_way_leaves_ours_and_a_conflict(make: Make, tmp_path: Path, place: str) -> None:
    """Killed before the result is in place: OURS stands there; after: the result. Git shows a conflict either way."""
    script = tmp_path / "killed.py"
    script.write_text(
        "import os, signal, sys\n"
        "from bangfu.edit import atomic\n"
        "from bangfu.cli.app import main\n"
        "whole = atomic.replace_file\n"
        "def replace_file(path, data):\n"
        f"    {'whole(path, data)' if place == 'after' else 'pass'}\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "atomic.replace_file = replace_file\n"
        "main(sys.argv[1:])\n"
    )
    clone = make()
    clone.git("config", "merge.bangfu.driver", f"'{sys.executable}' '{script}' merge-driver %O %A %B %L %P")
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE))
    assert clone.try_git("merge", "one").code != 0
    assert clone.git("ls-files", "--unmerged") or clone.read() == BASE.replace(ASSIGNED, ASSIGNED + DONE)
    assert clone.read() == BASE.replace(ASSIGNED, ASSIGNED + ("" if place == "before" else WORKED) + DONE)


def test_line_ends_of_a_windows_checkout(make: Make) -> None:
    """Ledgers that were committed with CRLF stay so; `eol=crlf` alone never reaches the driver."""
    clone = make({LEDGER: BASE.replace("\n", "\r\n")})
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    clone.branch("two", (ASSIGNED.replace("\n", "\r\n"), (ASSIGNED + WORKED).replace("\n", "\r\n")))
    assert clone.try_git("merge", "-q", "one").code == 0
    assert clone.read() == BASE.replace("市长", "书记").replace(ASSIGNED, ASSIGNED + WORKED).replace("\n", "\r\n")


def test_a_checkout_with_crlf_of_ledgers_kept_with_lf(make: Make) -> None:
    clone = make()
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    clone.branch("two", (ASSIGNED, ASSIGNED + WORKED))
    clone.git("config", "core.autocrlf", "true")
    clone.git("rm", "-q", "--cached", LEDGER)
    clone.git("reset", "-q", "--hard")
    assert "\r\n" in clone.read()
    assert clone.try_git("merge", "-q", "one").code == 0
    assert clone.git("show", f"HEAD:{LEDGER}") == BASE.replace("市长", "书记").replace(ASSIGNED, ASSIGNED + WORKED)


def test_a_file_an_issue_added_on_both_sides(make: Make) -> None:
    """`layout: issue`: both clerks add the same issue, each with a first step of its own."""
    name = "ledgers/zhuzhou/ZZ-190401-AAAA.yaml"
    text = "city: 株洲市\nissues:\n" + new("ZZ-190401-AAAA", "缺焊工")
    clone = make()
    steps = ("      - {date: 2019-04-03, type: 核实}\n", "      - {date: 2019-04-05, type: 交办, to: [市人社局]}\n")
    for branch, step in zip(("one", "two"), steps, strict=True):
        clone.git("switch", "-q", "-c", branch, "main")
        (clone.root / name).parent.mkdir(exist_ok=True)
        (clone.root / name).write_text(text + step)
        clone.git("add", "-A")
        clone.git("commit", "-qm", branch)
    assert clone.try_git("merge", "-q", "one").code == 0
    assert clone.read(name) == text + "".join(steps)


def test_a_broken_configuration_leaves_markers(make: Make) -> None:
    clone = make()
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE))
    (clone.root / "bangfu.yaml").write_text("province: [")
    clone.git("commit", "-qam", "broken")
    done = clone.try_git("merge", "one")
    assert done.code == 1
    assert f"{LEDGER}: not merged record by record: bangfu.yaml cannot be read" in done.err
    assert MARK in clone.read()
    assert WORKED in clone.read()
    assert DONE in clone.read()


def test_nothing_in_the_repository_is_run_as_bangfu(make: Make) -> None:
    """Python is told not to import from the folder it is started in, which is the repository."""
    clone = make()
    (clone.root / "bangfu.py").write_text("raise SystemExit('taken over')\n")
    (clone.root / "typer.py").write_text("raise SystemExit('taken over')\n")
    clone.git("add", "-A")
    clone.git("commit", "-qm", "files with telling names")
    clone.branch("one", (ASSIGNED, ASSIGNED + WORKED))
    clone.branch("two", (ASSIGNED, ASSIGNED + DONE))
    done = clone.try_git("merge", "-q", "one")
    assert done.code == 0, done
    assert ASSIGNED + WORKED + DONE in clone.read()


def test_a_small_conflict_marker_size_of_the_repository(make: Make) -> None:
    clone = make()
    with (clone.root / ".gitattributes").open("a") as file:
        file.write("ledgers/** conflict-marker-size=12\n")
    clone.git("commit", "-qam", "longer markers")
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    clone.branch("two", ("leader: 市长", "leader: 副市长"))
    done = clone.try_git("merge", "one")
    assert done.code == 1
    assert "leader: conflict" in done.err
    assert "<<<<<<<<<<<< ours\n" in clone.read()
