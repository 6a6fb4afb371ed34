"""Pages of hostile texts in a real Chromium: no script runs, nothing is asked for, the page is that of harmless texts.

The policy that every page carries is switched off here: the pages have to hold without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from hostile_repository import Pair, hostile_pair
from outputs import made, outputs
from readers import difference, plain
from soak import cases

Run = Callable[..., Any]

SHAPES = ("--week", "--month", "--half", "--year")
PAGES = [output for output in outputs() if output.form in ("html", "site") and output.arguments[1] not in SHAPES]
"""A page of every template. The shapes of a bulletin have one: the reader of `tests/readers.py` looks at each."""
TREE = """() => [...document.querySelectorAll('*')].map(each => [
    each.tagName,
    [...each.attributes].map(a => a.name),
    ['href', 'src', 'style', 'class', 'id'].map(name => each.getAttribute(name)),
    [...each.childNodes].filter(node => node.nodeType != 1).map(node => [node.nodeType, node.data]),
])"""

VISIT = """() => {
    for (const each of document.querySelectorAll('*'))
        for (const kind of ['mouseover', 'focus', 'load', 'error'])
            each.dispatchEvent(new Event(kind));
    document.querySelectorAll('th button, form button').forEach(each => each.click());
    document.querySelectorAll('form select').forEach(each => {
        each.selectedIndex = each.options.length - 1;
        each.dispatchEvent(new Event('change', {bubbles: true}));
    });
}"""


@pytest.fixture(scope="module")
def pair(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return hostile_pair(tmp_path_factory.mktemp("pair"))


@pytest.fixture(scope="module")
def chromium(browser: str) -> Iterator[Any]:
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        yield program
        program.close()


class Visitor:
    """Somebody with a browser that obeys no policy and lets nothing out: `seen` is what should not have happened."""

    def __init__(self, chromium: Any) -> None:
        self.context = chromium.new_context(bypass_csp=True)
        self.seen: list[str] = []
        self.context.route("**/*", self._asked)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.seen.append(dialog.message), dialog.dismiss()))
        self.page.on("console", lambda message: self.seen.append(message.text))
        self.page.on("pageerror", lambda error: self.seen.append(str(error)))
        self.page.on("popup", lambda popup: self.seen.append(popup.url))
        self.page.on("download", lambda download: self.seen.append(download.url))
        self.address = ""

    def _asked(self, route: Any) -> None:
        if route.request.url == self.address:
            route.continue_()
        else:
            self.seen.append(route.request.url)
            route.abort()

    def reads(self, path: Path) -> tuple[list[Any], list[str]]:
        """The tree of a page, and its tags after somebody has pointed at it, sorted its tables and filtered them."""
        self.address = path.as_uri()
        self.page.goto(self.address)
        tree = self.page.evaluate(TREE)
        self.page.evaluate(VISIT)
        assert self.page.evaluate("window.ran") is None, path
        assert self.page.url.partition("#")[0] == self.address
        after = sorted(tag for tag, *_rest in self.page.evaluate(TREE))
        read = [[tag, names, kept, words(tag, told)] for tag, names, kept, told in tree]
        options = sorted(repr(each) for each in read if each[0] == "OPTION")  # those of a filter are sorted
        return [each for each in read if each[0] != "OPTION"], [*options, *after]


def words(tag: str, told: list[Any]) -> list[Any]:
    """The texts of an element; those of scripts and styles are ours and to be the same to the letter."""
    return [[kind, text if tag in ("SCRIPT", "STYLE") else plain(text)] for kind, text in told]


@pytest.fixture(scope="module")
def visitor(chromium: Any) -> Iterator[Visitor]:
    come = Visitor(chromium)
    yield come
    come.context.close()


def some(folder: Path) -> list[Path]:
    """The pages in a folder and the first few in each below it; in the long form all."""
    below = [sorted(each.glob("*.html")) for each in sorted({folder, *folder.rglob("*/")})]
    return [page for pages in below for page in pages[: cases(3, 1000)]]


def test_a_page_of_hostile_texts_is_that_of_harmless_ones(
    run_bangfu: Run, pair: Pair, visitor: Visitor, tmp_path: Path
) -> None:
    seen = 0
    for number, output in enumerate(PAGES):
        pages = {}
        for name, root in pair._asdict().items():
            folder = tmp_path / f"{name}{number}"
            assert made(run_bangfu, root, folder, output)["exit code"] == b"0"
            pages[name] = some(folder)
        assert len(pages["hostile"]) == len(pages["twin"]) >= 1
        for hostile, twin in zip(pages["hostile"], pages["twin"], strict=True):
            assert "Content-Security-Policy" in hostile.read_text("utf-8")
            found = difference(visitor.reads(hostile), visitor.reads(twin))
            assert found is None, (hostile.name, found)
            seen += 1
    assert visitor.seen == []
    assert seen >= 11
