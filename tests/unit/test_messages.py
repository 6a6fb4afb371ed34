"""Every text the user sees is there in Chinese."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path

import pytest

from bangfu.i18n import Message, Translator, _, choose_language

TOP = Path(__file__).resolve().parents[2]


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_the_catalogue_is_complete_and_compiled() -> None:
    run = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert run.stdout == ""
    assert run.returncode == 0


def test_translations_keep_their_fields() -> None:
    sys.path.insert(0, str(TOP / "tools"))
    try:
        from messages import catalogue
    finally:
        sys.path.pop(0)
    entries = [entry for entry in catalogue() if entry.id]
    assert len(entries) > 100
    for entry in entries:
        if "{" in entry.id and "}" in entry.id and not entry.id.startswith("<"):
            assert _fields(str(entry.string)) == _fields(str(entry.id)), entry.id


def test_a_message_is_put_into_either_language() -> None:
    message = _("no space after the colon of “{key}”", key="title")
    assert Translator("en")(message) == "no space after the colon of “title”"
    assert Translator("zh")(message) != Translator("en")(message)
    assert "title" in Translator("zh")(message)


def test_a_message_inside_a_message_is_translated_too() -> None:
    outer = Message("{inner}!", {"inner": _("a tab stands in the indentation")})
    assert Translator("zh")(outer) == Translator("zh")("a tab stands in the indentation") + "!"


@pytest.mark.parametrize(
    ("wishes", "language"),
    [(("zh",), "zh"), ((None, "zh_CN.UTF-8"), "zh"), (("en_US",), "en"), (("fr", "zh"), "zh"), ((None, None), "en")],
)
def test_the_first_known_wish_wins(wishes: tuple[str | None, ...], language: str) -> None:
    assert choose_language(*wishes) == language
