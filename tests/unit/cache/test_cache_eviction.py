"""The store keeps within its bound: what was used longest ago goes."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from bangfu.cache.store import Store

DAY = 24 * 3600


def key(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "entries-1"


def opened(folder: Path, size: int = 1) -> Store:
    return Store.open({"BANGFU_CACHE_DIR": str(folder.parent), "BANGFU_CACHE_SIZE": str(size)})


def taken(folder: Path) -> int:
    """The bytes of all entries in whole blocks of 4 KiB."""
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.iterdir() if len(path.name) == 64)


@pytest.mark.parametrize("length", [1, 4000, 20_000, 200_000])
def test_the_bound_holds_at_any_time_and_the_newest_stays(folder: Path, length: int) -> None:
    store = opened(folder)
    most = 0
    for number in range(2_500_000 // max(length, 4096)):
        store.put(key(number), bytes(length))
        assert store.get(key(number)) == bytes(length)
        if number % 7 == 0:
            most = max(most, taken(folder))
    assert 500_000 < most <= 1_000_000
    assert store.get(key(0)) is None


def test_short_runs_share_the_count(folder: Path) -> None:
    for number in range(400):
        opened(folder).put(key(number), bytes(8000))
    assert taken(folder) <= 1_000_000


def test_what_was_used_stays_and_what_was_not_goes(folder: Path) -> None:
    store = opened(folder)
    now = time.time()
    for number in range(60):
        store.put(key(number), bytes(8000))
        os.utime(folder / key(number), (now - 10 * DAY - number,) * 2)
    for number in range(50, 60):  # the oldest of all
        assert store.get(key(number)) == bytes(8000)
    for number in range(100, 200):
        store.put(key(number), bytes(8000))
    kept = {number for number in range(60) if (folder / key(number)).exists()}
    assert set(range(50, 60)) <= kept
    assert not set(range(40, 50)) & kept


def test_a_use_is_noted_once_a_day(folder: Path) -> None:
    store = opened(folder)
    store.put(key(1), b"x")
    path = folder / key(1)
    for age, noted in ((3600, False), (2 * DAY, True), (-2 * DAY, True)):  # a clock may have been wrong
        then = time.time() - age
        os.utime(path, (then, then))
        assert store.get(key(1)) == b"x"
        assert (abs(path.stat().st_mtime - then) > 60) is noted


def test_one_value_never_fills_the_cache(folder: Path) -> None:
    store = opened(folder)
    store.put(key(1), bytes(1000))
    store.put(key(2), bytes(250_001))
    assert store.get(key(2)) is None
    assert store.get(key(1)) == bytes(1000)


def test_a_smaller_bound_is_kept_after_a_larger_one(folder: Path) -> None:
    store = opened(folder, 100)
    for number in range(50):
        store.put(key(number), bytes(100_000))
    assert taken(folder) > 5_000_000
    opened(folder, 1).put(key(99), b"x")
    assert taken(folder) <= 1_000_000
    assert opened(folder, 1).get(key(99)) == b"x"


def test_unfinished_files_of_dead_runs_go_and_others_stay(folder: Path) -> None:
    opened(folder)
    for name, age in (("new-dead", 7200), ("new-alive", 60), ("notes", 7200)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age,) * 2)
    store = opened(folder)
    for number in range(20):
        store.put(key(number), bytes(8000))
    assert {path.name for path in folder.iterdir()} - {key(number) for number in range(20)} - {"added"} == {
        "new-alive",
        "notes",
    }


def test_where_the_count_cannot_be_kept_nothing_is_added(folder: Path) -> None:
    opened(folder)
    (folder / "added").mkdir()
    store = opened(folder)
    store.put(key(1), b"x")
    assert [path.name for path in folder.iterdir()] == ["added"]
