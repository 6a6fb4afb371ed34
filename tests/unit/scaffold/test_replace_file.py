"""Files are replaced whole or not at all."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest

from bangfu.edit.atomic import replace_file


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "通报.md"
    replace_file(path, b"one")
    assert path.read_bytes() == b"one"
    path.chmod(0o640)
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["通报.md"]


def test_a_new_file_has_the_mode_that_the_user_chose(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_file(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/null")):
        with pytest.raises(OSError, match="not a regular file"):
            replace_file(path, b"x")
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "no" / "file", b"x")


@pytest.mark.parametrize("call", ["fsync", "replace", "fstat", "dup"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match="No space"):
            replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_disk_that_loses_bytes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", lambda descriptor: os.ftruncate(descriptor, 2))
    with pytest.raises(OSError, match="gives back other bytes"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_run_left_goes_with_the_next_write_and_what_another_run_writes_stays(tmp_path: Path) -> None:
    path = tmp_path / "通报.md"
    names = (".通报.md.0123456789ab.tmp", ".通报.md.ba9876543210.tmp", ".名单.md.0123456789ab.tmp", ".通报.md.tmp")
    killed, alive, other, own = (tmp_path / name for name in names)
    for file in (killed, alive, other, own):
        file.write_bytes(b"half")
    with alive.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        replace_file(path, b"one")
    assert sorted(tmp_path.iterdir()) == sorted([path, alive, other, own])
    replace_file(path, b"two")
    assert sorted(tmp_path.iterdir()) == sorted([path, other, own])


def test_a_run_that_writes_is_not_taken_for_a_killed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "通报.md"
    replace = os.replace

    def slow(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        replace_file(path, b"two")  # another run, in the last moment
        assert source.exists()
        replace(source, target)

    monkeypatch.setattr(os, "replace", slow)
    replace_file(path, b"one")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]
