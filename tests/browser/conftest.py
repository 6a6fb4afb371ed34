"""The browser that the tests of this folder drive, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
REQUIRED = os.environ.get("BANGFU_REQUIRE_BROWSER") == "1"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--no-proxy-server",
    "--enable-logging=stderr",
)

Browse = Callable[..., subprocess.CompletedProcess[str]]
Print = Callable[[Path], Path]


@pytest.fixture(scope="session")
def browser() -> str:
    """The program; without one the test is skipped, or fails where BANGFU_REQUIRE_BROWSER=1."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and REQUIRED:
        pytest.fail(f"none of {', '.join(NAMES)} is installed, and BANGFU_REQUIRE_BROWSER=1")
    if found is None:
        pytest.skip(f"none of {', '.join(NAMES)} is installed")
    return found


@pytest.fixture(scope="session")
def browse(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Browse:
    """Runs the browser with a profile of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [browser, *FLAGS, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)

    return run


@pytest.fixture(scope="session")
def to_paper(browse: Browse) -> Print:
    """Prints a page beside itself: `to_paper(page)` is the PDF."""

    def run(page: Path) -> Path:
        paper = page.with_suffix(".pdf")
        browse("--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
        return paper

    return run
