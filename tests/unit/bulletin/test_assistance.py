"""What a bulletin says of pledges and of all else that was done for enterprises besides their issues."""

from __future__ import annotations

from collections.abc import Callable

from stories import PROVINCE, issue, part

from bangfu.bulletin.document import Bulletin

Told = Callable[..., Bulletin]
HEAD = "问题办理情况"

DONGHU = """\
city: 东湖市
commitments:
  - {date: 2019-02-01, by: 企业, party: 甲公司, text: 年内投产, due: 2019-12-31}
  - {date: 2019-03-01, by: 政府, party: 市住建局, text: 通水, due: 2019-05-31}
  - {date: 2019-03-01, by: 政府, party: 市住建局, text: 通电, due: 2019-06-10, kept: 2019-06-04}
  - {date: 2019-04-01, by: 政府, party: 市财政局, text: 奖补, due: 2019-04-30, kept: 2019-05-20}
"""
XISHAN = """\
city: 西山州
commitments:
  - {date: 2019-06-01, by: 政府, party: 州供电公司, text: 增容, due: 2019-06-20}
  - {date: 2019-06-01, by: 政府, party: 州供电公司, text: 双回路, due: 2019-06-29}
  - {date: 2019-07-01, by: 政府, party: 州供电公司, text: 下月的事, due: 2019-07-20}
"""


def test_pledges_kept_and_overdue_are_told_with_their_cities(told: Told) -> None:
    """Six by the end of June, five of them due, two of these kept, three late."""
    said = part(told({"donghu": DONGHU, "xishan": XISHAN}), HEAD)["承诺兑现"]
    assert said == (
        "截至6月30日，企业和政府作出承诺6项（企业1项、政府5项），已兑现2项，其中本月兑现1项，到期承诺兑现率为40.0%（2/5）。"
        "逾期未兑现的有3项，其中西山州2项，东湖市1项。"
    )


def test_of_one_city_alone_its_name_is_enough(told: Told) -> None:
    said = part(told({"donghu": DONGHU}, "2019-05"), HEAD)["承诺兑现"]
    assert said == (
        "截至5月31日，企业和政府作出承诺4项（企业1项、政府3项），已兑现1项，其中本月兑现1项，到期承诺兑现率为50.0%（1/2）。"
        "没有逾期未兑现的承诺。"
    )
    late = part(told({"donghu": DONGHU}, "2019-06"), HEAD)["承诺兑现"]
    assert late.endswith("（2/3）。东湖市有1项承诺逾期未兑现。")


def test_before_anything_is_due_no_rate_is_said(told: Told) -> None:
    early = part(told({"donghu": DONGHU}, "2019-03"), HEAD)["承诺兑现"]
    assert early == "截至3月31日，企业和政府作出承诺3项（企业1项、政府2项），尚无兑现。"
    assert "承诺兑现" not in part(told({"donghu": DONGHU}, "2019-01"), HEAD)


PAIRS = """\
city: 东湖市
enterprises:
  - {name: 甲公司, leader: 市长, department: 市工信局}
  - {name: 乙公司, leader: 市长, department: 市工信局}
  - {name: 丙公司, leader: 市长}
  - {name: 丁公司, leader: 副市长}
  - {name: 戊公司}
"""


def test_the_load_of_leaders_and_who_has_none(told: Told) -> None:
    """Four enterprises over two leaders."""
    said = part(told({"donghu": PAIRS}), HEAD)["帮扶对象"]
    assert said == (
        "有1个市州报送了帮扶对象，合计企业5家。东湖市由2名联点领导、1个责任单位结对帮扶企业5家。"
        "逐个登记的帮扶对象中，每名联点领导平均联系2个，最多的联系3个；没有明确联点领导的有1个，没有明确责任单位的有3个。"
    )


def test_where_nobody_is_named_nothing_is_said_of_loads(told: Told) -> None:
    said = part(told({"donghu": "city: 东湖市\nenterprises:\n  - {name: 甲公司}\n"}), HEAD)["帮扶对象"]
    assert said == "有1个市州报送了帮扶对象，合计企业1家。东湖市帮扶企业1家。"


WALKED = """\
city: 东湖市
enterprises:
  - {name: 甲公司, aliases: [甲厂]}
  - {name: 乙公司}
  - {name: 丙公司, since: 2019-07-01}
visits:
  - {date: 2019-05-20, visited: [甲厂]}
  - {date: 2019-06-10, enterprises: 30}
"""
COUNTED = """\
city: 西山州
enterprises:
  - {name: 丁公司}
visits:
  - {date: 2019-06-02, enterprises: 9}
"""


def test_coverage_is_of_the_cities_that_name_whom_they_visit(told: Told) -> None:
    """Of two that are paired in June one was named; a city that counts only has no coverage, neither 0 nor 100 %."""
    said = part(told({"donghu": WALKED, "xishan": COUNTED}), HEAD)["走访调研"]
    assert said.endswith(
        "截至6月30日，走访逐家点名的1个市州，帮扶对象走访覆盖率为50.0%（1/2），东湖市还有1个从未走访。"
    )
    july = part(told({"donghu": WALKED}, "2019-07"), HEAD)["走访调研"]
    assert july.endswith("帮扶对象走访覆盖率为33.3%（1/3），东湖市还有2个从未走访。")


def test_where_nobody_is_named_no_coverage_is_said(told: Told) -> None:
    assert part(told({"xishan": COUNTED}), HEAD)["走访调研"] == "本月，西山州走访企业9家。"


def test_where_nobody_was_left_out_it_says_so(told: Told) -> None:
    whole = WALKED.replace("visited: [甲厂]", "visited: [甲厂, 乙公司]")
    assert part(told({"donghu": whole}), HEAD)["走访调研"].endswith("走访覆盖率为100.0%（2/2），没有遗漏。")


POLICIES = (
    PROVINCE
    + """\
policies:
  - {id: P-1, title: 信贷办法, tags: [融资], since: 2019-03-01}
  - {id: P-2, title: 《骨干企业十条》, tiers: [骨干]}
"""
)
TOLD = """\
city: 东湖市
enterprises:
  - {name: 甲公司, tier: 骨干}
  - {name: 乙公司, tier: 骨干}
issues:
  - id: DH-190301-AA22
    enterprise: 甲公司
    title: 贷款
    category: 融资
    events:
      - {date: 2019-03-01, type: 反映}
policies:
  - {date: 2019-05-20, policy: P-1, delivered: [甲公司]}
  - {date: 2019-06-20, policy: P-2, delivered: [乙公司]}
"""
UNTOLD = "city: 西山州\nenterprises:\n  - {name: 丙公司, tier: 骨干}\n  - {name: 丁公司, tier: 骨干}\n"


def test_policies_told_of_those_whom_they_fit(told: Told) -> None:
    """P-1 fits 甲 and was told; P-2 fits four, of whom 乙 was told."""
    said = part(told({"donghu": TOLD, "xishan": UNTOLD}, province=POLICIES), HEAD)["政策送达"]
    assert said == (
        "本月，政策送达企业1家次，截至6月30日累计2家次。"
        "按适用条件对照，符合条件企业的政策送达率为40.0%（2/5），其中《信贷办法》100.0%（1/1）、《骨干企业十条》25.0%（1/4）。"
        "尚未送达的有西山州2家次，东湖市1家次。"
    )


def test_policies_that_nobody_was_told_of(told: Told) -> None:
    said = part(told({"xishan": UNTOLD}, province=POLICIES), HEAD)["政策送达"]
    assert said == (
        "本月没有送达政策。按适用条件对照，符合条件企业的政策送达率为0.0%（0/2）。尚未送达的有西山州2家次。"
    )


TEAMS = (
    PROVINCE
    + """\
teams:
  - {name: 要素攻坚组, categories: [要素保障]}
  - {name: 融资攻坚组, city: 东湖市, categories: [融资]}
  - {name: 人才攻坚组, categories: [人才]}
"""
)
DONE = ("date: 2019-03-01, type: 反映", "date: 2019-03-20, type: 办结, note: 落实")
MINE = "city: {}\nenterprises:\n  - {{name: 甲公司}}\nissues:\n"


def test_issues_belong_to_teams_by_their_category(told: Told) -> None:
    """融资 of 东湖 has a team of its own; that of 西山 and all 用地 go to the province's; 社保 to none."""
    issues = (
        issue("DH-190301-AA22", *DONE),
        issue("DH-190301-BB33", DONE[0]),
        issue("DH-190301-CC44", *DONE, category="用地"),
        issue("DH-190301-DD55", DONE[0], category="社保"),
    )
    donghu = MINE.format("东湖市") + "".join(issues)
    xishan = MINE.format("西山州") + issue("XS-190301-EE66", DONE[0])
    said = part(told({"donghu": donghu, "xishan": xishan}, province=TEAMS), HEAD)["专班攻坚"]
    assert said == (
        "截至6月30日，2个专班对口收集4个问题，收集办结率50.0%（2/4）；"
        "其中要素攻坚组收集2个，收集办结率50.0%（1/2）；东湖市融资攻坚组收集2个，收集办结率50.0%（1/2）。"
    )


def test_one_team_alone(told: Told) -> None:
    xishan = MINE.format("西山州") + issue("XS-190301-EE66", *DONE)
    said = part(told({"xishan": xishan}, province=TEAMS), HEAD)["专班攻坚"]
    assert said == "截至6月30日，要素攻坚组收集1个，收集办结率100.0%（1/1）。"


PROJECTS = """\
city: 东湖市
enterprises:
  - {name: 乙项目, kind: 项目, stage: 在建}
  - {name: 丙项目, kind: 项目, stage: 在建}
  - {name: 丁项目, kind: 项目}
  - {name: 己项目, kind: 项目}
stages:
  - {date: 2019-06-10, project: 乙项目, stage: 试生产}
  - {date: 2019-06-12, project: 丁项目, stage: 前期}
  - {date: 2019-07-01, project: 丙项目, stage: 试生产}
"""


def test_projects_by_stage_and_those_that_moved(told: Told) -> None:
    said = part(told({"donghu": PROJECTS}), HEAD)["项目进展"]
    assert said == (
        "截至6月30日，登记阶段的3个项目中，前期1个、在建1个、试生产1个。"
        "本月有2个项目进入新阶段：东湖市乙项目由在建转为试生产，东湖市丁项目进入前期。"
    )
    assert (
        part(told({"donghu": PROJECTS}, "2019-05"), HEAD)["项目进展"] == "截至5月31日，登记阶段的2个项目中，在建2个。"
    )
