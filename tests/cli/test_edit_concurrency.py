"""How long an edit waits for another (many at once: tests/faults/test_concurrency.py)."""

from __future__ import annotations

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


@pytest.mark.parametrize("command", [("seal", "2019-05"), ("check", "--fix"), ("fmt",)])
def test_every_command_that_writes_waits_as_long(
    repository: Callable[..., Path], run_bangfu, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    from bangfu.edit import lock

    root = repository({FILE: LEDGER})
    clock = Clock()
    monkeypatch.setenv("BANGFU_LOCK_TIMEOUT", "45")
    with lock.locked(root):
        monkeypatch.setattr(lock, "time", clock)
        result = run_bangfu(root, *command)
    assert (result.code, round(clock.now)) == (2, 45)
    assert "is editing these ledgers" in result.err
