"""Runs the commands in the `console` blocks of the READMEs and the guides and puts their real output below them.

`--check` writes nothing and says which pages are out of date (exit 1). The commands of a page run one after the other
in a folder that holds a copy of the project's own ledger repository (READMEs), or the sheets that stand beside the page
(guides), 80 columns wide; lines that begin with `# ` are comments and are kept.
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
PAGES = [*TOP.glob("README*.md"), *(TOP / "docs" / "guide").glob("*.md")]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def filled(page: Path) -> str:
    """The text of a page with every command's output as it is now."""
    language = "zh" if page.name.endswith(".zh-CN.md") else "en"
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if page.parent == TOP:
            shutil.copy(TOP / "bangfu.yaml", root)
            shutil.copytree(TOP / "ledgers", root / "ledgers")
        for sheet in page.parent.glob("*.csv"):
            shutil.copy(sheet, root)
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
    environment |= {"PYTHONPATH": str(TOP / "src")}
    run = subprocess.run(
        ["bash", "-c", f"{{ {command}\n}} 2>&1\npwd"],
        cwd=here[-1], env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.stderr:
        raise SystemExit(f"{command}\n{run.stderr}")
    *lines, folder = run.stdout.splitlines()
    here.append(Path(folder))
    return [line.rstrip() for line in lines]


def main() -> int:
    """Fills the pages in, or with --check says which are out of date."""
    stale = []
    for page in sorted(PAGES):
        new = filled(page)
        if new != page.read_text("utf-8"):
            stale.append(page.relative_to(TOP).as_posix())
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print("out of date, run python tools/readme.py:", ", ".join(stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
