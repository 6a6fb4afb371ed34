"""`--format docx` and `--format pdf` of every document: what is written, and what is refused before anything is."""

from __future__ import annotations

import importlib.util
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from bangfu.bulletin.browser import print_page
from bangfu.model.errors import BangfuError

Run = Callable[..., Any]
Make = Callable[..., Path]
Fake = Callable[[str], Path]

LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
"""
COMMANDS = {
    "report": ("report", "--month", "2019-06"),
    "letter": ("letter", "supervise", "7K3M"),
    "lists": ("lists",),
}


@pytest.fixture
def province(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": LEDGER})


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """A browser that does what the shell is told; `$paper` is the file it is to print."""

    def make(commands: str) -> Path:
        program = tmp_path / "browser"
        find = 'for each in "$@"; do case "$each" in --print-to-pdf=*) paper=${each#*=};; esac; done'
        program.write_text(f"#!/bin/sh\n{find}\n{commands}\n", encoding="utf-8")
        program.chmod(0o755)
        (tmp_path / "temporary").mkdir(exist_ok=True)
        monkeypatch.setenv("BANGFU_BROWSER", str(program))
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
        return tmp_path / "temporary"

    return make


@pytest.mark.parametrize("command", COMMANDS)
def test_a_docx_is_written_by_its_ending(run_bangfu: Run, province: Path, tmp_path: Path, command: str) -> None:
    file = tmp_path / "文件.docx"
    result = run_bangfu(province, *COMMANDS[command], "-o", str(file))
    assert (result.code, result.out) == (0, "")
    document = docx.Document(str(file))
    title = {"report": "2019年6月情况的通报", "letter": "督办函", "lists": "问题清单、措施清单、责任清单"}[command]
    assert document.core_properties.title.endswith(title)
    assert document.core_properties.author == "湖南省工业和信息化厅"
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pdf_is_what_the_browser_printed_and_nothing_is_left_behind(
    run_bangfu: Run, province: Path, tmp_path: Path, fake: Fake, command: str
) -> None:
    temporary = fake('printf "%%PDF-1.4 printed" > "$paper"')
    result = run_bangfu(province, *COMMANDS[command], "-o", str(tmp_path / "a.pdf"))
    assert result.code == 0, result.err
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.4 printed"
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_pipe_takes_what_a_terminal_does_not(province: Path, fake: Fake, form: str) -> None:
    fake('printf "%%PDF-1.4 printed" > "$paper"')
    command = [sys.executable, "-m", "bangfu", "--lang", "en", "--repo", str(province), "report", "--month", "2019-06"]
    piped = subprocess.run([*command, "--format", form], capture_output=True, check=True, timeout=60)
    assert piped.stdout.startswith(b"PK" if form == "docx" else b"%PDF-1.4")
    ours, theirs = pty.openpty()
    try:
        shown = subprocess.run(
            [*command, "--format", form], stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert shown.returncode == 2
    assert f"{form} is not for a terminal\n  name a file: -o FILE.{form}" in shown.stderr.decode()


@pytest.mark.parametrize("command", COMMANDS)
def test_without_the_extra_one_line_says_how_to_get_it(
    run_bangfu: Run, province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("bangfu.bulletin.docx")]:
        monkeypatch.delitem(sys.modules, name)
    find = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *rest: None if name == "docx" else find(name, *rest))
    result = run_bangfu(province, *COMMANDS[command], "-o", str(tmp_path / "a.docx"))
    assert (result.code, result.out) == (2, "")
    assert result.err == "bangfu: docx needs the package python-docx\n  install it: pip install 'bangfu[docx]'\n"
    assert not (tmp_path / "a.docx").exists()
    assert (province / "ledgers" / "zhuzhou.yaml").read_text("utf-8") == LEDGER


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ("exit 7", "printed nothing: exit code 7"),
        ("echo 'dbus is not there' >&2; echo 'no room' >&2; exit 1", "printed nothing: no room"),
        ('echo page > "$paper"', "printed nothing"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_browser_that_prints_nothing(
    run_bangfu: Run, province: Path, tmp_path: Path, fake: Fake, command: str, commands: str, reason: str
) -> None:
    temporary = fake(commands)
    result = run_bangfu(province, *COMMANDS[command], "-o", str(tmp_path / "a.pdf"))
    assert (result.code, result.out) == (2, "")
    assert reason in result.err
    assert "BANGFU_BROWSER=/path/to/chromium" in result.err
    assert not (tmp_path / "a.pdf").exists()
    assert list(temporary.iterdir()) == []
    assert (province / "ledgers" / "zhuzhou.yaml").read_text("utf-8") == LEDGER


def test_a_browser_that_hangs_is_ended_with_its_helpers(tmp_path: Path, fake: Fake) -> None:
    helper = tmp_path / "helper"
    temporary = fake(f"sleep 300 & echo $! > {helper}; wait")
    with pytest.raises(BangfuError, match="took longer than 1 seconds"):
        print_page("<p>一</p>", timeout=1)
    pid = int(helper.read_text())
    for _ in range(100):
        if not running(pid):
            break
        time.sleep(0.05)
    assert not running(pid)
    assert list(temporary.iterdir()) == []


def running(pid: int) -> bool:
    """Whether a process is there and is more than an entry that nobody has collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("named", "reason"),
    [("", "no Chromium, Chrome or Edge was found"), ("/nowhere/chromium", "BANGFU_BROWSER names no program")],
)
def test_no_browser_at_all(
    run_bangfu: Run, province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, reason: str
) -> None:
    monkeypatch.setenv("BANGFU_BROWSER", named)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("bangfu.bulletin.browser._PLACES", ())
    result = run_bangfu(province, "report", "--month", "2019-06", "-o", str(tmp_path / "a.pdf"))
    assert (result.code, result.out) == (2, "")
    assert reason in result.err


def test_a_program_that_is_none(run_bangfu: Run, province: Path, tmp_path: Path, fake: Fake) -> None:
    fake("")
    (tmp_path / "browser").write_bytes(b"\x7fELF and nothing else")
    result = run_bangfu(province, "report", "--month", "2019-06", "-o", str(tmp_path / "a.pdf"))
    assert result.code == 2
    assert "does not start" in result.err
