"""docs/messages.md is what the program says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


def test_the_gallery_of_messages_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(TOP / "tools")])
    import gallery

    assert gallery.page() == (TOP / "docs/messages.md").read_text("utf-8"), "run: python tools/gallery.py"
    said = gallery.page().split("```console")
    assert len(said) == 1 + sum(map(len, gallery.GALLERY.values()))
