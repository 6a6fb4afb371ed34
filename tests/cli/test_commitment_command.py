"""`bangfu commitment`: what was promised is recorded, kept, listed and counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

LEDGER = """\
city: 株洲市
enterprises:
  - name: 甲公司
    aliases: [甲厂]
commitments:
  # 招商引资协议
  - {date: 2019-02-01, by: 企业, party: 甲公司, text: 年内投资两亿元, due: 2019-12-31}
  - {date: 2019-03-01, by: 政府, party: 市住建局, text: 厂区通水, due: 2019-05-31}   # 李工跟进
  - {date: 2019-03-01, by: 政府, party: 市住建局, text: 厂区通电, due: 2019-05-31, kept: 2019-06-04}
  - {date: 2019-04-01, by: 政府, party: 市财政局, text: 兑现奖补资金, due: 2019-04-30, kept: 2019-04-20}
"""
CHANGSHA = """\
city: 长沙市
commitments:
  - {date: 2019-07-02, by: 政府, party: 市城管局, text: 道路解除限行, due: 2019-08-01}
"""
ZZ = "ledgers/zhuzhou.yaml"


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({ZZ: LEDGER, "ledgers/changsha.yaml": CHANGSHA})


def text_of(root: Path) -> str:
    return (root / ZZ).read_text("utf-8")


def test_a_commitment_is_added_with_the_enterprise_by_its_own_name(run_bangfu: Run, root: Path) -> None:
    words = ("--by", "企业", "--party", "甲厂", "--text", "上半年招工三百人", "--due", "2019-06-30")
    done = run_bangfu(root, "commitment", "add", "--city", "zz", *words, "--date", "2019-05-06")
    assert (done.code, done.out, done.err) == (0, "", "甲公司 2019-05-06  ledgers/zhuzhou.yaml:11\n")
    assert text_of(root) == LEDGER + (
        "  - {date: 2019-05-06, by: 企业, party: 甲公司, text: 上半年招工三百人, due: 2019-06-30}\n"
    )


def test_keeping_writes_one_key_and_leaves_all_else(run_bangfu: Run, root: Path) -> None:
    done = run_bangfu(root, "commitment", "keep", "--city", "株洲", "--party", "市住建局", "--date", "2019-06-20")
    assert (done.code, done.err) == (0, "市住建局: kept on 2019-06-20  ledgers/zhuzhou.yaml:8\n")
    assert text_of(root) == LEDGER.replace("厂区通水, due: 2019-05-31", "厂区通水, due: 2019-05-31, kept: 2019-06-20")


def test_a_part_of_the_text_tells_several_apart(run_bangfu: Run, root: Path) -> None:
    path = root / ZZ
    path.write_text(LEDGER.replace(", kept: 2019-06-04", ""), "utf-8")
    both = run_bangfu(root, "commitment", "keep", "--city", "zz", "--party", "市住建局")
    assert both.code == 2
    assert "“市住建局” has 2 commitments that are not kept yet" in both.err
    assert run_bangfu(root, "commitment", "keep", "--city", "zz", "--party", "市住建局", "--text", "通电").code == 0
    assert "厂区通电, due: 2019-05-31, kept: 2019-06-30}" in text_of(root)
    assert "厂区通水, due: 2019-05-31}" in text_of(root)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("keep", "--party", "市财政局"), "it was kept already, on 2019-04-20"),
        (("keep", "--party", "市公安局"), "株洲市 has no commitment of “市公安局”"),
        (("keep", "--party", "市住建局", "--text", "通气"), "no commitment of “市住建局” has “通气” in it"),
        (("keep", "--party", "甲厂", "--date", "2019-01-31"), "BF422"),
        (("keep", "--party", "甲厂", "--date", "2019-07-31"), "BF420"),
        (("keep", "--party", "甲厂", "--overdue"), "--overdue does not go with “keep”"),
        (("keep",), "missing: --party"),
        (("add", "--by", "银行", "--party", "甲", "--text", "乙"), "--by takes 企业, 政府, not “银行”"),
        (("add", "--by", "政府", "--party", "甲", "--text", "乙", "--due", "明天"), "“明天” is no date"),
        (("add", "--by", "政府", "--party", "甲", "--text", "乙", "--city", "cs"), "give one --city"),
        (("list", "--party", "甲"), "--party does not go with “list”"),
        (("drop",), "takes add, keep, list, not “drop”"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(
    run_bangfu: Run, root: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run_bangfu(root, "commitment", *arguments, "--city", "zz")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert text_of(root) == LEDGER


def test_a_dry_run_shows_the_line_and_writes_nothing(run_bangfu: Run, root: Path) -> None:
    done = run_bangfu(root, "commitment", "keep", "--city", "zz", "--party", "甲厂", "--dry-run")
    assert "due: 2019-12-31, kept: 2019-06-30}" in done.out
    assert text_of(root) == LEDGER


def test_the_list_is_as_of_a_day(run_bangfu: Run, root: Path) -> None:
    """By 5 June four were made in Zhuzhou: three were due, two of these are kept, one is overdue."""
    document = json.loads(
        run_bangfu(root, "commitment", "list", "--json", "--as-of", "2019-06-05", today="2019-07-05").out
    )
    assert [each["standing"] for each in document["commitments"]] == ["未到期", "逾期未兑现", "已兑现", "已兑现"]
    assert document["counts"] == {"made": 4, "kept": 2, "due": 3, "fulfilled": 2, "overdue": 1}
    assert document["fulfilment"] == {"numerator": 2, "denominator": 3, "percent": 66.7}
    early = json.loads(
        run_bangfu(root, "commitment", "list", "--json", "--as-of", "2019-05-31", today="2019-07-05").out
    )
    assert [each["kept"] for each in early["commitments"]] == [None, None, None, "2019-04-20"]
    assert early["counts"] == {"made": 4, "kept": 1, "due": 3, "fulfilled": 1, "overdue": 0}  # due today is not late
    one = run_bangfu(root, "commitment", "list", "--overdue", "--city", "zz", today="2019-07-05")
    assert "厂区通水" in one.out
    assert "厂区通电" not in one.out
    assert "commitments: 4, kept: 2, overdue: 1; of those due, kept: 66.7% (2/3)" in one.out


def test_the_tally_counts_them_by_city_department_and_enterprise(run_bangfu: Run, root: Path) -> None:
    def pledges(by: str) -> dict[str | None, list[int]]:
        document = json.loads(
            run_bangfu(root, "tally", "--month", "2019-06", "--by", by, "--json", today="2019-07-05").out
        )
        rows = [*document["rows"], document["total"] | {"key": "total"}]
        names = ("made", "kept", "due", "fulfilled", "overdue", "newly_made", "newly_kept")
        return {row["key"]: [row["pledges"][name] for name in names] for row in rows if row["pledges"]["made"]}

    whole = [4, 2, 3, 2, 1, 0, 1]
    assert pledges("city") == {"株洲市": whole, "total": whole}
    assert pledges("department") == {
        "市住建局": [2, 1, 2, 1, 1, 0, 1],
        "市财政局": [1, 1, 1, 1, 0, 0, 0],
        "total": whole,
    }
    assert pledges("enterprise") == {"甲公司": [1, 0, 0, 0, 0, 0, 0], "total": whole}
    assert pledges("category") == {"total": whole}


def test_ledgers_with_errors_give_no_list(run_bangfu: Run, root: Path) -> None:
    (root / ZZ).write_text(LEDGER.replace("2019-02-01", "2019-02-30"), "utf-8")
    done = run_bangfu(root, "commitment", "list")
    assert (done.code, done.out) == (1, "")
    assert "BF124" in done.err
    said = run_bangfu(root, "commitment", "list", "--allow-errors", today="2019-07-05")
    assert (said.code, "errors in the ledgers: 1" in said.out) == (0, True)
