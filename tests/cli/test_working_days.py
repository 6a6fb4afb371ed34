"""`limits: {unit: 工作日}`: due dates, days overdue and limits are counted in working days, and figures follow."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.read import configuration

Run = Callable[..., Any]
Make = Callable[..., Path]

LIMITS = "limits: {unit: 工作日, reply: 3, resolve: 7, progress: 5}\n"
LEDGER = """\
city: 株洲市
enterprises:
  - {name: 甲公司}
issues:
  - id: ZZ-190128-AA22
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-01-28, type: 反映}
      - {date: 2019-02-02, type: 核实}
  - id: ZZ-190128-BB33
    enterprise: 甲公司
    title: 贷款未获批
    category: 融资
    events:
      - {date: 2019-01-28, type: 反映}
      - {date: 2019-01-30, type: 交办, to: [市金融办], due: 2019-02-01}
  - id: ZZ-190131-CC44
    enterprise: 甲公司
    title: 厂区需增容
    category: 用电
    events:
      - {date: 2019-01-31, type: 反映}
"""
"""Saturday 2 and Sunday 3 February 2019 were worked; 4 to 10 February were off."""


def story(repository: Make, limits: str = LIMITS) -> Path:
    province = "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
    return repository({"bangfu.yaml": province + limits, "ledgers/zhuzhou.yaml": LEDGER})


def test_a_due_date_is_counted_in_working_days_when_an_issue_is_assigned(run_bangfu: Run, repository: Make) -> None:
    root = story(repository)
    assert run_bangfu(root, "assign", "AA22", "--to", "市自然资源局", "--date", "2019-02-03").code == 0
    assert "{date: 2019-02-03, type: 交办, to: [市自然资源局], due: 2019-02-19}" in (
        root / "ledgers/zhuzhou.yaml"
    ).read_text("utf-8")  # 11 to 15, then 18 and 19 February


def test_what_is_past_a_limit_is_so_by_working_days(run_bangfu: Run, repository: Make) -> None:
    root = story(repository)
    said = run_bangfu(root, "check", today="2019-02-11").out
    assert "BF412 warning: ZZ-190128-BB33 is overdue; working days: 3 (due 2019-02-01, 市金融办)" in said
    assert "BF410 warning: ZZ-190131-CC44 has had no reply; working days: 4, limit: 3" in said
    assert "BF410" not in run_bangfu(root, "check", today="2019-02-10").out  # 1, 2 and 3 February: three days
    chinese = run_bangfu(root, "check", today="2019-02-11", lang="zh").out
    assert "ZZ-190128-BB33 已逾期 3 个工作日（时限 2019-02-01，市金融办）" in chinese
    calendar = run_bangfu(story(repository, LIMITS.replace("工作日", "自然日")), "check", today="2019-02-10").out
    assert "ZZ-190131-CC44 has had no reply; days: 10, limit: 3" in calendar


def test_the_rate_of_replies_follows(run_bangfu: Run, repository: Make) -> None:
    """核实 after 29, 30, 31 January, 1 and 2 February: five working days; 交办 after two."""
    root = story(repository)
    rates = json.loads(run_bangfu(root, "tally", "--month", "2019-02", "--json").out)["total"]["rates"]
    assert (rates["reply"]["numerator"], rates["reply"]["denominator"]) == (1, 3)


def test_documents_say_working_days(run_bangfu: Run, repository: Make) -> None:
    root = story(repository)
    letter = run_bangfu(root, "letter", "supervise", "BB33", "--dry-run", today="2019-02-11").out
    assert "办理期限为2019年2月1日，已逾期3个工作日。" in letter
    lists = run_bangfu(root, "lists", "--kind", "责任清单", "--as-of", "2019-02-10").out
    assert "| 2019-02-01 | 逾期2个工作日 |" in lists
    report = run_bangfu(root, "report", "--month", "2019-02").out
    assert "反映后超过3个工作日没有回复" in report
    site = root.parent / "site"
    assert run_bangfu(root, "site", "-o", str(site), "--as-of", "2019-02-11").code == 0
    page = (site / "lists/urgent.html").read_text("utf-8")
    assert "逾期3个工作日" in page
    assert "黄色为超过5个工作日没有办理记录" in page


def test_a_weekend_away_is_less_than_one_working_day(run_bangfu: Run, repository: Make) -> None:
    root = repository({
        "bangfu.yaml": "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n" + LIMITS,
        "ledgers/zhuzhou.yaml": LEDGER.replace("due: 2019-02-01", "due: 2019-02-03"),
    })  # fmt: skip
    assert "| 逾期不足1个工作日 |" in run_bangfu(root, "lists", "--kind", "责任清单", "--as-of", "2019-02-10").out
    assert (
        "已逾期不足1个工作日。" in run_bangfu(root, "letter", "supervise", "BB33", "--dry-run", today="2019-02-04").out
    )
    assert "逾期 0 个工作日" in run_bangfu(root, "show", "BB33", today="2019-02-04", lang="zh").out


def test_a_finding_is_the_same_finding_the_next_day(run_bangfu: Run, repository: Make) -> None:
    root = story(repository)
    prints = []
    for today in ("2019-02-12", "2019-02-13"):
        found = json.loads(run_bangfu(root, "check", "--format", "gitlab", today=today).out)
        prints.append({one["fingerprint"] for one in found})
    assert len(prints[0]) == 2
    assert prints[0] == prints[1]


def test_a_year_without_known_holidays_is_told_where_a_due_date_reaches_into_it(
    run_bangfu: Run, repository: Make
) -> None:
    limits = "limits: {unit: 工作日, resolve: 7, holidays: [2099-10-01]}\n"
    ledger = LEDGER.partition("  - id: ZZ-190128-BB33")[0].replace("2019-0", "2099-1")  # in November and December
    province = "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
    root = repository({"bangfu.yaml": province + limits, "ledgers/zhuzhou.yaml": ledger})
    assert "BF430" not in run_bangfu(root, "check", today="2099-12-24").out
    made = run_bangfu(root, "assign", "AA22", "--to", "市供电公司", today="2099-12-24")
    assert made.code == 0
    assert "BF430: the holidays of 2100 are not known: weekends alone are left out" in made.err


def test_days_of_bangfu_yaml_come_before_the_announced(run_bangfu: Run, repository: Make) -> None:
    root = story(repository, LIMITS.replace("resolve: 7", "resolve: 1, holidays: [2019-02-11], workdays: [2019-02-16]"))
    run_bangfu(root, "assign", "CC44", "--to", "市供电公司", "--date", "2019-02-03")
    run_bangfu(root, "assign", "AA22", "--to", "市供电公司", "--date", "2019-02-15")
    text = (root / "ledgers/zhuzhou.yaml").read_text("utf-8")
    assert "date: 2019-02-03, type: 交办, to: [市供电公司], due: 2019-02-12}" in text
    assert "date: 2019-02-15, type: 交办, to: [市供电公司], due: 2019-02-16}" in text


def test_without_the_package_one_line_says_what_to_install(
    run_bangfu: Run, repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures must not depend on what happens to be installed."""
    root = story(repository)
    monkeypatch.setattr(configuration, "is_installed", lambda: False)
    result = run_bangfu(root, "check")
    assert result.code == 1
    assert "bangfu.yaml:4:16: BF001 error: limits in 工作日 need the package chinesecalendar" in result.out
    assert "pip install 'bangfu[workdays]'" in result.out
    assert run_bangfu(root, "tally").code == 2
    assert run_bangfu(story(repository, ""), "check").code == 0
