"""The documentation site: every page in both languages, links that lead somewhere, nothing asked of other hosts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="the site's tools ask for Python 3.11.5")
TOP = Path(__file__).resolve().parents[2]
LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\ssrc=\"([^\"]*)\"|<link\b[^>]*\shref=\"([^\"]*)\"|url\(([^)]*)\)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=TOP, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, ""), run.stdout + run.stderr
    return folder


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    english = {page.relative_to(site) for page in site.rglob("*.html") if "zh-CN" not in page.parts}
    chinese = {page.relative_to(site / "zh-CN") for page in (site / "zh-CN").rglob("*.html")}
    assert english - chinese == {Path("404.html")}
    assert "办事员第一天" in (site / "zh-CN/guide/first-day.html").read_text("utf-8")
    assert "A clerk's first day" in (site / "guide/first-day.html").read_text("utf-8")


def test_an_example_that_tests_hold_to_something_is_shown_as_an_example(site: Path) -> None:
    page = (site / "zh-CN/format.html").read_text("utf-8")
    assert 'id="写法"' in page
    assert "```" not in re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)


def test_a_page_asks_nothing_of_another_host(site: Path) -> None:
    for page in [*site.rglob("*.html"), *site.rglob("*.css")]:
        for match in LOADED.finditer(page.read_text("utf-8")):
            asked = next(filter(None, match.groups()), "").strip("'\"")
            assert not re.match(r"(?:https?:)?//", asked) or 'rel="canonical"' in match[0], (page, asked)
