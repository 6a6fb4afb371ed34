"""What each command imports: a lost lazy import is noticed here, not by users who wait."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Make = Callable[..., Path]
LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
"""
HEAVY = {
    "asyncio", "babel", "decimal", "docx", "email", "http", "jinja2", "multiprocessing", "pydantic", "rich",
    "ruamel.yaml", "sqlite3", "ssl", "stdnum", "unittest", "xml", "bangfu.bulletin", "bangfu.check", "bangfu.edit",
    "bangfu.exchange", "bangfu.privacy", "bangfu.read", "bangfu.scaffold", "bangfu.site", "bangfu.tally",
}  # fmt: skip
"""What takes long to import, and our own rooms: a command imports those of them that its work needs, and no other."""

EDIT = {"ruamel.yaml", "decimal", "bangfu.check", "bangfu.edit", "bangfu.read"}
CHECK = {"ruamel.yaml", "decimal", "email", "pydantic", "bangfu.check", "bangfu.read", "bangfu.tally"}
ADD = ("add-issue", "--city", "株洲", "--enterprise", "示例轨道", "--title", "用电", "--category", "用地")
USES: list[tuple[tuple[str, ...], set[str]]] = [
    (("--version",), set()),
    (("--help",), set()),
    (("close", "--help"), set()),
    (("report", "--help"), {"bangfu.bulletin"}),
    (ADD, EDIT),
    (("verify", "7k3m"), EDIT),
    (("close", "7k3m", "--result", "落实"), EDIT),
    (("check", "--format", "json"), CHECK),
]


@pytest.mark.parametrize(("arguments", "uses"), USES, ids=[" ".join(given[:2]) for given, _uses in USES])
def test_a_command_imports_what_it_needs(repository: Make, arguments: tuple[str, ...], uses: set[str]) -> None:
    root = repository({"ledgers/zhuzhou.yaml": LEDGER})
    script = (
        "import sys; from bangfu.cli.app import main; code = main(sys.argv[1:]); "
        "sys.stderr.write('|'.join(['', *sys.modules])); sys.exit(code)"
    )
    command = [sys.executable, "-X", "utf8", "-c", script, "--repo", str(root), "--today", "2019-06-30", *arguments]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    loaded = set(run.stderr.split("|"))
    assert "bangfu.cli.app" in loaded
    assert loaded & HEAVY <= uses
