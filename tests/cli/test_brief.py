"""`bangfu report --brief`: a few lines of plain text for a chat group, figures typed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

TOP = Path(__file__).resolve().parents[2]
INVENTED = TOP / "tests" / "golden" / "invented"

CHANGSHA = """\
city: 长沙市
enterprises: [{name: 甲公司}]
issues:
  - id: CS-190501-AAAA
    enterprise: 甲公司
    title: 用地未落实
    category: 用地
    events:
      - {date: 2019-05-01, type: 反映}
      - {date: 2019-05-02, type: 交办, to: [市自然资源局], due: 2019-06-02}
  - id: CS-190502-BBBB
    enterprise: 甲公司
    title: 贷款到期
    category: 融资
    events:
      - {date: 2019-05-02, type: 反映}
      - {date: 2019-05-03, type: 交办, to: [市政府金融办], due: 2019-06-03}
      - {date: 2019-06-03, type: 办结, note: 已续贷}
      - {date: 2019-06-04, type: 评价, satisfaction: 满意}
      - {date: 2019-06-05, type: 销号}
  - id: CS-190603-CCCC
    enterprise: 甲公司
    title: 招工难
    category: 用工
    events:
      - {date: 2019-06-03, type: 反映}
"""
ZHUZHOU = """\
city: 株洲市
enterprises: [{name: 乙公司}]
issues:
  - id: ZZ-190610-AAAA
    enterprise: 乙公司
    title: 停电
    category: 用电
    events:
      - {date: 2019-06-10, type: 反映}
      - {date: 2019-06-10, type: 办结, note: 当场排除}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"ledgers/changsha.yaml": CHANGSHA, "ledgers/zhuzhou.yaml": ZHUZHOU})


def test_a_month(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "report", "--month", "2019-06", "--brief")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "【重点企业精准帮扶活动】2019年6月办理进展\n"
        "本月：新收集2个（与上月持平），核实1个，办结2个（比上月增加2个），销号1个。\n"
        "截至2019年6月30日累计：收集4个，核实3个，交办2个，办结2个（含现场办结1个），销号1个。\n"
        "办结率66.7%（2/3），比上月末提高66.7个百分点，还有1个没有办结。收集办结率50.0%（2/4）。满意率100.0%（1/1）。\n"
        "逾期未办结1个：长沙1个。\n"
        "超时未回应或未交办1个：长沙1个。\n"
        "请有逾期问题的市州抓紧办结，超时未回应、未交办的尽快处理。\n"
    )


@pytest.mark.parametrize(
    ("options", "title", "flow"),
    [
        (
            ("--week", "2019-W23"),
            "2019年第23周（6月3日至6月9日）周报",
            "本周：新收集1个（比上周增加1个），办结1个（比上周增加1个），销号1个。",
        ),
        (("--month", "2019-05"), "2019年5月办理进展", "本月：新收集2个，核实2个，交办2个，没有办结。"),
        (
            ("--quarter", "2019-Q2"),
            "2019年第二季度调度讲评",
            "本季度：新收集4个，核实3个，交办2个，办结2个，销号1个。",
        ),
        (("--half", "2019-H1"), "2019年上半年考核督查", "上半年：新收集4个，核实3个，交办2个，办结2个，销号1个。"),
        (("--year", "2019"), "2019年度综合考评", "本年度：新收集4个，核实3个，交办2个，办结2个，销号1个。"),
    ],
)
def test_other_periods(run_bangfu: Run, root: Path, options: tuple[str, ...], title: str, flow: str) -> None:
    lines = run_bangfu(root, "report", *options, "--brief").out.splitlines()
    assert lines[:2] == [f"【重点企业精准帮扶活动】{title}", flow]


def test_a_week_says_what_falls_due_up_to_the_end_of_the_next(run_bangfu: Run, root: Path) -> None:
    # CS-190501-AAAA is due on Sunday 2 June, CS-190502-BBBB on Monday 3 June
    lines = run_bangfu(root, "report", "--week", "2019-W21", "--brief").out.splitlines()
    assert "5月27日至6月2日到期1个：长沙1个。" in lines


def test_from_the_quarter_on_the_first_and_the_last_are_named(run_bangfu: Run, repository: Make) -> None:
    province = """\
format: 1
province: 湖南省
cities:
  - {slug: jia, name: 甲市, prefix: JA}
  - {slug: yi, name: 乙市, prefix: YA}
  - {slug: bing, name: 丙市, prefix: BA}
  - {slug: ding, name: 丁州, prefix: DA}
  - {slug: wu, name: 戊市, prefix: WA}
  - {slug: ji, name: 己市, prefix: JB}
  - {slug: geng, name: 庚市, prefix: GA}
scoring: {resolution_rate: 100}
"""
    done = {"jia": 10, "yi": 9, "bing": 9, "ding": 5, "wu": 4, "ji": 2, "geng": 1}
    names = dict(zip(done, ("甲市", "乙市", "丙市", "丁州", "戊市", "己市", "庚市"), strict=True))
    files = {
        f"ledgers/{slug}.yaml": f"city: {names[slug]}\nopening:\n"
        f"  - {{date: 2019-06-30, assigned: 10, resolved: {count}}}\n"
        for slug, count in done.items()
    }
    root = repository({"bangfu.yaml": province, **files})
    lines = run_bangfu(root, "report", "--quarter", "2019-Q2", "--brief").out.splitlines()
    assert (
        "办结率居前：甲市100.0%（10/10）、乙市90.0%（9/10）、丙市90.0%（9/10）；"
        "靠后：庚市10.0%（1/10）、己市20.0%（2/10）、戊市40.0%（4/10）。"
    ) in lines
    assert "考评得分居前：甲市100.0分、乙市90.0分、丙市90.0分。" in lines
    assert "办结率居前" not in run_bangfu(root, "report", "--month", "2019-06", "--brief").out


def test_nothing_resolved_and_nothing_late(run_bangfu: Run, root: Path) -> None:
    lines = run_bangfu(root, "report", "--month", "2019-05", "--brief").out.splitlines()
    assert lines[2:] == [
        "截至2019年5月31日累计：收集2个，核实2个，交办2个，尚无办结。",
        "办结率0.0%（0/2），还有2个没有办结。收集办结率0.0%（0/2）。",
        "逐件记录的问题中，没有逾期未办结的。",
        "未报送问题数据：株洲。",
        "请问题数据未报或不全的尽快补报。",
    ]


def test_a_province_without_data(run_bangfu: Run, repository: Make) -> None:
    assert run_bangfu(repository({}), "report", "--month", "2019-06", "--brief").out == (
        "【重点企业精准帮扶活动】2019年6月办理进展\n"
        "截至2019年6月30日，各市州均未报送问题办理数据。\n"
        "未报送台账：长沙、株洲2个市州。\n"
        "请各市州尽快报送台账和问题办理数据。\n"
    )


def test_the_real_ledgers_of_june_2019(run_bangfu: Run) -> None:
    result = run_bangfu(TOP, "report", "--month", "2019-06", "--brief", today="2019-07-05")
    assert result.code == 0, result.err
    assert result.out == (
        "【全省重点骨干工业企业精准帮扶活动】2019年6月办理进展\n"
        "本月：新收集2个，核实2个，办结2个。\n"
        "截至2019年6月30日累计：收集836个，核实244个，交办242个，办结64个（含现场办结2个）。\n"
        "办结率26.2%（64/244），还有180个没有办结。收集办结率24.8%（64/258，只计两数齐全的市州）。\n"
        "逐件记录的问题中，没有逾期未办结的。\n"
        "未报送问题数据：湘潭、衡阳、邵阳、常德、益阳、郴州、永州、怀化、娄底、湘西等10个市州；"
        "未报办结数：长沙、张家界2个市州。\n"
        "请问题数据未报或不全的尽快补报。\n"
    )


def test_openings_alone(run_bangfu: Run, repository: Make) -> None:
    opening = (
        "city: 株洲市\nopening:\n  - {date: 2019-06-30, reported: 256, verified: 242, assigned: 242, resolved: 62}\n"
    )
    root = repository({"ledgers/zhuzhou.yaml": opening})
    assert run_bangfu(root, "report", "--month", "2019-06", "--brief").out.splitlines()[1:] == [
        "本月：没有逐件记录的问题，以下为市州报送的累计数。",
        "截至2019年6月30日累计：收集256个，核实242个，交办242个，办结62个。",
        "办结率25.6%（62/242），还有180个没有办结。收集办结率24.2%（62/256）。",
        "未报送台账：长沙。",
        "请未报送台账的尽快报送。",
    ]


def test_it_is_short_even_when_every_city_is_late(run_bangfu: Run, repository: Make) -> None:
    late = """\
city: {name}
enterprises: [{{name: 企业}}]
issues:
"""
    issue = """\
  - id: {prefix}-190301-A{tail}
    enterprise: 企业
    title: 问题{tail}
    category: 用地
    events:
      - {{date: 2019-03-01, type: 反映}}
"""
    assigned = "      - {date: 2019-03-02, type: 交办, to: [市工信局], due: 2019-04-01}\n"
    province = (TOP / "bangfu.yaml").read_text("utf-8")
    cities = re.findall(r"slug: (\w+), name: (\w+), prefix: ([A-Z]+)", province)
    assert len(cities) == 14
    files: dict[str, str] = {"bangfu.yaml": province}
    for slug, name, prefix in cities:
        text = late.format(name=name)
        for first in "ABCDEFGHJKM":
            for last in "AB":
                text += issue.format(prefix=prefix, tail=f"{first}{last}C") + (assigned if last == "A" else "")
        files[f"ledgers/{slug}.yaml"] = text
    out = run_bangfu(repository(files), "report", "--month", "2019-06", "--brief").out
    every = "长沙、株洲、湘潭、衡阳、邵阳、岳阳、常德、张家界、益阳、郴州、永州、怀化、娄底、湘西各11个。"
    assert f"逾期未办结154个：{every}" in out
    assert f"超时未回应或未交办154个：{every}" in out
    assert len(out) <= 500
    assert 6 <= len(out.splitlines()) <= 10


@pytest.mark.parametrize("root", [TOP, INVENTED], ids=["real", "invented"])
def test_no_markup_and_full_width_punctuation(run_bangfu: Run, root: Path) -> None:
    out = run_bangfu(root, "report", "--month", "2019-06", "--brief", today="2019-07-05").out
    assert re.fullmatch(r"[\u3000-\u9fff\uff00-\uffef0-9%/.\n]+", out), out


def test_invented_data_say_so_first(run_bangfu: Run) -> None:
    out = run_bangfu(INVENTED, "report", "--month", "2019-06", "--brief").out
    assert out.startswith("（演示数据，均为虚构）\n【重点企业帮扶活动】2019年6月办理进展\n")


def test_ledgers_with_errors(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/changsha.yaml": CHANGSHA + "nonsense: 1\n", "ledgers/zhuzhou.yaml": ZHUZHOU})
    refused = run_bangfu(root, "report", "--month", "2019-06", "--brief")
    assert (refused.code, refused.out) == (1, "")
    allowed = run_bangfu(root, "report", "--month", "2019-06", "--brief", "--allow-errors")
    assert allowed.out.startswith("（台账尚有1处错误未改正，数字不得作为正式依据）\n")


def test_into_a_file(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    target = tmp_path / "群里发.txt"
    result = run_bangfu(root, "report", "--month", "2019-06", "--brief", "-o", str(target))
    assert (result.code, result.out) == (0, "")
    assert target.read_text("utf-8").startswith("【重点企业精准帮扶活动】2019年6月办理进展\n")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--format", "html"), "--brief and --format exclude each other"),
        (("--number", "12"), "--brief and --number exclude each other"),
        (("--date", "2019-07-05"), "--brief and --date exclude each other"),
        (("-o", "brief.html"), "--brief writes plain text, and “brief.html” names another format"),
    ],
)
def test_what_has_no_place_beside_it(run_bangfu: Run, root: Path, options: tuple[str, ...], complaint: str) -> None:
    result = run_bangfu(root, "report", "--month", "2019-06", "--brief", *options)
    assert (result.code, result.out) == (2, "")
    assert complaint in result.err


def test_the_template_can_be_overridden(run_bangfu: Run, repository: Make) -> None:
    province = (INVENTED / "bangfu.yaml").read_text("utf-8")
    root = repository(
        {
            "bangfu.yaml": province.replace("bulletin:\n", "bulletin:\n  templates: templates\n"),
            "templates/brief.txt.j2": "{{ brief.title }}\n",
        }
    )
    out = run_bangfu(root, "report", "--month", "2019-06", "--brief").out
    assert out == "【重点企业帮扶活动】2019年6月办理进展\n"
