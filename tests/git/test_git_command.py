"""`bangfu git`: the driver of this clone is set up, looked at and taken away."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from clones import Clone

from bangfu.cli.git import driver_command
from bangfu.scaffold.attributes import MERGE

Make = Callable[..., Clone]


def test_install_twice_changes_once_and_keeps_what_stands_there(make: Make) -> None:
    clone = make(install=False)
    (clone.root / ".gitattributes").write_bytes(b"*.yaml text eol=lf")
    before = clone.bangfu("git", "status")
    assert before.code == 1
    assert "not installed in this clone" in before.out
    for _time in range(2):
        assert clone.bangfu("git", "install").code == 0
    assert clone.read(".gitattributes") == f"*.yaml text eol=lf\n{MERGE}\n"
    assert clone.git("config", "--local", "--get-all", "merge.bangfu.driver") == driver_command() + "\n"
    assert clone.git("config", "--local", "--get-all", "merge.bangfu.name")


def test_status_as_json_and_uninstall(make: Make) -> None:
    clone = make()
    state = json.loads(clone.bangfu("git", "status", "--json").out)
    assert (state["schema"], state["ready"], state["current"], state["attribute"]) == (1, True, True, True)
    for _time in range(2):
        assert clone.bangfu("git", "uninstall").code == 0
    assert clone.try_git("config", "--local", "--get-regexp", "^merge[.]bangfu[.]").code == 1
    state = json.loads(clone.bangfu("git", "status", "--json").out)
    assert (state["ready"], state["driver"], state["attribute"]) == (False, None, True)


def test_attributes_set_otherwise_are_left_alone(make: Make) -> None:
    clone = make(install=False)
    (clone.root / ".gitattributes").write_text("ledgers/**/*.yaml merge=bangfu\n")
    assert clone.bangfu("git", "install").code == 0
    assert clone.read(".gitattributes") == "ledgers/**/*.yaml merge=bangfu\n"


def test_attributes_that_leave_out_the_parts_of_a_ledger_or_say_union_are_overruled(make: Make) -> None:
    clone = make(install=False)
    for line in ("ledgers/*.yaml merge=bangfu\n", "ledgers/** merge=union\n"):
        (clone.root / ".gitattributes").write_text(line)
        assert clone.bangfu("git", "status").code == 1
        assert clone.bangfu("git", "install").code == 0
        assert clone.read(".gitattributes") == f"{line}{MERGE}\n"


def test_where_git_has_nothing_to_say(make: Make) -> None:
    clone = make(install=False)
    (clone.root / ".git").rename(clone.root / "was-git")
    done = clone.bangfu("git", "install")
    assert done.code == 2
    assert "is in no git repository" in done.err
    done = clone.bangfu("git", "remove")
    assert done.code == 2
    assert "install|uninstall|status" in done.err
    done = clone.run(
        "/usr/bin/env", "PATH=/nonexistent", sys.executable, "-m", "bangfu", "git", "status"
    )  # fmt: skip
    assert done.code == 2
    assert "git is not installed" in done.err


def test_a_submodule_has_settings_of_its_own(make: Make) -> None:
    clone = make()
    clone.git("init", "-q", "-b", "main", "outer")
    outer = Clone(clone.root / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{clone.root}", "内")
    inner = Clone(outer.root / "内")
    assert inner.bangfu("git", "install").code == 0
    assert "merge.bangfu.driver" in inner.git("config", "--local", "--list")
    assert "merge.bangfu" not in outer.git("config", "--local", "--list")
