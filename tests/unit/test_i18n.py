"""Messages in the reader's language."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from bangfu.i18n import Translator, _


def test_a_catalogue_that_cannot_be_read_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    message = _("“{value}” is no date", value="6月5日")
    assert Translator("zh")(message) == "“6月5日”不是日期"

    def full(path: Path, *_given: object, **_named: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files", str(path))

    monkeypatch.setattr(Path, "open", full)
    assert Translator("zh")(message) == "“6月5日” is no date"
