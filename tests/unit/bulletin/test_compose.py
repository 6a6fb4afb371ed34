"""Small ledgers and the sentences they give, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from stories import PROVINCE, issue, part, rows

from bangfu.bulletin.document import Bulletin, Figure, Paragraph, Table, plain

FIRM = "enterprises:\n  - {name: 甲公司}\n"


def test_an_empty_province_gives_no_figures(told: Callable[..., Bulletin]) -> None:
    bulletin = told({})
    assert part(bulletin, "主要工作举措") == {"": "本月，各市州没有报送工作举措。"}
    assert part(bulletin, "问题办理情况") == {"": "截至2019年6月30日，各市州均未报送问题办理数据。"}
    assert part(bulletin, "存在的问题") == {"数据报送不完整": "东湖市、西山州、南原市3个市州未报送台账。"}
    assert rows(bulletin, "各市州问题办理情况表") == [
        ["未报送", "东湖市", *"—" * 10],
        ["未报送", "西山州", *"—" * 10],
        ["未报送", "南原市", *"—" * 10],
        ["", "全省", *"—" * 10],
    ]


def test_openings_are_stock_and_what_is_not_stated_is_no_zero(told: Callable[..., Bulletin]) -> None:
    bulletin = told(
        {
            "donghu": "city: 东湖市\nopening:\n"
            "  - {date: 2019-06-30, reported: 256, verified: 242, assigned: 242, resolved: 62}\n",
            "xishan": "city: 西山州\nopening:\n  - {date: 2019-06-30, scope: 西山高新区, reported: 508}\n",
        }
    )
    text = part(bulletin, "问题办理情况")
    assert text["总体进展"] == (
        "截至2019年6月30日，全省累计收集问题764个，核实242个，交办242个，办结62个。"
        "办结率（办结数占交办数的比例）为25.6%（62/242）；"
        "收集办结率（办结数占收集数的比例，只计两数都已报送的部分）为24.2%（62/256）。"
    )
    assert text["分市州进展"] == (
        "东湖市收集问题256个，核实242个，交办242个，办结62个，办结率25.6%（62/242），收集办结率24.2%（62/256）；"
        "西山州（西山高新区）收集问题508个。各市州数据详见附件1。"
    )
    assert part(bulletin, "存在的问题") == {
        "数据报送不完整": "南原市未报送台账；西山州只报送了问题收集情况，未报送办结情况。",
        "办理进度不平衡": "全省进入办理环节的242个问题中，还有180个没有办结。",
    }
    assert rows(bulletin, "各市州问题办理情况表") == [
        ["1", "东湖市", "256", "242", "—", "62", "—", "25.6%", "24.2%", "—", "—", "—"],
        ["—", "西山州", "508", *"—" * 9],
        ["未报送", "南原市", *"—" * 10],
        ["", "全省", "764", "242", "—", "62", "—", "25.6%", "24.2%", "—", "—", "—"],
    ]


def test_what_nobody_stated_is_not_said(told: Callable[..., Bulletin]) -> None:
    text = part(told({"donghu": "city: 东湖市\nopening:\n  - {date: 2019-06-30, resolved: 5}\n"}), "问题办理情况")
    assert text == {
        "总体进展": "截至2019年6月30日，全省累计办结5个。",
        "分市州进展": "东湖市办结5个。各市州数据详见附件1。",
    }


def test_ties_and_the_average(told: Callable[..., Bulletin]) -> None:
    opening = "city: {}\nopening:\n  - {{date: 2019-05-31, reported: {}, assigned: {}, resolved: {}}}\n"
    bulletin = told(
        {
            "donghu": opening.format("东湖市", 12, 10, 5),
            "xishan": opening.format("西山州", 24, 20, 10),
            "nanyuan": opening.format("南原市", 9, 4, 1),
        }
    )
    assert [row[:2] + row[7:8] for row in rows(bulletin, "各市州问题办理情况表")] == [
        ["并列1", "东湖市", "50.0%"],
        ["并列1", "西山州", "50.0%"],
        ["3", "南原市", "25.0%*"],
        ["", "全省", "47.1%"],
    ]
    assert part(bulletin, "问题办理情况")["分市州进展"] == (
        "东湖市、西山州、南原市分别收集问题12个、24个、9个，交办10个、20个、4个，办结5个、10个、1个，"
        "办结率50.0%（5/10）、50.0%（10/20）、25.0%（1/4），收集办结率41.7%（5/12）、41.7%（10/24）、11.1%（1/9）。"
        "办结率高于全省平均水平（47.1%，16/34）的有东湖市（50.0%，5/10）、西山州（50.0%，10/20），"
        "低于这一水平的有南原市（25.0%，1/4，基数较小）。各市州数据详见附件1。"
    )
    (note,) = [note for note in _notes(bulletin) if "*" in note]
    assert note == "标*的办结率分母不足5个，名次仅供参考。"


def _notes(bulletin: Bulletin) -> tuple[str, ...]:
    block = bulletin.annexes[0].blocks[0]
    assert isinstance(block, Table)
    return block.notes


def test_a_month_beside_the_month_before_and_the_year_before(told: Callable[..., Bulletin]) -> None:
    issues = (
        issue("DH-1806-A", "date: 2018-06-05, type: 反映", "date: 2018-06-06, type: 办结, note: 好")
        + issue(
            "DH-1905-B", "date: 2019-05-05, type: 反映", "date: 2019-05-06, type: 交办, to: [市工信局], due: 2019-12-31"
        )
        + issue(
            "DH-1906-C",
            "date: 2019-06-05, type: 反映",
            "date: 2019-06-06, type: 交办, to: [市工信局], due: 2019-12-31",
            "date: 2019-06-20, type: 办结, note: 好",
            "date: 2019-06-21, type: 销号",
        )
        + issue("DH-1906-D", "date: 2019-06-07, type: 反映", "date: 2019-06-08, type: 退回, note: 重复")
    )
    text = part(told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{issues}"}), "问题办理情况")
    assert text["总体进展"] == (
        "截至2019年6月30日，全省累计收集问题4个，核实3个，退回1个，交办2个，办结2个（其中现场办结1个），销号1个。"
        "办结率（办结数占交办数与现场办结数之和的比例）为66.7%（2/3），比上月末提高16.7个百分点、比上年同期下降33.3个百分点；"
        "收集办结率（办结数占收集数的比例）为50.0%（2/4）；销号率为33.3%（1/3）。"
        "本月，逐件记录的问题中，新收集2个，核实1个，退回1个，交办1个，办结1个，销号1个。"
        "与上月相比，收集数增加1个，办结数增加1个；与上年同期相比，收集数增加1个，办结数持平。"
    )


def test_no_comparison_with_a_month_without_records(told: Callable[..., Bulletin]) -> None:
    issues = issue("DH-1906-A", "date: 2019-06-05, type: 反映")
    text = part(told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{issues}"}), "问题办理情况")
    assert text["总体进展"] == (
        "截至2019年6月30日，全省累计收集问题1个，尚无办结。"
        "收集办结率（办结数占收集数的比例）为0.0%（0/1）。本月，逐件记录的问题中，新收集1个。"
    )


def test_a_month_in_which_nothing_happened(told: Callable[..., Bulletin]) -> None:
    issues = issue("DH-1904-A", "date: 2019-04-05, type: 反映", "date: 2019-04-06, type: 退回, note: 重复")
    text = part(told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{issues}"}), "问题办理情况")
    assert text["总体进展"].endswith("本月没有新增和办结的问题记录。")


def test_measures_flow_by_section_in_the_order_of_the_cities(told: Callable[..., Bulletin]) -> None:
    bulletin = told(
        {
            "xishan": "city: 西山州\nmeasures:\n"
            "  - {date: 2019-06-03, section: 组织领导, text: 西山州建立联席会}\n"
            "  - {date: 2019-06-09, section: 组织领导, text: 西山州召开推进会。}\n"
            "  - {date: 2019-07-01, section: 组织领导, text: 西山州七月的事。}\n",
            "donghu": "city: 东湖市\nmeasures:\n"
            "  - {date: 2019-06-04, section: 督促宣传, text: 开设专栏。}\n"
            "  - {date: 2019-06-05, section: 组织领导, scope: 城东区, text: 城东区包联 12 家企业}\n"
            "  - {date: 2019-05-31, section: 组织领导, text: 东湖市五月的事。}\n",
        }
    )
    assert part(bulletin, "主要工作举措") == {
        "组织领导": "东湖市城东区包联12家企业。西山州建立联席会。该州召开推进会。",
        "督促宣传": "东湖市开设专栏。",
    }
    assert [block.run_in for block in bulletin.parts[0].blocks if isinstance(block, Paragraph)] == [
        "1、组织领导",
        "2、督促宣传",
    ]


def test_a_measure_that_has_become_the_same_is_said_once(told: Callable[..., Bulletin]) -> None:
    measures = "".join(
        f"  - date: 2019-0{month}-30\n    section: 督促宣传\n    text: 东湖市累计收集问题{{reported}}个。\n"
        for month in (4, 5, 6)
    )
    ledger = f"city: 东湖市\nopening:\n  - {{date: 2019-03-31, reported: 8}}\nmeasures:\n{measures}"
    bulletin = told({"donghu": ledger}, "2019-Q2")
    assert part(bulletin, "主要工作举措") == {"督促宣传": "东湖市累计收集问题8个。"}


def test_placeholders_speak_for_the_city_or_the_scope(told: Callable[..., Bulletin]) -> None:
    bulletin = told(
        {
            "donghu": "city: 东湖市\n"
            "opening:\n"
            "  - {date: 2019-06-30, scope: 城东区, reported: 8}\n"
            "  - {date: 2019-06-30, reported: 20, assigned: 20, resolved: 5}\n"
            "enterprises:\n  - {name: 甲公司, district: 城东区}\n  - {name: 乙公司}\n"
            "measures:\n"
            "  - date: 2019-06-05\n    section: 组织领导\n    scope: 城东区\n"
            "    text: 城东区帮扶{enterprises}家企业，收集问题{reported}个，办结{resolved}个。\n"
            "  - date: 2019-06-05\n    section: 组织领导\n"
            "    text: 东湖市帮扶{enterprises}家企业，收集问题{reported}个，办结率{resolution_rate}，{其他}。\n"
        }
    )
    assert part(bulletin, "主要工作举措")["组织领导"] == (
        "东湖市城东区帮扶1家企业，收集问题8个，办结—个。该市帮扶2家企业，收集问题28个，办结率25.0%，{其他}。"
    )


def test_outcomes_keep_plan_expectation_and_result_apart(told: Callable[..., Bulletin]) -> None:
    solved = issue(
        "DH-1906-A",
        "date: 2019-06-05, type: 反映",
        "date: 2019-06-06, type: 办结, note: 好, outcomes: [{kind: 授信, value: 800万元}]",
    )
    bulletin = told(
        {
            "donghu": f"city: 东湖市\n{FIRM}issues:\n{solved}outcomes:\n"
            "  - {date: 2019-06-30, kind: 授信, scope: 城东区, enterprises: 14, value: 4365万元}\n"
            "  - {date: 2019-06-30, kind: 授信, value: 2亿元, state: 计划}\n"
            "  - {date: 2019-06-30, kind: 试生产, enterprises: 6, value: 6家}\n"
            "  - {date: 2019-06-30, kind: 产值同比增长, scope: 甲公司, enterprises: 1, value: 63.3%}\n"
            "  - {date: 2019-05-30, kind: 授信, value: 9亿元}\n",
            "xishan": "city: 西山州\noutcomes:\n"
            "  - {date: 2019-06-30, kind: 授信, value: 1000余万元}\n"
            "  - {date: 2019-06-30, kind: 新增产值, value: 20余亿元, state: 预计}\n",
        }
    )
    assert part(bulletin, "问题办理情况")["帮扶成效"] == (
        "本月，各市州报送的帮扶成效分述如下。"
        "已经实现的成效有：授信合计6165万余元，其中东湖市城东区4365万元（14家企业）、东湖市800万元、西山州1000余万元；"
        "东湖市试生产6家；东湖市甲公司产值同比增长63.3%。"
        "预计可取得、尚未实现的成效有：西山州新增产值20余亿元。"
        "列入计划的有：东湖市授信2亿元。"
        "计划数、预计数与实现数性质不同，分开列示，不相加。"
    )


def test_percentages_of_one_kind_are_not_added(told: Callable[..., Bulletin]) -> None:
    outcome = "city: {}\noutcomes:\n  - {{date: 2019-06-30, kind: 复产率, value: {}}}\n"
    bulletin = told({"donghu": outcome.format("东湖市", "100%"), "xishan": outcome.format("西山州", "90%")})
    assert "复产率分别为东湖市100%、西山州90%。" in part(bulletin, "问题办理情况")["帮扶成效"]


def test_pairings_and_visits(told: Callable[..., Bulletin]) -> None:
    bulletin = told(
        {
            "donghu": "city: 东湖市\nopening:\n  - {date: 2019-06-30, enterprises: 50, leaders: 34, departments: 39}\n"
            "visits:\n  - {date: 2019-05-10, enterprises: 12}\n  - {date: 2019-06-10, enterprises: 20, people: 6}\n"
            "surveys:\n  - {date: 2019-06-30, scope: 东湖高新区, responses: 623, positive: 95.5%}\n",
            "xishan": "city: 西山州\nopening:\n  - {date: 2019-06-30, enterprises: 35, projects: 138, prospects: 33}\n",
        }
    )
    text = part(bulletin, "问题办理情况")
    assert text["帮扶对象"] == (
        "有2个市州报送了帮扶对象，合计企业85家、项目138个、拟入规企业33家。"
        "东湖市由34名联点领导、39个责任单位结对帮扶企业50家；西山州帮扶企业35家、项目138个、拟入规企业33家。"
    )
    assert text["走访调研"] == (
        "本月，东湖市组织6人次走访企业20家；东湖市（东湖高新区）回收问卷623份，正面评价占95.5%。"
        "截至6月30日，累计走访企业：东湖市32家。"
    )


def test_many_cities_are_compared_and_their_figures_stand_in_annexes(told: Callable[..., Bulletin]) -> None:
    names = "甲乙丙丁戊己庚"
    province = PROVINCE.partition("cities:")[0] + "cities:\n"
    province += "".join(f"  - {{slug: c{n}, name: {name}城市, prefix: C{n}}}\n" for n, name in enumerate(names))
    figures = [(30, 20, 18), (20, 20, 16), (50, 40, 30), (20, 10, 5), (20, 10, 4), (20, 10, 3), (10, 4, 4)]
    bulletin = told(
        {
            f"c{n}": f"city: {name}城市\nopening:\n"
            f"  - {{date: 2019-06-30, reported: {a}, assigned: {b}, resolved: {c}}}\n"
            f"  - {{date: 2019-06-30, enterprises: {n + 1}, leaders: 2}}\n"
            f"visits:\n  - {{date: 2019-06-0{n + 1}, enterprises: {max(n, 3)}, people: 2}}\n"
            for (n, name), (a, b, c) in zip(enumerate(names), figures, strict=True)
        },
        province=province,
    )
    text = part(bulletin, "问题办理情况")
    # 80 of 114 = 70.2 %; 庚城市 has too few to be set beside the others, so six are left: no ends
    assert text["分市州进展"] == (
        "共有7个市州报送问题办理数据，收集问题较多的有丙城市（50个）、甲城市（30个）、乙城市（20个）、丁城市（20个）、"
        "戊城市（20个）、己城市（20个）。办结率高于全省平均水平（70.2%，80/114）的有甲城市、乙城市、丙城市、庚城市4个市州，"
        "低于这一水平的有丁城市、戊城市、己城市3个市州。各市州数据详见附件1。"
    )
    assert text["帮扶对象"] == (
        "有7个市州报送了帮扶对象，合计企业28家，由14名联点领导结对帮扶，详见附件《各市州结对帮扶和走访情况表》。"
    )
    # 3 + 3 + 3 + 3 + 4 + 5 + 6 = 27; four tie for the third place and below: only the first three stand out
    assert text["走访调研"] == (
        "本月，7个市州组织14人次走访企业27家，走访较多的有庚城市（6家）、己城市（5家）、戊城市（4家）。"
    )
    table = rows(bulletin, "各市州结对帮扶和走访情况表")
    assert table[0] == ["甲城市", "2", "—", "1", "—", "—", "3", "3"]
    assert table[-1] == ["全省", "14", "—", "28", "—", "—", "27", "27"]


def test_the_first_and_the_last_of_many(told: Callable[..., Bulletin]) -> None:
    province = PROVINCE.partition("cities:")[0] + "cities:\n"
    province += "".join(
        f"  - {{slug: c{n}, name: {name}城市, prefix: C{n}}}\n" for n, name in enumerate("甲乙丙丁戊己庚")
    )
    bulletin = told(
        {
            f"c{n}": f"city: {name}城市\nopening:\n  - {{date: 2019-06-30, assigned: 10, resolved: {done}}}\n"
            for n, (name, done) in enumerate(zip("甲乙丙丁戊己庚", (9, 8, 7, 5, 4, 4, 3), strict=True))
        },
        province=province,
    )
    assert part(bulletin, "问题办理情况")["分市州进展"].startswith(
        "共有7个市州报送问题办理数据，"
        "办结率居前的有甲城市（90.0%，9/10）、乙城市（80.0%，8/10）、丙城市（70.0%，7/10），"
        "靠后的有戊城市（40.0%，4/10）、己城市（40.0%，4/10）、庚城市（30.0%，3/10）。"
    )


def test_what_is_past_a_limit_is_named_and_listed(told: Callable[..., Bulletin]) -> None:
    late = issue(
        "DH-1905-A",
        "date: 2019-05-05, type: 反映",
        "date: 2019-05-06, type: 交办, to: [市工信局, 市财政局], due: 2019-06-05",
    )
    mute = issue("DH-1906-B", "date: 2019-06-20, type: 反映")
    fresh = issue("DH-1906-C", "date: 2019-06-28, type: 反映")
    other = issue(
        "XS-1905-D", "date: 2019-05-05, type: 反映", "date: 2019-06-01, type: 交办, to: [州工信局], due: 2019-06-20"
    )
    bulletin = told(
        {
            "donghu": f"city: 东湖市\n{FIRM}issues:\n{late}{mute}{fresh}",
            "xishan": f"city: 西山州\n{FIRM}issues:\n{other}",
        }
    )
    assert part(bulletin, "存在的问题")["部分问题超过时限"] == (
        "截至6月30日，超过办理期限仍未办结的问题有2个，其中东湖市、西山州各1个；"
        "东湖市有1个问题反映后超过5天没有回复；"
        "交办后连续15天以上没有办理记录的问题有2个，其中东湖市、西山州各1个（一个问题有几种情形的，分别计数）。详见附件2。"
    )
    assert rows(bulletin, "督办清单") == [
        ["1", "东湖市", "甲公司", "难题A", "市工信局、市财政局", "2019-06-05", "2019-05-06", "逾期未办结、久无进展"],
        ["2", "东湖市", "甲公司", "难题B", "—", "—", "2019-06-20", "逾期未回应"],
        ["3", "西山州", "甲公司", "难题D", "州工信局", "2019-06-20", "2019-06-01", "逾期未办结、久无进展"],
    ]


def test_nothing_to_press_is_said_in_the_text_and_makes_no_annex(told: Callable[..., Bulletin]) -> None:
    issues = issue("DH-1906-A", "date: 2019-06-05, type: 反映", "date: 2019-06-06, type: 办结, note: 好")
    bulletin = told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{issues}"})
    assert [annex.title for annex in bulletin.annexes] == ["各市州问题办理情况表"]
    assert part(bulletin, "存在的问题") == {
        "": "截至6月30日，逐件记录的问题均未超过时限，没有需要督办的问题。",
        "数据报送不完整": "西山州、南原市2个市州未报送台账。",
    }


def test_a_city_that_changed_nothing_is_named(told: Callable[..., Bulletin]) -> None:
    ledger = "city: {}\nmeasures:\n  - {{date: {}, section: 组织领导, text: 召开会议。}}\n"
    bulletin = told(
        {
            "donghu": ledger.format("东湖市", "2019-04-01"),
            "xishan": ledger.format("西山州", "2019-06-01"),
            "nanyuan": "city: 南原市\n",
        }
    )
    assert part(bulletin, "存在的问题")["数据报送不完整"] == (
        "南原市未报送台账；东湖市本月没有更新台账，也未报送问题办理数据；西山州未报送问题办理数据。"
    )


def test_quality_rests_on_more_than_a_handful(told: Callable[..., Bulletin]) -> None:
    def solved(identity: str, days: int, rating: str) -> str:
        return issue(
            identity,
            "date: 2019-06-01, type: 反映",
            "date: 2019-06-02, type: 交办, to: [市工信局], due: 2019-06-12",
            f"date: 2019-06-{2 + days:02}, type: 办结, note: 好",
            f"date: 2019-06-28, type: 评价, satisfaction: {rating}",
        )

    few = "".join(solved(f"DH-1906-{letter}", 5, "满意") for letter in "ABCD")
    more = few + solved("DH-1906-E", 15, "不满意")
    assert part(told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{few}"}), "问题办理情况")["办理质量"] == (
        "逐件记录的问题中，企业评价4件，满意率100.0%（4/4）。"
    )
    text = told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{more}"})
    assert part(text, "问题办理情况")["办理质量"] == (
        "逐件记录的问题中，企业评价5件，满意率80.0%（4/5），按期办结率80.0%（4/5），限时回应率100.0%（5/5），"
        "从交办到办结平均用时7天，半数问题在5天以内办结，九成在15天以内办结。"
    )
    assert part(text, "存在的问题")["办理进度不平衡"] == "企业评价的5件中，有1件不满意。"


def test_a_typical_case_is_told_from_its_events(told: Callable[..., Bulletin]) -> None:
    events = (
        "date: 2018-12-20, type: 反映, via: 企业服务专线",
        "date: 2018-12-20, type: 核实",
        "date: 2019-01-08, type: 交办, to: [市自然资源局, 市住建局], due: 2019-02-08",
        "date: 2019-04-02, type: 办结, note: 供地三十亩, outcomes: [{kind: 供地, value: 30亩}]",
        "date: 2019-06-05, type: 评价, satisfaction: 满意",
        "date: 2019-06-05, type: 销号",
    )
    case = issue(
        "DH-1812-A", *events, category="用地", more="    case: true\n    detail: |\n      厂房不够，\n      急需用地"
    )
    bulletin = told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{case}"})
    (annex,) = [each for each in bulletin.annexes if each.title == "典型案例"]
    (paragraph,) = annex.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.run_in == "1、东湖市甲公司：难题A"
    assert plain(paragraph.text) == (
        "厂房不够，急需用地。该问题属要素保障领域用地类，2018年12月20日通过企业服务专线反映，"
        "2019年1月8日交办市自然资源局（市住建局协办），4月2日办结，6月5日销号。"
        "办理结果：供地三十亩。成效：供地30亩。企业评价：满意。"
    )
    assert not [
        each
        for each in told({"donghu": f"city: 东湖市\n{FIRM}issues:\n{case}"}, "2019-07").annexes
        if each.title == "典型案例"
    ]


def test_a_period_that_is_not_over_says_so(told: Callable[..., Bulletin]) -> None:
    issues = issue("DH-1906-A", "date: 2019-06-05, type: 反映", "date: 2019-06-25, type: 办结, note: 好")
    ledger = (
        f"city: 东湖市\n{FIRM}issues:\n{issues}measures:\n  - {{date: 2019-06-20, section: 组织领导, text: 晚了。}}\n"
    )
    bulletin = told({"donghu": ledger}, as_of=date(2019, 6, 12))
    assert bulletin.notes == ("数据取自各市州台账，截至2019年6月12日，本期尚未结束",)
    assert part(bulletin, "问题办理情况")["总体进展"].startswith("截至2019年6月12日，全省累计收集问题1个，尚无办结。")
    assert part(bulletin, "主要工作举措") == {"": "本月，各市州没有报送工作举措。"}


def test_head_and_fixed_words(told: Callable[..., Bulletin]) -> None:
    words = """\
bulletin:
  title: "关于{period}帮扶情况的通报"
  number: 云工〔{year}〕{n}号
  opening: "全省收集问题{reported}个，现通报如下："
  contact: 联系人：综合处
  outlook:
    - {heading: 加快办理。, text: "还要办结{assigned}个"}
    - 按月报送。
"""
    opening = "city: 东湖市\nopening:\n  - {date: 2019-06-30, reported: 7}\n"
    bulletin = told({"donghu": opening}, province=PROVINCE + words, number=12)
    assert bulletin.name == "关于2019年6月帮扶情况的通报"
    assert bulletin.head.number == "云工〔2019〕12号"
    seven = Figure("7", ("ledgers/donghu.yaml:3",), "收集", "全省", "..2019-06-30")
    assert bulletin.opening == (Paragraph(("全省收集问题", seven, "个，现通报如下：")),)
    assert [part.heading for part in bulletin.parts] == [
        "一、主要工作举措",
        "二、问题办理情况",
        "三、存在的问题",
        "四、下一步工作要求",
    ]
    assert bulletin.parts[3].blocks == (Paragraph(("还要办结—个。",), "1、加快办理"), Paragraph(("按月报送。",)))
    assert bulletin.notes[1] == "联系人：综合处"
    assert (bulletin.signature, bulletin.date) == ("云梦省工业厅", "2019年7月5日")


def test_the_number_is_blank_until_it_is_given(told: Callable[..., Bulletin]) -> None:
    assert told({}).head.number == "帮扶通报〔2019〕　号"


def test_invented_data_and_errors_are_marked(told: Callable[..., Bulletin]) -> None:
    assert told({}).marks == ()
    assert told({}, province=PROVINCE + "demo: true\n", errors=3).marks == (
        "演示数据：本通报的企业、问题和数字均为虚构",
        "台账尚有3处错误未改正，本通报数据不得作为正式依据",
    )


def test_noughts_alone_make_a_whole_sentence(told: Callable[..., Bulletin]) -> None:
    bulletin = told({"donghu": "city: 东湖市\nopening:\n  - {date: 2019-06-30, verified: 0}\n"})
    assert part(bulletin, "问题办理情况")["总体进展"] == "截至2019年6月30日，没有已收集或者已办理的问题。"
