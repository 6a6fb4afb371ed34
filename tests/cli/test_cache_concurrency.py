"""Many runs on one cache, some of them clearing it, some killed: nobody fails, and nobody reads other bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bangfu.cache.entry import unwrap

WORKER = """\
import os, random, sys, warnings
from hashlib import sha256
from bangfu.cache import home
from bangfu.cache.store import Store

warnings.simplefilter("error")
job, seed, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dice = random.Random(seed)
path = os.environ["BANGFU_CACHE_DIR"]

def use(store):
    number = dice.randrange(150)
    key = sha256(str(number).encode()).hexdigest()
    value = key.encode() * (number * 5)
    got = store.get(key)
    assert got in (None, value), "wrong bytes"
    store.put(key, value)
    return got is not None

hits = 0
store = Store.open(os.environ)
if job == "fork":
    children = []
    for child in range(3):
        if (pid := os.fork()) == 0:
            dice.seed(f"{seed} {child}")
            for _turn in range(rounds):
                use(store)
            os._exit(0)
        children.append(pid)
    assert all(os.waitpid(pid, 0)[1] == 0 for pid in children)
for turn in range(rounds):
    if job == "clear" and turn % 20 == 0:
        try:
            home.clear(home.opened(path))
        except FileNotFoundError:
            pass
    if job == "short" or turn % 50 == 0:
        store = Store.open(os.environ)
    hits += use(store)
    print(hits, flush=True)
"""


def start(folder: Path, job: str, seed: int, rounds: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "BANGFU_CACHE_DIR": str(folder), "BANGFU_CACHE_SIZE": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, job, str(seed), str(rounds)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def test_runs_that_put_get_evict_and_clear_at_once(tmp_path: Path) -> None:
    jobs = ["long", "long", "short", "short", "fork", "clear", "clear"]
    workers = [start(tmp_path / "cache", job, seed, 400) for seed, job in enumerate(jobs)]
    told = [(*worker.communicate(timeout=300), worker.returncode) for worker in workers]
    assert [(err, code) for _out, err, code in told] == [("", 0)] * len(jobs)
    assert sum(int(out.split()[-1]) for out, _err, _code in told) > 100  # it did keep something
    assert {path.name for path in tmp_path.glob("cache/*")} <= {"CACHEDIR.TAG", "entries-1"}
    assert not list(tmp_path.glob("cache/*/new-*"))


def test_a_killed_run_leaves_whole_entries(tmp_path: Path) -> None:
    for seed in range(8):
        worker = start(tmp_path / "cache", "long", seed, 100_000)
        assert worker.stdout is not None
        for _line in range(20 + 7 * seed):
            assert worker.stdout.readline()
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=60)
    entries = [path for path in (tmp_path / "cache" / "entries-1").iterdir() if len(path.name) == 64]
    assert entries
    assert all(unwrap(path.name, path.read_bytes()) is not None for path in entries)
    last = start(tmp_path / "cache", "long", 99, 50)
    out, err = last.communicate(timeout=60)
    assert (err, last.returncode) == ("", 0)
    assert int(out.split()[-1]) > 0


def test_clear_while_another_run_puts(tmp_path: Path, run_bangfu: Callable[..., Any], monkeypatch: Any) -> None:
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(tmp_path / "cache"))
    worker = start(tmp_path / "cache", "short", 1, 500)
    for _turn in range(20):
        result = run_bangfu(tmp_path, "cache", "clear")
        assert (result.code, result.err) == (0, "")
        assert run_bangfu(tmp_path, "cache", "info", "--json").code == 0
    _out, err = worker.communicate(timeout=60)
    assert (err, worker.returncode) == ("", 0)
