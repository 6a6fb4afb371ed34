"""Many runs at once: every change that was acknowledged is there afterwards, whatever happens to the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

LEDGER = """\
city: 株洲市   # 手工维护
enterprises:
  - name: 甲公司
issues:
  - id: ZZ-1
    enterprise: 甲公司
    title: 用地
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
"""
FILE = "ledgers/zhuzhou.yaml"
WORKER = """\
import contextlib, io, sys
from bangfu.cli.app import main

root, name, rounds = sys.argv[1:]
base = ["--repo", root, "--lang", "en", "--today", "2019-06-30"]
for number in range(int(rounds)):
    if number % 2:
        wish = ["progress", "ZZ-1", "--note", f"{name}-{number}"]
    else:
        wish = ["add-issue", "--city", "zz", "--enterprise", "甲公司", "--category", "用地"]
        wish += ["--title", f"{name}-{number}"]
    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        code = main([*base, *wish])
    print(f"{name}-{number}" if code == 0 else f"refused {code} {told.getvalue()}", flush=True)
"""


def start(root: Path, name: str, rounds: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WORKER, str(root), name, str(rounds)]
    patient = {"PYTHONUTF8": "1", "BANGFU_LOCK_TIMEOUT": "280"}  # on a busy machine ten seconds may bring nobody's turn
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env={**os.environ, **patient})


def test_eight_at_once(repository: Callable[..., Path], run_bangfu) -> None:
    root = repository({FILE: LEDGER})
    workers = [start(root, f"甲{number}", 10) for number in range(8)]
    acknowledged = [line.strip() for worker in workers for line in worker.communicate(timeout=300)[0].splitlines()]
    assert sorted(acknowledged) == sorted(f"甲{worker}-{number}" for worker in range(8) for number in range(10))
    text = (root / FILE).read_text()
    for name in acknowledged:
        key = "note" if int(name.rpartition("-")[2]) % 2 else "title"
        assert text.count(f"{key}: {name}}}" if key == "note" else f"{key}: {name}\n") == 1
    assert text.startswith(LEDGER)
    assert run_bangfu(root, "check").code == 0
    assert [path.name for path in (root / "ledgers").iterdir()] == ["zhuzhou.yaml"]


def test_killed_at_any_moment(repository: Callable[..., Path], run_bangfu) -> None:
    root = repository({FILE: LEDGER})
    acknowledged: list[str] = []
    for turn in range(6):
        worker = start(root, f"乙{turn}", 1000)
        assert worker.stdout is not None
        acknowledged.append(worker.stdout.readline().strip())
        time.sleep(0.05 + 0.017 * turn)
        worker.send_signal(signal.SIGKILL)
        acknowledged += [
            line.strip() for line in worker.communicate(timeout=60)[0].splitlines() if line.endswith("\n") or line
        ]
    assert run_bangfu(root, "progress", "ZZ-1", "--note", "最后").code == 0
    text = (root / FILE).read_text()
    assert not [name for name in acknowledged if f": {name}\n" not in text and f": {name}}}" not in text]
    assert text.startswith(LEDGER)
    assert run_bangfu(root, "check").code == 0
    assert [path.name for path in (root / "ledgers").iterdir()] == ["zhuzhou.yaml"]


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize(("said", "waited"), [(None, 10), ("", 10), ("0", 0), ("45", 45)])
def test_the_environment_says_how_long_to_wait(
    repository: Callable[..., Path],
    run_bangfu,
    monkeypatch: pytest.MonkeyPatch,
    said: str | None,
    waited: int,
) -> None:
    from bangfu.edit import lock

    root = repository({FILE: LEDGER})
    clock = Clock()
    if said is not None:
        monkeypatch.setenv("BANGFU_LOCK_TIMEOUT", said)
    with lock.locked(root):
        monkeypatch.setattr(lock, "time", clock)
        result = run_bangfu(root, "progress", "ZZ-1", "--note", "无")
        assert run_bangfu(root, "progress", "ZZ-1", "--note", "无", "--dry-run").code == 0
    assert (result.code, round(clock.now)) == (2, waited)
    assert "is editing these ledgers" in result.err
    assert (root / FILE).read_text() == LEDGER


@pytest.mark.parametrize("said", ["-1", "3601", "1.5", "久", "²", "9" * 5000])
def test_a_time_to_wait_is_a_number_of_seconds(
    repository: Callable[..., Path], run_bangfu, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    root = repository({FILE: LEDGER})
    monkeypatch.setenv("BANGFU_LOCK_TIMEOUT", said)
    result = run_bangfu(root, "progress", "ZZ-1", "--note", "无")
    assert result.code == 2
    assert "BANGFU_LOCK_TIMEOUT takes whole seconds up to 3600, not" in result.err
    assert (root / FILE).read_text() == LEDGER
