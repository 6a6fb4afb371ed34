"""`bangfu report`: periods, formats, where it writes, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

TOP = Path(__file__).resolve().parents[2]

LEDGER = """\
city: 株洲市
opening:
  - {date: 2019-06-30, reported: 256, verified: 242, assigned: 242, resolved: 62}
"""
BROKEN = "city: 株洲市\nopening:\n  - {date: 2019-6-30, reported: 256}\n"


@pytest.fixture
def province(repository: Make) -> Path:
    return repository({"ledgers/zhuzhou.yaml": LEDGER})


def test_markdown_goes_to_standard_output(run_bangfu: Run, province: Path) -> None:
    result = run_bangfu(province, "report", "--month", "2019-06")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("**湖南省工业和信息化厅文件**\n")
    assert "办结率25.6%（62/242）" in result.out
    assert "2019年6月30日" in result.out


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ((), "2019年6月情况的通报"),
        (("--month",), "2019年6月情况的通报"),
        (("--week",), "2019年第26周情况周报"),
        (("--quarter",), "2019年第二季度调度讲评情况的通报"),
        (("--half", "2019-H1"), "2019年上半年考核督查情况的通报"),
        (("--year", "2018"), "2018年度综合考评情况的通报"),
    ],
)
def test_the_period(run_bangfu: Run, province: Path, options: tuple[str, ...], title: str) -> None:
    result = run_bangfu(province, "report", *options, today="2019-07-02")
    assert result.code == 0
    assert title in result.out


def test_a_period_that_is_not_over_is_as_of_today(run_bangfu: Run, province: Path) -> None:
    result = run_bangfu(province, "report", "--year", "2019", today="2019-07-02")
    assert "截至2019年7月2日，本期尚未结束" in result.out


def test_a_period_in_the_future_is_refused(run_bangfu: Run, province: Path) -> None:
    result = run_bangfu(province, "report", "--month", "2019-08", today="2019-07-02")
    assert (result.code, result.out) == (2, "")
    assert "2019-08 has not begun by 2019-07-02" in result.err


@pytest.mark.parametrize(
    ("name", "start"), [("六月.html", "<!DOCTYPE html>"), ("六月.md", "**湖南省"), ("J.HTM", "<!DOC")]
)
def test_the_ending_names_the_format(run_bangfu: Run, province: Path, tmp_path: Path, name: str, start: str) -> None:
    result = run_bangfu(province, "report", "--month", "2019-06", "-o", str(tmp_path / name))
    assert (result.code, result.out) == (0, "")
    assert (tmp_path / name).read_text("utf-8").startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["repository", name])


def test_the_format_given_wins(run_bangfu: Run, province: Path, tmp_path: Path) -> None:
    assert run_bangfu(province, "report", "--format", "html", "-o", str(tmp_path / "page.txt")).code == 0
    assert (tmp_path / "page.txt").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run_bangfu(province, "report", "--format", "html").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-o", "bulletin.rtf"), "the format cannot be told from the ending of “bulletin.rtf”"),
        (("-o", "bulletin.rtf"), "end it with one of .md, .html, .docx, .pdf, or give --format"),
        (("--format", "rtf"), "--format takes md, html, docx, pdf, not “rtf”"),
        (("--number", "0"), "--number takes a whole number, not “0”"),
        (("--number", "\uff11\uff12"), "--number takes a whole number"),
        (("--date", "2019-7-5"), "“2019-7-5” is no date"),
        (("--month", "2019-13"), "--month cannot be “2019-13”"),
        (("--month", "2019-06", "--year", "2019"), "exclude each other"),
        (("-o", "/nowhere/at/all.md"), "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused(run_bangfu: Run, province: Path, options: tuple[str, ...], words: str) -> None:
    result = run_bangfu(province, "report", *options)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert "Traceback" not in result.err


def test_number_and_day_of_issue(run_bangfu: Run, province: Path) -> None:
    out = run_bangfu(province, "report", "--month", "2019-06", "--number", "12", "--date", "2019-07-05").out
    assert "帮扶通报〔2019〕12号" in out
    assert "\n2019年7月5日\n" in out


@pytest.mark.parametrize("name", ["bangfu.yaml", "ledgers/zhuzhou.yaml", "ledgers/new.md", "ledgers/../bangfu.yaml"])
def test_what_the_repository_lives_from_is_not_overwritten(run_bangfu: Run, province: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in province.rglob("*") if path.is_file()}
    result = run_bangfu(province, "report", "--format", "md", "-o", str(province / name))
    assert result.code == 2
    assert "is not overwritten" in result.err
    assert {path: path.read_bytes() for path in province.rglob("*") if path.is_file()} == before


def test_nor_through_a_link(run_bangfu: Run, province: Path, tmp_path: Path) -> None:
    (tmp_path / "june.md").symlink_to(province / "ledgers" / "zhuzhou.yaml")
    assert run_bangfu(province, "report", "-o", str(tmp_path / "june.md")).code == 2
    assert (province / "ledgers" / "zhuzhou.yaml").read_text("utf-8") == LEDGER


def test_an_older_bulletin_is_replaced(run_bangfu: Run, province: Path) -> None:
    page = province / "june.md"
    page.write_text("old", encoding="utf-8")
    assert run_bangfu(province, "report", "-o", str(page)).code == 0
    assert page.read_text("utf-8").startswith("**湖南省")


def test_no_figures_from_a_ledger_with_errors(run_bangfu: Run, repository: Make, tmp_path: Path) -> None:
    root = repository({"ledgers/zhuzhou.yaml": BROKEN})
    result = run_bangfu(root, "report", "-o", str(tmp_path / "june.md"))
    assert (result.code, result.out) == (1, "")
    assert "ledgers/zhuzhou.yaml:3:12: BF124 error" in result.err
    assert not (tmp_path / "june.md").exists()


def test_with_errors_allowed_the_page_says_so(run_bangfu: Run, repository: Make) -> None:
    root = repository({"ledgers/zhuzhou.yaml": BROKEN})
    result = run_bangfu(root, "report", "--allow-errors")
    assert result.code == 0
    assert result.out.startswith("> **台账尚有1处错误未改正，本通报数据不得作为正式依据**\n")
    assert "errors in the ledgers: 1" in result.err


def test_own_templates_only_where_they_are_named(run_bangfu: Run, province: Path) -> None:
    (province / "templates").mkdir()
    (province / "templates" / "bulletin.md.j2").write_text("自己的模板：{{ bulletin.name|md }}\n", encoding="utf-8")
    assert run_bangfu(province, "report").out.startswith("**湖南省")
    with (province / "bangfu.yaml").open("a", encoding="utf-8") as file:
        file.write("bulletin: {templates: templates}\n")
    assert run_bangfu(province, "report").out == "自己的模板：关于重点企业精准帮扶活动2019年5月情况的通报\n"


def test_a_broken_template_of_ones_own_gets_one_clear_line(run_bangfu: Run, province: Path) -> None:
    (province / "templates").mkdir()
    (province / "templates" / "bulletin.md.j2").write_text("一\n{{ wrong }}\n", encoding="utf-8")
    with (province / "bangfu.yaml").open("a", encoding="utf-8") as file:
        file.write("bulletin: {templates: templates}\n")
    result = run_bangfu(province, "report")
    assert (result.code, result.out) == (2, "")
    assert result.err == "bangfu: template bulletin.md.j2, line 2: 'wrong' is undefined\n"


def test_seal_colophon_headings_and_title_as_the_configuration_has_them(run_bangfu: Run, repository: Make) -> None:
    words = (TOP / "bangfu.yaml").read_text("utf-8").partition("bulletin:\n")[0]
    root = repository(
        {
            "bangfu.yaml": words
            + "bulletin:\n  title: 关于甲|{period}情况的通报\n  headings: standard\n  seal: true\n"
            + "  colophon: {copies: 省发改委、省财政厅, office: 厅办公室}\n"
            + "  outlook: [{heading: 加快办理, text: 按月办结。}]\n",
            "ledgers/zhuzhou.yaml": "city: 株洲市\n",
        }
    )
    options = ("report", "--month", "2019-06", "--date", "2019-07-05")
    text = run_bangfu(root, *options, today="2019-07-05").out
    assert "\n# 关于甲2019年6月情况的通报\n" in text
    assert "\n**（一）加快办理**。按月办结。\n" in text
    assert text.endswith("\n---\n\n抄送：省发改委、省财政厅。\n\n厅办公室　2019年7月5日印发\n")
    page = run_bangfu(root, *options, "--format", "html", today="2019-07-05").out
    assert "<h1><span>关于甲</span><span>2019年6月情况的通报</span></h1>" in page
    assert '<main class="paper standard">' in page
    assert '<div class="signature sealed">' in page
    assert page.count('<footer class="colophon">') == 1
    assert "<p>抄送：省发改委、省财政厅。</p>" in page


@pytest.mark.parametrize(
    ("words", "code"),
    [("headings: standart", 1), ("colophon: {copies: 甲}", 1), ("colophon: 甲", 1), ("seal: yes", 1)],
)
def test_a_form_that_cannot_be_is_a_finding(run_bangfu: Run, repository: Make, words: str, code: int) -> None:
    text = (TOP / "bangfu.yaml").read_text("utf-8").partition("bulletin:\n")[0]
    result = run_bangfu(repository({"bangfu.yaml": f"{text}bulletin:\n  {words}\n"}), "check")
    assert result.code == code
    assert "BF001" in result.out
