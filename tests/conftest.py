"""What stories are told with: a temporary ledger repository, and the program run inside this process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine is no failure

Files = Mapping[str, str | bytes]
Repository = Callable[[Files], Path]

PROVINCE = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: changsha, name: 长沙市, prefix: CS, code: "430100"}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}
"""
"""The bangfu.yaml of a story that gives none."""


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the tests' own, whatever the environment says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANGFU_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("BANGFU_CACHE_SIZE", raising=False)
        patch.delenv("BANGFU_NO_CACHE", raising=False)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that writes the golden documents anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; read the difference")


@dataclass(frozen=True)
class Outcome:
    """What one run of the program gave."""

    code: int
    out: str
    err: str


def write_files(root: Path, files: Files) -> Path:
    """Writes `files` (relative path → text, or bytes as they are) below `root`."""
    for name, content in {"bangfu.yaml": PROVINCE, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Makes a ledger repository of two cities: `repository({"ledgers/zhuzhou.yaml": text})`."""

    def make(files: Files) -> Path:
        return write_files(tmp_path / "repository", files)

    return make


@pytest.fixture
def run_bangfu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs the program: `run_bangfu(root, "check", "--json")`, in English, today 2019-06-30 unless told otherwise.

    As in a process of its own, where nothing has loaded pydantic yet: what the tests loaded before decides nothing.
    """
    from bangfu.cli.app import main
    from bangfu.read import build

    monkeypatch.setattr(build, "is_pydantic_in_use", lambda: False)

    def run(root: Path, *arguments: str, today: str = "2019-06-30", lang: str = "en") -> Outcome:
        capsys.readouterr()
        try:
            code = main(["--repo", str(root), "--lang", lang, "--today", today, *arguments])
        finally:
            gc.enable()  # the program turns it off for its short life
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run
