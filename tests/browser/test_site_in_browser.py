"""The site in a real Chromium: sorted and filtered by clicking and by keyboard, complete without its script."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.xdist_group("site")  # one process: what it makes first is made once

ISSUE = "issues/ZZ-190517-9FYQ.html"
PAGES = ("index.html", "cities/zhuzhou.html", "lists/urgent.html", "lists/category-1.html", ISSUE)


@pytest.fixture(scope="module")
def chromium(browser: str) -> Iterator[Any]:
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        yield program
        program.close()


@pytest.fixture(scope="module")
def site(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demonstration data."""
    import gc

    from bangfu.cli.app import main

    folder = tmp_path_factory.mktemp("demo")
    try:
        assert main(["--quiet", "--today", "2020-01-05", "init", "--demo", str(folder / "demo")]) == 0
        common = ["--repo", str(folder / "demo"), "--quiet", "--today", "2020-01-05"]
        assert main([*common, "site", "-o", str(folder / "site")]) == 0
    finally:
        gc.enable()
    return folder / "site"


class Visitor:
    """Somebody before a screen: `page` is what they see, `complaints` what the browser says against it."""

    def __init__(self, chromium: Any, **options: Any) -> None:
        self.context = chromium.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def goes_to(self, path: Path, fragment: str = "") -> Any:
        self.page.goto(path.as_uri() + fragment)
        return self.page

    def shown(self, table: str = "table.issues", column: int = 1) -> list[str]:
        """The texts of a column, of the rows that can be seen."""
        cells = self.page.locator(f"{table} tbody tr:visible td:nth-child({column})")
        return list(cells.all_inner_texts())


@pytest.fixture
def visitor(chromium: Any) -> Iterator[Callable[..., Visitor]]:
    come: list[Visitor] = []

    def arrive(**options: Any) -> Visitor:
        come.append(Visitor(chromium, **options))
        return come[-1]

    yield arrive
    for each in come:
        each.context.close()
        assert each.complaints == []


def test_a_heading_sorts_up_and_down(visitor: Callable[..., Visitor], site: Path) -> None:
    guest = visitor()
    page = guest.goes_to(site / "index.html")
    table = "table.ranking"
    head = page.locator(f"{table} th", has_text="收集").first
    assert head.get_attribute("aria-sort") is None
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert guest.shown(table, 3)[:4] == ["22", "23", "23", "25"]
    assert page.locator(f"{table} tfoot td").nth(1).inner_text() == "全省"  # the total stays where it is
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert guest.shown(table, 3)[:3] == ["86", "80", "76"]
    assert guest.shown(table, 2)[0] == "湘西州"
    page.locator(f"{table} th", has_text="满意率").locator("button").click()
    assert head.get_attribute("aria-sort") is None
    assert guest.shown(table, 12)[:2] == ["84.6%（11/13）", "86.7%（13/15）"]


def test_names_are_sorted_as_chinese_does_and_the_unknown_stands_last(
    visitor: Callable[..., Visitor], site: Path
) -> None:
    guest = visitor()
    page = guest.goes_to(site / "cities/zhuzhou.html")
    due = page.locator("table.issues th", has_text="办理期限").locator("button")
    for first in ("2019-04-07", "2020-01-26"):
        due.click()
        shown = guest.shown(column=8)
        assert shown[0] == first
        assert shown[-1] == "—"
    page.locator("table.issues th", has_text="类别").locator("button").click()
    assert guest.shown(column=4)[0] == "产销对接"  # chǎn
    assert guest.shown(column=4)[-1] == "咨询"  # zī


def test_filters_count_and_go_together(visitor: Callable[..., Visitor], site: Path) -> None:
    guest = visitor()
    page = guest.goes_to(site / "cities/zhuzhou.html")
    form = page.locator("#issues form")
    count = form.locator("output")
    assert count.inner_text() == "显示38个，共38个"
    form.get_by_label("状态").select_option("已退回")
    assert count.inner_text() == "显示3个，共38个"
    assert guest.shown(column=5) == ["已退回"] * 3
    form.get_by_label("类别").select_option("用工")
    assert guest.shown() == ["ZZ-190422-7DWJ"]
    form.get_by_role("button", name="显示全部").click()
    assert count.inner_text() == "显示38个，共38个"
    form.get_by_label("文字").fill("zz-190517")
    assert guest.shown(column=3) == ["抵押物不足，1120万元贷款未获批", "库存积压850万元待消化"]
    form.get_by_label("文字").press("Enter")  # sends nothing anywhere
    assert page.url == (site / "cities/zhuzhou.html").as_uri()


def test_a_figure_shows_its_issues(visitor: Callable[..., Visitor], site: Path) -> None:
    """株洲: in May 2019 six were resolved."""
    guest = visitor()
    page = guest.goes_to(site / "index.html")
    cell = page.get_by_role("region", name="当月办结数").locator("tr", has_text="株洲").locator("td").nth(4)
    assert cell.inner_text() == "6"
    cell.locator("a").click()
    page.wait_for_url("**/cities/zhuzhou.html#resolved-2019-05")
    assert page.locator("#issues output").inner_text() == "显示6个，共38个"
    chip = page.get_by_role("button", name="只看：2019年5月办结")
    chip.click()
    assert page.locator("#issues output").inner_text() == "显示38个，共38个"
    assert not chip.is_visible()
    page.locator(".figure.alarm a").click()  # overdue: a fragment of the same page
    assert guest.shown() == ["ZZ-190517-9FYQ"]


def test_it_all_works_by_keyboard(visitor: Callable[..., Visitor], site: Path) -> None:
    guest = visitor()
    page = guest.goes_to(site / "cities/zhuzhou.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    button = page.locator("table.issues th button").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("table.issues th").first.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert page.locator("table.issues th").first.get_attribute("aria-sort") == "descending"
    assert guest.shown() == sorted(guest.shown(), reverse=True)


def test_without_its_script_the_site_is_complete(visitor: Callable[..., Visitor], site: Path) -> None:
    guest = visitor(java_script_enabled=False)
    page = guest.goes_to(site / "index.html")
    assert page.locator("form, button").count() == 0
    page.locator("table.ranking a", has_text="株洲市").click()
    assert page.locator("table.issues tbody tr").count() == 38
    assert page.locator("form, button").count() == 0
    page.get_by_text("ZZ-190517-9FYQ").click()
    assert page.locator("h1").inner_text() == "抵押物不足，1120万元贷款未获批"
    assert page.locator(".stages li").count() == 3
    page.get_by_role("link", name="全省").click()
    assert page.url == (site / "index.html").as_uri()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 768, 1400])
def test_no_page_is_wider_than_its_screen(visitor: Callable[..., Visitor], site: Path, name: str, width: int) -> None:
    page = visitor(viewport={"width": width, "height": 800}).goes_to(site / name)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", PAGES)
def test_nothing_bars_anybody_from_a_page(visitor: Callable[..., Visitor], site: Path, name: str) -> None:
    page = visitor(bypass_csp=True).goes_to(site / name)  # axe is a script of its own
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_in_dark_mode_the_paper_stays_white(visitor: Callable[..., Visitor], site: Path) -> None:
    page = visitor(color_scheme="dark").goes_to(site / "index.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 28, 28)"


def test_printed_on_a3_the_chart_is_a_few_whole_sheets(
    visitor: Callable[..., Visitor], site: Path, tmp_path: Path
) -> None:
    page = visitor().goes_to(site / "index.html")
    page.pdf(path=tmp_path / "a3.pdf", format="A3", landscape=True)
    with pdfplumber.open(tmp_path / "a3.pdf") as paper:
        texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in paper.pages]
        assert all(sheet.width > sheet.height for sheet in paper.pages)
    assert len(texts) <= 4
    assert "挂图作战" in texts[0]
    assert "办理天数为中位数" in texts[0]  # the note that ends the ranking
    assert "月末办结率" in texts[1]
    assert "当月办结数" in texts[1]
    assert not any("显示全部" in text for text in texts)


def test_printed_the_head_of_a_table_is_repeated(visitor: Callable[..., Visitor], site: Path, tmp_path: Path) -> None:
    page = visitor().goes_to(site / "cities/zhuzhou.html")
    page.pdf(path=tmp_path / "a4.pdf", format="A4", landscape=True)
    with pdfplumber.open(tmp_path / "a4.pdf") as paper:
        texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in paper.pages]
    listing = [text for text in texts if "ZZ-19" in text]
    assert len(listing) >= 2
    assert all("反映日期" in text for text in listing)


def test_hostile_ledgers_run_nothing_and_ask_for_nothing(
    visitor: Callable[..., Visitor], repository: Callable[..., Path], run_bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    words = "<script>document.title='x';fetch('http://127.0.0.1:9/a')</script></title></style></script>"
    words += "<img src=http://127.0.0.1:9/b onerror=fetch('http://127.0.0.1:9/c')>\"' onclick='x' <svg onload=alert(1)>"
    said = json.dumps(words)
    title = json.dumps(words.replace("{", "").replace("}", ""))
    ledger = f"""\
city: 株洲市
opening:
  - {{date: 2018-12-31, source: {said}, scope: {said}, category: {said}, reported: 1}}
enterprises:
  - {{name: {said}, leader: {said}, department: {said}, district: {said}, tier: {said}, chain: {said}, station: {said},
     team: {said}, aliases: [甲]}}
issues:
  - id: ZZ-190506-AAAA
    enterprise: 甲
    title: {title}
    category: {said}
    detail: {said}
    source: {said}
    events:
      - {{date: 2019-05-06, type: 反映, via: {said}, source: {said}}}
      - {{date: 2019-05-08, type: 交办, to: [{said}, {said}], due: 2019-06-08, number: {said}, note: {said}}}
"""
    root = repository({"ledgers/zhuzhou.yaml": ledger})
    result = run_bangfu(root, "site", "-o", str(tmp_path / "site"), "--allow-errors")
    assert result.code == 0, result.err
    guest = visitor()
    names = sorted(path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html"))
    assert len(names) >= 6
    for name in names:
        guest.goes_to(tmp_path / "site" / name)
        assert guest.page.locator("img, svg[onload], [onclick], [onerror]").count() == 0
        assert guest.page.title() != "x"
    guest.goes_to(tmp_path / "site/cities/zhuzhou.html")
    guest.page.locator("table.issues th button").nth(2).click()
    assert [url for url in guest.asked if not url.startswith("file:")] == []
