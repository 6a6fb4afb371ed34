"""`bangfu cache`: what it holds is told, and only what is ours is removed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bangfu.cache.store import Store
from bangfu.cli.session import Session

Run = Callable[..., Any]
KEYS = [sha256(str(number).encode()).hexdigest() for number in range(3)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of three entries, one of them last used on 2019-06-01."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(folder))
    store = Store.open(os.environ)
    for key in KEYS:
        store.put(key, bytes(400_000))
    old = time.mktime((2019, 6, 1, 12, 0, 0, 0, 0, -1))
    os.utime(folder / "entries-1" / KEYS[1], (old, old))
    return folder


def test_info_in_either_language(run_bangfu: Run, folder: Path, tmp_path: Path) -> None:
    result = run_bangfu(tmp_path, "cache", "info")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"cache folder: {folder}\nentries: 3\nsize: 1.2 MB, at most 256 MB\n"
        "unused for longest: last used on 2019-06-01\n"
    )
    assert run_bangfu(tmp_path, "cache", "info", lang="zh").out == (
        f"缓存文件夹：{folder}\n条目：3\n大小：1.2 MB，上限 256 MB\n最久未用的条目：上次使用于 2019-06-01\n"
    )


def test_info_as_json(run_bangfu: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_CACHE_SIZE", "7")
    assert json.loads(run_bangfu(tmp_path, "cache", "info", "--json").out) == {
        "schema": 1,
        "folder": str(folder),
        "used": True,
        "reason": None,
        "entries": 3,
        "bytes": 3 * 98 * 4096,
        "bound": 7_000_000,
        "oldest": "2019-06-01",
    }


def test_info_makes_nothing(run_bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(tmp_path / "new"))
    state = json.loads(run_bangfu(tmp_path, "cache", "info", "--json").out)
    assert (state["used"], state["entries"], state["bytes"], state["oldest"]) == (True, 0, 0, None)
    (tmp_path / "new").mkdir()
    state = json.loads(run_bangfu(tmp_path, "cache", "info", "--json").out)
    assert (state["used"], state["entries"]) == (True, 0)
    assert list((tmp_path / "new").iterdir()) == []
    assert "last used on —\n" in run_bangfu(tmp_path, "cache", "info").out


def why(run_bangfu: Run, folder: Path, lang: str = "en") -> str:
    """Why the cache is not used."""
    state = json.loads(run_bangfu(folder, "cache", "info", "--json", lang=lang).out)
    assert state["used"] is False
    told = run_bangfu(folder, "cache", "info", lang=lang).out.splitlines()[-1]
    assert told.endswith(state["reason"])
    return str(state["reason"])


def test_info_says_why_it_is_not_used(
    run_bangfu: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("BANGFU_NO_CACHE", "1")
        assert why(run_bangfu, tmp_path) == "BANGFU_NO_CACHE is set"
        assert why(run_bangfu, tmp_path, "zh") == "已设置 BANGFU_NO_CACHE"
    with monkeypatch.context() as patch:
        patch.setenv("BANGFU_CACHE_SIZE", "0")
        assert why(run_bangfu, tmp_path) == "BANGFU_CACHE_SIZE is 0"
    folder.chmod(0o777)
    assert why(run_bangfu, tmp_path) == "others may write in it"
    folder.chmod(0o700)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
        assert why(run_bangfu, tmp_path) == "it belongs to another user"
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(tmp_path / "link"))
    assert why(run_bangfu, tmp_path) == "it is a link, or no folder"
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(tmp_path))
    assert why(run_bangfu, tmp_path, "zh") == "其中另有他物"
    monkeypatch.setenv("BANGFU_CACHE_DIR", "x" * 300)
    assert why(run_bangfu, tmp_path) == "the name is too long"
    for name in ("BANGFU_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert why(run_bangfu, tmp_path) == "there is no home folder; name one with BANGFU_CACHE_DIR"


def test_the_option_stands_before_the_command(run_bangfu: Run, folder: Path, capsys: Any) -> None:
    from bangfu.cli.app import main

    assert main(["--lang", "en", "--no-cache", "cache", "info"]) == 0
    assert "the cache is not used: --no-cache is given\n" in capsys.readouterr().out
    assert run_bangfu(folder, "cache", "info", "--no-cache").code == 2


def test_a_session_has_one_store_and_none_with_no_cache(folder: Path) -> None:
    from datetime import date

    from bangfu.i18n import Translator

    session = Session(Translator("en"), date(2019, 6, 30))
    assert session.cache is session.cache
    assert session.cache.get(KEYS[0]) == bytes(400_000)
    assert Session(Translator("en"), date(2019, 6, 30), caching=False).cache.get(KEYS[0]) is None


def test_clear_says_what_was_freed_and_leaves_nothing(run_bangfu: Run, folder: Path, tmp_path: Path) -> None:
    result = run_bangfu(tmp_path, "cache", "clear")
    assert (result.code, result.out, result.err) == (0, "entries removed: 3; 1.2 MB freed\n", "")
    assert not folder.exists()
    result = run_bangfu(tmp_path, "cache", "clear", lang="zh")
    assert (result.code, result.out) == (0, "已删除条目：0；释放 0.0 MB\n")
    Store.open(os.environ).put(KEYS[0], b"again")
    assert Store.open(os.environ).get(KEYS[0]) == b"again"


def test_clear_works_where_the_cache_is_switched_off(
    run_bangfu: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_NO_CACHE", "1")
    assert run_bangfu(tmp_path, "cache", "clear").out == "entries removed: 3; 1.2 MB freed\n"
    for name in ("BANGFU_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert run_bangfu(tmp_path, "cache", "clear").code == 0


def test_clear_takes_other_layouts_too_and_leaves_what_is_not_ours(
    run_bangfu: Run, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in (KEYS[0], KEYS[1], "letter.txt"):
        (outside / name).write_text("mine")
    (folder / "entries-7").mkdir(0o700)
    (folder / "entries-7" / KEYS[2]).write_bytes(b"of a later version")
    (folder / "entries-8").symlink_to(outside)
    (folder / "entries-9").mkdir()
    (folder / "entries-9").chmod(0o777)
    (folder / "entries-9" / KEYS[0]).write_bytes(b"whose?")
    (folder / "notes.txt").write_text("mine")
    entries = folder / "entries-1"
    (entries / "notes.txt").write_text("mine")
    (entries / sha256(b"a link").hexdigest()).symlink_to(outside / KEYS[0])
    (entries / sha256(b"a folder").hexdigest()).mkdir()
    (entries / "new-0123").write_bytes(b"unfinished")
    assert run_bangfu(tmp_path, "cache", "clear").out == "entries removed: 4; 1.2 MB freed\n"
    assert sorted(path.name for path in outside.iterdir()) == sorted([KEYS[0], KEYS[1], "letter.txt"])
    assert sorted(path.name for path in folder.iterdir()) == [
        "CACHEDIR.TAG", "entries-1", "entries-8", "entries-9", "notes.txt",
    ]  # fmt: skip
    assert sorted(path.name for path in entries.iterdir()) == sorted(["notes.txt", sha256(b"a folder").hexdigest()])
    assert [path.name for path in (folder / "entries-9").iterdir()] == [KEYS[0]]


@pytest.mark.parametrize("tag", [None, "", "Signature: 8a477f597d28d172789f06886806bc55\n# of another tool\n"])
def test_clear_touches_no_folder_that_is_not_marked(
    run_bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str | None
) -> None:
    folder = tmp_path / "mine"
    (folder / "entries-1").mkdir(parents=True)
    (folder / "entries-1" / KEYS[0]).write_text("mine")
    (folder / "letter.txt").write_text("mine")
    if tag is not None:
        (folder / "CACHEDIR.TAG").write_text(tag)
    before = sorted(folder.rglob("*"))
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(folder))
    result = run_bangfu(tmp_path, "cache", "clear")
    assert (result.code, result.out) == (2, "")
    assert f"the cache “{folder}” cannot be cleared: it holds other things" in result.err
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(tmp_path / "link"))
    result = run_bangfu(tmp_path, "cache", "clear", lang="zh")
    assert result.code == 2
    assert "无法清空：它是链接，或不是文件夹" in result.err
    assert sorted(folder.rglob("*")) == before


def test_clear_says_that_it_was_refused(
    run_bangfu: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        result = run_bangfu(tmp_path, "cache", "clear")
    assert (result.code, result.out) == (2, "")
    assert "cannot be cleared: permission is denied" in result.err


def test_mistyped(run_bangfu: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run_bangfu(tmp_path, "cache", "claer")
    assert result.code == 2
    assert "did you mean “clear”?" in result.err
    result = run_bangfu(tmp_path, "cache", "clear", "--json")
    assert (result.code, folder.exists()) == (2, True)
    assert "--json goes with: cache info" in result.err
    monkeypatch.setenv("BANGFU_CACHE_SIZE", "lots")
    result = run_bangfu(tmp_path, "cache", "info")
    assert result.code == 2
    assert "BANGFU_CACHE_SIZE takes whole MB up to 1000000, not “lots”" in result.err
    assert run_bangfu(tmp_path, "cache", "clear").code == 0
