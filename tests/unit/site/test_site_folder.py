"""The folder: what was there, what is there, and what an accident leaves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bangfu.model.errors import UsageError
from bangfu.site.folder import MARKER, write

PAGES = [("issues/A-1.html", "一"), ("lists/urgent.html", "急"), ("cities/a.html", "甲"), ("index.html", "省")]


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def site(*pages: tuple[str, str]) -> dict[str, str]:
    return dict(pages) | {MARKER: "".join(f"{name}\n" for name in sorted(name for name, _ in pages))}


def test_a_new_folder_holds_the_pages_and_a_marker(tmp_path: Path) -> None:
    assert write(tmp_path / "new/site", PAGES) == 4
    assert files(tmp_path / "new/site") == site(*PAGES)


def test_pages_that_are_no_more_go_and_what_others_put_there_stays(tmp_path: Path) -> None:
    write(tmp_path, [*PAGES, ("issues/A-2.html", "二"), ("cities/b.html", "乙")])
    (tmp_path / "CNAME").write_text("example.invalid")
    (tmp_path / "issues/photo.txt").write_text("别人的")
    changed = [(name, text + "改") for name, text in PAGES]
    write(tmp_path, changed)
    assert files(tmp_path) == site(*changed) | {"CNAME": "example.invalid", "issues/photo.txt": "别人的"}


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("重要")
    with pytest.raises(UsageError, match="neither empty nor a site"):
        write(tmp_path, PAGES)
    assert files(tmp_path) == {"letter.txt": "重要"}


def test_a_forged_marker_removes_nothing_outside(tmp_path: Path) -> None:
    victim = tmp_path / "victim.html"
    victim.write_text("在")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / MARKER).write_text("../victim.html\nissues/../../victim.html\n/etc/passwd\nnotes.html\n")
    (folder / "notes.html").write_text("笔记")
    write(folder, PAGES)
    assert victim.read_text() == "在"
    assert files(folder) == site(*PAGES) | {"notes.html": "笔记"}


def test_a_link_in_the_site_is_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    write(folder, PAGES)
    (folder / "issues").rename(elsewhere)
    (folder / "issues").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="is a link"):
        write(folder, PAGES)
    assert (elsewhere / "A-1.html").exists()


def broken(after: int, error: BaseException) -> Iterator[tuple[str, str]]:
    yield from [(name, "新") for name, _ in PAGES[:after]]
    raise error


@pytest.mark.parametrize("after", range(5))
def test_an_interrupted_build_leaves_the_earlier_site(tmp_path: Path, after: int) -> None:
    write(tmp_path, PAGES)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, broken(after, KeyboardInterrupt()))
    assert files(tmp_path) == site(*PAGES)


def test_an_interrupted_first_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "site", broken(3, KeyboardInterrupt()))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_put_away(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    (tmp_path / ".bangfu-site.new/issues").mkdir(parents=True)
    (tmp_path / ".bangfu-site.new/issues/B.html").write_text("半")
    write(tmp_path, PAGES)
    assert files(tmp_path) == site(*PAGES)


def test_a_folder_that_cannot_be_swapped_is_an_error_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, PAGES)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.parent.name == ".bangfu-site.new" and self.name == "issues":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UsageError, match="disk is full"):
        write(tmp_path, [(name, "新") for name, _ in PAGES])
    assert {name: text for name, text in files(tmp_path).items() if name != MARKER} == dict(PAGES)


def test_two_builds_do_not_write_one_folder(tmp_path: Path) -> None:
    import fcntl

    write(tmp_path, PAGES)
    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        with pytest.raises(UsageError, match="another bangfu is writing it"):
            write(tmp_path, PAGES)
    finally:
        os.close(held)


def test_no_page_has_an_address_of_its_own_making(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no address of a page"):
        write(tmp_path / "site", [("issues/../../x.html", "")])
    assert list(tmp_path.iterdir()) == []
