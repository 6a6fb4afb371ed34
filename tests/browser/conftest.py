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

STAND_INS = {
    "方正小标宋简体": '<string>Noto Serif CJK SC</string></edit><edit name="weight" mode="assign"><const>bold</const>',
    "仿宋_GB2312": "<string>Noto Serif CJK SC</string>",
    "宋体": "<string>Noto Serif CJK SC</string>",
    "楷体_GB2312": "<string>Noto Sans CJK SC</string>",
    "黑体": "<string>Noto Sans CJK SC</string>",
}
RULES = (
    f'<match target="pattern"><test name="family"><string>{name}</string></test>'
    f'<edit name="family" mode="assign" binding="same">{font}</edit></match>'
    for name, font in STAND_INS.items()
)
FONTS = f"""\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>{"".join(RULES)}</fontconfig>
"""

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
def office(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Converts documents of Word beside themselves: `office(document)` is the PDF; see `browser` for where it is not.

    The fonts that the documents name are not free: here Noto stands in for them, whatever is installed.
    """
    program = shutil.which("soffice")
    if program is None and REQUIRED:
        pytest.fail("soffice (LibreOffice Writer) is not installed, and BANGFU_REQUIRE_BROWSER=1")
    if program is None:
        pytest.skip("soffice (LibreOffice Writer) is not installed")
    folder = tmp_path_factory.mktemp("office")
    (folder / "fonts.conf").write_text(FONTS, encoding="utf-8")

    def run(document: Path) -> Path:
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
        environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
        subprocess.run(command, capture_output=True, check=True, timeout=300, env=environment)
        return document.with_suffix(".pdf")

    return run


@pytest.fixture(scope="session")
def to_paper(browse: Browse) -> Print:
    """Prints a page beside itself: `to_paper(page)` is the PDF."""

    def run(page: Path) -> Path:
        paper = page.with_suffix(".pdf")
        browse("--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
        return paper

    return run
