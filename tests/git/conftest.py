"""A repository under git for each story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from clones import BASE, LEDGER, PROVINCE, Clone

from bangfu.cli.git import driver_command
from bangfu.scaffold.attributes import MERGE


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Clone]:
    """Makes a repository with a ledger (or the files given), the driver installed and all committed on main."""

    def new(files: dict[str, str] | None = None, *, install: bool = True) -> Clone:
        clone = Clone(tmp_path / "here")
        for name, text in {"bangfu.yaml": PROVINCE, **(files or {LEDGER: BASE})}.items():
            path = clone.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        clone.git("init", "-q", "-b", "main")
        if install:  # what `bangfu git install` does
            clone.git("config", "merge.bangfu.driver", driver_command())
            (clone.root / ".gitattributes").write_text(f"{MERGE}\n")
        clone.git("add", "-A")
        clone.git("commit", "-qm", "base")
        return clone

    return new
