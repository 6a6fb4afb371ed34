"""`# bangfu: ignore[CODE] reason`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangfu import pipeline

Make = Callable[[dict[str, str]], Path]
TODAY = date(2019, 6, 30)

OVERDUE = """\
city: 株洲市
enterprises:
  - {name: 示例轨道装备有限公司}
issues:
  - id: ZZ-1RECORD
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-03, type: 反映, via: 飞鸽} EVENT
      - {date: 2019-06-20, type: 交办, to: [市自然资源局], due: 2019-06-25}
"""


@pytest.fixture
def found(repository: Make) -> Callable[..., list[str]]:
    """What is found in the ledger with these comments, as `line:column CODE`."""

    def check(record: str = "", event: str = "", text: str = OVERDUE) -> list[str]:
        ledger = text.replace("RECORD", record).replace("EVENT", event)
        other = "city: 长沙市\nopening:\n  - {date: 2019-06-30, reported: 508}\n"
        root = repository({"ledgers/zhuzhou.yaml": ledger, "ledgers/changsha.yaml": other})
        return [f"{d.span.line}:{d.span.column} {d.code}" for d in pipeline.check(root, TODAY) if d.span]

    return check


def test_without_a_comment_everything_is_found(found: Callable[..., list[str]]) -> None:
    assert found() == ["5:5 BF412", "10:43 BF211"]


def test_a_comment_on_the_line_of_the_finding(found: Callable[..., list[str]]) -> None:
    assert found(event="# bangfu: ignore[BF211] 原件如此") == ["5:5 BF412"]


def test_a_comment_on_the_first_line_of_the_record_covers_the_record(found: Callable[..., list[str]]) -> None:
    assert found(record="  # bangfu: ignore[BF211, BF412] 已向厅里说明") == []


def test_another_code_stays_and_the_comment_is_unused(found: Callable[..., list[str]]) -> None:
    assert found(record="  # bangfu: ignore[BF413] 已说明") == ["5:5 BF412", "5:32 BF910", "10:43 BF211"]


def test_of_two_codes_each_must_be_used(found: Callable[..., list[str]]) -> None:
    assert found(record="  # bangfu: ignore[BF412, BF413] 已说明") == ["5:39 BF910", "10:43 BF211"]


def test_without_a_reason_it_has_no_effect(found: Callable[..., list[str]]) -> None:
    assert found(record="  # bangfu: ignore[BF412]") == ["5:5 BF412", "5:15 BF911", "10:43 BF211"]


def test_no_code_at_all(found: Callable[..., list[str]]) -> None:
    assert found(record="  # bangfu: ignore[] 都不要") == ["5:5 BF412", "5:32 BF910", "10:43 BF211"]


def test_what_reading_finds_cannot_be_suppressed(found: Callable[..., list[str]]) -> None:
    text = "city: 株洲市\nopening:\n  - {date: 2019-6-30, reported: 1} # bangfu: ignore[BF124] 原件如此\n"
    assert found(text=text) == ["3:12 BF124", "3:53 BF910"]


def test_in_quotes_and_in_blocks_it_is_text(found: Callable[..., list[str]]) -> None:
    text = (
        "city: 株洲市\nmeasures:\n"
        "  - {date: 2019-06-20, section: 要素保障, text: '写法是\n"
        "    # bangfu: ignore[BF211] 理由'}\n"
        "enterprises:\n  - {name: 示例公司}\n"
        "issues:\n"
        "  - id: ZZ-1\n    enterprise: 示例公司\n    title: 用地\n    category: 用地\n"
        "    detail: |\n"
        "      # bangfu: ignore[BF412] 理由\n"
        "    events: # bangfu: ignore[BF412] 真的注释\n"
        "      - {date: 2019-06-28, type: 反映}\n"
    )
    assert found(text=text) == ["14:30 BF910"]


def test_in_bangfu_yaml_too(repository: Make) -> None:
    province = (
        "province: 湖南省\nissuer: 省厅\ncities:\n"
        "  - {slug: zhuzhou, name: 株洲市, prefix: ZZ} # bangfu: ignore[BF003] 七月起报送\n"
    )
    assert pipeline.check(repository({"bangfu.yaml": province}), TODAY) == []
