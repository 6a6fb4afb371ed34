"""Sheets as offices keep them, and what they are read as."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from bangfu.exchange.sheets.columns import ENTERPRISE_COLUMNS, ISSUE_COLUMNS
from bangfu.exchange.sheets.foreign import texts_of
from bangfu.exchange.sheets.grid import Grid
from bangfu.exchange.sheets.header import header_of
from bangfu.i18n import Translator
from bangfu.lifecycle.transitions import Status
from bangfu.model.enterprise import Kind, Stage
from bangfu.model.errors import BangfuError
from bangfu.model.event import Result, Satisfaction
from bangfu.model.quantity import Quantity
from foreign_sheets import Read, refusals, told

HEADINGS = "序号、公司名称、诉求、问题类型、收集时间、承办单位、协办部门、办结情况、办结时间、授信金额、是否满意"
KEYS = [column.key for column in ISSUE_COLUMNS if not column.computed]
OFFICE = """\
株洲市2019年6月重点企业问题台账,,,,,,,,,,
单位：万元,,填报单位：市工信局,,,,,,,,
序 号,公司名称,诉求,问题类型,收集时间,承办单位,"协办
部门",办结情况,办结时间,授信金额,是否满意
1,示例轨道装备有限公司,新增用地未落实,用地,2019.3.5,市自然资源局、市住建局,,正在办理,,,
2,示例动力有限公司,流动资金不足,融资,3月8日,市政府金融办,市工信局,√,43651,"4,365",是
4,示例硬质合金有限公司,用工难,招工,2019年4月31日,市人社局,,否,,,
合计,3,,,,,,,,4365,
,,,,,,,,,,
填报人：某科员,,,,,,,,,,
"""


def test_an_office_sheet_is_read_row_by_row(read: Read) -> None:
    found = read(OFFICE)
    assert [row.number for row in found.rows] == [4, 5]
    first, second = (dict(row.values) for row in found.rows)
    assert texts_of(found.rows[0]) == dict.fromkeys(KEYS, "") | {
        "city": "株洲市",
        "enterprise": "示例轨道装备有限公司",
        "title": "新增用地未落实",
        "category": "用地",
        "reported": "2019-03-05",
        "departments": "市自然资源局、市住建局",
    }
    assert first == {
        "number": "1",
        "city": "株洲市",
        "enterprise": "示例轨道装备有限公司",
        "title": "新增用地未落实",
        "category": "用地",
        "reported": date(2019, 3, 5),
        "departments": ("市自然资源局", "市住建局"),
        "status": Status.ASSIGNED,
    }
    assert second["reported"] == date(2019, 3, 8)
    assert second["departments"] == ("市政府金融办", "市工信局")
    assert second["resolved"] == date(2019, 7, 5)
    assert second["status"] is Status.RESOLVED
    assert second["satisfaction"] is Satisfaction.SATISFIED
    assert second["outcomes"] == (Result(kind="授信", value=Quantity.parse("4365万元")),)
    assert refusals(found) == [
        "6 问题类型 招工 不是问题类别；可填：融资、用地、技改",
        "6 收集时间 2019年4月31日 没有这一天",
    ]
    assert told(found) == [
        f"3 按表头读作问题台账：{HEADINGS}",
        "0 没有年份的日期按标题算作2019年",
        "0 各行按标题算作株洲市",
        "7 略过合计行：合计",
        "9 略过表注：填报人:某科员",
        "0 略过的空行：8",
        "6 本行之前缺序号：3",
    ]


def test_a_workbook_with_merged_cells_reads_the_same_in_every_format(read: Read, tmp_path: Path, calc: object) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        notes = book.add_worksheet("说明")
        notes.write("A1", "请于月底前填报")
        sheet = book.add_worksheet("问题")
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet.merge_range("B2:H2", "株洲市重点企业问题台账")
        for cells, text in (("B3:B4", "序号"), ("C3:C4", "企业名称"), ("G3:H3", "办理情况")):
            sheet.merge_range(cells, text)
        sheet.merge_range("D3:F3", "反映情况")
        sheet.write_row("D4", ["问题", "类别", "时间", "责任单位", "办结时间"])
        sheet.merge_range("C5:C6", "示例轨道装备有限公司")
        sheet.write_row("B5", [1])
        sheet.write_row("B6", [2])
        sheet.write_row("D5", ["用地未批", "用地"])
        sheet.write_row("D6", ["贷款\n难", "融资", 43651])
        sheet.write_datetime("F5", datetime(2019, 3, 5, 8, 30), day)  # noqa: DTZ001 - a cell has no zone
        sheet.write("G5", "市自然资源局\n市住建局")
        sheet.write("H6", "2019/7/8 0:00")
        hidden = book.add_worksheet("旧")
        hidden.write("A1", "x")
        hidden.hide()
    for ending in ("xlsx", "xls", "ods"):
        found = read(path if ending == "xlsx" else calc(path, ending))  # type: ignore[operator]
        assert not found.refused, ending
        assert [(row.sheet, row.number, dict(row.values)) for row in found.rows] == [
            ("问题", 5, {"number": "1", "city": "株洲市", "enterprise": "示例轨道装备有限公司", "title": "用地未批",
                       "category": "用地", "reported": date(2019, 3, 5), "departments": ("市自然资源局", "市住建局")}),
            ("问题", 6, {"number": "2", "city": "株洲市", "enterprise": "示例轨道装备有限公司", "title": "贷款难",
                       "category": "融资", "reported": date(2019, 7, 5), "resolved": date(2019, 7, 8)}),
        ], ending  # fmt: skip
        assert told(found)[0].startswith("3 按表头读作问题台账")
        assert told(found)[-2:] == [
            "0 没有读取这张工作表：前 30 行中没有找到表头",
            "0 工作表是隐藏的，没有读取；要读取请用 --sheet 指定",
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter(read: Read, encoding: str, delimiter: str) -> None:
    lines = [
        ["企业名称", "统一社会信用代码", "联点领导", "项目阶段", "对象类型", "简称"],
        ["示例轨道装备有限公司", '="91430200MA4L00003X"', "副市长", "试运行", "重点项目", "轨道、装备"],
    ]
    text = "\r\n".join(delimiter.join(line).replace('="', '"=""').replace('X"', 'X"""') for line in lines)
    (row,) = read(text.encode(encoding)).rows
    assert dict(row.values) == {
        "name": "示例轨道装备有限公司",
        "uscc": "91430200MA4L00003X",
        "leader": "副市长",
        "stage": Stage.TRIAL,
        "kind": Kind.PROJECT,
        "aliases": ("轨道", "装备"),
    }
    assert row.subject == "企业台账"


HEAD = "企业名称,问题,问题类别,反映日期"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("企业名称,问题,反映日期", "第 1 行有：企业名称、问题、反映日期；缺：问题类别"),
        (HEAD + ",诉求", "第 1 行有两列意思相同：问题 = 诉求"),
        ("甲,乙,丙", "前 30 行中没有找到表头"),
    ],
)
def test_a_header_that_is_not_whole_is_told_with_what_it_has(read: Read, head: str, reason: str) -> None:
    with pytest.raises(BangfuError) as refusal:
        read(head + "\n一,二,三,四,五\n")
    assert Translator("zh")(refusal.value.message) == f"“台账.csv”中没有可读取的工作表；“台账”：{reason}"


def test_one_heading_is_a_title_alone_and_a_detail_beside_another(read: Read) -> None:
    (alone,) = read("企业名称,问题描述,问题类别,反映日期\n甲公司,缺地,用地,2019-03-05\n").rows
    assert alone.values["title"] == "缺地"
    (beside,) = read("企业名称,问题描述,问题名称,问题类别,反映日期\n甲公司,缺地三十亩,缺地,用地,2019-03-05\n").rows
    assert beside.values["title"] == "缺地"
    assert beside.values["detail"] == "缺地三十亩"


def test_what_has_been_done_is_a_status_or_a_text_by_its_cells(read: Read) -> None:
    rows = read(HEAD + ",办结情况\n甲公司,缺地,用地,2019-03-05,已供地三十亩\n乙公司,缺地,用地,2019-03-05,已办结\n").rows
    assert [row.values.get("result") for row in rows] == ["已供地三十亩", "已办结"]
    assert all("status" not in row.values for row in rows)


@pytest.mark.parametrize(
    ("more", "cells", "reason"),
    [
        (",办结情况", ",已办结", "问题已办结，却没有相应日期"),
        (",办结时间,办理状态", ",2019-04-01,已销号", "问题已销号，却没有相应日期"),
        (",配合单位", ",市住建局", "有配合单位而没有责任单位"),
        (",供地面积（亩）", ",30", "有成效而没有办结日期"),
        (",办结时间", ",2019-08-01", "办结时间 2019-08-01 晚于今天"),
        (",办结时间", ",2月1日", "办结时间 没有年份，按同一年算则先后颠倒"),
        (",交办时间,完成时限", ",2019-04-01,1月10日", "完成时限 没有年份，按同一年算则先后颠倒"),
        (",市州", ",示例市", "市州 示例市 不是本省的市州"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(read: Read, more: str, cells: str, reason: str) -> None:
    found = read(f"{HEAD}{more}\n甲公司,缺地,用地,2019-03-05{cells}\n", year=2019)
    assert not found.rows
    assert refusals(found) == [f"2 {reason}"]


def test_the_same_row_twice_is_passed_over_and_another_of_the_same_issue_refused(read: Read) -> None:
    row = "甲公司,缺地,用地,2019-03-05"
    found = read(f"{HEAD},责任单位\n{row},\n{row},\n{row},市住建局\n")
    assert [one.number for one in found.rows] == [2]
    assert told(found)[-1] == "3 与“台账”第 2 行相同，已略过"
    assert refusals(found) == ["4 与“台账”第 2 行是同一件事，但内容不同"]


def test_nothing_of_a_record_is_passed_over(read: Read) -> None:
    """What looks like a total, a note or a section is one only where no record stands."""
    found = read(
        f"{HEAD}\n合计包装有限公司,缺地,用地,2019-03-05\n说明：公司,缺地,用地,2019-03-05\n一、要素保障,,,\n{HEAD}\n1,2,3,4\n"
    )
    assert [row.values["enterprise"] for row in found.rows] == ["合计包装有限公司", "说明：公司"]
    assert told(found)[1:] == ["4 略过只有一段文字的行：一、要素保障", "5 略过重复的表头", "6 略过列号行"]


def test_sections_and_notes_in_cells_of_their_own_are_passed_over(read: Read) -> None:
    found = read(f"序号,{HEAD}\n一,要素保障类,,,\n1,甲公司,缺地,用地,2019-03-05\n备注,以上截至六月底,,,\n2,乙公司,,,\n")
    assert [row.number for row in found.rows] == [3]
    assert told(found)[1:] == ["2 略过只有一段文字的行：一要素保障类", "4 略过表注：备注"]
    assert [(row.number, len(row.reasons)) for row in found.refused] == [(5, 3)]


def test_a_cell_that_no_heading_stands_over_is_told_and_a_row_that_is_too_long_refused(read: Read) -> None:
    found = read(f"{HEAD},\n甲公司,缺地,用地,2019-03-05,催过\n乙公司,缺地,用地,2019-03-05,,催过\n")
    assert [row.number for row in found.rows] == [2]
    assert told(found)[1:] == ["2 没有列名的单元格已略过：催过"]
    assert refusals(found) == ["3 单元格比列名多"]


def test_columns_that_are_not_read_are_told_and_kept(read: Read) -> None:
    found = read(f"{HEAD},联系电话\n甲公司,缺地,用地,2019-03-05,见底册\n")
    assert told(found)[1] == "0 没有读取的列：联系电话"
    assert found.rows[0].others == {"联系电话": "见底册"}


def test_one_sheet_can_be_asked_for(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, firm in (("五月", "甲公司"), ("六月", "乙公司")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD.split(","))
            sheet.write_row(1, 0, [firm, "缺地", "用地", "2019-03-05"])
    assert [row.values["enterprise"] for row in read(path).rows] == ["甲公司", "乙公司"]
    assert [row.values["enterprise"] for row in read(path, sheet="六月").rows] == ["乙公司"]
    with pytest.raises(BangfuError, match="has no sheet “七月”; it has 五月, 六月"):
        read(path, sheet="七月")


def test_bangfu_s_own_headings_are_read_without_synonyms(read: Read) -> None:
    headings = [column.heading for column in ENTERPRISE_COLUMNS]
    (remark,) = read(",".join(headings) + "\n" + "," * (len(headings) - 1) + "\n").remarks
    assert remark.message.args["headings"] == tuple(headings)


@pytest.mark.parametrize("page", ["sheets.md", "sheets.zh-CN.md"])
def test_the_headings_that_the_docs_name_are_known(page: str) -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / page).read_text("utf-8")
    table = text[
        text.index("| --- | --- |\n| 企业名称") : text.index("| effects")
        if page == "sheets.md"
        else text.index("| 成效")
    ]
    words = re.findall(r"[\u4e00-\u9fff]+（?[\u4e00-\u9fff]*）?", table.replace("接在后面", "").replace("等", ""))
    assert len(words) > 40
    for word in words:
        header = header_of(Grid("表", (("序号", word),)), frozenset())
        assert header, word
        assert header.taken[1].heading == word
