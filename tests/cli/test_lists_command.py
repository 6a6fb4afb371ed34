"""`bangfu lists`: the three lists, who stands on them, what an empty cell says, and every format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

TOP = Path(__file__).resolve().parents[2]

CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 甲公司, leader: 市长, aliases: [老甲]}
  - {name: 乙公司}
  - {name: 丙公司}
issues:
  - id: CS-190401-AAAA
    enterprise: 老甲
    title: 用地|未落实
    category: 用地
    events:
      - {date: 2019-04-01, type: 反映, via: 走访}
      - {date: 2019-04-03, type: 交办, to: [市自然资源局, 市住建局, 市发改委], due: 2019-05-03, note: 一个月内供地。}
      - {date: 2019-04-20, type: 办理, note: 已完成测绘}
      - {date: 2019-05-06, type: 督办, number: 〔2019〕12号, note: 超过时限}
      - {date: 2019-05-06, type: 督办}
      - {date: 2019-06-01, type: 办理}
  - id: CS-190402-BBBB
    enterprise: 乙公司
    title: 贷款到期
    category: 融资
    events:
      - {date: 2019-04-02, type: 反映}
      - {date: 2019-04-05, type: 交办, to: [市政府金融办], due: 2019-04-30}
      - date: 2019-05-02
        type: 办结
        note: 已续贷
        outcomes: [{kind: 授信, value: 300万元}, {kind: 新增产值, value: 1亿元, state: 预计}]
  - id: CS-190501-CCCC
    enterprise: 丙公司
    title: 招工难
    category: 用工
    events:
      - {date: 2019-05-01, type: 反映}
      - {date: 2019-05-02, type: 交办, to: [市人社局]}
  - id: CS-190502-DDDD
    enterprise: 乙公司
    title: 道路不通
    category: 物流
    events:
      - {date: 2019-05-02, type: 反映}
  - id: CS-190503-EEEE
    enterprise: 乙公司
    title: 电价高
    category: 用电
    events:
      - {date: 2019-05-03, type: 反映}
      - {date: 2019-05-04, type: 核实}
  - id: CS-190504-FFFF
    enterprise: 乙公司
    title: 停电
    category: 用电
    events:
      - {date: 2019-05-04, type: 反映}
      - {date: 2019-05-04, type: 办结, note: 当场排除}
  - id: CS-190505-GGGG
    enterprise: 乙公司
    title: 请求拨款
    category: 融资
    events:
      - {date: 2019-05-05, type: 反映}
      - {date: 2019-05-06, type: 退回, note: 没有政策依据}
  - id: CS-190506-HHHH
    enterprise: 乙公司
    title: 缺水
    category: 用电
    events:
      - {date: 2019-05-06, type: 反映}
      - {date: 2019-05-07, type: 交办, to: [市水务局], due: 2019-06-07}
      - {date: 2019-05-10, type: 办结, note: 已通水}
      - {date: 2019-05-11, type: 重开, note: 水压不足}
      - {date: 2019-05-20, type: 办结, note: 已增压}
      - {date: 2019-05-21, type: 销号}
"""
ZHUZHOU = """\
city: 株洲市
opening:
  - {date: 2019-06-30, reported: 256, verified: 242, assigned: 242, resolved: 62}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/changsha.yaml": CHANGSHA, "ledgers/zhuzhou.yaml": ZHUZHOU})


def _rows(csv_text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text)))


def test_the_issues(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "lists", "--kind", "问题清单")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "# 重点企业精准帮扶活动问题清单\n\n"
        "（截至2019年6月30日，未销号问题6个）\n\n"
        "株洲市另有只报总数、没有逐件记录的问题，不在清单内。\n\n"
        "## 问题清单\n\n"
        "| 序号 | 编号 | 市州 | 企业 | 问题 | 类别 | 反映日期 | 渠道 | 状态 |\n"
        "| :---: | :---: | :---: | :--- | :--- | :---: | :---: | :---: | :---: |\n"
        "| 1 | CS-190401-AAAA | 长沙市 | 甲公司 | 用地\\|未落实 | 用地 | 2019-04-01 | 走访 | 办理中 |\n"
        "| 2 | CS-190402-BBBB | 长沙市 | 乙公司 | 贷款到期 | 融资 | 2019-04-02 | 未记渠道 | 已办结 |\n"
        "| 3 | CS-190501-CCCC | 长沙市 | 丙公司 | 招工难 | 用工 | 2019-05-01 | 未记渠道 | 办理中 |\n"
        "| 4 | CS-190502-DDDD | 长沙市 | 乙公司 | 道路不通 | 物流 | 2019-05-02 | 未记渠道 | 待核实 |\n"
        "| 5 | CS-190503-EEEE | 长沙市 | 乙公司 | 电价高 | 用电 | 2019-05-03 | 未记渠道 | 待交办 |\n"
        "| 6 | CS-190504-FFFF | 长沙市 | 乙公司 | 停电 | 用电 | 2019-05-04 | 未记渠道 | 已办结 |\n"
    )


def test_what_was_done(run_bangfu: Run, root: Path) -> None:
    rows = _rows(run_bangfu(root, "lists", "--kind", "措施清单", "--all", "--format", "csv").out)
    assert [tuple(row.values())[3:] for row in rows] == [
        (
            (
                "2019年4月3日交办市自然资源局、市住建局、市发改委：一个月内供地；4月20日办理：已完成测绘；"
                "5月6日督办（〔2019〕12号）：超过时限；当日督办；6月1日办理（未记内容）"
            ),
            "2019-06-01",
            "未办结",
        ),
        ("2019年4月5日交办市政府金融办；5月2日办结：已续贷", "2019-05-02", "授信300万元、预计新增产值1亿元"),
        ("2019年5月2日交办市人社局", "尚无进展记录", "未办结"),
        ("尚未核实、交办", "未交办", "未办结"),
        ("已核实，尚未交办", "未交办", "未办结"),
        ("2019年5月4日办结：当场排除", "2019-05-04", "未填量化成效"),
        ("2019年5月6日退回：没有政策依据", "已退回", "已退回"),
        (
            "2019年5月7日交办市水务局；5月10日办结：已通水；5月11日重新办理：水压不足；5月20日办结：已增压",
            "2019-05-20",
            "未填量化成效",
        ),
    ]


def test_who_is_charged(run_bangfu: Run, root: Path) -> None:
    rows = _rows(run_bangfu(root, "lists", "--kind", "责任清单", "--all", "--format", "csv").out)
    assert [tuple(row.values())[3:] for row in rows] == [
        ("市长", "市自然资源局", "市住建局、市发改委", "2019-05-03", "逾期58天", "2"),
        ("未登记联点领导", "市政府金融办", "无协办单位", "2019-04-30", "逾期办结", "0"),
        ("未登记联点领导", "市人社局", "无协办单位", "未定时限", "未定时限", "0"),
        ("未登记联点领导", "未交办", "未交办", "未交办", "未交办", "0"),
        ("未登记联点领导", "未交办", "未交办", "未交办", "未交办", "0"),
        ("未登记联点领导", "现场办结", "现场办结", "现场办结", "现场办结", "0"),
        ("未登记联点领导", "已退回", "已退回", "已退回", "已退回", "0"),
        ("未登记联点领导", "市水务局", "无协办单位", "2019-06-07", "按期办结", "0"),
    ]


def test_all_three_have_the_same_issues_under_the_same_numbers(run_bangfu: Run, root: Path) -> None:
    out = run_bangfu(root, "lists").out
    assert out.startswith("# 重点企业精准帮扶活动问题清单、措施清单、责任清单\n")
    parts = re.split("^## .、(.*)$", out, flags=re.MULTILINE)
    assert parts[1::2] == ["问题清单", "措施清单", "责任清单"]
    numbered = [re.findall(r"^\| ([0-9]+) \| ([A-Z0-9-]+) ", part, re.MULTILINE) for part in parts[2::2]]
    assert len(numbered[0]) == 6
    assert numbered[0] == numbered[1] == numbered[2]


def test_as_of_an_earlier_day(run_bangfu: Run, root: Path) -> None:
    rows = _rows(run_bangfu(root, "lists", "--as-of", "2019-05-03", "--format", "csv").out)
    assert [(row["编号"], row["状态"], row["最近进展日期"], row["是否逾期"], row["督办次数"]) for row in rows] == [
        ("CS-190401-AAAA", "办理中", "2019-04-20", "未逾期", "0"),
        ("CS-190402-BBBB", "已办结", "2019-05-02", "逾期办结", "0"),
        ("CS-190501-CCCC", "办理中", "尚无进展记录", "未定时限", "0"),
        ("CS-190502-DDDD", "待核实", "未交办", "未交办", "0"),
        ("CS-190503-EEEE", "待核实", "未交办", "未交办", "0"),
    ]


@pytest.mark.parametrize(
    ("options", "basis"),
    [
        ((), "未销号问题6个"),
        (("--all",), "全部问题（含已退回、已销号）8个"),
        (("--status", "办理中"), "办理中问题2个"),
        (("--status", "verified", "--status", "待核实"), "待核实、待交办问题2个"),
        (("--city", "株洲"), "未销号问题0个"),
    ],
)
def test_which_issues(run_bangfu: Run, root: Path, options: tuple[str, ...], basis: str) -> None:
    assert f"（截至2019年6月30日，{basis}）" in run_bangfu(root, "lists", *options).out


def test_a_city_without_issues_on_record_is_not_shown_as_having_none(run_bangfu: Run, root: Path) -> None:
    out = run_bangfu(root, "lists", "--city", "ZZ", "--kind", "责任清单").out
    assert out.startswith("# 重点企业精准帮扶活动株洲市责任清单\n")
    assert "\n\n株洲市另有只报总数、没有逐件记录的问题，不在清单内。\n\n## 责任清单\n" in out
    assert out.endswith("没有这样的问题。\n")


def test_a_city_without_a_ledger_is_named(run_bangfu: Run, repository: Make) -> None:
    out = run_bangfu(repository({"ledgers/changsha.yaml": CHANGSHA}), "lists").out
    assert "\n\n株洲市未报送台账，不在清单内。\n\n## 一、问题清单\n" in out


def test_no_cell_is_empty(run_bangfu: Run, root: Path) -> None:
    rows = _rows(run_bangfu(root, "lists", "--all", "--format", "csv").out)
    assert len(rows) == 8
    assert all(cell for row in rows for cell in row.values())


def test_csv_is_one_table_guarded_against_formulas(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({"ledgers/changsha.yaml": CHANGSHA.replace("贷款到期", '"=1+1"')})
    target = tmp_path / "lists.csv"
    assert run_bangfu(root, "lists", "-o", str(target)).code == 0
    lines = target.read_text("utf-8").splitlines()
    assert lines[0] == (
        "\ufeff序号,编号,市州,企业,问题,类别,反映日期,渠道,状态,办理措施,最近进展日期,成效,"
        "联点领导,责任单位,协办单位,办理时限,是否逾期,督办次数"
    )
    assert lines[2].startswith("2,CS-190402-BBBB,长沙市,乙公司,'=1+1,融资,")


def test_json_is_typed_and_knows_what_is_missing(run_bangfu: Run, root: Path) -> None:
    document = json.loads(run_bangfu(root, "lists", "--status", "办理中", "--json").out)
    assert (document["schema"], document["as_of"]) == (1, "2019-06-30")
    assert list(document["lists"]) == ["问题清单", "措施清单", "责任清单"]
    assert document["lists"]["责任清单"] == [
        {
            "number": 1, "id": "CS-190401-AAAA", "title": "用地|未落实", "leader": "市长",
            "department": "市自然资源局", "others": ["市住建局", "市发改委"], "due": "2019-05-03", "overdue": True,
            "supervised": 2, "file": "ledgers/changsha.yaml", "line": 7,
        },
        {
            "number": 2, "id": "CS-190501-CCCC", "title": "招工难", "leader": None, "department": "市人社局",
            "others": [], "due": None, "overdue": False, "supervised": 0,
            "file": "ledgers/changsha.yaml", "line": 29,
        },
    ]  # fmt: skip
    assert document["lists"]["措施清单"][1]["measures"] == [{"date": "2019-05-02", "type": "交办", "note": None}]
    assert document["lists"]["措施清单"][1]["last_progress"] is None


def test_html_escapes_and_asks_for_nothing(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({"ledgers/changsha.yaml": CHANGSHA.replace("招工难", '"<script>alert(1)</script>"')})
    target = tmp_path / "lists.html"
    assert run_bangfu(root, "lists", "-o", str(target)).code == 0
    page = target.read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert page.count("<table ") == 3


@pytest.mark.parametrize("form", ["md", "html", "csv"])
def test_invented_data_say_so(run_bangfu: Run, form: str) -> None:
    invented = TOP / "tests" / "golden" / "invented"
    out = run_bangfu(invented, "lists", "--format", form).out
    assert "演示数据：本清单的企业和问题均为虚构" in out


def test_invented_data_say_so_to_programs(run_bangfu: Run) -> None:
    assert json.loads(run_bangfu(TOP / "tests" / "golden" / "invented", "lists", "--json").out)["demo"] is True


def test_ledgers_with_errors_are_refused(run_bangfu: Run, repository: Make) -> None:
    broken = CHANGSHA.replace("2019-05-02, type: 反映", "2019-5-2, type: 反映")
    root = repository({"ledgers/changsha.yaml": broken, "ledgers/zhuzhou.yaml": ZHUZHOU})
    result = run_bangfu(root, "lists")
    assert (result.code, result.out) == (1, "")
    assert "no figures are given" in result.err
    allowed = run_bangfu(root, "lists", "--allow-errors")
    assert allowed.code == 0
    assert re.match(r"> \*\*台账尚有[0-9]+处错误未改正，本清单不得作为正式依据\*\*\n", allowed.out)


def test_an_enterprise_without_a_record_has_no_leader(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/changsha.yaml": CHANGSHA.replace("  - {name: 丙公司}\n", "")})
    out = run_bangfu(root, "lists", "--kind", "责任清单", "--format", "csv", "--allow-errors").out
    assert "3,CS-190501-CCCC,招工难,企业未登记结对,市人社局,无协办单位,未定时限,未定时限,0," in out


def test_an_error_elsewhere_does_not_stop_a_citys_lists(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/changsha.yaml": CHANGSHA, "ledgers/zhuzhou.yaml": ZHUZHOU.replace("256", "many")})
    assert run_bangfu(root, "lists", "--city", "长沙").code == 0
    assert run_bangfu(root, "lists").code == 1


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--kind", "问题"), "--kind takes"),
        (("--all", "--status", "办理中"), "--all and --status exclude each other"),
        (("--status", "没有"), "--status takes"),
        (("--format", "rtf"), "--format takes"),
        (("-o", "lists.rtf"), "cannot be told from the ending"),
        (("--as-of", "2019-6-1"), "is no date"),
        (("--city", "长河"), "there is no city"),
    ],
)
def test_a_mistake_on_the_command_line(run_bangfu: Run, root: Path, options: tuple[str, ...], complaint: str) -> None:
    result = run_bangfu(root, "lists", *options)
    assert (result.code, result.out) == (2, "")
    assert complaint in result.err


def test_the_template_can_be_overridden(run_bangfu: Run, repository: Make) -> None:
    province = (TOP / "tests" / "golden" / "invented" / "bangfu.yaml").read_text("utf-8")
    root = repository(
        {
            "bangfu.yaml": province.replace("bulletin:\n", "bulletin:\n  templates: templates\n"),
            "templates/lists.md.j2": "{{ lists.basis|md }}\n",
        }
    )
    assert run_bangfu(root, "lists").out == "截至2019年6月30日，未销号问题0个\n"


def test_the_real_ledgers_of_june_2019(run_bangfu: Run) -> None:
    result = run_bangfu(TOP, "lists", "--format", "csv", "--city", "岳阳")
    assert result.code == 0, result.err
    assert [(row["企业"], row["问题"], row["状态"], row["责任单位"]) for row in _rows(result.out)] == [
        ("科美达公司", "新增用地问题", "已办结", "现场办结"),
        ("科伦制药公司", "新药进基层医院问题", "已办结", "现场办结"),
    ]
    out = run_bangfu(TOP, "lists").out
    assert "长沙市、株洲市、张家界市另有只报总数、没有逐件记录的问题，不在清单内。" in out
