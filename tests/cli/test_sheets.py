"""`bangfu export` and `bangfu import`: a workbook goes out, is filled in, and comes back."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbooks import HEADINGS, Grid, cell, put, read, saved_again

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
# 株洲台账
city: 株洲市
enterprises:
  - name: 甲公司
    leader: 市长
    department: 市工信局
    aliases: [老甲]
    since: 2019-01-08
  - {name: 乙公司}
issues:
  - id: ZZ-190401-AAAA
    enterprise: 老甲
    title: 用地未落实   # 园区的
    category: 用地
    detail: |
      两块地
      都没有批
    events:
      - {date: 2019-04-01, type: 反映, via: 走访}
      - {date: 2019-04-03, type: 交办, to: [市自然资源局, 市住建局], due: 2019-05-03}   # 常务会定
      - {date: 2019-04-20, type: 办理, note: 已完成测绘}
  - id: ZZ-190402-BBBB
    enterprise: 乙公司
    title: 贷款到期
    category: 融资
    events:
      - {date: 2019-04-02, type: 反映}
  - id: ZZ-190403-CCCC
    enterprise: 乙公司
    title: =HYPERLINK("http://x","点")
    category: 用电
    events:
      - {date: 2019-04-03, type: 反映}
      - {date: 2019-04-05, type: 交办, to: [市发改委], due: 2019-05-05}
      - {date: 2019-04-30, type: 办结, note: 已增容}
"""
ISSUES = "问题台账"


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU})


@pytest.fixture
def sheet(root: Path, run_bangfu: Run) -> Path:
    """The workbook that was sent."""
    path = root.parent / "台账.xlsx"
    assert run_bangfu(root, "export", "-o", str(path)).code == 0
    return path


def ledger(root: Path) -> str:
    return (root / "ledgers/zhuzhou.yaml").read_text("utf-8")


def test_the_sheets_of_an_office(sheet: Path) -> None:
    sheets = read(sheet)
    assert list(sheets) == ["问题台账", "企业台账", "问题清单", "措施清单", "责任清单", "汇总表", "选项", "bangfu"]
    title, basis, headings, first, second, third = sheets[ISSUES]
    assert title[0] == "重点企业精准帮扶活动问题台账"
    assert basis[0] == "截至2019年6月30日"
    assert headings == [
        "序号", "市州", "企业名称", "问题", "问题详情", "问题类别", "反映日期", "反映渠道", "核实日期", "责任单位",
        "交办日期", "办理期限", "最新进展", "进展日期", "办结日期", "办理结果", "满意度", "销号日期", "状态", "编号",
        "校验",
    ]  # fmt: skip
    assert first[:19] == [
        1.0, "株洲市", "甲公司", "用地未落实", "两块地\n都没有批", "用地", date(2019, 4, 1), "走访", "",
        "市自然资源局、市住建局", date(2019, 4, 3), date(2019, 5, 3), "已完成测绘", date(2019, 4, 20), "", "", "", "",
        "办理中",
    ]  # fmt: skip
    assert second[18:20] == ["待核实", "ZZ-190402-BBBB"]
    assert third[3] == '=HYPERLINK("http://x","点")'
    assert sheets["企业台账"][3][1:4] == ["株洲市", "甲公司", ""]
    assert sheets["汇总表"][2][:4] == ["市州", "结对企业", "收集问题", "核实"]
    assert sheets["汇总表"][4][:5] == ["株洲市", 2.0, 3.0, 2.0, 0.0]
    assert [row[1] for row in sheets["责任清单"][3:]] == ["ZZ-190401-AAAA", "ZZ-190402-BBBB", "ZZ-190403-CCCC"]


def test_the_workbook_guides_whoever_fills_it_in(sheet: Path) -> None:
    with zipfile.ZipFile(sheet) as archive:
        issues = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
        texts = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
    assert b"<f>" not in texts  # no formula, and none that a text became
    assert '<pane xSplit="4" ySplit="3"' in issues
    assert '<autoFilter ref="A3:S6"/>' in issues
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in issues
    assert "_xlnm.Print_Titles" in book
    assert "“办结日期”请填日期，如 2019-06-30。" in issues
    assert "“问题类别”只能从下拉列表中选。" in issues
    assert 'AND($K4&lt;&gt;"",$O4="",$L4&lt;&gt;"",$L4&lt;TODAY())' in issues
    assert book.count('state="veryHidden"') == 2
    assert re.search('<col min="20" max="21"[^>]* hidden="1"', issues)


def test_the_same_ledgers_give_the_same_bytes(root: Path, sheet: Path, run_bangfu: Run) -> None:
    again = root.parent / "again.xlsx"
    run_bangfu(root, "export", "--xlsx", "-o", str(again))
    assert again.read_bytes() == sheet.read_bytes()


def test_what_comes_back_as_it_was_sent_changes_nothing(root: Path, sheet: Path, run_bangfu: Run) -> None:
    result = run_bangfu(root, "import", str(saved_again(sheet, lambda _sheets: None)))
    assert result.code == 0
    assert result.err == "nothing to take over: the sheet says what the ledgers say\n"
    assert ledger(root) == ZHUZHOU


def test_steps_that_were_filled_in(root: Path, sheet: Path, run_bangfu: Run) -> None:
    def fill(sheets: dict[str, Grid]) -> None:
        put(
            sheets,
            ISSUES,
            "ZZ-190401-AAAA",
            办结日期=date(2019, 6, 20),
            办理结果="供地三十亩",
            满意度="满意",
            销号日期="2019.6.25",
        )
        put(sheets, ISSUES, "ZZ-190402-BBBB", 核实日期="2019年4月4日", 责任单位="市政府金融办，市工信局",
            交办日期="2019/4/5", 问题="贷款到期需续贷", 问题类别="税费", 问题详情="第一行\n第二行")  # fmt: skip
        put(
            sheets,
            ISSUES,
            "",
            市州="株洲",
            企业名称="老甲",
            问题="招工难",
            问题类别="用工",
            反映日期="2019-06-01",
            反映渠道="电话",
        )

    saved_again(sheet, fill)
    dry = run_bangfu(root, "import", str(sheet), "--dry-run", lang="zh")
    assert dry.code == 0
    assert "问题台账第4行  改动 ZZ-190401-AAAA\n    办结日期: — → 2019-06-20\n" in dry.out
    assert "问题台账第7行  新增 " in dry.out
    assert ledger(root) == ZHUZHOU
    result = run_bangfu(root, "import", str(sheet), "--json")
    assert result.code == 0
    document = json.loads(result.out)
    new = document["added"][0]["id"]
    assert new.startswith("ZZ-190601-")
    text = ledger(root)
    assert text.startswith(ZHUZHOU[: ZHUZHOU.index("  - id: ZZ-190402-BBBB")].rstrip("\n") + "\n")
    assert "title: 用地未落实   # 园区的" in text
    events = text.replace(" ", "")
    assert "-{date:2019-06-20,type:办结,note:供地三十亩}\n-{date:2019-06-25,type:评价,satisfaction:满意}\n" in events
    assert "-{date:2019-06-25,type:销号}\n" in events
    assert (
        "-{date:2019-04-04,type:核实}\n-{date:2019-04-05,type:交办,to:[市政府金融办,市工信局],due:2019-05-05}" in events
    )
    assert "detail: |\n      第一行\n      第二行\n" in text
    shown = json.loads(run_bangfu(root, "show", new, "--json").out)["issue"]
    assert (shown["enterprise"], shown["title"], shown["status"]) == ("甲公司", "招工难", "待核实")
    again = run_bangfu(root, "import", str(sheet))  # the same sheet a second time: the new row has no id
    assert again.code == 1
    assert f"问题台账, row 7: this issue is there already: {new}" in again.err


def test_both_sides_changed_a_cell(root: Path, sheet: Path, run_bangfu: Run) -> None:
    run_bangfu(root, "resolve", "AAAA", "--result", "已供地", "--date", "2019-06-01")

    def fill(sheets: dict[str, Grid]) -> None:
        put(sheets, ISSUES, "ZZ-190401-AAAA", 办结日期="2019-06-20", 办理结果="供地三十亩")
        put(sheets, ISSUES, "ZZ-190402-BBBB", 核实日期="2019-04-04")

    saved_again(sheet, fill)
    before = ledger(root)
    result = run_bangfu(root, "import", str(sheet), "--json", lang="zh")
    assert result.code == 1
    assert ledger(root) == before
    conflicts = {each["key"]: each for each in json.loads(result.out)["conflicts"]}
    assert conflicts["result"] == {
        "sheet": ISSUES, "row": 4, "id": "ZZ-190401-AAAA", "key": "result", "base": "", "ours": "已供地",
        "theirs": "供地三十亩",
    }  # fmt: skip
    assert (
        "问题台账第4行（ZZ-190401-AAAA）：“办结日期”两边都改了：导出时“”，台账现为“2019-06-01”，表格填“2019-06-20”"
        in result.err
    )
    good = run_bangfu(root, "import", str(sheet), "--accept-good", lang="zh")
    assert good.code == 1
    assert "有1行没有导入" in good.err
    assert "{date: 2019-04-04, type: 核实}" in ledger(root)
    assert "供地三十亩" not in ledger(root)


def test_what_the_ledger_alone_changed_stays(root: Path, sheet: Path, run_bangfu: Run) -> None:
    run_bangfu(root, "resolve", "AAAA", "--result", "已供地", "--date", "2019-06-01")
    saved_again(sheet, lambda sheets: put(sheets, ISSUES, "ZZ-190401-AAAA", 满意度="基本满意"))
    assert run_bangfu(root, "import", str(sheet)).code == 0
    assert "{date: 2019-06-30, type: 评价, satisfaction: 基本满意}" in ledger(root)
    assert "note: 已供地" in ledger(root)


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"办结日期": "2019-06-20"}, "填了“办结日期”，没有填“办理结果”"),
    ({"办结日期": "下周", "办理结果": "好"}, "“办结日期”：“下周”不是日期"),
    ({"办结日期": "2019-07-01", "办理结果": "好"}, "2019-07-01 晚于今天（2019-06-30）"),
    ({"办结日期": "2019-04-10", "办理结果": "好"}, "2019-04-10"),
    ({"销号日期": "2019-06-01"}, "销号"),
    ({"问题类别": "融姿"}, "“问题类别”：没有“融姿”，是不是“融资”？"),
    ({"企业名称": "丙公司"}, "“企业名称”：没有“丙公司”"),
    ({"办理期限": "2019-09-01"}, "改“办理期限”须写明理由"),
    ({"交办日期": ""}, "“交办日期”被清空"),
    ({"最新进展": "又开会"}, "“最新进展”改了，“进展日期”也要填新的"),
    ({"满意度": "很满意"}, "“满意度”应为满意、基本满意、不满意"),
    ({"市州": "长沙市"}, "已登记的“市州”不能用表格改"),
    ({"编号": "ZZ-1"}, "台账中已没有“ZZ-1”"),
    ({"编号": "ZZ-190402-BBBB"}, "与第2行的隐藏“编号”相同"),
    ({"问题": "用\u200b地"}, "“问题”含有看不见的字符"),
]


@pytest.mark.parametrize(("cells", "reason"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_a_row_that_cannot_be_taken(root: Path, run_bangfu: Run, cells: dict[str, str], reason: str) -> None:
    headings, row, *others = csv.reader(io.StringIO(run_bangfu(root, "export", "--csv").out))
    path = root.parent / "台账.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        changed = dict(zip(headings, row, strict=True)) | cells
        csv.writer(file).writerows([headings, changed.values(), *others])
    result = run_bangfu(root, "import", str(path), lang="zh")
    assert result.code == 1
    assert reason in result.err
    assert ledger(root) == ZHUZHOU
    assert "什么都没有写入" in result.err


def test_corrections_of_steps_that_stand(root: Path, sheet: Path, run_bangfu: Run) -> None:
    def fill(sheets: dict[str, Grid]) -> None:
        put(sheets, ISSUES, "ZZ-190401-AAAA", 责任单位="市自然资源局", 反映渠道="")
        put(sheets, ISSUES, "ZZ-190403-CCCC", 办结日期="2019-05-02", 办理结果="已增容500千伏安")

    saved_again(sheet, fill)
    assert run_bangfu(root, "import", str(sheet)).code == 0
    assert "{date: 2019-04-03, type: 交办, to: [市自然资源局], due: 2019-05-03}   # 常务会定" in ledger(root)
    assert "{date: 2019-04-01, type: 反映}" in ledger(root)
    assert "{date: 2019-05-02, type: 办结, note: 已增容500千伏安}" in ledger(root)


def test_a_new_department_with_a_new_day_is_a_step_more(root: Path, sheet: Path, run_bangfu: Run) -> None:
    def fill(sheets: dict[str, Grid]) -> None:
        put(sheets, ISSUES, "ZZ-190401-AAAA", 责任单位="市住建局", 交办日期="2019-06-03")
        put(sheets, ISSUES, "ZZ-190401-AAAA", 最新进展="已移交", 进展日期="2019-06-05")

    saved_again(sheet, fill)
    assert run_bangfu(root, "import", str(sheet)).code == 0
    text = ledger(root)
    assert "{date: 2019-06-03, type: 交办, to: [市住建局], due: 2019-07-03}" in text
    assert "note: 已完成测绘}" in text
    assert "{date: 2019-06-05, type: 办理, note: 已移交}" in text


def test_enterprises_renamed_and_new(root: Path, sheet: Path, run_bangfu: Run) -> None:
    def fill(sheets: dict[str, Grid]) -> None:
        put(sheets, "企业台账", "zhuzhou/甲公司", 企业名称="甲集团公司", 联点领导="")
        put(sheets, "企业台账", "", 市州="长沙市", 企业名称="丁公司", 类型="项目", 项目阶段="在建")
        put(
            sheets,
            ISSUES,
            "",
            市州="长沙市",
            企业名称="丁公司",
            问题="缺电",
            问题类别="用电",
            反映日期=date(2019, 6, 3),
        )

    saved_again(sheet, fill)
    assert run_bangfu(root, "import", str(sheet)).code == 0
    assert "  - name: 甲集团公司\n    department: 市工信局\n    aliases: [老甲, 甲公司]\n" in ledger(root)
    changsha = (root / "ledgers/changsha.yaml").read_text("utf-8")
    assert "  - name: 丁公司\n    kind: 项目\n    stage: 在建\n" in changsha
    assert "enterprise: 丁公司" in changsha
    assert run_bangfu(root, "check").code == 0


def test_a_row_that_is_gone_stays_in_the_ledger(root: Path, sheet: Path, run_bangfu: Run) -> None:
    saved_again(sheet, lambda sheets: sheets[ISSUES].pop(HEADINGS + 2))
    result = run_bangfu(root, "import", str(sheet), lang="zh")
    assert result.code == 0
    assert "问题台账：ZZ-190402-BBBB所在行已被删去，台账中仍予保留" in result.err
    assert ledger(root) == ZHUZHOU


def test_a_csv_that_comes_back(root: Path, run_bangfu: Run) -> None:
    path = root.parent / "台账.csv"
    run_bangfu(root, "export", "--csv", "-o", str(path))
    text = path.read_text("utf-8-sig")
    assert '"\'=HYPERLINK(""http://x"",""点"")"' in text
    assert run_bangfu(root, "import", str(path)).err.startswith("nothing to take over")
    path.write_bytes(text.replace("贷款到期", "贷款到期需续贷").encode("gb18030"))
    assert run_bangfu(root, "import", str(path)).code == 0
    assert "title: 贷款到期需续贷" in ledger(root)
    stale = run_bangfu(root, "import", str(path).replace("台账.csv", "台账.csv"), lang="zh")
    assert stale.code == 0  # the sheet says what the ledger says
    run_bangfu(root, "verify", "BBBB", "--date", "2019-04-06")
    told = run_bangfu(root, "import", str(path), lang="zh")
    assert told.code == 1  # without what was sent nobody knows which side changed 核实日期
    assert "“核实日期”两边都改了：导出时“—”，台账现为“2019-04-06”，表格填“”" in told.err


def test_filters(root: Path, run_bangfu: Run) -> None:
    document = json.loads(run_bangfu(root, "export", "--json", "--status", "办理中", "--city", "株洲").out)
    assert [row["id"] for row in document["sheets"][ISSUES]] == ["ZZ-190401-AAAA"]
    assert [row["name"] for row in document["sheets"]["企业台账"]] == ["甲公司", "乙公司"]
    document = json.loads(run_bangfu(root, "export", "--json", "--city", "长沙").out)
    assert document["sheets"] == {ISSUES: [], "企业台账": []}
    assert run_bangfu(root, "export", "--csv", "--sheet", "企业台账").out.splitlines()[1].startswith("1,株洲市,甲公司,")
    assert run_bangfu(root, "export", "--xlsx", "--csv").code == 2
    assert run_bangfu(root, "export", "--json", "--sheet", "企业台账").code == 2


def test_a_public_workbook_names_nobody_and_is_not_read_back(root: Path, run_bangfu: Run) -> None:
    path = root.parent / "public.xlsx"
    assert run_bangfu(root, "export", "--public", "-o", str(path)).code == 0
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "甲公司" not in everything
    assert "老甲" not in everything
    assert "bangfu" not in read(path)
    assert run_bangfu(root, "import", str(path)).code == 2


def test_the_keys_of_the_documents(root: Path, sheet: Path, run_bangfu: Run) -> None:
    document = json.loads(run_bangfu(root, "export", "--json").out)
    assert set(document) == {"schema", "as_of", "sheets"}
    saved_again(sheet, lambda sheets: put(sheets, ISSUES, "ZZ-190402-BBBB", 核实日期="2019-04-04"))
    document = json.loads(run_bangfu(root, "import", str(sheet), "--json").out)
    assert set(document) == {"schema", "input", "written", "added", "changed", "conflicts", "refused", "missing"}
    assert document["written"] is True
    assert document["changed"] == [
        {
            "sheet": ISSUES, "row": 5, "id": "ZZ-190402-BBBB", "file": "ledgers/zhuzhou.yaml",
            "cells": {"verified": {"old": None, "new": "2019-04-04"}},
        }
    ]  # fmt: skip


def test_without_the_extra_one_line_names_it(root: Path, run_bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from bangfu.exchange.sheets import extra

    monkeypatch.setattr(extra, "find_spec", lambda _name: None)
    result = run_bangfu(root, "export", "-o", str(root.parent / "x.xlsx"))
    assert (result.code, result.err) == (
        2,
        "bangfu: xlsx needs the package XlsxWriter\n  install it: pip install 'bangfu[xlsx]'\n",
    )


def test_the_columns_may_be_moved_and_taken_out(root: Path, sheet: Path, run_bangfu: Run) -> None:
    def turn(sheets: dict[str, Grid]) -> None:
        put(sheets, ISSUES, "ZZ-190402-BBBB", 核实日期=date(2019, 4, 4))
        rows = sheets[ISSUES]
        gone = rows[HEADINGS].index("问题详情")
        sheets[ISSUES] = [[*reversed(row[:gone] + row[gone + 1 :]), "自己的列" if at == HEADINGS else "x"]
                          for at, row in enumerate(rows)]  # fmt: skip

    saved_again(sheet, turn)
    result = run_bangfu(root, "import", str(sheet))
    assert result.code == 0
    assert "自己的列: this column is none of bangfu's" in result.err
    assert ledger(root).replace("      - {date: 2019-04-04, type: 核实}\n", "") == ZHUZHOU


def test_several_ledgers_change_together_or_not_at_all(repository: Make, run_bangfu: Run) -> None:
    changsha = ZHUZHOU.replace("株洲", "长沙").replace("ZZ-", "CS-")
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": changsha + "assertions:\n"
                       "  - {date: 2019-06-30, verified: 2, source: 六月月报}\n"})  # fmt: skip
    path = root.parent / "台账.xlsx"
    run_bangfu(root, "export", "-o", str(path))

    def fill(sheets: dict[str, Grid]) -> None:
        for name in ("ZZ-190402-BBBB", "CS-190402-BBBB"):
            put(sheets, ISSUES, name, 核实日期="2019-04-04")

    saved_again(path, fill)
    result = run_bangfu(root, "import", str(path))
    assert result.code == 2  # what Changsha stated of June would no longer be so
    assert "BF601" in result.err
    assert ledger(root) == ZHUZHOU


def test_a_cell_is_shown_safely(root: Path, sheet: Path, run_bangfu: Run) -> None:
    saved_again(sheet, lambda sheets: put(sheets, ISSUES, "ZZ-190402-BBBB", 问题类别="\x1b[31m融"))
    result = run_bangfu(root, "import", str(sheet))
    assert "\x1b" not in result.err + result.out
    assert cell(read(sheet), ISSUES, "ZZ-190402-BBBB", "编号") == "ZZ-190402-BBBB"


def test_what_is_no_sheet_of_ours_gets_one_line(root: Path, sheet: Path, run_bangfu: Run) -> None:
    half = root.parent / "half.xlsx"
    half.write_bytes(sheet.read_bytes()[:4000])
    other = root.parent / "other.csv"
    other.write_text("姓名,电话\n甲,1\n", "utf-8")
    for path, told in ((half, "damaged or incomplete"), (other, "has no sheet that can be read"),
                       (root.parent / "none.xlsx", "it does not exist")):  # fmt: skip
        result = run_bangfu(root, "import", str(path))
        assert result.code == 2
        assert told in result.err
        assert len(result.err.splitlines()) <= 2
        assert ledger(root) == ZHUZHOU


def test_an_id_that_two_issues_have_is_not_guessed_at(repository: Make, run_bangfu: Run) -> None:
    changsha = ZHUZHOU.replace("株洲", "长沙")
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": changsha})
    path = root.parent / "台账.csv"
    path.write_text("编号,企业名称,问题,问题类别,反映日期\nZZ-190402-BBBB,乙公司,改,融资,2019-04-02\n", "utf-8")
    result = run_bangfu(root, "import", str(path))
    assert result.code == 1
    assert "row 2: two issues are called ZZ-190402-BBBB" in result.err
    assert ledger(root) == ZHUZHOU


def test_new_issues_have_files_of_their_own_where_the_layout_says_so(repository: Make, run_bangfu: Run) -> None:
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU})
    with (root / "bangfu.yaml").open("a", encoding="utf-8") as file:
        file.write("layout: issue\n")
    path = root.parent / "台账.csv"
    rows = [
        "编号,市州,企业名称,问题,问题类别,反映日期",
        ",株洲,乙公司,一,融资,2019-06-02",
        ",株洲,乙公司,二,融资,2019-06-02",
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    document = json.loads(run_bangfu(root, "import", str(path), "--json").out)
    assert [each["file"] for each in document["added"]] == [
        f"ledgers/zhuzhou/{each['id']}.yaml" for each in document["added"]
    ]
    assert len({each["file"] for each in document["added"]}) == 2
    assert all((root / each["file"]).is_file() for each in document["added"])
    assert ledger(root) == ZHUZHOU
