"""A plain command line means what the command-line library takes it for."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.cli import root as library
from bangfu.cli.app import COMMANDS
from bangfu.cli.options import Parameter, parameters
from bangfu.cli.plain import overall, plain
from bangfu.cli.session import Session
from bangfu.i18n import Translator
from bangfu.model.errors import UsageError
from soak import cases

Call = tuple[dict[str, Any], dict[str, Any]]
"""What a session was made of, and what the command is called with."""
ENGLISH = Translator("en")
TEXTS = ("", "a", "株洲市", "7k3m", "2019-06", "-", "-x", "--json", "a b", "=", "=a", "9", "07", "٣", "1234567890")


def _function(name: str) -> tuple[Any, str, Callable[..., Any]]:
    module, function = COMMANDS[name].target.split(":")
    home = import_module(f"bangfu.cli.{module}")
    return home, function, getattr(home, function)


def _own(name: str) -> list[Parameter]:
    return list(parameters(_function(name)[2]))


def _made_of(session: Session) -> dict[str, Any]:
    return {name: getattr(session, name) for name in ("translate", "today", "repo", "quiet", "debug", "caching")}


def _by_library(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Call | None:
    """What the library would call the command with; None where it refuses or shows help."""
    called: list[Call] = []
    original = library._with_session

    def spied(_function: Callable[..., Any]) -> Callable[..., Any]:
        return original(lambda session, **values: called.append((_made_of(session), values)))

    monkeypatch.setattr(library, "_with_session", spied)
    try:
        library.run(arguments, ENGLISH)
    except UsageError:
        return None
    finally:
        monkeypatch.setattr(library, "_with_session", original)
    return called[0] if called else None


def _plainly(arguments: list[str]) -> Call | None:
    call: Any = plain(arguments, ENGLISH)
    if call is None or call.func is print:
        return None
    name = next(word for word in arguments if word in COMMANDS)
    defaults = {each.name: each.default for each in _own(name) if not each.required}
    return _made_of(call.args[0]), {**defaults, **call.keywords}


@st.composite
def lines(draw: st.DrawFn, name: str) -> list[str]:
    """A command line of that command, most of them right: options of its own and global ones, arguments, odd words."""
    before = draw(st.lists(st.sampled_from(list(parameters(overall))[:-1]), max_size=2))
    own = _own(name)
    named = [each for each in own if each.names]
    options = draw(st.lists(st.sampled_from(named), max_size=3)) if named else []
    words = [word for each in before for word in draw(_given(each))]
    after = [draw(_given(each)) for each in options]
    after += [[draw(_value(each))] for each in own if not each.names and draw(st.integers(0, 4))]
    if not draw(st.integers(0, 9)):
        after.append([draw(st.sampled_from(("--today=2019-01-31", "--help", "--nosuch", "--", "extra", "-o")))])
    return [*words, name, *(word for part in draw(st.permutations(after)) for word in part)]


def _value(each: Parameter) -> st.SearchStrategy[str]:
    usual = {"today": "2019-06-30", "lang": "zh"}.get(each.name) or ("12" if each.kind is int else "word")
    return st.sampled_from([usual] * 15 + list(TEXTS))


@st.composite
def _given(draw: st.DrawFn, each: Parameter) -> list[str]:
    name = draw(st.sampled_from(each.names))
    if each.kind is bool:
        return [name] if draw(st.integers(0, 19)) else [f"{name}=1"]
    value = draw(_value(each))
    return draw(st.sampled_from(([name, value], [f"{name}={value}"], [name, value], [name])))


@settings(max_examples=cases(150, 20_000))
@given(arguments=st.sampled_from(list(COMMANDS)).flatmap(lines))
def test_a_plain_line_is_read_as_the_library_reads_it(arguments: list[str]) -> None:
    found = _plainly(arguments)
    if found is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        expected = _by_library(arguments, patch)
    assert expected is not None, arguments
    assert found == expected
    assert {key: type(value) for key, value in found[1].items()} == {k: type(v) for k, v in expected[1].items()}


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (["close", "7k3m", "9q2p", "--result", "落实", "--satisfaction=满意"],
         {"ids": ["7k3m", "9q2p"], "result": "落实", "satisfaction": "满意"}),
        (["assign", "--to", "甲局", "7k3m", "--to", "乙局"], {"to": ["甲局", "乙局"], "ids": ["7k3m"]}),
        (["tally", "--month", "--json"], {"month": "", "json": True}),
        (["report", "--quarter", "2019-Q2", "-o", "out.html"], {"quarter": "2019-Q2", "output": Path("out.html")}),
        (["check", "ledgers", "a", "--against", "--strict"], {"paths": [Path("ledgers"), Path("a")], "against": ""}),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)  # fmt: skip
def test_plain_lines(arguments: list[str], values: dict[str, Any]) -> None:
    found = _plainly(arguments)
    assert found is not None
    assert values.items() <= found[1].items()


def test_the_options_before_the_command_and_the_day_after_it() -> None:
    before = ["--repo", "there", "--quiet", "--no-cache", "--today", "2019-06-30", "fmt"]
    found, later = _plainly(before), _plainly([*before, "--today", "2019-07-01"])
    assert found is not None
    assert later is not None
    assert found[0] == _made_of(Session(ENGLISH, date(2019, 6, 30), Path("there"), quiet=True, caching=False))
    assert later[0]["today"] == date(2019, 7, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["--version"], ["close", "7k3m", "--help"], ["nosuch", "--help"], ["--help", "close"],
        ["close"], ["nosuch"], ["close", "7k3m", "--nosuch"],
        ["close", "7k3m", "--result"], ["close", "7k3m", "--result", "--note"], ["close", "7k3m", "--dry-run=1"],
        ["close", "--", "7k3m"], ["report", "-oout.html"], ["--today", "2019-06-31", "close", "7k3m"],
        ["close", "7k3m", "--today", "morgen"], ["--lang", "fr", "check"], ["explain", "BF101", "BF102"],
        ["merge-driver", "a", "b", "c", "sieben", "d"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_needs_a_word_is_left_to_the_library(arguments: list[str]) -> None:
    assert plain(arguments, ENGLISH) is None


@pytest.mark.parametrize("before", [[], ["letter"], ["--today", "2019-06-30", "--quiet", "check"]], ids=" ".join)
def test_a_help_page_is_the_one_that_the_library_shows(before: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    call = plain([*before, "--help"], ENGLISH)
    assert call is not None
    call()
    page = capsys.readouterr().out
    assert page.startswith("Usage: bangfu ")
    library.run([*before, "--help"], ENGLISH)
    assert capsys.readouterr().out == page


def test_a_file_that_may_not_be_read_is_left_to_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert plain(["check", str(tmp_path / "shut")], ENGLISH) is None
    assert plain(["check", str(tmp_path / "none")], ENGLISH) is not None
