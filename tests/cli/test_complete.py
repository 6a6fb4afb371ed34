"""A shell that asks how a word may go on: ids, cities, enterprises, categories and channels of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bangfu.cli.complete import complete

Make = Callable[..., Path]
LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
    aliases: [轨道]
  - {name: "示例 电子 (株洲)", kind: 企业}
  - name: 坏$(touch 坏)名
  - name: "坏`touch 坏`名"
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
  - {id: ZZ-190401-PW4C, enterprise: 示例轨道装备有限公司, title: 用电, category: 用电, events: []}
"""
OTHER = "city: 长沙市\nenterprises:\n  - name: 示例食品有限公司\nissues: [\n  - id: CS-1\n"


def _bash(root: Path, *words: str) -> list[str] | None:
    """What bash is offered for the last word; None: the library answers."""
    line = ["bangfu", "--repo", str(root), *words]
    asked = {"_BANGFU_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(line), "COMP_CWORD": str(len(line) - 1)}
    answer = complete(asked)
    return None if answer is None else answer.splitlines()


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": LEDGER, "ledgers/changsha.yaml": OTHER})


def test_ids_are_offered_by_beginning_and_by_end(root: Path) -> None:
    assert _bash(root, "close", "") == ["CS-1", "ZZ-190401-PW4C", "ZZ-190305-7K3M"]
    assert _bash(root, "close", "zz-1903") == ["ZZ-190305-7K3M"]
    assert _bash(root, "show", "pw4c") == ["ZZ-190401-PW4C"]
    assert _bash(root, "verify", "CS-1", "ZZ-1904") == ["ZZ-190401-PW4C"]
    assert _bash(root, "verify", "--dry-run", "7k3m") == ["ZZ-190305-7K3M"]
    assert _bash(root, "verify", "nothing") == []


def test_values_of_options_are_offered(root: Path) -> None:
    assert _bash(root, "add-issue", "--city", "") == ["长沙市", "株洲市"]
    assert _bash(root, "add-issue", "--city", "zhu") == ["zhuzhou"]
    assert _bash(root, "list", "--city=株") == ["株洲市"]
    assert _bash(root, "list", "--city", "=", "株") == ["株洲市"]
    enterprises = ["示例轨道装备有限公司", "示例\\ 电子\\ \\(株洲\\)"]
    assert _bash(root, "add-issue", "--city", "株洲", "--enterprise", "") == enterprises
    assert _bash(root, "add-issue", "--enterprise", "食品") == ["示例食品有限公司"]
    assert _bash(root, "add-issue", "--category", "用") == ["用地", "用电", "用工"]
    assert _bash(root, "add-issue", "--via", "走") == ["走访"]


def test_the_repository_s_own_words_come_first(root: Path) -> None:
    with (root / "bangfu.yaml").open("a", encoding="utf-8") as file:
        file.write("categories:\n  资源: [用水, 用气]   # 注\n  其他:\n    - 用热\nchannels:\n  - 热线\n")
    assert _bash(root, "add-issue", "--category", "用") == ["用水", "用气", "用热"]
    assert _bash(root, "add-issue", "--via", "") == ["热线"]


def test_commands_options_and_other_values_are_the_library_s(root: Path) -> None:
    for words in (["clo"], ["close", "--da"], ["close", "--date", "2"], ["close", "--note", ""], ["check", ""]):
        assert _bash(root, *words) is None


def test_nothing_that_is_wrong_is_in_the_way(root: Path, tmp_path: Path) -> None:
    (root / "ledgers/zhuzhou.yaml").unlink()
    os.mkfifo(root / "ledgers/zhuzhou.yaml")
    (root / "ledgers/changsha.yaml").write_bytes(b"\xff\xfe- id: CS-1\n")
    assert _bash(root, "close", "") == ["CS-1"]
    (root / "bangfu.yaml").write_bytes(b"\xff: [")
    assert _bash(root, "list", "--city", "") == []
    assert _bash(tmp_path, "close", "") is None
    for odd in ({}, {"_BANGFU_COMPLETE": "complete_bash"}, {"_BANGFU_COMPLETE": "source_bash"}):
        assert complete(odd) is None


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_have_their_own_forms(root: Path, shell: str) -> None:
    asked = {"_BANGFU_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": f"bangfu --repo {root} close ZZ-1903"}
    expected = {"zsh": "_arguments '*: :((\"ZZ-190305-7K3M\"))'", "fish": "ZZ-190305-7K3M"}
    assert complete(asked) == expected[shell]


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_by_the_script_that_the_library_installs(root: Path, tmp_path: Path) -> None:
    """The script itself, as --show-completion prints it, in a bash that asks for the words of a line."""
    program = tmp_path / "bangfu"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bangfu "$@"\n')
    program.chmod(0o755)
    script = subprocess.run(
        [program, "--show-completion"], env={**os.environ, "_BANGFU_COMPLETE": "source_bash"}, capture_output=True,
        text=True, check=False,
    ).stdout  # fmt: skip
    assert "_bangfu_completion" in script
    words = f"(bangfu --repo '{root}' add-issue --enterprise 示例)"
    shown = 'printf "%s|" "${COMPREPLY[@]}"'
    run = subprocess.run(
        ["bash", "-c", f'{script}\nCOMP_WORDS={words}; COMP_CWORD=5; _bangfu_completion bangfu; {shown}'],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False,
        cwd=tmp_path,
    )  # fmt: skip
    assert run.stdout == "示例食品有限公司|示例轨道装备有限公司|示例\\ 电子\\ \\(株洲\\)|", run.stderr
    assert not (tmp_path / "坏").exists()
