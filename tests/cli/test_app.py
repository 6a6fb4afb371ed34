"""The frame of the command line: exit codes, closed pipes, Ctrl-C, languages, hostile text."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu import __version__
from bangfu.cli.app import COMMANDS, main
from bangfu.cli.session import printable

Run = Callable[..., Any]
Make = Callable[..., Path]


def test_version(run_bangfu: Run) -> None:
    result = run_bangfu(Path(), "--version")
    assert (result.code, result.out) == (0, f"bangfu {__version__}\n")


def test_every_command_has_a_help_page_in_both_languages(run_bangfu: Run) -> None:
    for name in COMMANDS:
        english = run_bangfu(Path(), name, "--help", lang="en")
        chinese = run_bangfu(Path(), name, "--help", lang="zh")
        assert english.code == chinese.code == 0
        assert english.out.startswith("Usage: bangfu")
        assert chinese.out.startswith("用法：")
        for word in ("Usage", "Options", "Show this message", "[default", "[required"):
            assert word not in chinese.out, name


def test_unknown_commands_and_options_are_refused_with_the_nearest_name(run_bangfu: Run) -> None:
    result = run_bangfu(Path(), "chekc")
    assert result.code == 2
    assert "did you mean “check”?" in result.err
    result = run_bangfu(Path(), "check", "--nope")
    assert result.code == 2
    assert "--nope" in result.err


def test_outside_a_repository(run_bangfu: Run, tmp_path: Path) -> None:
    result = run_bangfu(tmp_path, "check")
    assert result.code == 2
    assert "no bangfu.yaml" in result.err


def test_a_broken_configuration_is_a_finding_for_check_and_stops_the_others(run_bangfu: Run, repository: Make) -> None:
    root = repository({"bangfu.yaml": "province: 湖南省\ncitties: []\n"})
    result = run_bangfu(root, "check")
    assert result.code == 1
    assert "bangfu.yaml:2:1: BF001" in result.out
    result = run_bangfu(root, "list")
    assert result.code == 2
    assert "bangfu.yaml, line" in result.err


def test_today_is_taken_before_and_after_the_command(run_bangfu: Run, repository: Make) -> None:
    ledger = """\
city: 株洲市
measures:
  - date: 2019-06-01
    section: 组织领导
    text: 株洲市开展活动。
"""
    root = repository({"ledgers/zhuzhou.yaml": ledger, "ledgers/changsha.yaml": ledger.replace("株洲", "长沙")})
    assert run_bangfu(root, "check", today="2019-06-30").code == 0
    assert run_bangfu(root, "check", today="2019-05-01").code == 1
    assert run_bangfu(root, "check", "--today", "2019-06-30", today="2019-05-01").code == 0
    assert run_bangfu(root, "check", "--today", "2019-05-01").code == 1
    assert run_bangfu(root, "check", "--today", "2019-5-1").code == 2


def test_an_internal_error_is_one_line(run_bangfu: Run, repository: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("of our own making")

    monkeypatch.setattr("bangfu.pipeline.check", broken)
    result = run_bangfu(repository({}), "check")
    assert result.code == 3
    assert "internal error: RuntimeError: of our own making" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(5, "Input/output error", "ledgers/a.yaml"), "bangfu: ledgers/a.yaml: Input/output error"),
        (OSError(24, "Too many open files"), "bangfu: the system refuses: Too many open files"),
        (OSError(28, "No space left on device", "x"), "bangfu: x: the disk is full"),
        (OSError(28, "No space left on device"), "bangfu: the output cannot be written: the disk is full"),
        (MemoryError(), "bangfu: there is not enough memory"),
    ],
)
def test_an_error_of_the_machine_is_no_mistake_of_ours(
    run_bangfu: Run, repository: Make, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("bangfu.pipeline.check", broken)
    monkeypatch.setattr("os.dup2", lambda _one, _other: None)  # here the output goes on
    result = run_bangfu(repository({}), "check")
    assert (result.code, result.err) == (2, f"{told}\n")


def test_an_error_that_only_we_can_have_made_is_a_mistake(
    run_bangfu: Run, repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "x")

    monkeypatch.setattr("bangfu.pipeline.check", broken)
    result = run_bangfu(repository({}), "check")
    assert result.code == 3
    assert "internal error: FileNotFoundError" in result.err


def test_a_closed_pipe_is_no_error() -> None:
    process = subprocess.Popen(
        ["bash", "-c", f"{sys.executable} -m bangfu explain | head -1; exit ${{PIPESTATUS[0]}}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = process.communicate(timeout=60)
    assert out.startswith(b"BF0")
    assert err == b""
    assert process.returncode == 0


def test_ctrl_c_leaves_with_130(repository: Make) -> None:
    root = repository({})
    code = (
        "import sys, time, bangfu.pipeline as p\n"
        "from bangfu.cli.app import main\n"
        "def wait(*a, **k):\n    print('ready', flush=True)\n    time.sleep(30)\n"
        "p.check = wait\n"
        f"sys.exit(main(['--repo', {str(root)!r}, 'check']))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_the_language_comes_from_the_option_the_environment_the_repository_and_the_locale(
    repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bangfu.cli.app import _language

    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.delenv("BANGFU_LANG", raising=False)
    root = str(repository({}))
    assert _language(["check"]) == "en"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert _language(["--repo", root, "check"]) == "zh"
    (Path(root) / "bangfu.yaml").write_text("language: en\nprovince: 湖南省\n", encoding="utf-8")
    assert _language(["--repo", root, "check"]) == "en"
    monkeypatch.setenv("BANGFU_LANG", "zh")
    assert _language(["--repo", root, "check"]) == "zh"
    assert _language(["--lang=en", "--repo", root, "check"]) == "en"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("x\x9b2J", "x<U+009B>2J"),
        ("株洲市", "株洲市"),
        ("line\rover", "line<U+000D>over"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


def test_a_stream_that_does_not_say_where_it_stands_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(**_given: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(sys.stdout, "reconfigure", fails, raising=False)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"bangfu {__version__}\n"
