"""The man pages are what the commands say of themselves, and read without a complaint."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bangfu.cli.app import COMMANDS

TOP = Path(__file__).resolve().parents[2]
PAGES = {"en": "bangfu.1", "zh": "bangfu.zh_CN.1"}


@pytest.mark.parametrize("language", PAGES)
def test_the_man_page_is_up_to_date(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(TOP / "tools")])
    import man_page

    page = (TOP / "docs/man" / PAGES[language]).read_text("utf-8")
    assert man_page.man_page(language) == page, "run: python tools/man_page.py"
    for name in COMMANDS:
        assert f'.SS "bangfu {name} '.replace("-", "\\-") in page


@pytest.mark.parametrize("language", PAGES)
def test_the_man_page_reads_well(language: str) -> None:
    if not shutil.which("groff"):
        pytest.skip("no groff here")
    run = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-Wbreak", "-P-cbou", "-rLL=80n",
         TOP / "docs/man" / PAGES[language]],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stderr == ""
    assert "--satisfaction" in run.stdout
    assert {"en": "Strike issues off", "zh": "办理销号"}[language] in run.stdout
