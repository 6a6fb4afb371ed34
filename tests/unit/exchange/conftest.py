"""Sheets for the stories: CSV by hand, workbooks by XlsxWriter, the older kinds by LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bangfu.exchange.sheets.foreign import SheetsRead, read_sheets
from foreign_sheets import TODAY, Read
from strategies import PROVINCE


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a CSV, given as text, or the file at a path."""

    def run(what: str | bytes | Path, *, year: int | None = None, sheet: str | None = None) -> SheetsRead:
        path = what if isinstance(what, Path) else tmp_path / "台账.csv"
        if not isinstance(what, Path):
            path.write_bytes(what.encode() if isinstance(what, str) else what)
        return read_sheets(path, today=TODAY, config=PROVINCE, year=year, sheet=sheet)

    return run


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Converts a workbook beside itself by LibreOffice: `calc(path, "xls")`."""
    program = shutil.which("soffice")
    folder = tmp_path_factory.mktemp("calc")

    def run(path: Path, ending: str) -> Path:
        if program is None:
            pytest.skip("soffice is not installed")
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", ending, "--outdir", str(path.parent), str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        made = path.with_suffix(f".{ending}")
        if not made.exists() and os.environ.get("BANGFU_REQUIRE_BROWSER") != "1":
            pytest.skip("LibreOffice Calc is not installed")
        return made

    return run
