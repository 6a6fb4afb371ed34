"""`bangfu sync`: the base branch comes in with the driver, and the ledgers are checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from clones import LEDGER, Clone

Make = Callable[..., Clone]

ASSIGNED = "      - {date: 2019-03-08, type: 交办, to: [市自然资源局]}\n"
DONE = "      - {date: 2019-04-02, type: 办结, note: 供地三十亩}\n"
WORKED = "      - {date: 2019-03-20, type: 办理, note: 协调会}\n"


def test_main_comes_in_where_nothing_else_is_named(make: Make) -> None:
    clone = make()
    clone.git("config", "--unset", "merge.bangfu.driver")  # sync brings the driver along
    clone.branch("topic", (ASSIGNED, ASSIGNED + DONE))
    clone.git("switch", "-q", "main")
    clone.change((ASSIGNED, ASSIGNED + WORKED))
    clone.git("switch", "-q", "topic")
    done = clone.bangfu("sync")
    assert done.code == 0, done
    assert "merged: main\n" in done.err
    assert ASSIGNED + WORKED + DONE in clone.read()
    assert "main holds nothing new\n" in clone.bangfu("sync").err


def test_the_upstream_is_fetched_and_merged(make: Make, tmp_path: Path) -> None:
    hub = make()
    hub.git("clone", "-q", str(hub.root), str(tmp_path / "there"))
    there = Clone(tmp_path / "there")
    there.change((ASSIGNED, ASSIGNED + WORKED))
    hub.change((ASSIGNED, ASSIGNED + DONE))
    done = there.bangfu("sync", "--no-fetch")
    assert "origin/main holds nothing new" in done.err
    done = there.bangfu("sync")
    assert done.code == 0, done
    assert ASSIGNED + WORKED + DONE in there.read()
    hub.root.rename(tmp_path / "gone")
    done = there.bangfu("sync")
    assert done.code == 0
    assert "origin cannot be reached" in done.err


def test_a_conflict_is_explained_and_left_as_git_leaves_it(make: Make) -> None:
    clone = make()
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    clone.branch("two", ("leader: 市长", "leader: 副市长"))
    done = clone.bangfu("sync", "one")
    assert done.code == 1
    assert f"{LEDGER}: 甲公司: leader: conflict: both sides changed it\n  base: 市长\n  ours: 副市长\n" in done.err
    assert f"left to resolve: {LEDGER}\n" in done.err
    assert clone.git("status", "--porcelain") == f"UU {LEDGER}\n"
    done = clone.bangfu("sync", "one")
    assert done.code == 2
    assert "a merge or a rebase is not finished here" in done.err


def test_a_merge_that_git_cannot_finish_is_no_conflict(make: Make) -> None:
    clone = make()
    clone.branch("topic", (ASSIGNED, ASSIGNED + DONE))
    clone.git("switch", "-q", "main")
    clone.change((ASSIGNED, ASSIGNED + WORKED))
    hook = clone.root / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho the hook refuses >&2\nexit 1\n")
    hook.chmod(0o755)
    done = clone.bangfu("sync", "topic")
    assert done.code == 2
    assert "the hook refuses\n" in done.err
    assert "git could not finish the merge\n  go back, then try again: git merge --abort\n" in done.err
    assert "left to resolve" not in done.err


def test_errors_in_the_merged_ledgers_are_shown(make: Make) -> None:
    clone = make()
    clone.branch("one", ("title: 融资难", "title: 融资难\n    detial: 贵"))
    clone.git("switch", "-q", "-c", "two", "main")
    done = clone.bangfu("sync", "one")
    assert done.code == 1
    assert "BF120" in done.err


@pytest.mark.parametrize(
    ("prepare", "arguments", "told"),
    [
        (lambda clone: (clone.root / LEDGER).write_text("city: 株洲市\n"), ["one"], "changes that are not committed"),
        (lambda clone: clone.git("switch", "-q", "--detach"), ["one"], "no branch is checked out here"),
        (lambda _clone: None, ["nowhere"], "git knows no commit “nowhere”"),
        (lambda _clone: None, ["--", "--output=x"], "git knows no commit “--output=x”"),
        (lambda clone: clone.git("switch", "-q", "main"), [], "there is no branch to bring in"),
        (lambda clone: clone.change(("merge=bangfu", "-merge"), name=".gitattributes"), ["one"],
         "git would merge the ledgers line by line here"),
    ],
)  # fmt: skip
def test_it_does_not_start_where_it_cannot_end(
    make: Make, prepare: Callable[[Clone], object], arguments: list[str], told: str
) -> None:
    clone = make()
    clone.branch("one", ("leader: 市长", "leader: 书记"))
    prepare(clone)
    before = clone.git("rev-parse", "HEAD"), clone.git("status", "--porcelain")
    done = clone.bangfu("sync", *arguments)
    assert done.code == 2
    assert told in done.err
    assert (clone.git("rev-parse", "HEAD"), clone.git("status", "--porcelain")) == before
