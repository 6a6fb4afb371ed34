"""The built wheel does the main job in an empty environment, outside the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


def _run(*command: str | Path, cwd: Path) -> str:
    run = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ".", cwd=TOP)
    (found,) = folder.glob("bangfu-*.whl")
    return found


def test_the_wheel_holds_templates_catalogue_and_defaults(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "bangfu/templates/bulletin.md.j2",
        "bangfu/templates/bulletin.html.j2",
        "bangfu/locale/zh_CN/LC_MESSAGES/bangfu.mo",
        "bangfu/read/defaults.yaml",
        "bangfu/scaffold/files/github-check.yml",
        "bangfu/py.typed",
    } <= names


def test_the_wheel_does_the_main_job_elsewhere(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    bangfu = tmp_path / "venv" / "bin" / "bangfu"
    _run(python, "-m", "pip", "install", "-q", "-c", TOP / "constraints.txt", wheel, cwd=tmp_path)
    repository = tmp_path / "province"
    repository.mkdir()
    shutil.copy(TOP / "bangfu.yaml", repository)
    shutil.copytree(TOP / "ledgers", repository / "ledgers")
    _run(bangfu, "check", cwd=repository)
    markdown = _run(bangfu, "report", "--month", "2019-06", cwd=repository)
    assert "25.6%" in markdown
    _run(bangfu, "report", "--month", "2019-06", "-o", "june.html", cwd=repository)
    assert "株洲市" in (repository / "june.html").read_text("utf-8")
    _run(bangfu, "init", "--demo", tmp_path / "demo", cwd=tmp_path)
    _run(bangfu, "check", "--today", "2020-01-10", cwd=tmp_path / "demo")
