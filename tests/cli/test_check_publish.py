"""`check --publish`: may these ledgers be passed on and their texts printed?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[[Mapping[str, str]], Path]

LEDGER = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X, leader: LEADER}
issues:
  - id: ZZ-190627-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-28, type: 反映}
      - {date: 2019-06-29, type: 办结, note: "NOTE"}
"""
NOTE = "11:44"
LEADER = "3:58"


def ledger(note: str = "已办理", leader: str = "市长") -> dict[str, str]:
    return {"ledgers/zhuzhou.yaml": LEDGER.replace("NOTE", note).replace("LEADER", leader)}


def found(run: Run, root: Path, *options: str) -> list[tuple[str, str, str]]:
    """What is found in the ledger: where, the code, how grave it is."""
    result = run(root, "check", "--json", *options, today="2019-06-30")
    findings = json.loads(result.out)["findings"]
    assert result.code == (1 if any(each["severity"] == "error" for each in findings) else 0)
    return [
        (f"{each['line']}:{each['column']}", each["code"], each["severity"])
        for each in findings
        if each["file"] == "ledgers/zhuzhou.yaml"
    ]


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("电话0731-88886666", ["BF804"]),
        ("热线400-123-4567", ["BF804"]),
        ("账号6222021234567890123", ["BF804"]),
        ("卡号6222 0212 3456 7890", ["BF804"]),
        ("流水号12345678901", ["BF804"]),
        ("身份证430102190001010016", ["BF804"]),  # its check digit is wrong: BF802 leaves it alone
        ("邮箱zhang.san@example.com", ["BF804"]),
        ("微信：zhangsan_1980", ["BF804"]),
        ("电话13800138000", ["BF801"]),
        ("身份证430102190001010015", ["BF802"]),
        ("电话13800138000，或0731-88886666", ["BF801", "BF804"]),
        ("张总来电", ["BF805"]),
        ("联系人：王某", ["BF805"]),
        ("王建国董事长到会，电话0731-88886666", ["BF804", "BF805"]),
        ("供地30亩，本周总量13800138000元", []),
        ("示例轨道装备有限公司与市工信局负责人商定，见ZZ-190627-7K3M", []),
    ],
)
def test_what_names_or_reaches_a_person_is_an_error(
    run_bangfu: Run, repository: Make, note: str, codes: list[str]
) -> None:
    assert found(run_bangfu, repository(ledger(note)), "--publish") == [(NOTE, code, "error") for code in codes]


@pytest.mark.parametrize(
    ("leader", "named"),
    [
        ("市长", False),
        ("市委常委、副市长", False),
        ("分管工业的副市长、市政协联系企业的副主席", False),
        ("分管张建国的副市长", True),
        ("市政协副主席，市工商联主席", False),
        ("市长张某", True),
        ("欧阳金凤", True),
        ("副市长（张建国）", True),
    ],
)
def test_a_leader_is_given_by_office_alone(run_bangfu: Run, repository: Make, leader: str, named: bool) -> None:
    expected = [(LEADER, "BF805", "error")] if named else []
    assert found(run_bangfu, repository(ledger(leader=f'"{leader}"')), "--publish") == expected


def test_a_person_who_is_named_once_is_known_everywhere(run_bangfu: Run, repository: Make) -> None:
    root = repository(ledger("诸葛明月已到现场", leader="市长诸葛明月"))
    assert found(run_bangfu, root, "--publish") == [(LEADER, "BF805", "error"), (NOTE, "BF805", "error")]


def test_without_publish_only_the_numbers_of_before_are_told(run_bangfu: Run, repository: Make) -> None:
    root = repository(ledger("联系人：王某，电话13800138000，座机0731-88886666", leader="市长张某"))
    assert found(run_bangfu, root) == [(NOTE, "BF801", "warning")]


def test_the_words_of_the_province_are_looked_through(run_bangfu: Run, repository: Make) -> None:
    configuration = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
public_secret: "aaaaaaaaaaaaaaaaaaaa"
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ, source: 张主任报送}
categories: {要素保障: [用地], 张局长交办: [融资]}
roster:
  - {name: 示例轨道装备有限公司, city: 株洲市, source: 电话0731-88886666}
bulletin:
  contact: 联系人：王建国，电话13800138000
  outlook: [{heading: 加强调度, text: 请报赵处长}, 按时报送]
"""
    root = repository({**ledger(), "bangfu.yaml": configuration})
    result = run_bangfu(root, "check", "--json", "--publish", today="2019-06-30")
    findings = [each for each in json.loads(result.out)["findings"] if each["file"] == "bangfu.yaml"]
    assert [(each["line"], each["column"], each["code"]) for each in findings] == [
        (4, 16, "BF803"),
        (6, 5, "BF003"),
        (7, 52, "BF805"),
        (8, 26, "BF805"),
        (10, 43, "BF804"),
        (12, 12, "BF804"),
        (12, 12, "BF805"),
        (13, 35, "BF805"),
    ]
    assert [each["code"] for each in findings if each["severity"] == "warning"] == ["BF003"]
    plain = run_bangfu(root, "check", "--json", today="2019-06-30")
    assert [each["code"] for each in json.loads(plain.out)["findings"] if each["file"] == "bangfu.yaml"] == [
        "BF803",
        "BF003",
    ]


def test_of_records_on_one_line_the_right_one_is_pointed_at(run_bangfu: Run, repository: Make) -> None:
    roster = "roster: [{name: 示例轨道装备有限公司, city: 株洲市}, {name: 示例制药厂, city: 株洲市, source: 张总}]\n"
    cities = "cities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
    configuration = f"format: 1\nprovince: 湖南省\nissuer: 湖南省工业和信息化厅\n{cities}{roster}"
    root = repository({**ledger(), "bangfu.yaml": configuration})
    result = run_bangfu(root, "check", "--json", "--publish", "--select", "BF8", today="2019-06-30")
    assert [(each["line"], each["column"]) for each in json.loads(result.out)["findings"]] == [(6, 74)]


def test_the_name_of_a_ledger_file_may_name_somebody(run_bangfu: Run, repository: Make) -> None:
    text = ledger()["ledgers/zhuzhou.yaml"]
    root = repository({"ledgers/zhuzhou/张总.yaml": text})
    result = run_bangfu(root, "check", "--json", "--publish", today="2019-06-30")
    assert [(each["file"], each["code"]) for each in json.loads(result.out)["findings"]] == [
        ("bangfu.yaml", "BF003"),
        ("ledgers/zhuzhou/张总.yaml", "BF805"),
    ]


def test_what_is_found_is_not_said_again(run_bangfu: Run, repository: Make) -> None:
    root = repository(ledger("李总，邮箱lisi@example.com，座机0731-66667777", leader="欧阳金凤"))
    for form in ("text", "json", "github", "gitlab", "sarif", "junit"):
        said = run_bangfu(root, "check", "--publish", "--format", form, today="2019-06-30").out
        assert "BF804" in said
        assert "BF805" in said
        assert [each for each in ("李总", "lisi", "6666", "金凤") if each in said] == []


def test_it_tells_where_in_the_text(run_bangfu: Run, repository: Make) -> None:
    root = repository(ledger("示例轨道装备有限公司的张总来电，座机0731-88886666"))
    said = run_bangfu(root, "--lang", "zh", "check", "--publish", today="2019-06-30").out
    assert "ledgers/zhuzhou.yaml:11:44: BF804 错误：此处文字中第 19 字起有电话、账号、邮箱等" in said
    assert "ledgers/zhuzhou.yaml:11:44: BF805 错误：此处文字中第 12 字起有个人姓名" in said


def test_a_comment_answers_for_it_and_is_left_in_peace_otherwise(run_bangfu: Run, repository: Make) -> None:
    text = ledger("服务专线0731-88886666")["ledgers/zhuzhou.yaml"]
    answered = text.replace('6666"}', '6666"}  # bangfu: ignore[BF804, BF805] 对外公布的专线')
    root = repository({"ledgers/zhuzhou.yaml": answered})
    assert found(run_bangfu, root) == []
    assert found(run_bangfu, root, "--publish") == [("11:90", "BF910", "warning")]  # BF805 is not there
    only = repository({"ledgers/zhuzhou.yaml": answered.replace(", BF805", "")})
    assert found(run_bangfu, only, "--publish") == []


def test_it_goes_with_the_other_options(run_bangfu: Run, repository: Make) -> None:
    root = repository(ledger("张总电话0731-88886666"))
    person = (NOTE, "BF805", "error")
    number = (NOTE, "BF804", "error")
    assert found(run_bangfu, root, "--publish", "--select", "BF805") == [person]
    assert found(run_bangfu, root, "--publish", "--ignore", "BF805") == [number]
    assert found(run_bangfu, root, "--publish", "--strict") == [number, person]
    assert found(run_bangfu, root, "--publish", str(root / "ledgers/zhuzhou.yaml")) == [number, person]
    assert found(run_bangfu, root, "--publish", str(root / "bangfu.yaml")) == []
    fixed = run_bangfu(root, "check", "--publish", "--fix", "--dry-run", today="2019-06-30")
    assert fixed.code == 1
    assert "errors: 2" in fixed.err


def test_the_answers_with_and_without_it_are_two(run_bangfu: Run, repository: Make) -> None:
    root = repository(ledger("张总来电"))
    for _time in range(2):
        assert found(run_bangfu, root) == []
        assert found(run_bangfu, root, "--publish") == [(NOTE, "BF805", "error")]


def test_with_a_broken_configuration_there_is_nothing_to_look_through(run_bangfu: Run, repository: Make) -> None:
    root = repository({**ledger("张总来电"), "bangfu.yaml": "format: 1\nprovince: [\n"})
    result = run_bangfu(root, "check", "--publish", today="2019-06-30")
    assert result.code == 1
    assert "BF001" in result.out


def test_the_demonstration_may_be_passed_on(run_bangfu: Run, tmp_path: Path) -> None:
    assert run_bangfu(tmp_path, "init", "--demo").code == 0
    result = run_bangfu(tmp_path, "check", "--publish", "--json", today="2020-01-10")
    assert [each for each in json.loads(result.out)["findings"] if each["code"] in {"BF804", "BF805"}] == []
