"""The system refuses at any step of a write: the ledgers are as they were, nothing is left behind, and it is said."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bangfu.edit import journal, write
from bangfu.edit.lock import locked
from bangfu.edit.write import Replacement, write_all
from bangfu.model.errors import EditRefusedError

LEDGER = """\
city: {city}
enterprises:
  - name: 甲公司
issues:
  - id: {prefix}-1
    enterprise: 甲公司
    title: 用地
    category: 用地
    events:
      - {{date: 2019-03-05, type: 反映}}
"""
FILES = {
    "ledgers/changsha.yaml": LEDGER.format(city="长沙市", prefix="CS"),
    "ledgers/zhuzhou.yaml": LEDGER.format(city="株洲市", prefix="ZZ"),
}
CALLS = ("rename", "fsync", "write", "fchmod", "link", "unlink")


class Fault:
    """Lets the n-th call of a system function fail, and counts them all."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
        self.count = 0
        real = getattr(os, name)

        def call(*args: object, **kwargs: object) -> object:
            self.count += 1
            if self.count == number:
                raise OSError(errno.ENOSPC, "the disk is full")
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, call)


def ledgers(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted((root / "ledgers").iterdir())}


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which files cannot change places in one step."""
    monkeypatch.setattr(write, "exchange", lambda _one, _other: False)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("several", [False, True])
def test_every_call_may_fail(repository, run_bangfu, monkeypatch, name: str, several: bool) -> None:
    if name == "rename":
        without_exchange(monkeypatch)
    root = repository(FILES)
    ids = ["ZZ-1", "CS-1"] if several else ["ZZ-1"]
    refused = number = 0
    while True:
        number += 1
        with monkeypatch.context() as patch:
            fault = Fault(patch, name, number)
            done = run_bangfu(root, "verify", *ids)
        if fault.count < number:
            break
        if done.code == 0:  # what failed was no part of the promise, such as clearing away
            assert [text.count("核实") for text in ledgers(root).values() if text].count(1) == len(ids)
            assert name in ("unlink", "link")
            repository(FILES)
            continue
        refused += 1
        assert done.code == 2
        assert "the disk is full" in done.err
        assert ledgers(root) == FILES, f"{name} number {number}"
    assert done.code == 0
    assert refused or name in ("unlink", "link")


def test_a_write_in_small_pieces_is_finished(repository, run_bangfu, monkeypatch) -> None:
    root = repository(FILES)
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data)[:7]))
    assert run_bangfu(root, "verify", "ZZ-1").code == 0
    assert (
        ledgers(root)["ledgers/zhuzhou.yaml"]
        == FILES["ledgers/zhuzhou.yaml"] + "      - {date: 2019-06-30, type: 核实}\n"
    )


def test_a_disk_that_loses_bytes_is_noticed(repository, run_bangfu, monkeypatch) -> None:
    root = repository(FILES)
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, b"\0" * len(data)))
    done = run_bangfu(root, "verify", "ZZ-1")
    assert done.code == 2
    assert "the disk gives back other bytes than were written" in done.err
    monkeypatch.undo()
    assert ledgers(root) == FILES


@pytest.mark.parametrize("step", ["rename", "fsync", "write"])
def test_an_interrupt_leaves_old_or_new(repository, run_bangfu, monkeypatch, step: str) -> None:
    root = repository(FILES)
    real = getattr(os, step)
    if step == "rename":
        without_exchange(monkeypatch)

    def interrupted(*args: object) -> object:
        real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, step, interrupted)
        assert run_bangfu(root, "verify", "ZZ-1", "CS-1").code == 130
    assert run_bangfu(root, "verify", "ZZ-1", "CS-1").code == 0, "neither was changed before"
    assert sorted(ledgers(root)) == sorted(FILES)


def killed_in_the_middle(root: Path, monkeypatch: pytest.MonkeyPatch, die_at: str) -> None:
    """A change to both files by a process that dies at a step of it."""
    replacements = [Replacement(name, text.encode(), (text + "# 新\n").encode()) for name, text in FILES.items()]
    without_exchange(monkeypatch)
    child = os.fork()
    if child == 0:
        calls = 0
        real = os.rename

        def rename(*args: object) -> None:
            nonlocal calls
            calls += 1
            if calls == int(die_at):
                os._exit(9)
            real(*args)  # type: ignore[arg-type]

        os.rename = rename  # type: ignore[assignment]
        with locked(root):
            write_all(root, replacements)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("die_at", ["1", "2", "3"])
def test_a_killed_change_of_several_files_is_taken_back(repository, run_bangfu, monkeypatch, die_at: str) -> None:
    root = repository(FILES)
    killed_in_the_middle(root, monkeypatch, die_at)
    assert len(list((root / "ledgers").iterdir())) > 2, "it left something"
    half_made = (root / "ledgers" / ".bangfu-undo").exists()
    assert half_made == (die_at != "1"), "the first rename puts the journal there"
    found = run_bangfu(root, "check")
    assert found.code == (1 if half_made else 0), "what is left is no ledger, and a half-made change is an error"
    assert ("BF005" in found.out) == half_made
    with locked(root):
        assert ledgers(root) == FILES
    assert run_bangfu(root, "verify", "ZZ-1", "CS-1").code == 0


def test_what_was_edited_after_a_killed_change_is_not_overwritten(repository, run_bangfu, monkeypatch) -> None:
    root = repository(FILES)
    killed_in_the_middle(root, monkeypatch, "3")
    (root / "ledgers/changsha.yaml").write_text("city: 长沙市\n")
    done = run_bangfu(root, "verify", "ZZ-1")
    assert done.code == 2
    assert "ledgers/changsha.yaml was edited since" in done.err
    assert (root / "ledgers/changsha.yaml").read_text() == "city: 长沙市\n"


@pytest.mark.parametrize("text", ["", "end", "ledgers/../../x\t0\t\nend\n", "/etc/x\t0\t\nend\n", "a\nend\n", "\xff"])
def test_a_broken_journal_is_not_believed(repository, text: str) -> None:
    root = repository(FILES)
    journal.path(root).write_bytes(text.encode("latin-1"))
    if text == "end":
        with locked(root):
            assert ledgers(root) == FILES
        return
    with pytest.raises(EditRefusedError), locked(root):
        pass
    assert (root / "ledgers/zhuzhou.yaml").read_text() == FILES["ledgers/zhuzhou.yaml"]


def test_a_file_changed_meanwhile_is_not_overwritten(repository) -> None:
    root = repository(FILES)
    name = "ledgers/zhuzhou.yaml"
    (root / name).write_text("city: 株洲市\n")
    with pytest.raises(EditRefusedError, match="changed by another program"), locked(root):
        write_all(root, [Replacement(name, FILES[name].encode(), b"x")])
    with pytest.raises(EditRefusedError, match="changed by another program"), locked(root):
        write_all(root, [Replacement(name, None, b"x")])
    (root / name).unlink()
    with pytest.raises(EditRefusedError, match="removed meanwhile"), locked(root):
        write_all(root, [Replacement(name, FILES[name].encode(), b"x")])
    assert sorted(path.name for path in (root / "ledgers").iterdir()) == ["changsha.yaml"]


@pytest.mark.parametrize("several", [False, True])
def test_what_an_editor_saves_in_the_last_moment_stays(repository, monkeypatch, several: bool) -> None:
    """After the last look at the ledger, and before the new one takes its place."""
    root = repository(FILES)
    names = list(FILES)[: 1 + several]
    last = root / names[-1]
    real = write._put

    def put(move: write._Move) -> None:
        if move.target == last:
            last.with_name(".saved").write_text("city: 编辑器\n")
            last.with_name(".saved").replace(last)
        real(move)

    monkeypatch.setattr(write, "_put", put)
    with pytest.raises(EditRefusedError, match="changed by another program"), locked(root):
        write_all(root, [Replacement(name, FILES[name].encode(), b"x") for name in names])
    assert ledgers(root) == {**FILES, names[-1]: "city: 编辑器\n"}


def test_a_file_that_comes_to_be_in_the_last_moment_stays(repository, monkeypatch) -> None:
    root = repository(FILES)
    new = root / "ledgers/xiangtan.yaml"
    real = write._put

    def put(move: write._Move) -> None:
        new.write_text("city: 编辑器\n")
        real(move)

    monkeypatch.setattr(write, "_put", put)
    with pytest.raises(EditRefusedError, match="changed by another program"), locked(root):
        write_all(root, [Replacement("ledgers/xiangtan.yaml", None, b"x")])
    assert ledgers(root) == {**FILES, "ledgers/xiangtan.yaml": "city: 编辑器\n"}


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.mkdir(), lambda path: path.symlink_to("/dev/null")])
def test_what_is_no_regular_file_is_refused(repository, make: Callable[[Path], None]) -> None:
    root = repository(FILES)
    (root / "ledgers/zhuzhou.yaml").unlink()
    make(root / "ledgers/zhuzhou.yaml")
    for before in (None, b""):
        with pytest.raises(EditRefusedError), locked(root):
            write_all(root, [Replacement("ledgers/zhuzhou.yaml", before, b"x")])


def test_mode_is_kept(repository, run_bangfu) -> None:
    root = repository(FILES)
    path = root / "ledgers/zhuzhou.yaml"
    path.chmod(0o640)
    assert run_bangfu(root, "verify", "ZZ-1").code == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_lock_is_waited_for_and_its_holder_named(repository) -> None:
    root = repository(FILES)
    ready, go = os.pipe()
    done, end = os.pipe()
    child = os.fork()
    if child == 0:
        with locked(root):
            os.write(go, b"x")
            os.read(done, 1)
        os._exit(0)
    os.read(ready, 1)
    with pytest.raises(EditRefusedError) as refusal, locked(root, patience=0.1):
        pass
    os.write(end, b"x")
    os.waitpid(child, 0)
    assert f"process {child} of " in str(refusal.value)
    assert "started 20" in str(refusal.value)
    with locked(root, patience=0.1):
        pass
    for descriptor in (ready, go, done, end):
        os.close(descriptor)
