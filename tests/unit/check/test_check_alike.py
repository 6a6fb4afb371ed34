"""Which titles are held to be of one difficulty, and why; measured on pairs that were judged by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.check.alike import COMPARED, Way, likeness
from bangfu.model.diagnostic import Diagnostic

Make = Callable[[dict[str, str]], Path]
TODAY = date(2019, 6, 30)
JUDGED = [
    (judged == "one", first, second)
    for line in Path(__file__).with_name("titles_judged.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for judged, first, second in [line.split("\t")]
]


def test_no_pair_that_was_judged_to_be_two_difficulties_is_taken_for_one() -> None:
    two = [(first, second) for one, first, second in JUDGED if not one]
    assert len(two) == 100
    assert [pair for pair in two if likeness(*pair)] == []


def test_most_pairs_that_were_judged_to_be_one_difficulty_are_found() -> None:
    one = [(first, second) for one, first, second in JUDGED if one]
    found = sum(likeness(*pair) is not None for pair in one)
    near = sum(likeness(*pair, near=True) is not None for pair in one)
    assert (len(one), found, near) == (83, 71, 80)


def test_the_order_of_two_titles_does_not_matter() -> None:
    for _one, first, second in JUDGED:
        there, back = likeness(first, second, near=True), likeness(second, first, near=True)
        assert (there and (there.way, there.score)) == (back and (back.way, back.score)), (first, second)


def test_it_says_what_both_say_and_what_each_alone_says() -> None:
    nearly = ("厂区需增容800千伏安，才能投产", "希望解决厂区用电增容800kVA")
    assert likeness(*nearly) is None
    found = likeness(*nearly, near=True)
    assert found is not None
    assert (found.way, found.shared) == (Way.NEAR, ("厂区", "增容", "kva"))
    assert found.only == (("才能投产",), ("用电",))
    found = likeness("技改设备补贴200万元未兑现", "希望尽快拨付技改补贴")
    assert found is not None
    assert (found.way, found.shared, found.only) == (Way.WITHIN, ("技改补贴",), (("设备",), ()))
    assert found.score == 80  # four letters of six and of four: 2 × 4 / 10


@pytest.mark.parametrize(
    ("first", "second", "way"),
    [
        ("环评批复办理周期较长", "环评手续办理缓慢", Way.SAME),
        ("流动资金缺口500万元", "流动资金缺口500万", Way.SAME),
        ("流动资金缺口0.05亿元", "流动资金缺口500万元", Way.SAME),
        ("流动资金缺口５００万元", "流动资金短缺500万元", Way.SAME),
        ("流动资金缺口", "流动资金缺口500万元", Way.WITHIN),
        ("流动资金缺口300万元", "流动资金缺口500万元", None),
        ("2018年稳岗补贴未到账", "2019年稳岗补贴未到账", None),
        ("用地", "新增用地指标未落实", None),  # two letters are in everything
        ("缺工", "缺工30人", Way.WITHIN),
        ("道路", "园区道路破损", None),
        ("有困难", "请协调解决", None),  # nothing is left of either
        ("难", "难。", Way.SAME),
        ("。", "，", Way.SAME),
        ("园区", "", None),
    ],
)
def test_by_which_rule(first: str, second: str, way: Way | None) -> None:
    found = likeness(first, second)
    assert (found and found.way) == way


def issue(number: int, title: str, events: str = "", enterprise: str = "甲公司", day: str = "2019-06-20") -> str:
    return (
        f"  - id: ZZ-{number}\n    enterprise: {enterprise}\n    title: {title}\n    category: 用地\n    events:\n"
        f"      - {{date: {day}, type: 反映}}\n{events}"
    )


def check(make: Make, *issues: str) -> list[Diagnostic]:
    firms = "enterprises:\n  - {name: 甲公司, aliases: [甲]}\n  - name: 乙公司\n"
    root = make({"ledgers/zhuzhou.yaml": f"city: 株洲市\n{firms}issues:\n{''.join(issues)}"})
    return [found for found in pipeline.check(root, TODAY) if found.code in ("BF503", "BF506")]


ASSIGNED = "      - {date: 2019-06-21, type: 交办, to: [市自然资源局], due: 2019-07-21}\n"
REJECTED = "      - {date: 2019-06-21, type: 退回, note: 重复, into: ZZ-1}\n"
RESOLVED = "      - {date: 2019-06-21, type: 办结, note: 已供地}\n"


def test_one_difficulty_under_two_names_of_its_enterprise(repository: Make) -> None:
    [found] = check(repository, issue(1, "新增用地未落实", ASSIGNED), issue(2, "新增用地指标尚未落实", enterprise="甲"))
    assert str(found.message) == "ZZ-2 may be the same as ZZ-1: both say 新增用地"
    assert str(found.hint) == "if they are one: bangfu reject ZZ-2 --into ZZ-1"
    assert (found.code, found.span and found.span.line) == ("BF506", 15)


def test_the_one_that_can_be_sent_back_is_named(repository: Make) -> None:
    [found] = check(repository, issue(1, "新增用地未落实"), issue(2, "新增用地指标未落实", ASSIGNED))
    assert str(found.hint) == "if they are one: bangfu reject ZZ-1 --into ZZ-2"
    [found] = check(repository, issue(1, "新增用地未落实", ASSIGNED), issue(2, "新增用地指标未落实", ASSIGNED))
    assert "reject" not in str(found.hint)


def test_each_is_told_once(repository: Make) -> None:
    found = check(repository, *(issue(n, f"{'请协调' * n}新增用地") for n in range(1, 5)))
    assert [str(each.message).split(":")[0] for each in found] == [f"ZZ-{n} may be the same as ZZ-1" for n in (2, 3, 4)]


@pytest.mark.parametrize(
    "other",
    [
        issue(2, "新增用地指标未落实", REJECTED),
        issue(2, "新增用地指标未落实", RESOLVED),
        issue(2, "新增用地指标未落实", enterprise="乙公司"),
        issue(2, "新增用电指标未落实"),
    ],
    ids=["sent back", "resolved", "another enterprise", "another difficulty"],
)
def test_what_is_answered_for_or_not_alike_is_not_told(repository: Make, other: str) -> None:
    assert check(repository, issue(1, "新增用地未落实"), other) == []


def test_what_says_the_same_letter_by_letter_is_told_by_the_other_rule_alone(repository: Make) -> None:
    assert [each.code for each in check(repository, issue(1, "新增用地"), issue(2, "新增用地。"))] == ["BF503"]


def test_a_comment_says_that_they_are_two(repository: Make) -> None:
    text = issue(2, "新增用地指标未落实  # bangfu: ignore[BF506] 另一块地")
    assert check(repository, issue(1, "新增用地未落实"), text) == []


def test_an_issue_is_compared_with_so_many_before_it(repository: Make) -> None:
    between = [issue(n, f"设备{n}号") for n in range(2, COMPARED + 1)]
    assert len(check(repository, issue(1, "新增用地未落实"), *between, issue(999, "请落实新增用地"))) == 1
    assert check(repository, issue(1, "新增用地未落实"), *between, issue(0, "设备0号"), issue(999, "新增用地难")) == []
