"""Texts of a whole section are looked through in one go; what is found is still of one record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangfu.pipeline import check

STORY = """\
city: 株洲市
enterprises:
  - {{name: 甲}}
issues:
  - id: A-1
    enterprise: 甲
    title: {first}
    category: 用地
    events:
      - {{date: 2019-03-05, type: 反映{note}}}
  - id: A-2
    enterprise: 甲
    title: {second}
    category: 用地
    events:
      - {{date: 2019-03-05, type: 反映}}
"""


@pytest.mark.parametrize(
    ("first", "note", "second", "lines"),
    [
        ("无号码", "", "电话13800138000", [13]),
        ("电话１３８００１３８０００", "", "无号码", [7]),
        ("电话138 0013 8000", ", note: 13900139000", "13700137000", [7, 10, 13]),
        ("无号码", ", note: 电话1380013", "8000", []),
        ("13800", "", "138000", []),
    ],
)
def test_a_number_is_found_in_its_record_and_not_across_two(
    repository: Callable[..., Path], first: str, note: str, second: str, lines: list[int]
) -> None:
    ledger = STORY.format(first=first, note=note, second=second)
    found = check(repository({"ledgers/zhuzhou.yaml": ledger}), date(2019, 6, 30))
    assert [each.span.line for each in found if each.code == "BF801" and each.span] == lines
