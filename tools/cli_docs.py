"""Writes the generated part of docs/cli.md: every command's help page, in English.

`--check` writes nothing and says whether the page is out of date (exit 1).
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from pathlib import Path

from bangfu.cli import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
BEGIN, END = "<!-- commands: made by tools/cli_docs.py -->\n", "<!-- end of commands -->\n"
WIDTH = "90"


def help_page(*arguments: str, language: str = "en") -> str:
    """What `bangfu ARGUMENTS --help` prints."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = WIDTH
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            code = app.main(["--lang", language, *arguments, "--help"])
    finally:
        gc.enable()  # the program turns it off for its short life
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    if code:
        sys.exit(f"bangfu {' '.join(arguments)} --help: exit code {code}")
    return out.getvalue().strip("\n")


def commands() -> str:
    """The generated part."""
    pages = [f"### {name}\n\n```text\n{help_page(name)}\n```\n" for name in app.COMMANDS]
    return "\n" + "\n".join(pages) + "\n"


def up_to_date(page: str) -> str:
    """`page` with its generated part made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + commands() + END + after


def main() -> int:
    """Brings docs/cli.md up to date, or with --check says whether it is."""
    page = PAGE.read_text("utf-8")
    new = up_to_date(page)
    if "--check" in sys.argv:
        if new != page:
            print("docs/cli.md is out of date: run tools/cli_docs.py")
        return int(new != page)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
