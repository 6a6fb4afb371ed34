"""The built wheel does the main job in an empty environment, outside the checkout; its bytes are the same anywhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
BUILT_FROM = ("src", "templates", "docs", "tests", "pyproject.toml", ".gitignore")
CLOCK = {"SOURCE_DATE_EPOCH": "1577836800"}


def _run(*command: str | Path, cwd: Path, umask: int = -1, **environment: str) -> str:
    run = subprocess.run(
        [str(word) for word in command], cwd=cwd, env={**os.environ, **environment},
        umask=umask, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def _build(source: Path, folder: Path, umask: int, zone: str) -> dict[str, str]:
    """Builds the sdist and the wheel there; their hashes by name."""
    command = (sys.executable, "-m", "build", "--sdist", "--wheel", "--no-isolation", "--outdir", folder, source)
    _run(*command, cwd=source, umask=umask, TZ=zone, **CLOCK)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("dist")
    return folder, _build(TOP, folder, 0o022, "Asia/Shanghai")


@pytest.fixture(scope="module")
def wheel(dist: tuple[Path, dict[str, str]]) -> Path:
    (found,) = dist[0].glob("bangfu-*.whl")
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
        "bangfu/__init__.pyi",
    } <= names


def test_a_build_elsewhere_has_the_same_bytes(dist: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """Another folder, copied file by file in another order, with other times and modes, another umask and time zone."""
    source = tmp_path / "elsewhere"
    source.mkdir()
    names = [*BUILT_FROM, *(path.name for path in TOP.glob("*.md")), "LICENSE"]
    made = shutil.ignore_patterns("__pycache__")
    for name in reversed(names):
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, source / name, ignore=made, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(TOP / name, source / name)
    for path in source.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        if path.is_file():
            path.chmod(0o600)
    (tmp_path / "dist").mkdir()
    again = _build(source, tmp_path / "dist", 0o077, "America/New_York")
    assert len(again) == 2
    assert again == dist[1]


def test_the_wheel_does_the_main_job_elsewhere(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    bangfu = tmp_path / "venv" / "bin" / "bangfu"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-compile")
    _run(*pip, "-c", TOP / "constraints.txt", wheel, cwd=tmp_path)
    repository = tmp_path / "province"
    repository.mkdir()
    shutil.copy(TOP / "bangfu.yaml", repository)
    shutil.copytree(TOP / "ledgers", repository / "ledgers")
    outside = {"PYTHONPATH": ""}  # nothing of the checkout
    _run(bangfu, "check", cwd=repository, **outside)
    markdown = _run(bangfu, "report", "--month", "2019-06", cwd=repository, **outside)
    assert "25.6%" in markdown
    _run(bangfu, "report", "--month", "2019-06", "-o", "june.html", cwd=repository, **outside)
    assert "株洲市" in (repository / "june.html").read_text("utf-8")
    _run(bangfu, "init", "--demo", tmp_path / "demo", cwd=tmp_path, **outside)
    _run(bangfu, "check", "--today", "2020-01-10", cwd=tmp_path / "demo", **outside)
