"""The ledgers for programs: what is given, and what is refused by a named error."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import bangfu

Make = Callable[[dict[str, str]], Path]
TODAY = date(2019, 6, 30)
ZHUZHOU = """\
city: 株洲市
opening:
  - {date: 2018-12-31, reported: 10, assigned: 10, resolved: 3}
enterprises:
  - name: 示例轨道装备有限公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局], due: 2019-04-08}
      - {date: 2019-06-10, type: 办结, note: 供地三十亩}
  - id: ZZ-190620-PW4C
    enterprise: 示例轨道装备有限公司
    title: 园区停车费偏高
    category: 费用减免
    events:
      - {date: 2019-06-20, type: 反映}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU})


@pytest.fixture
def ledgers(root: Path) -> bangfu.Ledgers:
    return bangfu.load(root / "ledgers", today=TODAY)


def test_figures_by_hand(ledgers: bangfu.Ledgers, root: Path) -> None:
    june = ledgers.tally("2019-06", cities=["株洲"])
    assert (june.total.stock.reported, june.total.stock.resolved) == (12, 4)
    assert (june.total.flow.reported, june.total.flow.resolved) == (1, 1)
    assert str(june.total.rates.resolution) == "36.4%"  # 4 of 11
    assert june.total.previous is not None
    assert june.total.previous.stock.resolved == 3
    assert ledgers.tally("2019-06", compare=False).total.previous is None
    assert ledgers.tally(as_of=date(2019, 3, 10)).total.stock.reported == 11
    assert [row.key for row in ledgers.tally(by="category").rows if row.issues] == ["用地", "费用减免"]
    assert bangfu.as_data(june)["total"]["rates"]["resolution"] == {"numerator": 4, "denominator": 11, "percent": 36.4}
    assert (ledgers.root, ledgers.cities) == (root, ("长沙市", "株洲市"))
    assert repr(ledgers) == "<Ledgers: 2 cities, 2 issues, 0 errors, 2019-06-30>"


def test_issues_are_those_of_the_day(ledgers: bangfu.Ledgers) -> None:
    assert [issue["status"] for issue in ledgers.issues()] == ["已办结", "待核实"]
    [issue] = ledgers.issues(as_of=date(2019, 5, 1))
    assert (issue["id"], issue["status"], issue["overdue"]) == ("ZZ-190305-7K3M", "办理中", True)


def test_a_bulletin_in_two_formats(ledgers: bangfu.Ledgers) -> None:
    bulletin = ledgers.bulletin("2019-06", issued=date(2019, 7, 5), number=3)
    assert "3号" in ledgers.render(bulletin)
    assert "2019年7月5日" in ledgers.render(bulletin, "md")
    assert ledgers.render(bulletin, "html").startswith("<!DOCTYPE html>")
    with pytest.raises(bangfu.UsageError, match="there is no format “rtf”; there are: md, html, docx, pdf"):
        ledgers.render(bulletin, "rtf")  # type: ignore[call-overload]


def test_what_was_typed_as_a_point_in_time_is_its_day(root: Path) -> None:
    noon = datetime(2019, 6, 30, 12, tzinfo=UTC)
    ledgers = bangfu.load(root, today=noon)
    assert ledgers.today == TODAY
    assert ledgers.tally("2019-06", as_of=noon).as_of == TODAY
    assert len(ledgers.issues(as_of=noon)) == 2
    assert "2019年6月30日" in ledgers.render(ledgers.bulletin("2019-06", issued=noon))


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda book: book.tally("2019-13"), "“2019-13” is no period; write it like 2019-06"),
        (lambda book: book.tally("2019-06", by="shape"), "there is no group “shape”; there are: city, field, "),
        (lambda book: book.tally(cities=["汉城市"]), "there is no city “汉城市”"),
        (lambda book: book.tally("2019-07"), "2019-07 has not begun by 2019-06-30"),
        (lambda book: book.tally("2019-05", as_of=TODAY), "2019-06-30 lies outside 2019-05"),
        (lambda book: book.bulletin("2019-01-01..2019-03-05"), "there is a bulletin of a week, month, quarter, "),
        (lambda _book: bangfu.text(None, "fr"), "there is no language “fr”; there are: zh, en"),
    ],
)
def test_what_cannot_be(ledgers: bangfu.Ledgers, ask: Callable[[bangfu.Ledgers], Any], said: str) -> None:
    with pytest.raises(bangfu.UsageError) as caught:
        ask(ledgers)
    assert str(caught.value).startswith(said)
    assert bangfu.text(caught.value.message, "zh") != str(caught.value)


def test_a_broken_ledger_is_read_and_gives_no_figures(repository: Make) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU.replace("2019-06-20, type: 反映", "2019-06-32, type: 反映")})
    ledgers = bangfu.load(root, today=TODAY)
    assert [(error.code, error.file) for error in ledgers.errors] == [("BF124", "ledgers/zhuzhou.yaml")]
    assert len(ledgers.issues()) == 1
    for ask in (ledgers.tally, ledgers.bulletin):
        with pytest.raises(bangfu.LedgerError, match="errors in the ledgers: 1; no figures are given"):
            ask("2019-06")
    assert ledgers.tally("2019-06", allow_errors=True).total.stock.reported == 11
    assert "1" in ledgers.render(ledgers.bulletin("2019-06", allow_errors=True))
    (root / "ledgers/zhuzhou.yaml").write_text(ZHUZHOU, "utf-8")
    assert [each for each in ledgers.check() if each.is_error] == [], "the disk is looked at anew"
    assert len(ledgers.errors) == 1, "what was read stays"


def test_no_repository_and_a_broken_one(tmp_path: Path, root: Path) -> None:
    with pytest.raises(bangfu.ConfigurationError, match=r"no bangfu\.yaml in"):
        bangfu.load(tmp_path, today=TODAY)
    (root / "bangfu.yaml").write_text("province: [", "utf-8")
    with pytest.raises(bangfu.ConfigurationError, match=r"bangfu\.yaml, line"):
        bangfu.load(root, today=TODAY)


def test_pairs_that_may_be_one(repository: Make) -> None:
    other = ZHUZHOU.replace("园区停车费偏高", "新增用地指标").replace(
        "      - {date: 2019-06-10, type: 办结, note: 供地三十亩}\n", ""
    )
    [pair] = bangfu.load(repository({"ledgers/zhuzhou.yaml": other}), today=TODAY).duplicates()
    assert (pair.first.issue.id, pair.second.issue.id) == ("ZZ-190305-7K3M", "ZZ-190620-PW4C")
    assert pair.likeness.shared == ("新增用地",)


def test_importing_bangfu_imports_nothing_else() -> None:
    code = "import sys, bangfu; print(sorted(name for name in sys.modules if name.startswith('bangfu.')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
