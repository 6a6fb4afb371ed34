"""How far a long work is, and where the time of a run went."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bangfu.cli import session as home
from bangfu.cli.session import Session
from bangfu.i18n import Translator, _
from bangfu.stages import StopWatch


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time of day, to be set."""
    now = [0.0]
    monkeypatch.setattr(home, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    return now


def _session(err: io.StringIO, root: Path | None = None, *, quiet: bool = False) -> Session:
    return Session(Translator("en"), date(2019, 6, 30), root, quiet, err=err)


def test_work_over_a_second_is_shown_with_count_and_rate(clock: list[float]) -> None:
    err = Terminal()
    with _session(err).progress(_("writing"), 10) as progress:
        for number in range(1, 11):
            clock[0] = number * 0.25
            progress(f"page {number}")
    shown = [line.rstrip() for line in err.getvalue().split("\r")]
    assert shown == [
        "", "writing 5/10  4.0 a second  page 5", "writing 6/10  4.0 a second  page 6",
        "writing 7/10  4.0 a second  page 7", "writing 8/10  4.0 a second  page 8",
        "writing 9/10  4.0 a second  page 9", "writing 10/10  4.0 a second  page 10", "\x1b[K",
    ]  # fmt: skip


def test_a_terminal_is_not_written_to_at_every_step(clock: list[float]) -> None:
    err = Terminal()
    with _session(err).progress(_("writing"), 1000) as progress:
        for number in range(1000):
            clock[0] = 2 + number / 1000
            progress("page")
    assert err.getvalue().count("writing") == 10


def test_the_files_to_read_are_counted(clock: list[float], repository: Callable[..., Path]) -> None:
    root = repository({"ledgers/zhuzhou.yaml": "", "ledgers/changsha.yaml": "", "ledgers/changsha/b.yaml": ""})
    err = Terminal()
    with _session(err, root).progress(_("reading")) as progress:
        clock[0] = 2
        progress("ledgers/changsha.yaml")
    assert "reading 1/3  0.5 a second  ledgers/changsha.yaml" in err.getvalue()


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_a_pipe_and_a_quiet_run_are_told_nothing(clock: list[float], stream: io.StringIO, quiet: bool) -> None:
    with _session(stream, quiet=quiet).progress(_("writing"), 2) as progress:
        clock[0] = 5
        progress("page")
    assert stream.getvalue() == ""


def test_the_time_of_a_stage_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("bangfu.stages.perf_counter", lambda: now[0])
    watch = StopWatch("start-up", 3)
    now[0] = 1
    watch.go_on("other")
    now[0] = 3
    with watch.running("composing"):
        now[0] = 7
        with watch.running("tallying"):
            now[0] = 15
        now[0] = 16
    now[0] = 20
    assert watch.stop() == {"start-up": 4, "other": 6, "composing": 5, "tallying": 8}


def test_profile_says_on_stderr_where_the_time_went(repository: Callable[..., Path], run_bangfu: Callable) -> None:
    root = repository({"ledgers/zhuzhou.yaml": "city: 株洲市\nenterprises:\n  - name: 甲\n"})
    result = run_bangfu(root, "--profile", "check", "--format", "json")
    assert result.code == 0
    assert result.out.startswith("{")
    rows = re.findall(r"^(\S.*?) +(\d+\.\d{3}) s +(\d+)%$", result.err, re.MULTILINE)
    assert [name for name, _seconds, _share in rows] == [
        "start-up", "other", "reading, checking and counting the cities", "writing files", "whole run",
    ]  # fmt: skip
    assert rows[-1][2] == "100"
    assert "reading" not in run_bangfu(root, "check").err
    assert "whole run" in run_bangfu(root, "--profile", "show", "X").err
