"""Every text the user sees is there in Chinese."""

from __future__ import annotations

import importlib.util
import re
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.cli.app import COMMANDS
from bangfu.findings.columns import columns
from bangfu.i18n import Message, Translator, _, choose_language

TOP = Path(__file__).resolve().parents[2]
HAN = "\u4e00-\u9fff"
TYPED = {
    "bangfu",
    "zh",
    "en",
    "json",
    "csv",
    "md",
    "html",
    "docx",
    "pdf",
    "xlsx",
    "yaml",
    "table",
    "text",
    "YAML",
    "JSON",
}
TYPED |= {"github", "gitlab", "sarif", "junit", "ledger", "config", "ics", "none"}
GROUPS = {"city", "field", "category", "department", "channel", "district", "enterprise", "tier", "chain", "team"}
STATUSES = {"reported", "closed"}
LETTERS = {"remind"}
COMMITMENTS = {"add", "keep", "list", "leader", "matrix", "kind", "match", "deliver", "move"}
CACHE = {"info", "clear"}
GIT = {"git", "install", "uninstall", "status", "origin/HEAD", "main"}


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def entries() -> dict[str, str]:
    """Every message of the catalogue with its translation."""
    specification = importlib.util.spec_from_file_location("messages_tool", TOP / "tools" / "messages.py")
    assert specification
    assert specification.loader
    tool = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(tool)
    found = {str(entry.id): str(entry.string) for entry in tool.catalogue() if entry.id}
    assert len(found) > 100
    return found


def test_the_catalogue_is_complete_and_compiled() -> None:
    run = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert run.stdout == ""
    assert run.returncode == 0


def test_translations_keep_their_fields(entries: dict[str, str]) -> None:
    for message, translation in entries.items():
        if "{" in message and "}" in message:
            assert _fields(translation) == _fields(message), message


def test_no_message_is_left_in_english(entries: dict[str, str]) -> None:
    for message, translation in entries.items():
        if re.search("[A-Za-z]", re.sub(r"\{\w+\}|\bbangfu\b", "", message)):
            assert re.search(f"[{HAN}]", translation), message


def test_punctuation_among_chinese_words_is_chinese(entries: dict[str, str]) -> None:
    ascii_mark = re.compile(f"[{HAN}”）][ ]?[,:;!?()\"'][ ]?[{HAN}“（]|[{HAN}][,;!?]|\\.\\.\\.[{HAN}]")
    for translation in entries.values():
        prose = re.sub(r"\[[^\]]*\]", "", translation)  # a YAML list in brackets is typed as it stands
        assert not ascii_mark.search(prose), translation


def test_a_translation_ends_as_its_message_does(entries: dict[str, str]) -> None:
    for message, translation in entries.items():
        if message[-1] in ".?":
            assert translation[-1] in "。？." or not message[:-1].strip(".]"), message
        elif message[-1] not in "]":
            assert translation[-1] not in "。", message


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_pages_are_chinese_and_fit_a_terminal(
    run_bangfu: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = run_bangfu(Path(), *command, "--help", lang="zh").out
    assert all(columns(line) < 80 for line in page.splitlines())
    words = set(
        re.findall(r"(?<![\w-])[A-Za-z][\w./-]*", re.sub(r"(?<!\w)--?[a-z][a-z-]*(?: [a-z]+\|[a-z]+)?", "", page))
    )
    placeholders = {
        word for word in words if word.isupper() or re.fullmatch(r"\w+\.(?:yaml|html|md)|[A-Z]{2}[0-9]+", word)
    }
    assert words - placeholders <= TYPED | GROUPS | STATUSES | LETTERS | COMMITMENTS | CACHE | GIT | set(COMMANDS)


def test_a_message_is_put_into_either_language() -> None:
    message = _("no space after the colon of “{key}”", key="title")
    assert Translator("en")(message) == "no space after the colon of “title”"
    assert Translator("zh")(message) != Translator("en")(message)
    assert "title" in Translator("zh")(message)


def test_a_message_inside_a_message_is_translated_too() -> None:
    outer = Message("{inner}!", {"inner": _("a tab stands in the indentation")})
    assert Translator("zh")(outer) == Translator("zh")("a tab stands in the indentation") + "!"


def test_a_list_in_a_message_is_set_as_the_language_sets_lists() -> None:
    message = Message("{names}!", {"names": ("甲", _("a tab stands in the indentation"), 3)})
    tab = Translator("zh")("a tab stands in the indentation")
    assert Translator("zh")(message) == f"甲、{tab}、3!"
    assert Translator("en")(message) == str(message) == "甲, a tab stands in the indentation, 3!"


@pytest.mark.parametrize(
    ("wishes", "language"),
    [(("zh",), "zh"), ((None, "zh_CN.UTF-8"), "zh"), (("en_US",), "en"), (("fr", "zh"), "zh"), ((None, None), "en")],
)
def test_the_first_known_wish_wins(wishes: tuple[str | None, ...], language: str) -> None:
    assert choose_language(*wishes) == language
