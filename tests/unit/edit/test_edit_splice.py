"""Stories of single edits: a ledger in someone's layout, and the very bytes it should have afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.edit.page import Page
from bangfu.edit.prove import intended, untouched
from bangfu.edit.splice import applied, new_ledger, splice
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import EditRefusedError
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue
from bangfu.model.source import Source
from bangfu.read.build import every_key
from bangfu.read.nodes import Mapping
from bangfu.read.part import read_part
from bangfu.read.recover import compose_source

FILE = "ledgers/zhuzhou.yaml"
VERIFIED = NewEvents(FILE, "A", (Event(date=date(2019, 3, 7), type=EventType.VERIFY),))
REPORT = Event(date=date(2019, 3, 9), type=EventType.REPORT)
ISSUE = NewRecord(FILE, "issues", Issue(id="B", enterprise="甲", title="融资难", category="融资", events=(REPORT,)))
FIRM = NewRecord(FILE, "enterprises", Enterprise(name="乙"))


def edit(text: str, *changes: Change) -> str:
    """The text after the changes, proven as the program proves them."""
    source = Source(FILE, text, "")
    root = compose_source(source, every_key()).root
    assert isinstance(root, Mapping)
    page = Page(FILE, text, root)
    splices = [splice(page, change) for change in changes]
    new, lines = applied(text, splices)
    untouched(text, new, splices)
    intended(read_part(source), changes, Source(FILE, new, ""))
    assert [len(found) for found in lines] == [1 for _change in changes]
    return new


ISSUE_A = """\
issues:
  - id: A
    enterprise: 甲
    title: 用地
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
"""
LINE = "      - {date: 2019-03-07, type: 核实}\n"


def test_an_event_goes_below_the_last_one() -> None:
    assert edit("city: 株洲市\n" + ISSUE_A, VERIFIED) == "city: 株洲市\n" + ISSUE_A + LINE


def test_a_comment_at_the_end_of_the_last_event_stays_there() -> None:
    text = "city: 株洲市\n" + ISSUE_A.rstrip("\n") + "   # 来电\n"
    assert edit(text, VERIFIED) == text + LINE


def test_a_remark_in_the_list_stays_above_and_one_outside_stays_below() -> None:
    text = "city: 株洲市\n" + ISSUE_A + "      # 已电话核实\n"
    rest = "# 以下为举措\nmeasures: []\n"
    assert edit(text + rest, VERIFIED) == text + LINE + rest


def test_a_remark_in_the_column_of_key_and_dash_is_about_the_next_key() -> None:
    text = "city: 株洲市\nenterprises:\n- name: 甲\n"
    assert edit(text + "# 举措\nmeasures: []\n", FIRM) == text + "- name: 乙\n# 举措\nmeasures: []\n"


def test_blank_lines_below_stay_below() -> None:
    text = "city: 株洲市\n" + ISSUE_A
    assert edit(text + "\n\nmeasures:\n", VERIFIED) == text + LINE + "\n\nmeasures:\n"


def test_windows_line_ends() -> None:
    text = ("city: 株洲市\n" + ISSUE_A).replace("\n", "\r\n")
    assert edit(text, VERIFIED) == text + LINE.replace("\n", "\r\n")


def test_the_neighbours_line_end_where_they_are_mixed() -> None:
    text = "city: 株洲市\r\n" + ISSUE_A
    assert edit(text, VERIFIED) == text + LINE


def test_a_missing_last_line_end_stays_missing() -> None:
    text = "city: 株洲市\n" + ISSUE_A.rstrip("\n")
    assert edit(text, VERIFIED) == text + "\n" + LINE.rstrip("\n")


def test_the_end_of_the_document_stays_last() -> None:
    text = "---\ncity: 株洲市\n" + ISSUE_A
    assert edit(text + "...\n", VERIFIED) == text + LINE + "...\n"


def test_the_dashes_column_and_gap_of_the_last_event() -> None:
    text = """\
city: 株洲市
issues:
- id: A
  enterprise: 甲
  title: 用地
  category: 用地
  events:
  -   {date: 2019-03-05, type: 反映}
"""
    assert edit(text, VERIFIED) == text + "  -   {date: 2019-03-07, type: 核实}\n"


def test_below_an_event_with_a_line_for_each_key() -> None:
    text = """\
city: 株洲市
issues:
  - events:
      - date: 2019-03-05
        type: 反映
        # 首次
    id: A
    enterprise: 甲
    title: '用地'
    category: "用地"
"""
    expected = text.replace("        # 首次\n", "        # 首次\n" + LINE)
    assert edit(text, VERIFIED) == expected


def test_a_list_in_brackets_on_one_line() -> None:
    text = """\
city: 株洲市
issues:
  - {id: A, enterprise: 甲, title: 用地, category: 用地, events: [{date: 2019-03-05, type: 反映}]}  # 旧格式
"""
    expected = text.replace("反映}]", "反映}, {date: 2019-03-07, type: 核实}]")
    assert edit(text, VERIFIED) == expected


@pytest.mark.parametrize(
    ("old", "new"), [("}", "},"), ("},", "},"), ("}  # 来电", "},  # 来电"), ("},  # 来电", "},  # 来电")]
)
def test_a_list_in_brackets_with_a_line_for_each_event(old: str, new: str) -> None:
    head = """\
city: 株洲市
issues:
  - id: A
    enterprise: 甲
    title: 用地
    category: 用地
    events: [
      {date: 2019-03-05, type: 反映"""
    comma = "," if old.startswith("},") else ""
    expected = f"{head}{new}\n      {{date: 2019-03-07, type: 核实}}{comma}\n    ]\n"
    assert edit(f"{head}{old}\n    ]\n", VERIFIED) == expected


NEW_ISSUE = """\
  - id: B
    enterprise: 甲
    title: 融资难
    category: 融资
    events:
      - {date: 2019-03-09, type: 反映}
"""


@pytest.mark.parametrize("empty", ["issues: []", "issues:", "issues: ~", "issues: null", "issues: [ ]"])
def test_the_first_record_of_an_empty_section(empty: str) -> None:
    assert edit(f"city: 株洲市\n{empty}\nmeasures:\n", ISSUE) == f"city: 株洲市\nissues:\n{NEW_ISSUE}measures:\n"


def test_the_comment_beside_an_empty_list_stays() -> None:
    text = "city: 株洲市\nissues: []   # 暂无\n"
    assert edit(text, ISSUE) == f"city: 株洲市\nissues:   # 暂无\n{NEW_ISSUE}"


def test_the_comment_within_empty_brackets_stays() -> None:
    text = "city: 株洲市\nenterprises: [  # 暂无\n]\n"
    assert edit(text, FIRM) == "city: 株洲市\nenterprises: [  # 暂无\n{name: 乙}]\n"


def test_a_missing_section_takes_its_place_in_the_order() -> None:
    text = "city: 株洲市  # 市\n# 举措\nmeasures: []\n"
    assert edit(text, ISSUE) == f"city: 株洲市  # 市\nissues:\n{NEW_ISSUE}# 举措\nmeasures: []\n"


def test_a_missing_section_of_a_file_with_blank_lines_between_sections() -> None:
    text = "city: 株洲市\n\nenterprises:\n- name: 甲\n\nmeasures: []\n"
    indentless = NEW_ISSUE.replace("\n  ", "\n").removeprefix("  ")
    assert edit(text, ISSUE) == f"city: 株洲市\n\nenterprises:\n- name: 甲\n\nissues:\n{indentless}\nmeasures: []\n"


def test_a_whole_file_in_braces() -> None:
    assert edit("{city: 株洲市}\n", FIRM) == "{city: 株洲市, enterprises: [{name: 乙}]}\n"
    assert edit("{city: 株洲市, enterprises: }\n", FIRM) == "{city: 株洲市, enterprises: [{name: 乙}]}\n"


def test_the_blank_line_between_records_is_a_habit() -> None:
    text = "city: 株洲市\n" + ISSUE_A + "\n" + ISSUE_A.replace("issues:\n", "").replace("id: A", "id: C") + "# 完\n"
    assert edit(text, ISSUE) == text.replace("# 完\n", "\n" + NEW_ISSUE + "# 完\n")


def test_an_issue_below_one_that_ends_with_free_text() -> None:
    text = """\
city: 株洲市
issues:
  - id: A
    enterprise: 甲
    title: 用地
    category: 用地
    events:
    - {date: 2019-03-05, type: 反映}
    detail: |
      第一行
      # 不是注释


# 完
"""
    new = NEW_ISSUE.replace("      - ", "    - ")
    assert edit(text, ISSUE) == text.replace("注释\n", f"注释\n{new}")


def test_several_changes_of_one_file_at_once() -> None:
    text = "city: 株洲市\n" + ISSUE_A
    expected = "city: 株洲市\nenterprises:\n  - name: 乙\n" + ISSUE_A + LINE + NEW_ISSUE
    assert edit(text, ISSUE, VERIFIED, FIRM) == expected


def test_a_new_ledger() -> None:
    text, lines = new_ledger("株洲市", ISSUE)
    assert text == "# 株洲市精准帮扶台账\ncity: 株洲市\nissues:\n" + NEW_ISSUE
    assert lines == [4]


@pytest.mark.parametrize(
    "text",
    [
        "city: 株洲市\nissues: {}\n",
        "city: 株洲市\nissues: 无\n",
        "city: 株洲市\nissues: |\n  无\n",
    ],
)
def test_a_section_that_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(EditRefusedError):
        edit(text, ISSUE)


def test_a_text_without_line_end_at_the_end_is_not_changed_silently() -> None:
    text = "city: 株洲市\n" + ISSUE_A + "    detail: |\n      无换行"
    with pytest.raises(EditRefusedError):
        edit(text, ISSUE)
