"""Each kind of period has a bulletin of its own shape; the sentences are typed by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stories import PROVINCE, issue, part, rows

from bangfu.bulletin.document import Bulletin, Paragraph, Table, plain

Told = Callable[..., Bulletin]

FIRM = "enterprises:\n  - {name: 甲公司}\n"
LATE = issue(
    "DH-1905-A",
    "date: 2019-05-05, type: 反映",
    "date: 2019-05-06, type: 交办, to: [市工信局], due: 2019-06-04",
    "date: 2019-06-01, type: 督办, note: 抓紧",
)
SOLVED = issue(
    "DH-1906-B",
    "date: 2019-06-03, type: 反映",
    "date: 2019-06-05, type: 交办, to: [市工信局], due: 2019-07-05",
    "date: 2019-06-07, type: 办结, note: 好",
    "date: 2019-06-08, type: 评价, satisfaction: 满意",
    "date: 2019-06-09, type: 销号",
    category="用地",
)
COMING = issue(
    "XS-1905-C", "date: 2019-05-30, type: 反映", "date: 2019-06-03, type: 交办, to: [州工信局], due: 2019-06-12"
)
WAITING = issue("XS-1906-D", "date: 2019-06-02, type: 反映")
LEDGERS = {
    "donghu": f"city: 东湖市\n{FIRM}issues:\n{LATE}{SOLVED}",
    "xishan": f"city: 西山州\n{FIRM}issues:\n{COMING}{WAITING}",
}
WORDS = "bulletin:\n  outlook:\n    - 各市州要按月更新台账。\n"


def headings(bulletin: Bulletin) -> list[str]:
    return [each.heading.partition("、")[2] for each in bulletin.parts]


def table(bulletin: Bulletin, heading: str) -> list[list[str]]:
    """The rows of the first table of a part."""
    (found,) = [each for each in bulletin.parts if each.heading.endswith(heading)]
    first = next(block for block in found.blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in first.rows]


@pytest.mark.parametrize(
    ("key", "title", "parts", "annexes"),
    [
        (
            "2019-W23",
            "重点企业帮扶活动2019年第23周情况周报",
            "本周进展 逾期和到期情况 重点举措",
            "督办和到期问题清单",
        ),
        (
            "2019-06",
            "关于重点企业帮扶活动2019年6月情况的通报",
            "主要工作举措 问题办理情况 存在的问题 下一步工作要求",
            "各市州问题办理情况表 督办清单",
        ),
        (
            "2019-06-01..2019-06-20",
            "关于重点企业帮扶活动2019年6月1日至6月20日情况的通报",
            "主要工作举措 问题办理情况 存在的问题 下一步工作要求",
            "各市州问题办理情况表 督办清单",
        ),
        (
            "2019-Q2",
            "关于重点企业帮扶活动2019年第二季度调度讲评情况的通报",
            "问题办理情况 市州讲评 主要工作举措 存在的问题 下一步工作要求",
            "各市州问题办理情况表 督办清单 考评得分表",
        ),
        (
            "2019-H1",
            "关于重点企业帮扶活动2019年上半年考核督查情况的通报",
            "问题办理情况 考核指标完成情况 分季度对比 市州考核情况 主要工作举措 督查发现的问题 整改要求 下一步工作要求",
            "各市州问题办理情况表 督办清单 考评得分表",
        ),
        (
            "2019",
            "关于重点企业帮扶活动2019年度综合考评情况的通报",
            "全年办理情况 分季度和分领域情况 主要工作举措 综合考评情况 存在的问题 下一步工作要求",
            "各市州问题办理情况表 督办清单 考评得分表",
        ),
    ],
)
def test_every_kind_of_period(told: Told, key: str, title: str, parts: str, annexes: str) -> None:
    bulletin = told(LEDGERS, key, province=PROVINCE + WORDS)
    assert bulletin.name == title
    assert headings(bulletin) == parts.split()
    assert [annex.title for annex in bulletin.annexes] == annexes.split()
    labels = ["附件"] if key == "2019-W23" else [f"附件{n}" for n in range(1, len(bulletin.annexes) + 1)]
    assert [annex.label for annex in bulletin.annexes] == labels


@pytest.mark.parametrize(
    ("key", "opening"),
    [
        ("2019-W23", "2019年第23周（6月3日至6月9日）情况通报如下："),
        ("2019-Q2", "2019年第二季度调度讲评情况通报如下："),
        ("2019", "2019年度综合考评情况通报如下："),
    ],
)
def test_the_opening_names_the_same_matter(told: Told, key: str, opening: str) -> None:
    (paragraph,) = told({}, key).opening
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.text) == f"根据各市州报送的台账，现将重点企业帮扶活动{opening}"


def test_a_title_of_bangfu_yaml_overrides_every_shape(told: Told) -> None:
    province = PROVINCE + "bulletin: {title: '关于{period}帮扶工作的通报'}\n"
    assert told({}, "2019-Q2", province=province).name == "关于2019年第二季度帮扶工作的通报"


def test_a_week_tells_what_is_overdue_and_what_falls_due_next(told: Told) -> None:
    bulletin = told(LEDGERS, "2019-W23")
    progress = [plain(block.text) for block in bulletin.parts[0].blocks if isinstance(block, Paragraph)]
    assert progress == [
        "本周，逐件记录的问题中，新收集1个，核实2个，交办2个，办结1个，销号1个。与上周相比，收集数减少1个，办结数增加1个。",
        "截至2019年6月9日，全省累计收集问题4个，核实3个，交办3个，办结1个，销号1个。办结率为33.3%（1/3），比上周提高33.3个百分点。",
        "从市州看，新收集问题的有东湖市1个；办结问题的有东湖市1个。",
    ]
    due = [plain(block.text) for block in bulletin.parts[1].blocks if isinstance(block, Paragraph)]
    assert due == [
        (
            "截至6月9日，逾期未办结1个（东湖市），逾期率50.0%（1/2）；超过时限没有回应或交办1个（西山州）；"
            "6月10日至6月16日到期1个（西山州）。详见附件。"
        ),
        "南原市未报送台账。",
    ]
    assert [row[1:4] + row[5:6] + row[7:] for row in rows(bulletin, "督办和到期问题清单")] == [
        ["东湖市", "甲公司", "难题A", "2019-06-04", "逾期未办结"],
        ["西山州", "甲公司", "难题C", "2019-06-12", "即将到期"],
        ["西山州", "甲公司", "难题D", "—", "逾期未回应"],
    ]


def test_a_quiet_week_says_so(told: Told) -> None:
    bulletin = told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{SOLVED}"}, "2019-W25")
    assert [
        plain(block.text) for part_ in bulletin.parts for block in part_.blocks if isinstance(block, Paragraph)
    ] == [
        "本周没有新增和办结的问题记录。",
        "截至2019年6月23日，全省累计收集问题1个，核实1个，交办1个，办结1个，销号1个。办结率为100.0%（1/1），与上周持平。",
        "截至6月23日，没有正在办理的问题；6月24日至6月30日没有到期的问题。",
        "西山州、南原市2个市州未报送台账；东湖市本周没有更新台账。",
        "本周，各市州没有报送工作举措。",
    ]
    assert bulletin.annexes == ()


COUNTS = "city: {}\nopening:\n{}"


def opening(day: str, assigned: int, resolved: int) -> str:
    return f"  - {{date: {day}, reported: {assigned}, assigned: {assigned}, resolved: {resolved}}}\n"


def test_the_quarter_comments_on_the_cities(told: Told) -> None:
    bulletin = told(
        {
            "donghu": COUNTS.format("东湖市", opening("2019-03-31", 10, 5) + opening("2019-06-30", 10, 10)),
            "xishan": COUNTS.format("西山州", opening("2019-03-31", 10, 8) + opening("2019-06-30", 10, 4)),
            "nanyuan": COUNTS.format("南原市", opening("2019-03-31", 4, 4)),
        },
        "2019-Q2",
    )
    # 15 of 20, 12 of 20, 4 of 4: 31 of 44
    assert part(bulletin, "市州讲评") == {
        "办结率排位": "全省办结率为70.5%（31/44）；最高的是东湖市（75.0%，15/20），最低的是西山州（60.0%，12/20）；"
        "南原市进入办理环节的问题不足5个，不参加排位。各市州数据详见附件1。",
        "进退情况": "与上季度末相比，2个可比市州的办结率，提高的有1个，下降的有1个；"
        "提高的是东湖市（由50.0%（5/10）升至75.0%（15/20），提高25.0个百分点）；"
        "下降的是西山州（由80.0%（8/10）降至60.0%（12/20），下降20.0个百分点）。",
        "予以肯定": "办结率比上季度末提高5个百分点以上的有东湖市，予以肯定。",
        "需要改进": "办结率靠后的有西山州（60.0%，12/20），低于全省平均水平（70.5%，31/44）；"
        "办结率比上季度末下降5个百分点以上的有西山州。",
    }


def test_equal_cities_are_neither_first_nor_last(told: Told) -> None:
    bulletin = told(
        {
            "donghu": COUNTS.format("东湖市", opening("2019-03-31", 10, 5)),
            "xishan": COUNTS.format("西山州", opening("2019-03-31", 20, 10)),
        },
        "2019-Q2",
    )
    assert part(bulletin, "市州讲评") == {
        "办结率排位": "全省办结率为50.0%（15/30）；参加排位的市州办结率均相同，为东湖市（50.0%，5/10）、"
        "西山州（50.0%，10/20）。各市州数据详见附件1。",
        "进退情况": "与上季度末相比，东湖市、西山州办结率持平。",
    }


def test_praise_wants_records_without_overdue_ones(told: Told) -> None:
    def solved(prefix: str, n: int, more: int = 0) -> str:
        return issue(
            f"{prefix}-1906-{n}",
            "date: 2019-06-03, type: 反映",
            f"date: 2019-06-{5 + more:02}, type: 交办, to: [市工信局], due: 2019-06-20",
            "date: 2019-06-19, type: 办结, note: 好",
        ).replace(f"难题{n}", f"难题{prefix}{n}")

    def ledger(city: str, prefix: str, issues: str) -> str:
        return f"city: {city}\n{FIRM}issues:\n{issues}"

    late = issue(
        "XS-1906-L", "date: 2019-06-03, type: 反映", "date: 2019-06-04, type: 交办, to: [州工信局], due: 2019-06-20"
    )
    bulletin = told(
        {
            "donghu": ledger("东湖市", "DH", "".join(solved("DH", n) for n in range(5))),
            "xishan": ledger("西山州", "XS", "".join(solved("XS", n, 5) for n in range(5)) + late),
        },
        "2019-Q2",
    )
    told_ = part(bulletin, "市州讲评")
    assert told_["予以肯定"] == (
        "办结率居前、没有逾期问题的有东湖市（5/5）；没有逾期问题、办结的全部按期的有东湖市（5/5）；"
        "收集的问题全部在时限内回应的有东湖市（5/5），予以肯定。"
    )
    # replies of 西山州: five after seven days, one after one day; of all: 6 of 11
    assert told_["需要改进"] == (
        "办结率靠后的有西山州（83.3%，5/6），低于全省平均水平（90.9%，10/11）；"
        "限时回应率靠后的有西山州（16.7%，1/6），低于全省平均水平（54.5%，6/11）。"
    )


def test_the_score_is_told_with_its_weights(told: Told) -> None:
    province = PROVINCE + "scoring: {resolution_rate: 100}\n"
    bulletin = told(
        {
            "donghu": COUNTS.format("东湖市", opening("2019-06-30", 10, 5)),
            "xishan": COUNTS.format("西山州", opening("2019-06-30", 20, 10)),
        },
        "2019-Q2",
        province=province,
    )
    assert part(bulletin, "市州讲评")["考评得分"] == (
        "按办结率100分计分，依次为东湖市、西山州（并列，均为50.0分），南原市缺少考评数据，不计分。"
        "各项得分详见附件《考评得分表》。"
    )
    assert [row[:2] + row[-1:] for row in rows(bulletin, "考评得分表")] == [
        ["并列1", "东湖市", "50.0"],
        ["并列1", "西山州", "50.0"],
    ]


def test_the_half_year_sets_targets_beside_the_state(told: Told) -> None:
    promised = (
        "commitments:\n"
        "  - {date: 2019-05-01, by: 政府, party: 市住建局, text: 修路, due: 2019-06-01, kept: 2019-05-20}\n"
        "  - {date: 2019-05-01, by: 企业, party: 甲公司, text: 投产, due: 2019-06-01}\n"
        "  - {date: 2019-05-01, by: 企业, party: 甲公司, text: 扩产, due: 2019-12-01}\n"
    )
    roster = "roster:\n  - {name: 甲公司, city: 东湖市}\n  - {name: 丙公司, city: 西山州}\n"
    bulletin = told({**LEDGERS, "donghu": LEDGERS["donghu"] + promised}, "2019-H1", province=PROVINCE + roster + WORDS)
    (words,) = part(bulletin, "考核指标完成情况").values()
    assert words == (
        "截至6月30日，可以对照的7项指标中，按期办结、办结销号、企业满意3项已经达到，"
        "名录企业结对、限时回应、在办不逾期、承诺兑现4项尚未完全达到。"
    )
    assert table(bulletin, "考核指标完成情况") == [
        ["名录企业结对", "重点企业名录中的企业全部结对帮扶", "50.0%（1/2）", "差1家"],
        ["限时回应", "反映后5天内回应", "75.0%（3/4）", "差1个"],
        ["按期办结", "在办理期限内办结", "100.0%（1/1）", "达到"],
        ["在办不逾期", "办理中的问题没有逾期", "0.0%（0/2）", "差2个"],
        ["办结销号", "办结的问题经企业认可后销号", "100.0%（1/1）", "达到"],
        ["企业满意", "评价为满意或者基本满意", "100.0%（1/1）", "达到"],
        ["承诺兑现", "到期的承诺已经兑现", "50.0%（1/2）", "差1项"],
    ]


def test_the_half_year_compares_its_quarters(told: Told) -> None:
    early = issue("DH-1902-E", "date: 2019-02-05, type: 反映", "date: 2019-02-06, type: 办结, note: 好")
    bulletin = told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{early}{LATE}{SOLVED}"}, "2019-H1")
    assert part(bulletin, "分季度对比")[""] == (
        "第二季度与第一季度相比，新收集2个，增加1个；办结1个，持平；"
        "季末办结率由100.0%（1/1）降至66.7%（2/3），下降33.3个百分点。"
    )
    assert table(bulletin, "分季度对比") == [
        ["第一季度", "1", "1", "0", "1", "0", "100.0%（1/1）", "0"],
        ["第二季度", "2", "2", "2", "1", "1", "66.7%（2/3）", "1"],
        ["上半年", "3", "3", "2", "2", "1", "—", "—"],
    ]


def test_the_half_year_says_what_must_be_put_right(told: Told) -> None:
    bulletin = told(LEDGERS, "2019-H1", province=PROVINCE + WORDS)
    assert part(bulletin, "督查发现的问题")["督办落实情况"] == ("上半年，东湖市对1个问题督办1次，该问题尚未办结。")
    assert part(bulletin, "整改要求") == {
        "清理逾期问题": "逾期未办结的问题（东湖市、西山州各1个），要逐件查明原因，落实责任人和完成日期，尽快办结。",
        "限时答复企业": "超过时限没有回应的问题（西山州1个），要立即核实，把办理意见告知企业。",
        "推动久办未结问题": "长时间没有进展的问题（东湖市、西山州各1个），要重新会商办法，如实记录进展。",
        "补报台账数据": "上述台账未报送、未更新或者数据不全的市州，要核对后及时补报，做到有事必记、数出有据。",
    }


def test_the_year_has_four_quarters_and_the_fields(told: Told) -> None:
    bulletin = told(LEDGERS, "2019")
    (found,) = [each for each in bulletin.parts if each.heading.endswith("分季度和分领域情况")]
    quarters, fields = [block for block in found.blocks if isinstance(block, Table)]
    assert [plain(row[0]) for row in quarters.rows] == ["第一季度", "第二季度", "第三季度", "第四季度", "本年度"]
    assert [[plain(cell) for cell in row] for row in fields.rows] == [
        ["要素保障", "4", "100.0%", "1", "25.0%（1/4）", "4", "1"]
    ]
    summary = part(bulletin, "全年办理情况")["总体进展"]
    assert "同期" not in summary  # a year before is the year before
    assert "分市州进展" not in part(bulletin, "全年办理情况")


MEASURES = "measures:\n" + "".join(
    f"  - {{date: 2019-0{month}-10, section: 组织领导, text: {month}月的事, case: {marked}}}\n"
    for month, marked in ((4, "true"), (5, "false"), (6, "false"))
)


def test_a_quarter_tells_one_measure_a_city_and_counts_the_rest(told: Told) -> None:
    ledgers = {
        "donghu": "city: 东湖市\n" + MEASURES,
        "xishan": "city: 西山州\n" + MEASURES.replace("true", "false").replace("月的事", "月的会"),
    }
    assert part(told(ledgers, "2019-Q2"), "主要工作举措") == {
        "组织领导": "东湖市4月的事。西山州6月的会。",
        "": "本季度各市州共报送工作举措6条，以上按每个市州每个栏目至多1条选列2条（典型的优先，其次取最近的），"
        "其余4条见各市州台账。",
    }
    assert part(told(ledgers, "2019-06"), "主要工作举措") == {"组织领导": "东湖市6月的事。西山州6月的会。"}


def test_a_year_tells_one_typical_case_a_city_and_counts_the_rest(told: Told) -> None:
    solved = [
        issue(
            f"DH-190{month}-A",
            f"date: 2019-0{month}-05, type: 反映",
            f"date: 2019-0{month}-06, type: 办结, note: 好",
            more="    case: true",
        ).replace("难题A", f"{month}月的难题")
        for month in (3, 8)
    ]
    bulletin = told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{''.join(solved)}{MEASURES}"}, "2019")
    (annex,) = [each for each in bulletin.annexes if each.title == "典型案例"]
    case, rest = annex.blocks
    assert isinstance(case, Paragraph)
    assert isinstance(rest, Paragraph)
    assert case.run_in == "1、东湖市甲公司：8月的难题"
    assert plain(rest.text) == (
        "各市州共报送典型案例3个，以上按每个市州至多1个选列1个（办结的问题优先，其次取最近的），其余2个见各市州台账。"
    )


def test_what_more_than_three_report_stands_in_a_table(told: Told) -> None:
    amounts = {"donghu": "4000万元", "xishan": "9000万元", "nanyuan": "2亿元", "beigang": "4000万元", "zhong": "5亩"}
    names = dict(zip(amounts, ("东湖市", "西山州", "南原市", "北港市", "中洲市"), strict=True))
    province = PROVINCE + (
        "  - {slug: beigang, name: 北港市, prefix: BG}\n  - {slug: zhong, name: 中洲市, prefix: ZZ}\n"
    )
    bulletin = told(
        {
            slug: f"city: {names[slug]}\noutcomes:\n"
            f"  - {{date: 2019-06-30, kind: {'供地' if '亩' in value else '授信'}, value: {value}}}\n"
            for slug, value in amounts.items()
        },
        province=province,
    )
    # the third place is shared
    assert part(bulletin, "问题办理情况")["帮扶成效"] == (
        "本月，各市州报送的帮扶成效分述如下。已经实现的成效有：授信合计3.7亿元，居前的是南原市2亿元、西山州9000万元、"
        "东湖市4000万元、北港市4000万元；中洲市供地5亩。各市州数据详见附件《各市州帮扶成效表》。"
    )
    assert rows(bulletin, "各市州帮扶成效表") == [
        ["东湖市", "4000万元"],
        ["西山州", "9000万元"],
        ["南原市", "2亿元"],
        ["北港市", "4000万元"],
        ["全省", "3.7亿元"],
    ]


OUTLOOKS = """\
bulletin:
  outlook:
    - 平时的要求
  outlooks:
    week:
      - 本周的要求
    quarter:
      - {heading: 抓好讲评, text: "办结率为{resolution_rate}"}
    year: []
"""


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2019-W23", {"": "本周的要求。"}),
        ("2019-06", {"": "平时的要求。"}),
        ("2019-Q2", {"抓好讲评": "办结率为—。"}),
        ("2019-H1", {"": "平时的要求。"}),
        ("2019", None),
    ],
)
def test_each_kind_may_have_words_of_its_own(told: Told, key: str, words: dict[str, str] | None) -> None:
    bulletin = told({}, key, province=PROVINCE + OUTLOOKS)
    if words is None:
        assert "下一步工作要求" not in headings(bulletin)
    else:
        assert part(bulletin, "下一步工作要求") == words


def test_a_week_does_not_repeat_the_words_of_the_month(told: Told) -> None:
    assert "下一步工作要求" not in headings(told({}, "2019-W23", province=PROVINCE + WORDS))
