"""Every page on screens of every width: axe-core finds nothing, nothing sticks out, a keyboard reaches it all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

pytestmark = pytest.mark.xdist_group("accessible pages")  # one process: what it makes first is made once

TOP = Path(__file__).resolve().parents[2]
INVENTED = TOP / "tests" / "golden" / "invented"
PAGES = ("bulletin", "quarter", "letter", "lists", "remind")
WIDTHS = (360, 768, 1200, 1920)
EVERYTHING = """\
  title: 关于“双联双促”|{period}情况的通报
  headings: standard
  seal: true
  colophon: {copies: 示例省发展改革委、财政厅, office: 示例省工业厅办公室}
"""


@pytest.fixture(scope="module")
def chromium(browser: str) -> Iterator[Any]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """June as it was reported; an invented quarter with all of a bulletin; a letter; the lists; a reminder."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in PAGES}

    def bangfu(root: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "bangfu", "--repo", str(root), "--today", "2019-07-05", *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    whole = folder / "whole"
    shutil.copytree(INVENTED, whole)
    words = (whole / "bangfu.yaml").read_text("utf-8")
    (whole / "bangfu.yaml").write_text(words.replace("\nbulletin:\n", f"\nbulletin:\n{EVERYTHING}"), "utf-8")
    bangfu(TOP, "report", "--month", "2019-06", "-o", str(made["bulletin"]))
    bangfu(whole, "report", "--quarter", "2019-Q2", "-o", str(made["quarter"]))
    bangfu(whole, "lists", "-o", str(made["lists"]))
    bangfu(whole, "remind", "--days", "30", "-o", str(made["remind"]))
    bangfu(whole, "letter", "supervise", "XS-190401-AAAA", "-o", str(made["letter"]))
    assert 'class="colophon"' in made["quarter"].read_text("utf-8")
    return made


@pytest.fixture(params=PAGES)
def document(request: pytest.FixtureRequest, documents: dict[str, Path]) -> str:
    return documents[request.param].as_uri()


@pytest.fixture
def show(chromium: Any, document: str) -> Iterator[Callable[..., Page]]:
    """Opens the page in a window of a width."""
    opened = []

    def show(width: int, **settings: Any) -> Page:
        page: Page = chromium.new_page(viewport={"width": width, "height": 900}, **settings)
        opened.append(page)
        page.goto(document)
        return page

    yield show
    for page in opened:
        page.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_axe_finds_nothing(show: Callable[..., Page], width: int) -> None:
    result = Axe().run(show(width))
    assert len(result.response["passes"]) > 10
    assert [(found["id"], found["impact"]) for found in result.response["violations"]] == []


def test_nothing_is_wider_than_the_window(show: Callable[..., Page]) -> None:
    page = show(WIDTHS[0])
    needed = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        needed.append(page.evaluate("document.documentElement.scrollWidth"))
    assert needed == list(WIDTHS)


def test_the_outline_can_be_heard(show: Callable[..., Page]) -> None:
    page = show(1200)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.get_by_role("main").count() == 1
    headings = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => each.tagName)")
    assert headings.count("H1") == 1
    assert headings[0] == "H1"
    assert headings[1] == "H2"
    assert set(headings[1:]) <= {"H2", "H3"}
    tables = page.evaluate(
        """[...document.querySelectorAll("table")].map(each => [
             each.getAttribute("aria-label") ?? each.caption?.textContent ?? "",
             [...each.tHead.rows[0].cells].map(cell => cell.scope).join(),
             each.tBodies[0].rows.length])"""
    )
    assert tables
    for name, scopes, rows in tables:
        assert name not in ("", "表格")
        assert set(scopes.split(",")) == {"col"}
        assert rows > 0
    assert len({name for name, _scopes, _rows in tables}) == len(tables)


def test_a_keyboard_scrolls_every_wide_table(show: Callable[..., Page]) -> None:
    page = show(360)
    wide = page.locator(".wide")
    seen = []
    for _ in range(page.locator("a, [tabindex='0']").count()):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.matches('.wide')"):
            continue
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        page.keyboard.press("ArrowRight")
    assert seen == [wide.nth(number).get_attribute("aria-label") for number in range(wide.count())]
    page.wait_for_function(
        "[...document.querySelectorAll('.wide')].every(e => e.scrollWidth <= e.clientWidth || e.scrollLeft > 0)"
    )


def test_dark_mode_keeps_white_paper(show: Callable[..., Page]) -> None:
    page = show(1200, color_scheme="dark")
    paper, ink = page.evaluate(
        "[getComputedStyle(document.querySelector('main')).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert re.findall("[0-9]+", paper) == ["255", "255", "255"]
    assert max(map(int, re.findall("[0-9]+", ink))) < 40


def test_the_page_reads_well_on_a_phone(show: Callable[..., Page]) -> None:
    page = show(360)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p:not(.mark)')).fontSize)")
    cell = page.evaluate("parseFloat(getComputedStyle(document.querySelector('td')).fontSize)")
    assert size >= 16
    assert cell >= 12
