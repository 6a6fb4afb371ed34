"""Numbers of persons (BF801, BF802)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline
from bangfu.model.diagnostic import Diagnostic

WIDE = {ord(letter): 0xFEE0 + ord(letter) for letter in "0123456789x"}

Make = Callable[[dict[str, str]], Path]

LEDGER = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司, uscc: 91430200MA4L00003X}
issues:
  - id: ZZ-13800138000
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-28, type: 反映}
      - {date: 2019-06-29, type: 办结, note: "NOTE"}
"""


def check(make: Make, note: str) -> list[Diagnostic]:
    root = make({"ledgers/zhuzhou.yaml": LEDGER.replace("NOTE", note)})
    return [found for found in pipeline.check(root, date(2019, 6, 30)) if found.file != "bangfu.yaml"]


@pytest.mark.parametrize(
    "note",
    [
        "电话13800138000",
        "13800138000",
        "电话：138-0013-8000。",
        "电话 138 0013 8000",
        "+8613800138000",
        "+86 13800138000",
        "电话8613800138000联系",
        "电话" + "13800138000".translate(WIDE),
        "138－0013－8000",
    ],
)
def test_mobile_numbers(repository: Make, note: str) -> None:
    [found] = check(repository, note)
    assert found.code == "BF801"
    assert found.span
    assert (found.span.line, found.span.column) == (11, 44)


@pytest.mark.parametrize(
    "note",
    [
        "电话0731-88888888",
        "合同号2013800138000",
        "合同号13800138000123",
        "贷款13800138000元",
        "编号A13800138000",
        "12345678901",
        "138-00138000",
        "1380013800",
        "金额13800138000.50",
    ],
)
def test_other_numbers_are_left_alone(repository: Make, note: str) -> None:
    assert check(repository, note) == []


@pytest.mark.parametrize(
    "note",
    [
        "身份证430102190001010015",
        "43010219000101001 5，430102190001010015",
        "11010519491231002x",
        "11010519491231002x".translate(WIDE),
    ],
)
def test_identity_card_numbers(repository: Make, note: str) -> None:
    assert [found.code for found in check(repository, note)] == ["BF802"]


@pytest.mark.parametrize(
    "note",
    [
        "430102190001010016",  # the check digit is wrong
        "430102190013010010",  # there is no thirteenth month
        "A430102190001010015",
        "4301021900010100151",
        "91430200MA4L00003X",
    ],
)
def test_what_is_no_identity_card_number(repository: Make, note: str) -> None:
    assert check(repository, note) == []


def test_the_number_is_repeated_nowhere(repository: Make) -> None:
    for note in "电话13800138000", "身份证430102190001010015":
        [found] = check(repository, note)
        said = f"{found.message} {found.hint} {found.excerpt}"
        assert "0013" not in said
        assert "1900" not in said
        assert "note:" in said


def test_every_section_is_looked_through(repository: Make) -> None:
    root = repository(
        {
            "ledgers/zhuzhou.yaml": "city: 株洲市\n"
            "enterprises:\n  - {name: 示例轨道, station: 站长13800138000}\n"
            "measures:\n  - {date: 2019-06-20, section: 要素保障, text: 请致电13800138000}\n"
            "commitments:\n  - {date: 2019-06-20, by: 政府, party: 市住建局, text: 年内通水, source: 张某13800138000}\n"
        }
    )
    found = [each for each in pipeline.check(root, date(2019, 6, 30)) if each.code == "BF801"]
    assert [each.span.line for each in found if each.span] == [3, 5, 7]
