"""Runs the commands in the `console` blocks of both READMEs and puts their real output below them.

`--check` writes nothing and says which README is out of date (exit 1). The commands run one after the other in a copy
of the project's own ledger repository, 80 columns wide; lines that begin with `# ` are comments and are kept.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def filled(text: str, language: str) -> str:
    """The README with every command's output as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(TOP / "bangfu.yaml", root)
        shutil.copytree(TOP / "ledgers", root / "ledgers")
        here = [root]
        return _BLOCK.sub(lambda match: f"```console\n{_run_block(match[1], here, language)}```", text)


def _run_block(block: str, here: list[Path], language: str) -> str:
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("# "):
            lines.append(line)
        elif line.startswith("$ "):
            lines += [line, *_run(line[2:], here, language)]
    return "".join(f"{line}\n" for line in lines)


def _run(command: str, here: list[Path], language: str) -> list[str]:
    """The lines that a command prints, both streams; `cd` moves on for the commands that follow."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(here[0]), "BANGFU_LANG": language, "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        ["bash", "-c", f"{command} 2>&1\npwd"],
        cwd=here[-1], env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.stderr:
        raise SystemExit(f"{command}\n{run.stderr}")
    *lines, folder = run.stdout.splitlines()
    here.append(Path(folder))
    return [line.rstrip() for line in lines]


def main() -> int:
    """Fills both READMEs in, or with --check says which are out of date."""
    stale = []
    for name, language in READMES.items():
        path = TOP / name
        text = path.read_text("utf-8")
        new = filled(text, language)
        if new != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print("out of date, run python tools/readme.py:", ", ".join(stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
