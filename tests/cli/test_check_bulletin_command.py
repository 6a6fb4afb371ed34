"""`bangfu check-bulletin`: what it calls wrong, and what it never may."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("check-bulletin")  # one process: what it makes first is made once

Run = Callable[..., Any]
Make = Callable[..., Path]
CITIES = ["长沙", "株洲", "湘潭", "衡阳", "邵阳", "岳阳", "常德", "张家界", "益阳", "郴州", "永州", "怀化", "娄底"]
PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration repository, a year of invented records."""
    from bangfu.cli.app import main

    root = tmp_path_factory.mktemp("demo") / "province"
    assert main(["--quiet", "--today", "2019-12-31", "init", str(root), "--demo"]) == 0
    return root


def report(run_bangfu: Run, root: Path, *options: str, today: str = "2019-12-31") -> str:
    """The bulletin as it leaves `bangfu report`."""
    text: str = run_bangfu(root, "report", *options, today=today).out
    return text


@pytest.fixture
def june(run_bangfu: Run) -> str:
    """The bulletin of the notice's own figures."""
    return report(run_bangfu, PROJECT, "--month", "2019-06", today="2019-07-05")


@pytest.fixture
def verdict(run_bangfu: Run, tmp_path: Path) -> Callable[..., Any]:
    """Checks a text: its code, and the lines on stdout without the file's name."""

    def check(text: str | bytes, *options: str, root: Path = PROJECT, today: str = "2019-08-01") -> Any:
        path = tmp_path / "edited.md"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        result = run_bangfu(root, "check-bulletin", str(path), *options, today=today)
        return result.code, result.out.replace(f"{path}:", ""), result.err

    return check


def test_an_unedited_bulletin_agrees(verdict: Run, june: str) -> None:
    code, out, err = verdict(june)
    assert (code, out) == (0, "")
    assert "disagree: 0, not checked: 0, left out: 0" in err


@pytest.mark.parametrize(
    "options",
    [
        ("--month", "2019-01"), ("--month", "2019-05"), ("--month", "2019-09"), ("--month", "2019-12"),
        ("--week", "2019-W23"), ("--quarter", "2019-Q3"), ("--half", "2019-H1"), ("--year", "2019"),
    ],
)  # fmt: skip
def test_the_unedited_bulletins_of_the_demonstration_agree(
    run_bangfu: Run, verdict: Run, demo: Path, options: tuple[str, str]
) -> None:
    code, out, err = verdict(report(run_bangfu, demo, *options), root=demo, today="2019-12-31")
    assert (code, out) == (0, "")
    assert "disagree: 0, not checked: 0, left out: 0" in err


def test_the_standards_headings_are_read_and_the_day_of_printing_is_nobodys_mistake(
    run_bangfu: Run, verdict: Run, demo: Path, tmp_path: Path
) -> None:
    root = tmp_path / "formal"
    shutil.copytree(demo, root)
    form = "  headings: standard\n  colophon: {copies: 省发改委, office: 厅办公室}\n"
    words = (root / "bangfu.yaml").read_text("utf-8").replace("\nbulletin:\n", f"\nbulletin:\n{form}")
    (root / "bangfu.yaml").write_text(words, "utf-8")
    text = report(run_bangfu, root, "--quarter", "2019-Q3")
    assert "**（一）总体进展**" in text
    assert text.endswith("厅办公室　2019年12月31日印发\n")
    code, out, err = verdict(text, root=root, today="2020-02-01")
    assert (code, out) == (0, "")
    assert "disagree: 0, not checked: 0, left out: 0" in err


def test_a_bulletin_made_before_its_period_was_over_is_checked_as_of_that_day(
    run_bangfu: Run, verdict: Run, repository: Make
) -> None:
    first = "city: 株洲市\nopening:\n  - {date: 2019-06-05, reported: 256, assigned: 242, resolved: 62}\n"
    root = repository({"ledgers/zhuzhou.yaml": first})
    early = report(run_bangfu, root, "--month", "2019-06", today="2019-06-20")
    second = "  - {date: 2019-06-28, reported: 10, assigned: 10, resolved: 10}\n"
    repository({"ledgers/zhuzhou.yaml": first + second})
    assert verdict(early, root=root)[:2] == (0, "")
    code, out, _ = verdict(early.replace("6月20日", "6月30日"), root=root)
    assert code == 1
    assert "256 should be 266" in out


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("交办242个，办结62个，办结率", "交办242个，办结63个，办结率", "63 should be 62"),
        ("办结率25.6%（62/242）", "办结率26.5%（62/242）", "26.5%（62/242） should be 25.6%（62/242）"),
        ("办结率25.6%（62/242）", "办结率26.5%", "26.5% should be 25.6%（62/242）"),
        ("| 株洲市 | 256 |", "| 株洲市 | 265 |", "265 should be 256"),
        ("| 长沙市 | 508 | — |", "| 长沙市 | 508 | 0 |", "0 should be —"),
        ("芦淞区授信4365万元", "芦淞区授信4356万元", "4356万 should be 4365万"),
        ("企业减负4.01亿元；", "企业减负4.01万元；", "4.01万 should be 4.01亿"),
        ("、盘活土地1000余亩；", "、盘活土地1000亩；", "1000 should be 1000余"),
        ("还有180个没有办结", "还有18个没有办结", "18 should be 180"),
        ("已办结62个。", "已办结６３个。", "63 should be 62"),
    ],
)
def test_a_changed_figure_is_reported_with_the_right_one(
    verdict: Run, june: str, old: str, new: str, wrong: str
) -> None:
    assert june.count(old) == 1
    line = june[: june.index(old)].count("\n") + 1
    code, out, _ = verdict(june.replace(old, new))
    assert code == 1
    (said,) = out.splitlines()
    assert said.startswith(f"{line}:")
    assert wrong in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("全省累计收集问题836个，核实244个", "全省已累计收集各类问题共836个，经核实244个"),
        ("办结率25.6%（62/242），", "办结率达到25.6%，"),
        ("收集问题256个，核实242个，", "收集问题256个；经核实，"),
        ("岳阳市收集问题2个，核实2个，现场办结2个，办结率100.0%（2/2）；张家界市", "张家界市"),
        ("湘西州帮扶企业59家。", "湘西州帮扶企业59家，其中规模以上企业20家。"),
        ("**1、总体进展**。", "**一、总体情况。**"),
        ("芦淞区授信4365万元（14家企业）", "芦淞区授信4,365万元（14户企业）"),
        ("企业减负4.01亿元；", "企业减负40100万元；"),
        ("、娄底市、湘西州等10个市州", "、娄底市和湘西州等10个市州"),
        ("本月，长沙市（长沙高新区）走访企业500家", "6月份，长沙高新区走访企业500家"),
    ],
)  # fmt: skip
def test_other_words_around_right_figures_are_nobodys_mistake(verdict: Run, june: str, old: str, new: str) -> None:
    assert june.count(old) == 1
    code, out, _ = verdict(june.replace(old, new))
    assert (code, out) == (0, "")


def test_moved_cities_and_rows_keep_their_figures(verdict: Run, june: str) -> None:
    zhuzhou = next(line for line in june.splitlines() if line.startswith("| 2 | 株洲市"))
    moved = june.replace(zhuzhou + "\n", "").replace("| 1 | 岳阳市", zhuzhou + "\n| 1 | 岳阳市")
    first, second = "邵阳市帮扶企业37家；", "岳阳市33名联点领导结对帮扶企业20家；"
    moved = moved.replace(first + second, second + first)
    assert moved != june
    assert verdict(moved)[:2] == (0, "")


def test_a_changed_figure_in_a_reworded_sentence_is_still_found(verdict: Run, june: str) -> None:
    edited = june.replace("张家界市收集问题70个。", "张家界市已收集各类问题共71个。")
    code, out, _ = verdict(edited)
    assert code == 1
    assert "71 should be 70" in out


def test_of_figures_in_the_same_words_the_changed_one_is_named(run_bangfu: Run, verdict: Run, repository: Make) -> None:
    outcomes = "".join(
        f"  - {{date: 2019-06-10, kind: {kind}, value: {value}万元}}\n" for kind, value in (("授信", 20), ("贷款", 10))
    )
    root = repository(
        {f"ledgers/{slug}.yaml": f"city: {city}\noutcomes:\n{outcomes}"
         for slug, city in (("changsha", "长沙市"), ("zhuzhou", "株洲市"))}
    )  # fmt: skip
    text = report(run_bangfu, root, "--month", "2019-06", today="2019-07-01")
    old = "授信合计40万元，其中长沙市20万元、株洲市20万元；贷款合计20万元，其中长沙市10万元、株洲市10万元"
    assert old in text
    code, out, _ = verdict(text.replace(old, old.replace("株洲市20万元", "株洲市10万元")), root=root)
    assert code == 1
    (said,) = out.splitlines()
    assert "10万 should be 20万" in said


def test_amounts_in_a_table_are_known_by_their_caption_row_and_column(
    run_bangfu: Run, verdict: Run, demo: Path
) -> None:
    """减负 of 长沙市 stands in two tables, realised and planned; 差17个 is short of a target."""
    year, half = report(run_bangfu, demo, "--year", "2019"), report(run_bangfu, demo, "--half", "2019-H1")
    realised, planned = re.findall("^\\| 长沙市 \\|.*(?:7500|335)万元.*$", year, re.MULTILINE)
    for text, old, new, wrong in (
        (year, realised, realised.replace("7500万元", "335万元"), "335万元 should be 7500万元"),
        (year, planned, planned.replace("335万元", "7500万元"), "7500万元 should be 335万元"),
        (year, planned, planned.replace("335万元", "—"), "— should be 335万元"),
        (half, "差17个", "差16个", "16个 should be 17个"),
    ):
        assert text.count(old) == 1
        code, out, _ = verdict(text.replace(old, new), root=demo, today="2019-12-31")
        assert (code, out.count("\n")) == (1, 1)
        assert wrong in out


def test_a_caption_in_other_words_is_nobodys_mistake(run_bangfu: Run, verdict: Run, demo: Path) -> None:
    year = report(run_bangfu, demo, "--year", "2019")
    edited = year.replace("**列入计划的成效**", "**计划成效**")
    assert edited != year
    assert verdict(edited, root=demo, today="2019-12-31")[:2] == (0, "")


@pytest.mark.parametrize(
    "options",
    [
        ("--week", "2019-W48"),
        ("--month", "2019-06"),
        ("--quarter", "2019-Q3"),
        ("--half", "2019-H1"),
        ("--year", "2019"),
    ],
)
def test_every_figure_of_the_demonstration_is_checked(
    run_bangfu: Run, demo: Path, tmp_path: Path, options: tuple[str, str]
) -> None:
    """Each of every ninth traced figure is changed alone: it is reported, nothing else is, and with the right one."""
    from bangfu.bulletin.passages import read
    from bangfu.bulletin.proofread import proofread

    markdown = report(run_bangfu, demo, *options)
    cities = [(f"{name}市", name) for name in CITIES] + [("湘西州", "湘西")]
    fresh = read(markdown, cities)
    figures = [figure for passage in fresh.passages for figure in passage.figures]
    lines = markdown.split("\n")
    for figure in figures[::9]:
        line, begin = lines[figure.line - 1], figure.column - 1
        number = re.match(r"[^0-9]{0,2}[0-9.]*[0-9]", figure.text)
        if number is None or line[begin : begin + len(figure.text)] != figure.text:
            continue  # no digit, or written with escapes
        last = begin + number.end() - 1
        digit = "8" if line[last] != "8" else "3"
        edited = [*lines]
        edited[figure.line - 1] = f"{line[:last]}{digit}{line[last + 1 :]}"
        (found,) = proofread(read("\n".join(edited), cities), fresh).disagreements
        assert (found.written.line, found.written.column, found.expected) == (figure.line, figure.column, figure.text)


def shuffled(paragraph: str, dice: random.Random) -> str:
    """Its sentences in another order."""
    sentences = re.findall("[^。]+。", paragraph)
    dice.shuffle(sentences)
    return "".join(sentences)


def shortened(paragraph: str, dice: random.Random) -> str:
    """Without one of its sentences."""
    sentences = re.findall("[^。]+。", paragraph)
    if len(sentences) > 1:
        del sentences[dice.randrange(len(sentences))]
    return "".join(sentences)


def repunctuated(paragraph: str, dice: random.Random) -> str:
    """With a semicolon for a comma, and the other way round."""
    return re.sub("[，；]", lambda mark: dice.choice("，；"), paragraph)


def widened(paragraph: str, _dice: random.Random) -> str:
    """With full-width digits."""
    return paragraph.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))  # noqa: RUF001 - full width is meant


def refilled(paragraph: str, dice: random.Random) -> str:
    """With words that say nothing put in or left out."""
    more = re.sub("(?<=[，；])(?=收集问题|核实[0-9]|交办[0-9])", lambda _: dice.choice(("已", "共", "")), paragraph)
    return re.sub("个问题|累计", lambda words: dice.choice((words[0], words[0][:1].replace("累", ""))), more)


@pytest.mark.parametrize("edit", [shuffled, shortened, repunctuated, widened, refilled])
@pytest.mark.parametrize(
    "options", [("--month", "2019-06"), ("--quarter", "2019-Q3"), ("--half", "2019-H1"), ("--year", "2019")]
)
def test_edits_that_leave_the_figures_alone_raise_no_alarm(
    run_bangfu: Run, verdict: Run, demo: Path, options: tuple[str, str], edit: Callable[..., str]
) -> None:
    dice = random.Random(1)  # noqa: S311 - always the same edits
    lines = report(run_bangfu, demo, *options).split("\n")
    prose = re.compile(r"(\*\*[^*]+\*\*。)(.+)")
    edited = [f"{match[1]}{edit(match[2], dice)}" if (match := prose.fullmatch(line)) else line for line in lines]
    assert edited != lines
    code, out, _ = verdict("\n".join(edited), root=demo, today="2019-12-31")
    assert (code, out) == (0, "")


def test_a_rise_that_was_a_fall(run_bangfu: Run, verdict: Run, demo: Path) -> None:
    month = report(run_bangfu, demo, "--month", "2019-06")
    assert month.count("与上月相比，收集数减少22个，办结数减少10个") == 1
    edited = month.replace("收集数减少22个", "收集数增加22个")
    code, out, _ = verdict(edited, root=demo, today="2019-12-31")
    assert (code, out.count("\n")) == (1, 1)
    assert "增加22 should be 减少22" in out
    assert verdict(month.replace("收集数减少22个", "收集数下降了22个"), root=demo, today="2019-12-31")[:2] == (0, "")


def test_a_sum_belongs_to_no_city(run_bangfu: Run, verdict: Run, demo: Path) -> None:
    """The clauses of 帮扶成效 in another order: what one says last is not what the next begins with."""
    month = report(run_bangfu, demo, "--month", "2019-06")
    whole = re.search("已经实现的成效有：([^。]+)。", month)
    assert whole
    clauses = whole[1].split("；")
    assert len(clauses) > 4
    edited = month.replace(whole[1], "；".join(reversed(clauses)))
    assert verdict(edited, root=demo, today="2019-12-31")[:2] == (0, "")


def test_json(verdict: Run, june: str) -> None:
    code, out, _ = verdict(june.replace("| 株洲市 | 256 |", "| 株洲市 | 265 |"), "--json")
    document = json.loads(out)
    assert code == 1
    assert (document["schema"], document["period"], document["as_of"]) == (1, "2019-06", "2019-06-30")
    assert document["counts"] == {"agree": document["counts"]["agree"], "disagree": 1, "unchecked": 0, "absent": 0}
    (finding,) = document["findings"]
    assert (finding["written"], finding["expected"], finding["subject"], finding["noun"]) == (
        "265", "256", "株洲市", "收集",
    )  # fmt: skip
    line = june.splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 :].startswith("256")


def test_the_option_says_the_period_where_the_title_does_not(verdict: Run, june: str) -> None:
    untitled = june.replace("2019年6月情况的通报", "情况的通报")
    code, out, err = verdict(untitled)
    assert (code, out) == (2, "")
    assert "names no period" in err
    assert verdict(untitled, "--month", "2019-06")[:2] == (0, "")


@pytest.mark.parametrize("text", ["", "随便写的一段话。\n", "# 2019年6月的菜谱\n\n鸡蛋3个。\n", b"\xff\xfe\x00"])
def test_what_is_no_bulletin_is_refused(verdict: Run, text: str | bytes) -> None:
    code, out, err = verdict(text)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_no_file(run_bangfu: Run, tmp_path: Path) -> None:
    assert run_bangfu(PROJECT, "check-bulletin", str(tmp_path / "nowhere.md")).code == 2
    assert run_bangfu(PROJECT, "check-bulletin", str(tmp_path)).code == 2


def test_hostile_text_does_no_harm(verdict: Run, june: str) -> None:
    evil = "\x1b[31m" + "9" * 100_000 + "," + "1,234" * 20_000 + "|" * 20_000 + "（" * 20_000 + "\\" * 9_999 + "\u202e"
    edited = june.replace("## 二、", f"{evil}\n\n## 二、").replace("| 株洲市 | 256 |", "| 株洲市 | 9\x1b9 |")
    code, out, err = verdict(edited)
    assert (code, out) == (0, "")
    assert "\x1b" not in out + err


def test_control_characters_are_shown_not_sent(verdict: Run, june: str) -> None:
    edited = june.replace("**1、总体进展**。", "**1、总体进展\x1b[31m**。").replace("核实244个", "核实245个")
    code, out, _ = verdict(edited)
    assert code == 1
    assert "245 should be 244" in out
    assert "\x1b" not in out
