"""`bangfu explain`: all codes, and one code's page, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.check.registry import registry
from bangfu.findings.columns import columns

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_a_clerk_reads_chinese_only(tmp_path: Path, run_bangfu: Run) -> None:
    result = run_bangfu(tmp_path, "explain", "BF412", lang="zh")
    assert result.code == 0
    assert result.out.startswith(
        "BF412 overdue（提醒）\n\n"
        "问题超过办理时限。\n\n"
        "是什么：问题办理中，已经过了办理时限（以交办、督办、延期中最后定的为准）。\n\n"
        "为什么：逾期的问题要在通报的突出问题里点名，并列入督办清单。\n\n"
        "怎么改：已经办好的，补记办结；还没办好的，督办，或者写明理由延期。\n\n"
        "错误写法：\n\n"
        "    enterprises:\n"
    )
    assert "\n\n正确写法：\n\n    enterprises:\n" in result.out
    assert result.out.endswith("\n          - {date: 2019-06-20, type: 延期, due: 2019-07-25, note: 等待省厅批复}\n")
    assert "What" not in result.out
    assert "overdue issues" not in result.out


def test_a_page_in_english(tmp_path: Path, run_bangfu: Run) -> None:
    result = run_bangfu(tmp_path, "explain", "bf012")
    assert result.code == 0
    assert result.out == (
        "BF012 no-cities (error)\n\n"
        "bangfu.yaml names no city.\n\n"
        "What: the list `cities` is empty.\n\n"
        "Why: only the ledgers of cities that it names are read.\n\n"
        "Wrong:\n\n"
        "    # bangfu.yaml\n"
        "    cities: []\n\n"
        "Right:\n\n"
        "    # bangfu.yaml\n"
        "    cities:\n"
        "      - {slug: changsha, name: 长沙市, prefix: CS}\n"
        "      - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_prose_is_folded_and_examples_are_not(tmp_path: Path, run_bangfu: Run, lang: str) -> None:
    lines = run_bangfu(tmp_path, "explain", "issue-of-unpaired", lang=lang).out.splitlines()
    assert max(columns(line) for line in lines if not line.startswith(" ")) < 80
    lines = run_bangfu(tmp_path, "explain", "BF415", lang=lang).out.splitlines()
    assert max(map(columns, lines)) > 80


def test_a_command_to_copy_stays_on_one_line(tmp_path: Path, run_bangfu: Run) -> None:
    for lang in "zh", "en":
        assert (
            "`iconv -f GB18030 -t UTF-8 old.yaml > new.yaml`" in run_bangfu(tmp_path, "explain", "BF101", lang=lang).out
        )


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            ["BF412  提醒  问题超过办理时限。", "BF501  提醒  同一企业被重复结对。", "BF601  错误  上报数与台账不符。"],
        ),
        (
            "en",
            [
                "BF412  warning  An issue is overdue.",
                "BF501  warning  One enterprise is paired twice.",
                "BF601  error    A stated figure is not what the ledger adds up to.",
            ],
        ),
    ],
)
def test_all_codes_fit_into_80_columns(tmp_path: Path, run_bangfu: Run, lang: str, lines: list[str]) -> None:
    shown = run_bangfu(tmp_path, "explain", lang=lang).out.splitlines()
    assert [line for line in shown if line[:5] in ("BF412", "BF501", "BF601")] == lines
    assert [line[:5] for line in shown] == list(registry())
    assert max(map(columns, shown)) <= 80


def test_a_wide_terminal_shows_the_slugs_too(tmp_path: Path, run_bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    shown = run_bangfu(tmp_path, "explain", lang="zh").out
    assert "\nBF412  提醒  overdue                        问题超过办理时限。\n" in shown
    assert "\nBF012  错误  no-cities                      bangfu.yaml 中没有市州。\n" in shown


def test_an_unknown_code_is_refused_with_the_nearest(tmp_path: Path, run_bangfu: Run) -> None:
    result = run_bangfu(tmp_path, "explain", "overdu", lang="zh")
    assert result.code == 2
    assert result.out == ""
    assert "没有检查项“overdu”" in result.err
    assert "overdue" in result.err.split("overdu”", 1)[1]
