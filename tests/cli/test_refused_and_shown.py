"""Mistakes that once went by in silence, or stopped the program: each gets its line and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

LEDGER = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
issues:
  - id: ZZ-1
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    events:
      - {date: 2019-06-01, type: 反映}
      - {date: 2019-06-02, type: 交办, to: [市自然资源局], due: 2019-07-01}
"""
PROVINCE = """\
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: changsha, name: 长沙市, prefix: CS}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""
FILE = "ledgers/zhuzhou.yaml"


def test_a_broken_configuration_shows_whatever_files_are_chosen(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE + "bogus: 1\n"})
    result = run_bangfu(root, "check", str(root / FILE))
    assert result.code == 1
    assert "bangfu.yaml:6:1: BF001" in result.out


@pytest.mark.parametrize("code", ["nonsense", "bf99", "", ","])
def test_a_code_that_is_none_is_refused(run_bangfu: Run, repository: Make, code: str) -> None:
    root = repository({FILE: LEDGER})
    assert run_bangfu(root, "check", "--select", code).code == 2
    assert run_bangfu(root, "check", "--ignore", code).code == 2


def test_codes_may_be_given_in_small_letters_and_with_commas(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER.replace("type: 反映", "type: 核实")})
    assert "BF301" in run_bangfu(root, "check", "--select", "bf2,bf3").out


def test_nothing_is_written_through_a_linked_folder(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE + "layout: issue\n"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "ledgers" / "zhuzhou").symlink_to(outside)
    words = ("--enterprise", "示例轨道装备有限公司", "--title", "招工难", "--category", "用工")
    result = run_bangfu(root, "add-issue", "--city", "ZZ", *words)
    assert (result.code, result.out) == (2, "")
    assert "a symbolic link is not followed" in result.err
    assert list(outside.iterdir()) == []


def test_a_slug_that_leads_elsewhere_is_refused(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({"bangfu.yaml": PROVINCE.replace("slug: changsha", "slug: ../../evil")})
    result = run_bangfu(root, "add-enterprise", "--city", "长沙市", "--name", "甲")
    assert result.code == 2
    assert "“../../evil” cannot be a city's slug" in result.err
    assert not list(tmp_path.rglob("evil*"))


def test_two_cities_with_one_slug_are_a_finding(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE.replace("slug: changsha", "slug: zhuzhou")})
    result = run_bangfu(root, "check")
    assert result.code == 1
    assert "BF010" in result.out
    assert run_bangfu(root, "add-enterprise", "--city", "ZZ", "--name", "甲").code == 2


def test_a_limit_beyond_the_calendar_is_no_crash(run_bangfu: Run, repository: Make) -> None:
    ledger = LEDGER.replace(", due: 2019-07-01", "")
    root = repository({FILE: ledger, "bangfu.yaml": PROVINCE + "limits: {resolve: 99999999}\n"})
    assert "due: 9999-12-31" in run_bangfu(root, "check").out


def test_what_an_opening_resolved_beyond_what_it_assigned_was_resolved_on_the_spot(
    run_bangfu: Run, repository: Make
) -> None:
    ledger = "city: 株洲市\nopening:\n  - {date: 2019-03-31, reported: 20, verified: 20, assigned: 10, resolved: 15}\n"
    root = repository({FILE: ledger})
    row = json.loads(run_bangfu(root, "tally", "--month", "2019-05", "--json").out)["rows"][1]
    assert row["rates"]["resolution"] == {"numerator": 15, "denominator": 15, "percent": 100.0}
    assert "-5" not in run_bangfu(root, "report", "--month", "2019-05").out


def test_show_and_the_edits_mean_the_same_issue(run_bangfu: Run, repository: Make) -> None:
    first = LEDGER.replace("id: ZZ-1", "id: ZZ-AAAA\n    was: [ZZ-7K3M]")
    second = LEDGER[LEDGER.index("  - id: ZZ-1") :].replace("ZZ-1", "ZZ-7K3M").replace("新增用地未落实", "招工难")
    root = repository({FILE: first + second})
    for end in ("7K3M", "ZZ-7K3M"):
        assert run_bangfu(root, "show", end).out.startswith("ZZ-7K3M  招工难")


def test_a_half_made_change_bears_on_every_city(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER, "ledgers/.bangfu-undo": "end\n"})
    assert run_bangfu(root, "tally", "--city", "zhuzhou").code == 1


def test_an_edit_may_not_swap_one_error_for_another(run_bangfu: Run, repository: Make) -> None:
    stated = "assertions:\n  - {date: 2019-06-10, resolved: 1}\n  - {date: 2019-06-20, resolved: 0}\n"
    root = repository({FILE: LEDGER + stated})
    before = (root / FILE).read_bytes()
    result = run_bangfu(root, "resolve", "ZZ-1", "--result", "已解决", "--date", "2019-06-05")
    assert result.code == 2
    assert (root / FILE).read_bytes() == before


def test_data_cannot_begin_a_line_of_the_output(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: 'city: 株洲市\n"a\\n::error::x": 1\n'})
    out = run_bangfu(root, "check").out
    assert "<U+000A>:<U+003A>error::x" in out
    assert not any(line.startswith("::") for line in out.splitlines())


@pytest.mark.parametrize("kind", ["退回, note: ' '", "办结, note: '　'"])
def test_a_blank_reason_is_none(run_bangfu: Run, repository: Make, kind: str) -> None:
    event = f"      - {{date: 2019-06-03, type: {kind}}}\n"
    root = repository({FILE: LEDGER.replace("交办, to: [市自然资源局], due: 2019-07-01", "核实") + event})
    result = run_bangfu(root, "check", "--select", "BF307")
    assert result.code == 1
    assert "needs “note”" in result.out


def test_a_gbk_ledger_is_named_as_such_by_the_edits(run_bangfu: Run, repository: Make) -> None:
    data = LEDGER.encode("gb18030")
    root = repository({FILE: data})
    result = run_bangfu(root, "add-enterprise", "--city", "ZZ", "--name", "乙公司")
    assert result.code == 2
    assert "BF101" in result.err
    assert (root / FILE).read_bytes() == data


def test_an_argument_that_is_no_text_is_refused(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER})
    result = run_bangfu(root, "add-enterprise", "--city", "ZZ", "--name", "甲\udcff")
    assert result.code == 2
    assert "--name is not UTF-8 text" in result.err


def test_an_empty_day_is_no_day(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER})
    assert run_bangfu(root, "progress", "ZZ-1", "--note", "踏勘", "--date", "").code == 2


def test_fmt_leaves_a_line_alone_that_suppresses_a_finding(run_bangfu: Run, repository: Make) -> None:
    ledger = LEDGER.replace("  - id: ZZ-1\n", "  - title: 用地 # bangfu: ignore[BF413] 等省厅批复\n    id: ZZ-1\n")
    ledger = ledger.replace("    title: 新增用地未落实\n", "")
    root = repository({FILE: ledger})
    result = run_bangfu(root, "fmt")
    assert result.code == 1
    assert "# bangfu: ignore" in result.err
    assert (root / FILE).read_text("utf-8") == ledger


def test_a_category_named_like_another_field_counts_in_its_own(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE + "categories: {甲: [用地, 融资], 用地: [征地]}\n"})
    rows = json.loads(run_bangfu(root, "tally", "--by", "field", "--json").out)["rows"]
    assert [(row["key"], row["stock"]["reported"]) for row in rows] == [("甲", 1)]


@pytest.mark.parametrize("text", ["联系13812345678.", "电话008613812345678"])
def test_mobile_numbers_as_people_write_them(run_bangfu: Run, repository: Make, text: str) -> None:
    root = repository({FILE: LEDGER.replace("title: 新增用地未落实", f"title: {text}")})
    assert "BF801" in run_bangfu(root, "check", "--select", "BF8").out


@pytest.mark.parametrize("twin", [("prefix: CS", "prefix: ZZ"), ("name: 长沙市", "name: 株洲市")])
def test_an_edit_never_guesses_between_two_cities(run_bangfu: Run, repository: Make, twin: tuple[str, str]) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE.replace(*twin)})
    result = run_bangfu(root, "add-enterprise", "--city", "ZZ", "--name", "新")
    assert result.code == 2
    assert not (root / "ledgers" / "changsha.yaml").exists()


def test_an_edit_may_not_add_an_error_of_dates_either(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER})
    words = ("--name", "某", "--since", "2019-05-01", "--until", "2019-04-01")
    result = run_bangfu(root, "add-enterprise", "--city", "ZZ", *words)
    assert result.code == 2
    assert (root / FILE).read_text("utf-8") == LEDGER


def test_the_line_of_a_broken_configuration(run_bangfu: Run, repository: Make) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE + "limits: {reply: -5}\n"})
    for command in (("list",), ("fmt",), ("progress", "ZZ-1", "--note", "x")):
        result = run_bangfu(root, *command)
        assert result.code == 2
        assert "bangfu.yaml, line 6" in result.err


def test_debug_shows_the_traceback(run_bangfu: Run, repository: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("of our own making")

    monkeypatch.setattr("bangfu.pipeline.check", broken)
    with pytest.raises(RuntimeError, match="of our own making"):
        run_bangfu(repository({}), "--debug", "check")


def test_a_full_disk_is_not_our_mistake(repository: Make) -> None:
    root = repository({FILE: LEDGER})
    command = f"{sys.executable} -m bangfu --lang en --repo '{root}' list > /dev/full"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "the output cannot be written: the disk is full" in run.stderr


@pytest.mark.parametrize("words", ["scoring: {foo_rate: 40}\n", "roster:\n  - {name: 某公司, city: 无此市}\n"])
def test_a_configuration_that_contradicts_itself_stops_all_but_check(
    run_bangfu: Run, repository: Make, words: str
) -> None:
    root = repository({FILE: LEDGER, "bangfu.yaml": PROVINCE + words})
    assert run_bangfu(root, "check").code == 1
    for command in (("list",), ("show", "ZZ-1"), ("tally",), ("report", "--month", "2019-05"), ("merge",)):
        result = run_bangfu(root, *command)
        assert (result.code, result.out) == (2, ""), command
        assert "bangfu.yaml, line" in result.err
