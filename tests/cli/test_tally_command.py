"""`bangfu tally`: its options, its four formats, and what it refuses."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
opening:
  - {date: 2018-12-31, reported: 256, verified: 242, assigned: 242, resolved: 62}
enterprises:
  - {name: 甲公司, leader: 市长, department: 市工信局}
issues:
  - id: ZZ-190305-AAAA
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映, via: 企业服务专线}
      - {date: 2019-03-07, type: 核实}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
      - {date: 2019-05-02, type: 办结, note: 供地三十亩}
  - id: ZZ-190605-BBBB
    enterprise: 甲公司
    title: 用电不稳
    category: 用电
    events:
      - {date: 2019-06-05, type: 反映}
      - {date: 2019-06-06, type: 交办, to: ["=cmd|'/c calc'!A0"], due: 2019-06-20}
"""
CHANGSHA = "city: 长沙市\nmeasures:\n  - {date: 2019-06-01, section: 组织领导, text: 长沙市开展活动。}\n"
BROKEN = "city: 长沙市\nopening:\n  - {date: 2019-06-31, reported: 5}\n"
STEPS = ["reported", "verified", "rejected", "assigned", "on_the_spot", "resolved", "closed"]


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})


def document(run_bangfu: Run, root: Path, *arguments: str, **options: str) -> dict[str, Any]:
    result = run_bangfu(root, "tally", "--json", *arguments, **options)
    assert result.code == 0
    data: dict[str, Any] = json.loads(result.out)
    return data


def test_json_is_as_documented(run_bangfu: Run, root: Path) -> None:
    data = document(run_bangfu, root, "--month", "2019-06")
    assert list(data) == ["schema", "as_of", "period", "by", "rows", "total"]
    assert data["schema"] == 1
    assert data["as_of"] == "2019-06-30"
    assert data["period"] == {"start": "2019-06-01", "end": "2019-06-30", "label": "2019年6月"}
    assert data["by"] == "city"
    assert [row["key"] for row in data["rows"]] == ["长沙市", "株洲市"]
    row = data["rows"][1]
    assert list(row) == [
        "key", "stock", "flow", "undone", "status", "overdue", "unanswered", "rates", "days",
        "stated", "enterprises", "projects", "prospects", "leaders", "departments", "pledges", "previous", "last_year",
    ]  # fmt: skip
    assert row["stock"] == dict(zip(STEPS, (258, 244, 0, 244, 0, 63, 0), strict=True))
    assert row["flow"] == dict(zip(STEPS, (1, 1, 0, 1, 0, 0, 0), strict=True))
    assert row["undone"] == dict.fromkeys(STEPS, 0)
    assert row["status"] == {"待核实": 0, "待交办": 0, "已退回": 0, "办理中": 1, "已办结": 1, "已销号": 0}
    assert (row["overdue"], row["unanswered"]) == (1, 0)
    assert row["rates"] == {
        "resolution": {"numerator": 63, "denominator": 244, "percent": 25.8},
        "closure": {"numerator": 0, "denominator": 2, "percent": 0.0},
        "collected_resolution": {"numerator": 63, "denominator": 258, "percent": 24.4},
        "overdue": {"numerator": 1, "denominator": 1, "percent": 100.0},
        "on_time": {"numerator": 0, "denominator": 1, "percent": 0.0},
        "satisfaction": {"numerator": 0, "denominator": 0, "percent": None},
        "reply": {"numerator": 2, "denominator": 2, "percent": 100.0},
    }
    assert row["days"] == {"median": 55.0, "mean": 55.0, "p90": 55.0}
    assert (row["enterprises"], row["leaders"], row["departments"]) == (1, 1, 1)
    assert row["previous"]["flow"]["resolved"] == 1
    assert row["previous"]["previous"] is None
    assert row["last_year"]["stock"] == dict.fromkeys(STEPS, 0)
    assert data["rows"][0]["days"] == {"median": None, "mean": None, "p90": None}
    assert data["total"]["key"] is None
    assert data["total"]["stock"] == row["stock"]


@pytest.mark.parametrize(
    ("arguments", "start", "end", "as_of"),
    [
        (["--month"], "2019-06-01", "2019-06-30", "2019-06-30"),
        (["--month", "2019-07"], "2019-07-01", "2019-07-31", "2019-07-15"),
        (["--month=2019-05"], "2019-05-01", "2019-05-31", "2019-05-31"),
        (["--month", "--by", "field"], "2019-06-01", "2019-06-30", "2019-06-30"),
        (["--month="], "2019-06-01", "2019-06-30", "2019-06-30"),
        (["--week"], "2019-07-08", "2019-07-14", "2019-07-14"),
        (["--week", "2019-W23"], "2019-06-03", "2019-06-09", "2019-06-09"),
        (["--quarter"], "2019-04-01", "2019-06-30", "2019-06-30"),
        (["--half"], "2019-01-01", "2019-06-30", "2019-06-30"),
        (["--year"], "2018-01-01", "2018-12-31", "2018-12-31"),
        (["--year", "2019"], "2019-01-01", "2019-12-31", "2019-07-15"),
        (["--year", "2019", "--as-of", "2019-03-01"], "2019-01-01", "2019-12-31", "2019-03-01"),
        ([], None, "2019-07-15", "2019-07-15"),
        (["--as-of", "2019-03-01"], None, "2019-03-01", "2019-03-01"),
        (["--until", "2019-03-01"], None, "2019-03-01", "2019-03-01"),
        (["--since", "2019-03-01"], "2019-03-01", "2019-07-15", "2019-07-15"),
        (["--since", "2019-03-01", "--until", "2019-04-01"], "2019-03-01", "2019-04-01", "2019-04-01"),
        (["--since", "2019-03-01", "--until", "2019-09-01"], "2019-03-01", "2019-09-01", "2019-07-15"),
    ],
)
def test_periods(run_bangfu: Run, root: Path, arguments: list[str], start: str | None, end: str, as_of: str) -> None:
    data = document(run_bangfu, root, *arguments, today="2019-07-15")
    assert (data["period"]["start"], data["period"]["end"], data["as_of"]) == (start, end, as_of)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--month", "2019-6"], "--month cannot be “2019-6”"),
        (["--month", "2019-13"], "write it like --month 2019-06"),
        (["--week", "2019-W60"], "--week cannot be “2019-W60”"),
        (["--year", "19"], "--year cannot be “19”"),
        (["--month", "2019-08"], "2019-08 has not begun by 2019-06-30"),
        (["--month", "--week"], "exclude each other"),
        (["--month", "--since", "2019-01-01"], "--month and --since exclude each other"),
        (["--since", "2019-03-01", "--until", "2019-02-01"], "--until 2019-02-01 comes before --since 2019-03-01"),
        (["--since", "2019-3-1"], "“2019-3-1” is no date"),
        (["--month", "2019-05", "--as-of", "2019-06-01"], "--as-of 2019-06-01 lies outside 2019-05"),
        (["--by", "citty"], "did you mean “city”?"),
        (["--format", "xml"], "--format takes table, json, csv, md"),
        (["--city", "北京"], "there is no city “北京”"),
    ],
)
def test_what_it_does_not_take(run_bangfu: Run, root: Path, arguments: list[str], complaint: str) -> None:
    result = run_bangfu(root, "tally", *arguments)
    assert (result.code, result.out) == (2, "")
    assert complaint in result.err


def test_it_refuses_ledgers_with_errors_unless_told_otherwise(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": BROKEN})
    result = run_bangfu(root, "tally", "--json")
    assert (result.code, result.out) == (1, "")
    assert "ledgers/changsha.yaml:3:" in result.err
    assert "errors in the ledgers: 1; no figures are given; see: bangfu check" in result.err
    told = run_bangfu(root, "tally", "--json", "--allow-errors")
    assert told.code == 0
    assert json.loads(told.out)["errors"] == 1
    assert "the figures may be wrong" in told.err
    for form in ("table", "md"):
        assert "the figures may be wrong" in run_bangfu(root, "tally", "--allow-errors", "--format", form).out
    assert run_bangfu(root, "tally", "--city", "ZZ").code == 0, (
        "another city's errors do not bear on this one's figures"
    )
    assert run_bangfu(root, "tally", "--city", "长沙").code == 1


def test_no_more_than_twenty_errors_are_shown(run_bangfu: Run, repository: Make) -> None:
    lines = "".join(f"  - {{date: 2019-02-{day}, reported: 5}}\n" for day in range(30, 55))
    root = repository({"ledgers/changsha.yaml": "city: 长沙市\nopening:\n" + lines, "ledgers/zhuzhou.yaml": ZHUZHOU})
    result = run_bangfu(root, "tally")
    assert result.code == 1
    assert result.err.count("BF124") == 20
    assert "… and 5 more" in result.err


def test_the_table_fits_a_narrow_terminal(run_bangfu: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for lang in ("zh", "en"):
        result = run_bangfu(root, "tally", "--month", "2019-06", lang=lang)
        assert result.code == 0
        assert max(map(columns, result.out.splitlines())) <= 80
        (line,) = [line for line in result.out.splitlines() if line.startswith("株洲市")]
        assert line.split()[1:] == ["258", "244", "244", "63", "0", "1", "0", "25.8%", "1", "—", "55.0"]
        (line,) = [line for line in result.out.splitlines() if line.startswith("长沙市")]
        assert set(line.split()[1:]) == {"—"}


def test_headings_are_in_the_readers_language(run_bangfu: Run, root: Path) -> None:
    assert run_bangfu(root, "tally", "--format", "csv", lang="en").out.startswith("City,Reported,Verified,")
    assert run_bangfu(root, "tally", "--format", "csv", lang="zh").out.startswith("市州,收集,核实,")


def test_csv_has_no_formulas(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    result = run_bangfu(root, "tally", "--by", "department", "--format", "csv")
    rows = list(csv.reader(result.out.splitlines()))
    assert [row[:2] for row in rows] == [
        ["Department", "Reported"],
        ["'=cmd|'/c calc'!A0", "1"],
        ["市自然资源局", "1"],
        ["市工信局", ""],
        ["ungrouped", "256"],
        ["total", "258"],
    ]
    page = tmp_path / "figures.csv"
    run_bangfu(root, "tally", "--by", "department", "--format", "csv", "-o", str(page))
    assert page.read_text(encoding="utf-8") == "\ufeff" + result.out


def test_markdown_takes_no_markup_from_data(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "tally", "--by", "department", "--format", "md", "--month", "2019-06")
    assert result.out.startswith("**2019-06, as of 2019-06-30**\n\n| Department | Reported |")
    assert "| \\=cmd\\|'/c calc'!A0 | 1 |" in result.out


def test_one_city_alone(run_bangfu: Run, root: Path) -> None:
    data = document(run_bangfu, root, "--city", "zhuzhou")
    assert [row["key"] for row in data["rows"]] == ["株洲市"]
    assert data["total"]["stock"]["reported"] == 258
