"""Names, aliases, ids: what a reference leads to, and what is held to be the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.model.diagnostic import Diagnostic

Make = Callable[[dict[str, str]], Path]
TODAY = date(2019, 6, 30)


def issue(number: str, enterprise: str = "示例轨道装备有限公司", title: str = "", more: str = "") -> str:
    return (
        f"  - id: {number}\n    enterprise: {enterprise}\n    title: {title or number}\n    category: 用地\n{more}"
        "    events:\n      - {date: 2019-06-28, type: 反映}\n"
    )


def check(make: Make, zhuzhou: str, changsha: str = "opening: [{date: 2019-06-30, people: 1}]\n") -> list[Diagnostic]:
    root = make(
        {"ledgers/zhuzhou.yaml": f"city: 株洲市\n{zhuzhou}", "ledgers/changsha.yaml": f"city: 长沙市\n{changsha}"}
    )
    return pipeline.check(root, TODAY)


def codes(found: list[Diagnostic]) -> list[str]:
    return [each.code for each in found]


PAIRED = "enterprises:\n  - {name: 示例轨道装备有限公司, aliases: [示例轨道, 原示例厂]}\nissues:\n"


@pytest.mark.parametrize("name", ["示例轨道装备有限公司", "示例轨道", "原示例厂"])
def test_a_name_and_an_alias_lead_to_the_enterprise(repository: Make, name: str) -> None:
    assert check(repository, PAIRED + issue("ZZ-1", name)) == []


def test_another_city_s_enterprise_is_unknown_here(repository: Make) -> None:
    [found] = check(repository, PAIRED + issue("ZZ-1", "示例食品有限公司"), "enterprises: [{name: 示例食品有限公司}]\n")
    assert str(found.message) == "there is no enterprise “示例食品有限公司” in 株洲市"


def test_the_nearest_name_is_suggested(repository: Make) -> None:
    [found] = check(repository, PAIRED + issue("ZZ-1", "示例轨道装备公司"))
    assert found.code == "BF208"
    assert str(found.hint) == "did you mean “示例轨道装备有限公司”?"


def test_an_enterprise_whose_record_cannot_be_read_is_not_missing(repository: Make) -> None:
    text = "enterprises:\n  - {name: 示例轨道装备有限公司, aliases: [示例轨道], since: 2019-3-1}\nissues:\n"
    found = check(repository, text + issue("ZZ-1") + issue("ZZ-2", "示例轨道") + issue("ZZ-3", "别的公司"))
    assert [(each.code, each.span.line) for each in found if each.span] == [("BF124", 3), ("BF208", 18)]


def test_an_alias_that_is_another_s_name(repository: Make) -> None:
    text = "enterprises:\n  - {name: 示例食品, aliases: [示例轨道]}\n  - {name: 示例轨道}\n"
    [found] = check(repository, text)
    assert (found.code, found.span and found.span.line) == ("BF206", 3)
    assert [other.span.line for other in found.related if other.span] == [4]


def test_one_alias_of_two(repository: Make) -> None:
    text = "enterprises:\n  - {name: 示例食品, aliases: [示例]}\n  - {name: 示例轨道, aliases: [示例]}\n"
    [found] = check(repository, text)
    assert (found.code, found.span and found.span.line) == ("BF206", 4)


def test_an_alias_may_be_used_in_another_city(repository: Make) -> None:
    assert (
        check(
            repository, "enterprises: [{name: 甲, aliases: [示例]}]\n", "enterprises: [{name: 乙, aliases: [示例]}]\n"
        )
        == []
    )


def test_one_id_in_two_cities_whatever_its_case(repository: Make) -> None:
    other = "enterprises: [{name: 示例轨道装备, since: 2019-01-01}]\nissues:\n" + issue("zz-1x", "示例轨道装备")
    [found] = check(repository, PAIRED + issue("ZZ-1X"), other)
    assert (found.code, found.file) == ("BF203", "ledgers/zhuzhou.yaml")
    assert [(place.file, place.span.line) for place in found.related if place.span] == [("ledgers/changsha.yaml", 4)]


def test_three_of_one_id_are_two_findings_and_the_first_place_is_named(repository: Make) -> None:
    found = check(
        repository, PAIRED + issue("ZZ-1", title="甲") + issue("ZZ-1", title="乙") + issue("ZZ-1", title="丙")
    )
    assert codes(found) == ["BF203", "BF203"]
    assert [place.span.line for each in found for place in each.related if place.span] == [5, 5]


def test_an_id_that_a_merge_changed_may_be_another_s_id(repository: Make) -> None:
    assert check(repository, PAIRED + issue("ZZ-A") + issue("ZZ-B", more="    was: [ZZ-A]\n")) == []


def test_an_id_does_not_stand_among_those_it_had(repository: Make) -> None:
    assert codes(check(repository, PAIRED + issue("ZZ-A", more="    was: [zz-a]\n"))) == ["BF203"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("91430200MA4L00003X", ""),
        ("N2430200MA4L00003", "“N2430200MA4L00003” does not have the form of a credit code"),
        ("91430200ma4l00003x", "“91430200ma4l00003x” does not have the form of a credit code"),
        ("91430200MA4I00003X", "“91430200MA4I00003X” does not have the form of a credit code"),
        ("91430200MA4L00004X", "the check digit of the credit code “91430200MA4L00004X” is wrong"),
        ("91430200 MA4L00003X", "“91430200 MA4L00003X” does not have the form of a credit code"),
    ],
)
def test_credit_codes(repository: Make, code: str, message: str) -> None:
    found = check(repository, f"enterprises:\n  - {{name: 示例轨道, uscc: {code}}}\n")
    assert [str(each.message) for each in found] == ([message] if message else [])
    assert set(codes(found)) <= {"BF207"}


def test_a_project_may_have_its_enterprise_s_credit_code(repository: Make) -> None:
    text = (
        "enterprises:\n  - {name: 示例轨道, uscc: 91430200MA4L00003X}\n"
        "  - {name: 示例产业园, kind: 项目, uscc: 91430200MA4L00003X}\n"
    )
    assert check(repository, text) == []


def test_two_cities_one_credit_code_is_one_finding_even_with_one_name(repository: Make) -> None:
    one = "enterprises:\n  - {name: 示例轨道, uscc: 91430200MA4L00003X}\n"
    assert codes(check(repository, one, one)) == ["BF501"]


def test_a_policy_delivered_and_a_visit_paid_to_nobody_known(repository: Make) -> None:
    text = (
        PAIRED.removesuffix("issues:\n") + "visits:\n  - {date: 2019-06-20, visited: [示例轨道, 示列轨道]}\n"
        "commitments:\n  - {date: 2019-06-20, by: 企业, party: 陌生公司, text: 年内开工, due: 2019-12-31}\n"
        "  - {date: 2019-06-20, by: 政府, party: 市住建局, text: 年内通水, due: 2019-12-31}\n"
    )
    found = check(repository, text)
    assert [(each.code, each.span.line, each.span.column) for each in found if each.span] == [
        ("BF209", 5, 40),
        ("BF209", 7, 39),
    ]


def test_sent_back_into_itself_and_into_nothing(repository: Make) -> None:
    reject = "      - {{date: 2019-06-29, type: 退回, note: 重复, into: {}}}\n"
    found = check(
        repository,
        PAIRED + issue("ZZ-A") + reject.format("zz-a") + issue("ZZ-B") + reject.format("ZZ-OLD")
        + issue("ZZ-C", more="    was: [ZZ-OLDER]\n") + issue("ZZ-D") + reject.format("zz-older"),
    )  # fmt: skip
    assert [str(each.message) for each in found] == ["ZZ-A is sent back into itself", "there is no issue ZZ-OLD"]


def test_a_circle_of_issues_sent_back_is_told_once_until_one_is_reopened(repository: Make) -> None:
    reject = "      - {{date: 2019-06-29, type: 退回, note: 重复, into: {}}}\n"
    reopen = "      - {date: 2019-06-30, type: 重开, note: 以此件为准}\n"
    circle = [
        issue("ZZ-A") + reject.format("ZZ-B"), issue("ZZ-B") + reject.format("zz-older"),
        issue("ZZ-C", more="    was: [ZZ-OLDER]\n") + reject.format("ZZ-A"), issue("ZZ-D") + reject.format("ZZ-A"),
    ]  # fmt: skip
    [found] = check(repository, PAIRED + "".join(circle))
    assert (found.code, str(found.message)) == ("BF215", "sent back into each other in a circle: ZZ-A, ZZ-B, ZZ-C")
    assert [other.span.line for other in found.related if other.span] == [18, 26]
    circle[1] += reopen
    assert check(repository, PAIRED + "".join(circle)) == []
