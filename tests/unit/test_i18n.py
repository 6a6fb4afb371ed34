"""Messages in the reader's language."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.i18n import Translator, _

Run = Callable[..., Any]


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue cannot be read."""
    opened = Path.open

    def full(path: Path, *given: Any, **named: Any) -> Any:
        if path.suffix == ".mo":
            raise OSError(errno.EMFILE, "Too many open files", str(path))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", full)


def test_a_message_is_told_in_both_languages() -> None:
    message = _("“{value}” is no date", value="6月5日")
    assert Translator("zh")(message) == "“6月5日”不是日期"
    assert Translator("en")(message) == "“6月5日” is no date"


def test_without_its_catalogue_a_command_speaks_english(unreadable: None, run_bangfu: Run, tmp_path: Path) -> None:
    result = run_bangfu(tmp_path, "check", "--nothing", lang="zh")
    assert result.err.startswith("bangfu: there is no option --nothing\n")


def test_what_is_always_chinese_is_not_written_in_english(unreadable: None, run_bangfu: Run, tmp_path: Path) -> None:
    """The schemas that init lays out speak Chinese to whoever fills in a ledger."""
    result = run_bangfu(tmp_path, "init", "made")
    assert (result.code, result.out) == (2, "")
    assert "Too many open files" in result.err
    assert not (tmp_path / "made/schema").exists()
