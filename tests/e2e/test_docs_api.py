"""docs/api.md is a session that runs, and tells of every name that `import bangfu` gives."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import bangfu

TOP = Path(__file__).resolve().parents[2]
PAGES = ("api.md", "api.zh-CN.md")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `demo` in it."""
    import gc

    from bangfu.cli.app import main

    folder = tmp_path_factory.mktemp("notebook")
    try:
        assert main(["init", "--demo", str(folder / "demo")]) == 0
    finally:
        gc.enable()
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_the_session_runs(page: str, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo)
    text = re.sub("^```.*$", "", (TOP / "docs" / page).read_text("utf-8"), flags=re.MULTILINE)
    session = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert len(session.examples) > 12
    report: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(session, out=report.append)
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("page", PAGES)
def test_every_name_is_told_of(page: str) -> None:
    text = (TOP / "docs" / page).read_text("utf-8")
    for name in (*_names(), *(name for name in vars(bangfu.Ledgers) if not name.startswith("_"))):
        assert re.search(rf"\b{name}\b", text), name
    for name in ("load", "Ledgers.check", "Ledgers.duplicates", "Ledgers.tally", "Ledgers.bulletin", "Ledgers.render"):
        made: Callable[..., Any] = bangfu
        for part in name.split("."):
            made = getattr(made, part)
        known = [
            each.name if each.default is each.empty else f"{each.name}={_shown(each.default)}"
            for each in signature(made).parameters.values()
            if each.name != "self"
        ]
        written = re.search(rf"`(?:bangfu\.)?{name.rpartition('.')[2]}\(([^`]+)\)`", text)
        assert written, name
        assert [word for word in written[1].split(", ") if word != "*"] == known, name


def test_the_types_are_of_the_names_that_are_given() -> None:
    stub = ast.parse((TOP / "src/bangfu/__init__.pyi").read_text("utf-8"))
    typed = {each.asname: node.module for node in stub.body if isinstance(node, ast.ImportFrom) for each in node.names}
    assert typed == {name: f"bangfu.{where}" for name, where in _names().items()}
    for name, where in typed.items():
        assert getattr(bangfu, name).__module__ == where, name
    assert set(typed) <= set(dir(bangfu))
    with pytest.raises(AttributeError, match="no attribute 'tallies'"):
        bangfu.tallies  # type: ignore[attr-defined]  # noqa: B018


def _names() -> dict[str, str]:
    return vars(bangfu)["_WHERE"]  # type: ignore[no-any-return]


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
