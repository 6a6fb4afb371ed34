"""What the READMEs show is what the program prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")


def test_the_output_in_both_readmes_is_real() -> None:
    run = subprocess.run(
        [sys.executable, "tools/readme.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert run.stdout + run.stderr == ""
    assert run.returncode == 0


@pytest.mark.parametrize("name", READMES)
def test_there_are_exactly_two_set_up_commands_and_they_exist(name: str) -> None:
    commands = re.findall(r"^```sh\n(.*?)^```$", (TOP / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert commands == ["sh scripts/bulletin.sh\n", "sh scripts/test.sh\n"]
    assert (TOP / "scripts/bulletin.sh").exists()
    assert "scripts/test.sh" in (TOP / ".ci/run").read_text("utf-8")


@pytest.mark.parametrize("name", [*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (TOP / name).read_text("utf-8"))
    for link in links:
        if not link.startswith("http"):
            assert (TOP / link).exists(), link
