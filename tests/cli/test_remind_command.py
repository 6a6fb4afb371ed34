"""`bangfu remind`: who is told of what, in which order, in every format; nothing is recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 甲公司, aliases: [老甲]}
issues:
  - id: ZZ-190501-AAAA
    enterprise: 老甲
    title: 用地|未落实
    category: 用地
    events:
      - {date: 2019-05-01, type: 反映}
      - {date: 2019-05-02, type: 交办, to: [市发改委, 市工信局], due: 2019-06-18}
  - id: ZZ-190502-BBBB
    enterprise: 甲公司
    title: 贷款未获批
    category: 融资
    events:
      - {date: 2019-05-02, type: 反映}
      - {date: 2019-05-03, type: 交办, to: [市发改委], due: 2019-07-07}
  - id: ZZ-190503-CCCC
    enterprise: 甲公司
    title: 电价高
    category: 用电
    events:
      - {date: 2019-05-03, type: 反映}
      - {date: 2019-05-04, type: 交办, to: [省电力公司], due: 2019-06-30}
  - id: ZZ-190504-DDDD
    enterprise: 甲公司
    title: 离到期还早
    category: 用电
    events:
      - {date: 2019-05-04, type: 反映}
      - {date: 2019-05-05, type: 交办, to: [市发改委], due: 2019-07-08}
  - id: ZZ-190505-EEEE
    enterprise: 甲公司
    title: 已经办结
    category: 用电
    events:
      - {date: 2019-05-05, type: 反映}
      - {date: 2019-05-06, type: 交办, to: [市发改委], due: 2019-06-01}
      - {date: 2019-06-20, type: 办结, note: 已解决}
  - id: ZZ-190506-FFFF
    enterprise: 甲公司
    title: 没有时限
    category: 用电
    events:
      - {date: 2019-05-06, type: 反映}
      - {date: 2019-06-25, type: 交办, to: [市发改委]}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - {name: 乙公司}
issues:
  - id: CS-190501-GGGG
    enterprise: 乙公司
    title: 招工难
    category: 用工
    events:
      - {date: 2019-05-01, type: 反映}
      - {date: 2019-05-02, type: 交办, to: [市发改委], due: 2019-06-29}
  - id: CS-190502-HHHH
    enterprise: 乙公司
    title: 限电
    category: 用电
    events:
      - {date: 2019-05-02, type: 反映}
      - {date: 2019-05-03, type: 交办, to: [省电力公司], due: 2019-06-28}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})


def test_the_text_for_a_chat_group(run_bangfu: Run, root: Path) -> None:
    """A city's department is another one than that of the same name elsewhere; one of the province is one."""
    result = run_bangfu(root, "remind")
    assert result.code == 0
    assert result.out == (
        "【重点企业精准帮扶活动】办理提醒\n"
        "截至2019年6月30日，逾期3个，7天内到期2个，涉及3个责任单位。\n"
        "\n"
        "市发改委（株洲市）：逾期1个，7天内到期1个\n"
        "1. 【逾期12天】甲公司：用地|未落实（2019年6月18日到期，市工信局协办，ZZ-190501-AAAA）\n"
        "2. 【还有7天】甲公司：贷款未获批（2019年7月7日到期，ZZ-190502-BBBB）\n"
        "\n"
        "省电力公司：逾期1个，7天内到期1个\n"
        "1. 【逾期2天】长沙 乙公司：限电（2019年6月28日到期，CS-190502-HHHH）\n"
        "2. 【今日到期】株洲 甲公司：电价高（2019年6月30日到期，ZZ-190503-CCCC）\n"
        "\n"
        "市发改委（长沙市）：逾期1个\n"
        "1. 【逾期1天】乙公司：招工难（2019年6月29日到期，CS-190501-GGGG）\n"
        "\n"
        "逾期的请立即办理，不能办结的说明原因；将到期的请按期办结。办理情况请及时报送。\n"
    )


def test_nothing_is_recorded(run_bangfu: Run, root: Path) -> None:
    before = [(root / f"ledgers/{city}.yaml").read_bytes() for city in ("zhuzhou", "changsha")]
    assert run_bangfu(root, "remind", "--department", "市发改委").code == 0
    assert [(root / f"ledgers/{city}.yaml").read_bytes() for city in ("zhuzhou", "changsha")] == before


def test_a_department_by_name_sees_what_it_helps_with(run_bangfu: Run, root: Path) -> None:
    said = run_bangfu(root, "remind", "--department", "市工信局").out
    assert (
        "市工信局（株洲市）：逾期1个\n1. 【逾期12天】甲公司：用地|未落实（2019年6月18日到期，协办，由市发改委牵头，"
        in said
    )
    assert "贷款" not in said
    assert "涉及" not in said  # one department is not counted


def test_days_and_cities_narrow_it_down(run_bangfu: Run, root: Path) -> None:
    said = run_bangfu(root, "remind", "--days", "0", "--city", "ZZ").out
    assert "逾期1个，今日到期1个，涉及2个责任单位" in said
    assert "贷款" not in said
    assert "招工" not in said
    wide = run_bangfu(root, "remind", "--days", "8", "--city", "株洲", "--city", "长沙").out
    assert "【还有8天】甲公司：离到期还早" in wide


def test_as_things_stood_on_a_day(run_bangfu: Run, root: Path) -> None:
    said = run_bangfu(root, "remind", "--as-of", "2019-06-10", "--days", "3").out
    assert said.splitlines()[1] == "截至2019年6月10日，逾期1个。"
    assert "【逾期9天】甲公司：已经办结" in said  # that day it was not
    none = run_bangfu(root, "remind", "--as-of", "2019-05-20").out
    assert none.splitlines()[1:] == ["截至2019年5月20日，没有逾期或者7天内到期的问题。"]


def test_markdown_and_a_page(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    page = run_bangfu(root, "remind", "--format", "md").out
    assert "# 【重点企业精准帮扶活动】办理提醒\n" in page
    assert "## 市发改委（株洲市）：逾期1个，7天内到期1个\n" in page
    assert (
        "| 1 | 逾期12天 | 2019年6月18日 | 株洲市 | 甲公司 | 用地\\|未落实 | ZZ-190501-AAAA | 市工信局协办 |\n" in page
    )
    file = tmp_path / "remind.html"
    assert run_bangfu(root, "remind", "-o", str(file)).code == 0
    html = file.read_text("utf-8")
    assert "default-src 'none'" in html
    assert '<tr class="red"><td>1</td><td>逾期12天</td>' in html
    assert '<tr class="blue"><td>2</td><td>还有7天</td>' in html
    text = tmp_path / "remind.txt"
    assert run_bangfu(root, "remind", "-o", str(text)).code == 0
    assert text.read_text("utf-8") == run_bangfu(root, "remind").out


def test_data_for_programs(run_bangfu: Run, root: Path) -> None:
    data = json.loads(run_bangfu(root, "remind", "--json", "--city", "ZZ").out)
    assert (data["schema"], data["as_of"], data["days"], data["unit"]) == (1, "2019-06-30", 7, "自然日")
    first, second = data["departments"]
    assert (first["department"], first["city"]) == ("市发改委", "株洲市")
    assert [(each["id"], each["days_left"], each["overdue"], each["others"]) for each in first["issues"]] == [
        ("ZZ-190501-AAAA", -12, True, ["市工信局"]),
        ("ZZ-190502-BBBB", 7, False, []),
    ]
    assert (second["department"], second["city"], second["issues"][0]["days_left"]) == ("省电力公司", None, 0)
    assert run_bangfu(root, "remind", "--format", "json", "--city", "ZZ").out == json.dumps(
        data, ensure_ascii=False, indent=2
    ) + "\n"  # fmt: skip


def test_in_working_days(run_bangfu: Run, repository: Make) -> None:
    """Sunday 30 June to Sunday 7 July 2019: five working days; from 18 June: eight."""
    province = "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\nlimits: {unit: 工作日}\n"
    root = repository({"bangfu.yaml": province, "ledgers/zhuzhou.yaml": ZHUZHOU})
    said = run_bangfu(root, "remind", "--days", "5").out
    assert "【逾期8个工作日】甲公司：用地" in said
    assert "【还有5个工作日】甲公司：贷款" in said
    assert "离到期" not in said
    assert "5个工作日内到期" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--days", "-1"), "--days takes a whole number from 0 to 365, not “-1”"),
        (("--days", "七"), "--days takes a whole number from 0 to 365, not “七”"),
        (("--days", "366"), "--days takes a whole number from 0 to 365, not “366”"),
        (("--department", "市发改局"), "no issue is charged to “市发改局”\n  did you mean “市发改委”?"),
        (("--city", "北京"), "there is no city “北京”"),
        (("-o", "remind.doc"), "the format cannot be told from the ending of “remind.doc”"),
    ],
)
def test_what_is_refused(run_bangfu: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run_bangfu(root, "remind", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_errors_in_the_ledgers(run_bangfu: Run, repository: Make) -> None:
    broken = CHANGSHA.replace("用工", "用公")
    root = repository({"ledgers/zhuzhou.yaml": ZHUZHOU, "ledgers/changsha.yaml": broken})
    assert run_bangfu(root, "remind").code == 1
    assert run_bangfu(root, "remind", "--city", "ZZ").code == 0  # another city's errors do not matter
    allowed = run_bangfu(root, "remind", "--allow-errors")
    assert allowed.code == 0
    assert allowed.out.startswith("（台账尚有1处错误未改正，本提醒不得作为正式依据）\n")
    assert json.loads(run_bangfu(root, "remind", "--allow-errors", "--json").out)["errors"] == 1


def test_a_template_of_the_repository_s_own(run_bangfu: Run, repository: Make) -> None:
    province = (
        "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\nbulletin: {templates: templates}\n"
    )
    own = '{% extends "bangfu/remind.txt.j2" %}\n{% block closing %}\n请于周五前回复。\n{% endblock %}\n'
    root = repository({
        "bangfu.yaml": province, "ledgers/zhuzhou.yaml": ZHUZHOU, "templates/remind.txt.j2": own,
    })  # fmt: skip
    said = run_bangfu(root, "remind").out
    assert said.endswith("\n请于周五前回复。\n")
    assert "请立即办理" not in said
