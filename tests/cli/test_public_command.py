"""`--public`: what it says of itself, what it refuses, and that it counts as before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

KEY = "5f0c2b7e91d84a36b2c7e05d9a1f4c68"
CONFIGURATION = f"""\
province: 湖南省
public_secret: {KEY}
cities:
  - {{slug: changsha, name: 长沙市, prefix: CS}}
  - {{slug: zhuzhou, name: 株洲市, prefix: ZZ}}
"""
ZHUZHOU = """\
city: 株洲市
enterprises:
  - {name: 示例金雀轨道装备有限公司, district: 芦淞区, leader: 副市长张建国, department: 市工信局}
  - {name: 示例蓝鲸食品有限公司, district: 天元区, leader: 副市长李某, department: 市工信局}
  - {name: 建设, kind: 项目, leader: 市长王某}
issues:
  - id: ZZ-190603-7K3M
    enterprise: 示例金雀轨道装备有限公司
    title: 加快建设，与示例蓝鲸食品用地相邻
    category: 用地
    events:
      - {date: 2019-06-03, type: 反映}
      - {date: 2019-06-04, type: 交办, to: [市自然资源局], due: 2019-06-10}
measures:
  - {date: 2019-06-08, section: 要素保障, scope: 芦淞区, text: "专班跟进，收集问题{reported}个"}
"""


@pytest.fixture
def root(repository: Make) -> Path:
    return repository({"bangfu.yaml": CONFIGURATION, "ledgers/zhuzhou.yaml": ZHUZHOU})


def test_the_same_every_time_and_not_without_the_key(run_bangfu: Run, root: Path) -> None:
    first, second = (run_bangfu(root, "lists", "--public") for _ in range(2))
    assert first == second
    assert first.code == 0
    (root / "bangfu.yaml").write_text(CONFIGURATION.replace(KEY, KEY[::-1]), "utf-8")
    other = run_bangfu(root, "lists", "--public")
    tag = "[B-Z]{5}"
    assert other.out != first.out
    assert re.sub(tag, "#", other.out) == re.sub(tag, "#", first.out)


def test_without_a_key_it_works_and_warns(run_bangfu: Run, root: Path) -> None:
    (root / "bangfu.yaml").write_text(CONFIGURATION.replace(f"public_secret: {KEY}\n", ""), "utf-8")
    first, second = (run_bangfu(root, "report", "--month", "2019-06", "--public") for _ in range(2))
    assert (first.code, first.out) == (0, second.out)
    assert "bangfu.yaml has no public_secret: whoever has a list of enterprises can tell which is which" in first.err
    (key,) = re.findall(r"never change it: public_secret: ([0-9a-f]{32})\n", first.err)
    assert key not in second.err  # a fresh one each time


def test_what_the_lists_say(run_bangfu: Run, root: Path) -> None:
    document = json.loads(run_bangfu(root, "lists", "--public", "--json", "--city", "株洲").out)
    assert document["public"] is True
    (problem,), (duty,) = document["lists"]["问题清单"], document["lists"]["责任清单"]
    assert re.fullmatch("ZZ-190603-[B-Z]{5}", problem["id"])
    assert re.fullmatch("某企业[B-Z]{5}", problem["enterprise"])
    assert re.fullmatch("加快建设，与某企业[B-Z]{5}用地相邻", problem["title"])
    assert re.fullmatch("副市长（[B-Z]{5}）", duty["leader"])
    assert (problem["file"], problem["line"]) == ("ledgers/zhuzhou.yaml", 7)


def test_short_names_that_were_left_are_told_to_the_clerk_alone(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "report", "--month", "2019-06", "--public")
    assert "short names that may stand in the text and were left: 建设 (1)" in result.err
    assert "建设 (1)" not in result.out


def test_leaders_are_told_apart_only_where_it_takes_a_tag(run_bangfu: Run, root: Path) -> None:
    book = run_bangfu(root, "merge", "--public").out
    leaders = re.findall("leader: ([^,}]+)", book)
    assert [re.sub("[B-Z]{5}", "#", leader) for leader in leaders] == ["副市长（#）", "副市长（#）", "市长"]
    assert len(set(leaders)) == 3
    assert re.search("某项目[B-Z]{5}, kind: 项目", book)


def test_the_bulletin_counts_as_before_and_says_what_it_is(run_bangfu: Run, root: Path, tmp_path: Path) -> None:
    page, trace = tmp_path / "2019-06.md", tmp_path / "trace.json"
    told = run_bangfu(root, "report", "--month", "2019-06", "--public", "-o", str(page), "--trace", str(trace))
    assert told.code == 0
    text = page.read_text("utf-8")
    assert "（企业名称等信息已作去标识化处理）" in text
    assert "株洲市芦淞区专班跟进，收集问题1个" in text  # a district that figures are given of is no secret
    assert "天元区" not in text
    assert run_bangfu(root, "check-bulletin", str(page)).code == 0
    assert "企业名称等信息已作去标识化处理" not in run_bangfu(root, "report", "--month", "2019-06").out
    assert json.loads(trace.read_text("utf-8"))["public"] is True


@pytest.mark.parametrize("group", ["district", "chain", "team"])
def test_what_is_left_out_cannot_be_counted_by(run_bangfu: Run, root: Path, group: str) -> None:
    result = run_bangfu(root, "tally", "--by", group, "--public")
    assert (result.code, result.out) == (2, "")
    assert f"--public and --by {group} exclude each other" in result.err


def test_a_table_says_what_it_is(run_bangfu: Run, root: Path) -> None:
    assert run_bangfu(root, "tally", "--by", "enterprise", "--public").out.endswith("\n\nNames are de-identified.\n")
    assert "de-identified" not in run_bangfu(root, "tally", "--by", "enterprise").out


@pytest.mark.parametrize("allow", [(), ("--allow-errors",)])
@pytest.mark.parametrize(
    "command",
    [("report", "--month", "2019-06"), ("lists", "--city", "株洲"), ("tally",), ("merge",), ("site", "-o", "site")],
)
def test_an_error_in_any_ledger_forbids_it(
    run_bangfu: Run,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    allow: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    (root / "ledgers" / "changsha.yaml").write_text(
        "city: 长沙市\nenterprises:\n  - {name: 甲公司, kind: 无}\n", "utf-8"
    )
    result = run_bangfu(root, *command, "--public", *allow)
    assert (result.code, result.out) == (1, "")
    assert "BF127" in result.err
    assert not (tmp_path / "site").exists()


def test_letters_go_to_departments_and_are_never_public(run_bangfu: Run, root: Path) -> None:
    result = run_bangfu(root, "letter", "remind", "7K3M", "--public")
    assert result.code == 2
    assert "--public" in result.err
