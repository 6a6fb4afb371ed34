"""`bangfu import` of a sheet that bangfu did not make."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, aliases: [示例轨道]}
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
"""
SHEET = """\
株洲市2019年企业问题收集表,,,,,,,
序号,单位名称,诉求,诉求类型,收集时间,承办单位,交办时间,办结时间,处理结果,授信金额（万元）
1,示例轨道,流动资金不足,融资,5月6日,市金融办、市银保监分局,5月8日,6月3日,银行已放款,4365
2,示例轨道装备有限公司,缺一线工人,用工,2019.6.10,,,,,
合计,,2件,,,,,,,
"""
WITHOUT_ID = "新增用地未落实,用地,2019年3月5日"


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU})


def ledger(root: Path) -> str:
    return (root / "ledgers/zhuzhou.yaml").read_text("utf-8")


def put(root: Path, text: str, encoding: str = "gb18030") -> str:
    path = root.parent / "收集表.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_an_office_s_own_sheet_becomes_issues_with_their_steps(root: Path, run_bangfu: Run) -> None:
    result = run_bangfu(root, "import", put(root, SHEET))
    assert result.code == 0, result.err
    added = ledger(root).removeprefix(ZHUZHOU)
    assert "title: 流动资金不足" in added
    assert "{date: 2019-05-06, type: 反映}" in added
    assert "{date: 2019-05-08, type: 交办, to: [市金融办, 市银保监分局]" in added
    assert "{date: 2019-06-03, type: 办结, note: 银行已放款, outcomes: [{kind: 授信, value: 4365万元}]}" in added
    assert "title: 缺一线工人" in added
    assert "{date: 2019-06-10, type: 反映}" in added
    assert run_bangfu(root, "check").code == 0
    assert "2019" in result.err  # the year that the title gave is said, and so is the row of totals
    assert "row 5" in result.err


def test_brought_twice_it_is_there_once(root: Path, run_bangfu: Run) -> None:
    run_bangfu(root, "import", put(root, SHEET))
    before = ledger(root)
    result = run_bangfu(root, "import", put(root, SHEET))
    assert result.code == 1
    assert result.err.count("this issue is there already") == 2
    assert ledger(root) == before


def test_a_row_that_cannot_be_read_keeps_all_out(root: Path, run_bangfu: Run) -> None:
    sheet = SHEET.replace("用工,2019.6.10", "招人,2019.6.10")
    result = run_bangfu(root, "import", put(root, sheet))
    assert result.code == 1
    assert "row 4: “诉求类型”" in result.err
    assert ledger(root) == ZHUZHOU
    assert run_bangfu(root, "import", "--accept-good", put(root, sheet)).code == 1
    assert "流动资金不足" in ledger(root)
    assert "缺一线工人" not in ledger(root)


def test_a_dry_run_and_json_say_what_would_be_new(root: Path, run_bangfu: Run) -> None:
    result = run_bangfu(root, "import", "--dry-run", "--json", put(root, SHEET, "utf-16"))
    document = json.loads(result.out)
    assert [entry["row"] for entry in document["added"]] == [3, 4]
    assert document["written"] is False
    assert ledger(root) == ZHUZHOU


def test_days_without_a_year_take_the_one_that_is_given(root: Path, run_bangfu: Run) -> None:
    sheet = SHEET.partition("\n")[2]
    refused = run_bangfu(root, "import", "--city", "ZZ", put(root, sheet))
    assert refused.code == 1
    assert "row 2" in refused.err
    assert run_bangfu(root, "import", "--city", "ZZ", "--year", "2019", put(root, sheet)).code == 0
    assert "{date: 2019-05-06, type: 反映}" in ledger(root)


def test_what_was_sent_and_lost_its_hidden_column_adds_nothing_again(root: Path, run_bangfu: Run) -> None:
    sheet = f"市州,企业名称,问题,问题类别,反映日期\n株洲市,示例轨道装备有限公司,{WITHOUT_ID}\n"
    result = run_bangfu(root, "import", put(root, sheet, "utf-8"))
    assert result.code == 1
    assert "ZZ-190305-7K3M" in result.err
    assert ledger(root) == ZHUZHOU


def test_the_options_for_others_sheets_are_refused_for_our_own(root: Path, run_bangfu: Run) -> None:
    out = root.parent / "sent.csv"
    assert run_bangfu(root, "export", "-o", str(out)).code == 0
    result = run_bangfu(root, "import", "--year", "2019", str(out))
    assert result.code == 2
    assert "bangfu export did not write" in result.err


def test_nothing_is_missing_in_a_ledger_that_cannot_be_read(run_bangfu: Run, repository: Callable[..., Path]) -> None:
    """What is in it is not known: “no such enterprise” would be a guess."""
    root = repository(
        {
            "ledgers/zhuzhou.yaml": "city: 株洲市\nenterprises:\n  - {name: 甲公司}\n",
            "sheet.csv": "市州,企业名称,问题,问题类别,反映日期\n株洲市,甲公司,环评批复,手续办理,2019-06-01\n",
        }
    )
    ledger = root / "ledgers/zhuzhou.yaml"
    good = ledger.read_bytes()
    ledger.write_bytes(b"city: \xff\n")
    result = run_bangfu(root, "import", str(root / "sheet.csv"), today="2019-06-30")
    assert (result.code, result.out) == (2, "")
    assert "ledgers/zhuzhou.yaml" in result.err
    assert "甲公司" not in result.err
    ledger.write_bytes(good.replace(b"name: ", b"nam: "))
    result = run_bangfu(root, "import", str(root / "sheet.csv"), today="2019-06-30")
    assert result.code == 1
    assert "row 2: ledgers/zhuzhou.yaml has errors (BF120" in result.err


def test_one_slip_in_every_row_is_told_a_hundred_times(root: Path, run_bangfu: Run) -> None:
    head, row = "单位名称,诉求,诉求类型,收集时间\n", "示例轨道,缺地,用地,2019-13-01\n"
    sheet = put(root, head + row * 150)
    result = run_bangfu(root, "import", sheet)
    assert result.code == 1
    assert result.err.count("is no day") + result.err.count("收集时间") <= 202
    assert "more reasons: 50; all of them: --json\n" in result.err
    assert len(json.loads(run_bangfu(root, "import", sheet, "--json").out)["refused"]) == 150
    put(root, head + row.replace("2019-13-01", "2019-03-01") * 150)
    assert "more remarks: 50\n" in run_bangfu(root, "import", sheet).err
    put(root, head + row * 10_000)
    result = run_bangfu(root, "import", sheet)
    assert (result.code, result.err.splitlines()[0]) == (2, "bangfu: “收集表.csv” has more than 10000 rows")
    assert ledger(root) == ZHUZHOU
