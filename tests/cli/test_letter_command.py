"""`bangfu letter` as users run it: the letter, the event that records it, the serials, and all that is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

Run = Callable[..., Any]

PROVINCE = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
channels: [企业服务专线, 问题交办函, 督办函]
cities:
  - {slug: changsha, name: 长沙市, prefix: CS, code: "430100"}
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ, code: "430200"}
"""
ZHUZHOU = """\
city: 株洲市
enterprises:
  - name: 示例轨道装备有限公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 示例轨道装备有限公司
    title: 新增用地未落实
    category: 用地
    detail: 二期厂房需新增用地 30 亩
    events:
      - {date: 2019-03-05, type: 反映}
      - {date: 2019-03-08, type: 交办, to: [市自然资源局, 市住建局], due: 2019-04-08, number: 〔2019〕12号}
  - id: ZZ-190306-8M3M
    enterprise: 示例轨道装备有限公司
    title: 缺工
    category: 用工
    events:
      - {date: 2019-03-06, type: 反映, via: 企业服务专线}
  - id: ZZ-190610-4N3M
    enterprise: 示例轨道装备有限公司
    title: 用电扩容问题
    category: 用电
    events:
      - {date: 2019-06-10, type: 反映}
      - {date: 2019-06-28, type: 交办, to: [市自然资源局], due: 2019-07-10}
"""
CHANGSHA = """\
city: 长沙市
enterprises:
  - name: 示例机械有限公司
issues:
  - id: CS-190401-2A3B
    enterprise: 示例机械有限公司
    title: 土地证未办
    category: 用地
    events:
      - {date: 2019-04-01, type: 反映}
      - {date: 2019-04-02, type: 交办, to: [市自然资源局], due: 2019-05-02}
"""
FILE = "ledgers/zhuzhou.yaml"


@pytest.fixture
def story(repository: Callable[..., Path]) -> Path:
    return repository({"bangfu.yaml": PROVINCE, FILE: ZHUZHOU, "ledgers/changsha.yaml": CHANGSHA})


@pytest.fixture
def write(story: Path, run_bangfu: Run) -> Run:
    def run(*arguments: str, **options: str) -> Any:
        return run_bangfu(story, "letter", *arguments, today="2019-07-05", **options)

    return run


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted((root / "ledgers").iterdir())}


def test_a_letter_that_assigns_and_its_event_stand_together(story: Path, write: Run) -> None:
    done = write("assign", "8M3M", "--to", "市人社局", "--to", "市总工会")
    assert done.code == 0, done.err
    assert done.err == "ZZ-190306-8M3M 交办 2019-07-05 帮扶交办〔2019〕13号  ledgers/zhuzhou.yaml:19\n"
    added = (
        "      - {date: 2019-07-05, type: 交办, to: [市人社局, 市总工会], via: 问题交办函, due: 2019-08-04, "
        "number: 帮扶交办〔2019〕13号}\n"
    )
    head, tail = ZHUZHOU.split("  - id: ZZ-190610-4N3M")
    assert texts(story)["zhuzhou.yaml"] == f"{head}{added}  - id: ZZ-190610-4N3M{tail}"
    for words in (
        "帮扶交办〔2019〕13号",
        "# 关于缺工问题的交办函",
        "市人社局：",
        "企业反映的下列问题，现交你单位牵头办理，市总工会协助办理。",
        "**1、株洲市示例轨道装备有限公司：缺工**。编号ZZ-190306-8M3M，属要素保障领域用工类，2019年3月6日通过企业服务专线反映，至今121天。",
        "请于2019年8月4日前（含当日）办结，并填写所附回执报我单位。",
        "湖南省工业和信息化厅\n\n2019年7月5日\n\n抄送：市总工会\n",
        "## 帮扶交办〔2019〕13号　回执",
        "| ZZ-190306-8M3M | 缺工 |",
        "- 经办人：＿＿＿＿",  # noqa: RUF001
        "- 联系电话：＿＿＿＿",  # noqa: RUF001
    ):
        assert words in done.out


def test_an_issue_that_is_assigned_anew(write: Run) -> None:
    done = write("assign", "4N3M", "--to", "国网株洲公司", "--due", "2019-07-31")
    assert done.code == 0, done.err
    assert "# 关于用电扩容问题的交办函" in done.out
    assert "2019年6月10日反映，至今25天，原由市自然资源局牵头，现改由你单位牵头。" in done.out
    assert "请于2019年7月31日前（含当日）办结" in done.out


def test_every_kind_and_every_year_counts_its_own_serials(story: Path, write: Run, run_bangfu: Run) -> None:
    assert "帮扶督办〔2019〕1号" in write("supervise", "7K3M").out
    assert "帮扶督办〔2019〕2号" in write("supervise", "2A3B").out
    assert "帮扶催办〔2019〕1号" in write("remind", "4N3M").out
    assert "帮扶督办〔2019〕9号" in write("supervise", "7K3M", "--number", "9").out
    assert "帮扶督办〔2019〕10号" in write("supervise", "7K3M").out
    later = run_bangfu(story, "letter", "supervise", "7K3M", today="2020-01-02")
    assert "帮扶督办〔2020〕1号" in later.out
    assert run_bangfu(story, "check", today="2020-01-02").code == 0


@pytest.mark.parametrize(("action", "options"), [("assign", ("--to", "市人社局")), ("supervise", ())])
def test_a_number_that_is_used_is_refused(story: Path, write: Run, action: str, options: tuple[str, ...]) -> None:
    issue = {"assign": "8M3M", "supervise": "4N3M"}[action]
    assert write("supervise", "7K3M", "--number", "12").code == 0
    before = texts(story)
    done = write(action, issue, *options, "--number", "12")
    assert done.code == 2
    assert "〔2019〕12号 is used already" in done.err
    assert "the next that is free: 13" in done.err
    assert texts(story) == before


def test_a_number_in_a_record_that_cannot_be_read_is_taken(story: Path, write: Run) -> None:
    path = story / "ledgers/changsha.yaml"
    path.write_text(CHANGSHA.replace("due: 2019-05-02", "due: 明天, number: 帮扶督办〔2019〕1号"), encoding="utf-8")
    assert "帮扶督办〔2019〕2号" in write("supervise", "7K3M").out


def test_all_of_a_departments_overdue_issues_in_one_letter(story: Path, write: Run) -> None:
    done = write("supervise", "--department", "市自然资源局", "--due", "2019-07-20", "--note", "7月底前供地")
    assert done.code == 0, done.err
    assert "# 关于土地证未办等2个问题的督办函" in done.out
    assert "**1、长沙市示例机械有限公司：土地证未办**。（**红色，逾期未办结**）" in done.out
    assert (
        "**2、株洲市示例轨道装备有限公司：新增用地未落实**。（**红色，逾期未办结**）二期厂房需新增用地30亩。"
        "编号ZZ-190305-7K3M，属要素保障领域用地类，2019年3月5日反映，2019年3月8日交办，至今119天，"
        "最近一次办理记录为2019年3月8日。办理期限为2019年4月8日，已逾期88天。"
    ) in done.out
    assert "7月底前供地。\n\n请于2019年7月20日前（含当日）办结" in done.out
    assert "抄送：市住建局" in done.out
    assert "4N3M" not in done.out
    event = (
        "{date: 2019-07-05, type: 督办, via: 督办函, due: 2019-07-20, note: 7月底前供地, number: 帮扶督办〔2019〕1号}"
    )
    assert [text.count(event) for text in texts(story).values()] == [1, 1]


def test_a_reminder_takes_all_of_a_departments_due_issues(story: Path, write: Run) -> None:
    """On 5 July one is overdue in each city and one is due in five days; on 1 July the last is not due soon yet."""
    early = write("remind", "--department", "市自然资源局", "--date", "2019-07-01", "--dry-run")
    assert "等2个问题的催办函" in early.out
    assert "4N3M" not in early.out
    done = write("remind", "--department", "市自然资源局", "--city", "株洲")
    assert done.code == 0, done.err
    assert "# 关于新增用地未落实等2个问题的催办函" in done.out
    assert done.out.index("**红色，逾期未办结**") < done.out.index("**蓝色，临近期限**")
    event = "      - {date: 2019-07-05, type: 督办, number: 帮扶催办〔2019〕1号}\n"
    assert [text.count(event) for text in texts(story).values()] == [0, 2]


def test_a_reminder_takes_what_is_stale_and_a_supervision_does_not(
    repository: Callable[..., Path], run_bangfu: Run
) -> None:
    stale = ZHUZHOU.replace("due: 2019-04-08", "due: 2019-12-31").replace("due: 2019-07-10", "due: 2019-12-31")
    root = repository({"bangfu.yaml": PROVINCE, FILE: stale})
    pressed = run_bangfu(root, "letter", "supervise", "--department", "市自然资源局", today="2019-07-05")
    assert pressed.code == 2
    assert "市自然资源局 leads no overdue issue" in pressed.err
    reminded = run_bangfu(root, "letter", "remind", "--department", "市自然资源局", today="2019-07-05")
    assert reminded.code == 0, reminded.err
    assert "（**黄色，进展滞后**）" in reminded.out
    assert "4N3M" not in reminded.out


def test_a_letter_of_word_is_written_with_its_event(story: Path, write: Run, tmp_path: Path) -> None:
    file, again = tmp_path / "letter.docx", tmp_path / "again.docx"
    done = write("supervise", "7K3M", "-o", str(file))
    assert done.code == 0, done.err
    paragraphs = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    assert paragraphs[:3] == ["湖南省工业和信息化厅", "帮扶督办〔2019〕1号", "关于新增用地未落实问题的督办函"]
    assert "number: 帮扶督办〔2019〕1号" in texts(story)["zhuzhou.yaml"]
    assert write("show", "〔2019〕1号", "-o", str(again)).code == 0
    assert again.read_bytes() == file.read_bytes()


def test_a_dry_run_of_a_letter_of_word_shows_its_words(story: Path, write: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    done = write("supervise", "7K3M", "-o", str(file), "--dry-run")
    assert done.code == 0, done.err
    assert "# 关于新增用地未落实问题的督办函" in done.out
    assert "+      - {date: 2019-07-05, type: 督办" in done.out
    assert not file.exists()
    assert texts(story)["zhuzhou.yaml"] == ZHUZHOU


def test_one_citys_overdue_issues_alone(write: Run) -> None:
    done = write("supervise", "--department", "市自然资源局", "--city", "株洲", "--dry-run")
    assert done.code == 0, done.err
    assert "ZZ-190305-7K3M" in done.out
    assert "CS-190401-2A3B" not in done.out


@pytest.mark.parametrize(
    ("issue", "day", "grade"),
    [
        ("4N3M", "2019-07-02", None),
        ("4N3M", "2019-07-03", "蓝色，临近期限"),
        ("4N3M", "2019-07-05", "蓝色，临近期限"),
        ("7K3M", "2019-03-22", None),
        ("7K3M", "2019-03-24", "黄色，进展滞后"),
        ("7K3M", "2019-04-08", "黄色，进展滞后"),
        ("7K3M", "2019-04-09", "红色，逾期未办结"),
    ],
)
def test_how_pressing_an_issue_is(write: Run, issue: str, day: str, grade: str | None) -> None:
    done = write("remind", issue, "--date", day, "--dry-run")
    assert done.code == 0, done.err
    assert [word for word in ("蓝色", "黄色", "红色") if word in done.out] == ([grade[:2]] if grade else [])
    assert grade is None or f"（**{grade}**）" in done.out
    page = write("remind", issue, "--date", day, "--dry-run", "--format", "html").out
    colours = {"蓝色": "blue", "黄色": "yellow", "红色": "red"}
    if grade:
        assert f'<span class="urgency {colours[grade[:2]]}">{grade}</span>' in page
    else:
        assert '<span class="urgency' not in page


def test_a_reminder_leaves_the_due_date_alone(story: Path, write: Run) -> None:
    done = write("remind", "4N3M")
    assert done.code == 0, done.err
    assert "办理期限为2019年7月10日，还有5天。" in done.out
    assert "请抓紧办理，在期限内办结。办结后填写所附回执报我单位。" in done.out
    assert "      - {date: 2019-07-05, type: 督办, number: 帮扶催办〔2019〕1号}\n" in texts(story)["zhuzhou.yaml"]


def test_a_dry_run_prints_the_letter_and_the_diff_and_writes_nothing(story: Path, write: Run, tmp_path: Path) -> None:
    target = tmp_path / "letter.md"
    done = write("supervise", "7K3M", "--dry-run", "-o", str(target))
    assert done.code == 0, done.err
    letter, _slash, diff = done.out.partition("--- a/ledgers/zhuzhou.yaml\n")
    assert "# 关于新增用地未落实问题的督办函" in letter
    assert "+      - {date: 2019-07-05, type: 督办, via: 督办函, number: 帮扶督办〔2019〕1号}" in diff
    assert not target.exists()
    assert texts(story) == {"changsha.yaml": CHANGSHA, "zhuzhou.yaml": ZHUZHOU}


@pytest.mark.parametrize("form", ["md", "html"])
def test_an_issued_letter_is_printed_again_as_it_was(story: Path, write: Run, run_bangfu: Run, form: str) -> None:
    issued = {
        "帮扶督办〔2019〕1号": write("supervise", "--department", "市自然资源局", "--format", form).out,
        "帮扶交办〔2019〕13号": write("assign", "8M3M", "--to", "市人社局", "--to", "市总工会", "--format", form).out,
        "帮扶催办〔2019〕1号": write("remind", "4N3M", "--format", form).out,
    }
    assert run_bangfu(story, "resolve", "4N3M", "--result", "已扩容", today="2019-07-09").code == 0
    before = texts(story)
    for number, letter in issued.items():
        again = run_bangfu(story, "letter", "show", number, "--format", form, today="2019-09-01")
        assert (again.code, again.out) == (0, letter)
    assert texts(story) == before


def test_a_letter_is_found_by_its_number_in_any_brackets_or_by_the_end_of_it(write: Run) -> None:
    assert "# 关于新增用地未落实问题的交办函" in write("show", "〔2019〕12号").out
    assert "# 关于新增用地未落实问题的交办函" in write("show", "帮扶交办〔2019〕12号").out
    assert write("supervise", "7K3M").code == 0
    assert write("remind", "4N3M").code == 0
    done = write("show", "〔2019〕1号")
    assert done.code == 2
    assert "may be any of these letters: 帮扶督办〔2019〕1号, 帮扶催办〔2019〕1号" in done.err
    done = write("show", "帮扶督办〔2019〕7号")
    assert done.code == 2
    assert "there is no letter “帮扶督办〔2019〕7号” in the ledgers" in done.err


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_recorded(
    story: Path, write: Run, tmp_path: Path
) -> None:
    for target in (tmp_path / "nowhere" / "a.md", story / FILE):
        done = write("supervise", "7K3M", "--format", "md", "-o", str(target))
        assert done.code == 2
    assert texts(story)["zhuzhou.yaml"] == ZHUZHOU


def test_a_file_that_fails_afterwards_leaves_the_letter_on_record(
    story: Path, write: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bangfu.edit.atomic.replace_file", full)
    done = write("supervise", "7K3M", "-o", str(tmp_path / "a.md"))
    assert done.code == 2
    assert "bangfu letter show 帮扶督办〔2019〕1号 -o FILE" in done.err
    assert "帮扶督办〔2019〕1号" in texts(story)["zhuzhou.yaml"]
    assert "帮扶督办〔2019〕1号" in write("show", "帮扶督办〔2019〕1号").out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("supervise", "8M3M"), "ZZ-190306-8M3M is 待核实: 督办 may not follow"),
        (("remind", "8M3M"), "ZZ-190306-8M3M is 待核实: 督办 may not follow"),
        (("assign", "8M3M"), "missing: --to"),
        (("assign", "8M3M", "--to", " "), "--to is empty"),
        (("assign", "8M3M", "--to", "市人社局", "--due", "2019-07-04"), "due on 2019-07-04, before 2019-07-05"),
        (("supervise", "7K3M", "--date", "2019-07-06"), "lies in the future"),
        (("supervise", "7K3M", "--date", "2019-03-07"), "would stand before its last event"),
        (("supervise", "7K3M", "7K3M"), "ZZ-190305-7K3M is named twice"),
        (("supervise", "0000"), "there is no issue “0000”"),
        (("supervise", "7K3M", "--number", "012"), "--number takes a whole number"),
        (("supervise", "7K3M", "--to", "市人社局"), "--to does not go with “supervise”"),
        (("remind", "7K3M", "--due", "2019-08-01"), "--due does not go with “remind”"),
        (("remind", "--department", "市住建局"), "市住建局 leads no issue that is overdue, stale or due soon"),
        (("remind", "--department", ""), "--department is empty"),
        (("assign", "--department", "市自然资源局"), "--department does not go with “assign”"),
        (("supervise", "7K3M", "--due", ""), "“” is no date"),
        (("remind", "7K3M", "--due", ""), "--due does not go with “remind”"),
        (("supervise", "--department", "市自然资源局", "--city", ""), "there is no city “”"),
        (("supervise",), "no issue is named"),
        (("supervise", "7K3M", "--department", "市自然资源局"), "give ids or --department, not both"),
        (("supervise", "7K3M", "--city", "株洲"), "--city goes with --department"),
        (("supervise", "--department", "市自然资源"), "did you mean “市自然资源局”?"),
        (("supervise", "7K3M", "--format", "rtf"), "--format takes md, html, docx, pdf"),
        (("supervise", "7K3M", "-o", "a.rtf"), "the format cannot be told"),
        (("press", "7K3M"), "takes assign, remind, supervise, show"),
        (("show", "a", "b"), "show takes one number"),
        (("show", "〔2019〕12号", "--dry-run"), "--dry-run does not go with “show”"),
    ],
)
def test_what_is_refused_changes_nothing(story: Path, write: Run, arguments: tuple[str, ...], reason: str) -> None:
    done = write(*arguments)
    assert (done.code, done.out) == (2, "")
    assert reason in done.err
    assert texts(story) == {"changsha.yaml": CHANGSHA, "zhuzhou.yaml": ZHUZHOU}


def test_issues_of_different_departments_are_not_put_into_one_letter(story: Path, write: Run) -> None:
    assert write("assign", "8M3M", "--to", "市人社局").code == 0
    before = texts(story)
    done = write("supervise", "8M3M", "7K3M")
    assert done.code == 2
    assert "a letter goes to one department; these issues are led by: 市人社局, 市自然资源局" in done.err
    assert texts(story) == before


def test_hostile_text_is_shown_as_it_is(repository: Callable[..., Path], run_bangfu: Run) -> None:
    title = "<script>alert(1)</script> **急** [点](http://x.example) | {{ 7*7 }}"
    root = repository({"bangfu.yaml": PROVINCE, FILE: ZHUZHOU.replace("title: 缺工", f"title: '{title}'")})
    options = ("assign", "8M3M", "--to", "<b>市人社局</b>", "--note", "# 一\n- <img src=x>", "--issuer", "<i>办</i>")
    page = run_bangfu(root, "letter", *options, "--format", "html", "--dry-run", today="2019-07-05")
    assert page.code == 0, page.err
    html = page.out.partition("--- a/")[0]
    for raw in ("<script", "<b>", "<img", "<i>"):
        assert raw not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **急** [点](http://x.example) | {{ 7*7 }}" in html
    markdown = run_bangfu(root, "letter", *options, "--dry-run", today="2019-07-05").out.partition("--- a/")[0]
    assert r"\<script\>alert(1)\</script\> \*\*急\*\* \[点\](http\://x.example) \| {{ 7\*7 }}" in markdown
    assert r"\# 一 - \<img src=x\>" in markdown


def test_the_messages_speak_chinese_and_the_letter_always_does(write: Run) -> None:
    done = write("supervise", "--department", "市住建局", lang="zh")
    assert done.code == 2
    assert "市住建局" in done.err
    assert "没有牵头" in done.err


def test_invented_data_are_marked(repository: Callable[..., Path], run_bangfu: Run) -> None:
    root = repository({"bangfu.yaml": PROVINCE + "demo: true\n", FILE: ZHUZHOU})
    done = run_bangfu(root, "letter", "remind", "4N3M", "--dry-run", today="2019-07-05")
    assert done.out.startswith("> **演示数据：本函的企业和问题均为虚构**\n")
