"""What is kept between runs is what would be said without: first, again, and after a change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
INVENTED = Path(__file__).parents[1] / "golden/invented"
COMMANDS = (
    ("check",),
    ("check", "--json"),
    ("check", "--json", "--publish"),
    ("check", "--format", "sarif"),
    ("check", "ledgers/donghu.yaml"),
    ("tally", "--month", "2019-06"),
    ("tally", "--json", "--quarter", "2019-Q2", "--by", "department"),
    ("tally", "--format", "csv", "--city", "东湖"),
    ("tally", "--format", "md", "--by", "category", "--year", "2019"),
    ("report", "--month", "2019-06"),
    ("report", "--week", "2019-W23", "--format", "html"),
    ("report", "--month", "2019-06", "--brief"),
    ("report", "--month", "2019-06", "--number", "7", "--date", "2019-07-02"),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(INVENTED, tmp_path / "repository")
    monkeypatch.setenv("BANGFU_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path / "repository")
    return tmp_path / "repository"


def entries(root: Path) -> int:
    return sum(path.is_file() for path in (root.parent / "cache").rglob("*"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_the_same_with_and_without(root: Path, run_bangfu: Run, lang: str) -> None:
    plain = [run_bangfu(root, "--no-cache", *command, lang=lang) for command in COMMANDS]
    assert entries(root) == 0
    assert [outcome.code for outcome in plain if outcome.code not in (0, 1)] == []
    for _time in "first", "again":
        for command, expected in zip(COMMANDS, plain, strict=True):
            assert run_bangfu(root, *command, lang=lang) == expected, command
    assert entries(root) > len(COMMANDS)


def test_a_change_is_seen(root: Path, run_bangfu: Run) -> None:
    before = [run_bangfu(root, *command) for command in COMMANDS]
    ledger = root / "ledgers/donghu.yaml"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("type: 办结", "type: 进展", 1), encoding="utf-8")
    after = [run_bangfu(root, *command) for command in COMMANDS]
    assert after == [run_bangfu(root, "--no-cache", *command) for command in COMMANDS]
    assert after != before
    ledger.write_text(text, encoding="utf-8")
    assert [run_bangfu(root, *command) for command in COMMANDS] == before


def test_another_day_is_another_answer(root: Path, run_bangfu: Run) -> None:
    for day in "2019-06-30", "2019-09-30":
        assert run_bangfu(root, "check", today=day) == run_bangfu(root, "--no-cache", "check", today=day)
    assert run_bangfu(root, "check", today="2019-06-30") != run_bangfu(root, "check", today="2019-09-30")


def test_the_table_fits_the_terminal_that_is_there_now(
    root: Path, run_bangfu: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = []
    for width in "120", "60", "120":
        monkeypatch.setenv("COLUMNS", width)
        tables.append(run_bangfu(root, "tally", "--by", "department").out)
    assert tables[0] == tables[2] != tables[1]


def test_errors_are_told_again(root: Path, run_bangfu: Run) -> None:
    ledger = root / "ledgers/donghu.yaml"
    with ledger.open("a", encoding="utf-8") as file:
        file.write("wrong: 1\n")
    for command in ("tally", "--month", "2019-06"), ("report", "--month", "2019-06"):
        first, again = (run_bangfu(root, *command) for _time in range(2))
        assert first == again
        assert first.code == 1
        allowed = [run_bangfu(root, *command, "--allow-errors") for _time in range(2)]
        assert allowed[0] == allowed[1]
        assert "bangfu check" in allowed[0].err
        assert run_bangfu(root, *command) == first
