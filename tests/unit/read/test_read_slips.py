"""A clerk's slip is named once, where it is, and costs no other record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SLIPS = {
    # name: (what is written, how it is written instead, the findings)
    "no space after the colon": ("title: ", "title:", ["BF111 5:10"]),
    "no space in a flow entry": ("type: ", "type:", ["BF111 8:32"]),
    "full-width colon": ("title: ", "title：", ["BF107 5:10"]),
    "full-width colon in a flow entry": ("type: ", "type：", ["BF107 8:32"]),
    "tab in the indentation": ("    title", "\ttitle", ["BF106 5:1"]),
    "ideographic space in the indentation": ("    title", "    　title", ["BF108 5:5"]),
    "no-break spaces in the indentation": ("    title", "\xa0\xa0\xa0\xa0title", ["BF108 5:1"]),
    "unclosed double quote": ("新增", '"新增', ["BF110 5:12"]),
    "unclosed single quote": ("新增", "'新增", ["BF110 5:12"]),
    "text after the closing quote": ("新增用地", '"新增"用地', ["BF110 5:16"]),
    "unclosed brace": ("走访}", "走访", ["BF110 8:9"]),
    "unclosed bracket": ("via: 走访}", "to: [甲, 乙}", ["BF110 8:42"]),
    "full-width comma between entries": (", via", "，via", ["BF110 8:9"]),
    "colon in a value": ("新增用地", "新增: 用地", ["BF110 5:14"]),
    "a dash before a value": ("新增", "- 新增", ["BF110 5:12"]),
    "at sign before a value": ("新增", "@新增", ["BF110 5:12"]),
    "a key too far left": ("    title", "   title", ["BF110 5:4"]),
    "anchor": ("新增", "&甲 新增", ["BF113 5:12"]),
    "alias": ("新增用地未落实", "*甲", ["BF113 5:12"]),
    "tag": ("新增", "!甲 新增", ["BF113 5:12"]),
    "merge key": ("    title", "    <<: {a: b}\n    title", ["BF113 5:5"]),
    "unknown key": ("title", "titel", ["BF120 5:5"]),
    "key without a value": ("新增用地未落实", "", ["BF123 5:5"]),
    "null for a value": ("新增用地未落实", "~", ["BF123 5:5"]),
    "empty quotes": ("新增用地未落实", '""', ["BF123 5:12"]),
    "missing key": ("    title: 新增用地未落实\n", "", ["BF123 3:5"]),
    "repeated key": ("    title", "    title: 甲\n    title", ["BF121 6:5"]),
    "entry for a value": ("新增用地未落实", "{a}", ["BF122 5:12"]),
    "value for a list": ("走访", "走访, to: 市住建局", ["BF122 8:51"]),
    "value for an entry": ("{date: 2019-03-05, type: 反映, via: 走访}", "反映", ["BF122 8:9"]),
    "date with one digit": ("2019-03-05", "2019-3-5", ["BF124 8:16"]),
    "date that is none": ("2019-03-05", "2019-02-30", ["BF124 8:16"]),
    "date as a number": ("2019-03-05", "20190305", ["BF124 8:16"]),
    "date in full-width digits": ("2019-03-05", "\uff12019-03-05", ["BF124 8:16"]),
    "date with a time": ("2019-03-05", "2019-03-05T00:00:00", ["BF110 8:16"]),
    "date with a quoted time": ("2019-03-05", '"2019-03-05T00:00:00"', ["BF124 8:16"]),
    "wrong word": ("反映", "反影", ["BF127 8:34"]),
    "no quantity": ("走访", "走访, outcomes: [{kind: 供地, value: 三十}]", ["BF126 8:76"]),
    "line break in a title": ("新增用地未落实", '"新\\n增"', ["BF128 5:12"]),
    "too long": ("新增用地", "用" * 20_001, ["BF128 5:12"]),
    "escape for a hidden character": ("新增用地未落实", '"新\\u200b增"', ["BF103 5:12"]),
    "escape for half a character": ("新增用地未落实", '"\\ud800"', ["BF103 5:12"]),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_named_once_at_its_place(name: str, read: Any, issue: Callable[..., str]) -> None:
    old, new, expected = SLIPS[name]
    assert read(issue(old, new)).places == expected


@pytest.mark.parametrize("name", SLIPS)
def test_other_records_are_still_read(name: str, read: Any, issue: Callable[..., str]) -> None:
    old, new, _expected = SLIPS[name]
    before = issue("7K3M", "AAAA").removeprefix("city: 株洲市\n")
    after = issue("7K3M", "BBBB").removeprefix("city: 株洲市\nissues:\n")
    broken = issue(old, new).removeprefix("city: 株洲市\nissues:\n")
    ids = read(f"city: 株洲市\n{before}{broken}{after}").ids
    assert ids[0] == "ZZ-190305-AAAA"
    assert ids[-1] == "ZZ-190305-BBBB"


ACCEPTED = {
    "byte-order mark": lambda text: "\ufeff" + text,
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "document markers": lambda text: f"---\n{text}...\n",
    "quotes": lambda text: text.replace("新增用地未落实", '"新增用地未落实"').replace("2019-03-05", "'2019-03-05'"),
    "tab after a colon": lambda text: text.replace("title: ", "title:\t"),
    "tab before a comment": lambda text: text.replace("未落实", "未落实\t# 甲"),
    "block events": lambda text: text.replace(
        "- {date: 2019-03-05, type: 反映, via: 走访}", "- date: 2019-03-05\n        type: 反映\n        via: 走访"
    ),
    "flow all the way": lambda text: (
        "{city: 株洲市, issues: [{id: ZZ-190305-7K3M, enterprise: 示例轨道, title: 新增用地未落实, category: 用地, "
        "events: [{date: 2019-03-05, type: 反映, via: 走访}]}]}"
    ),
    "dashes at the margin": lambda text: text.replace("  - id", "- id").replace("\n    ", "\n  "),
    "explicit key": lambda text: text.replace("    title: ", "    ? title\n    : "),
    "null sections": lambda text: f"{text}measures:\noutcomes: ~\nvisits: null\nsurveys: []\n",
    "no final line end": lambda text: text.removesuffix("\n"),
    "comments and blank lines": lambda text: "# 甲\n\n" + text.replace("  - id", "\n  # 乙\n\n  - id") + "\n# 丙\n",
    "other order of keys": lambda text: text.replace("    category: 用地\n", "").replace(
        "  - id", "  - category: 用地\n    id"
    ),
    "folded title": lambda text: text.replace("新增用地未落实", ">-\n      新增用地未落实"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_accepted_reads_the_same(name: str, read: Any, issue: Callable[..., str]) -> None:
    story = read(ACCEPTED[name](issue()))
    assert story.places == []
    assert story.reading.part == read(issue()).reading.part


def test_a_ledger_may_hold_only_its_city(read: Any) -> None:
    story = read("city: 株洲市\n")
    assert story.places == []
    assert story.reading.part.city == "株洲市"


@pytest.mark.parametrize("text", ["", "\n \n", "# 只有注释\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file_says_what_it_needs(text: str, read: Any) -> None:
    story = read(text)
    assert story.places == ["BF123 1:1"]
    assert "city" in story.messages


REFUSED = {
    "%YAML 1.2\n---\ncity: 株洲市\n": ["BF113 1:1"],
    "# 甲\n%FOO\n---\ncity: 株洲市\n": ["BF113 2:1"],
    "city: 株洲市\r": ["BF105 1:1"],
    "city: 株洲市\nmeasures:\r  []\n": ["BF105 2:10"],
    "city: 株洲市\n---\ncity: 长沙市\n": ["BF113 2:1"],
    "city: 株洲市\n...\nissues: []\n": ["BF110 3:1"],
    "city: [株洲市]\n": ["BF122 1:7"],
    "株洲市\n": ["BF122 1:1"],
    "- 株洲市\n": ["BF122 1:1"],
    "city: 株洲市\nissues: 无\n": ["BF122 2:9"],
    "city: 株洲市\nissues: [~]\n": ["BF122 2:10"],
    "city: 株洲市\ncity: 长沙市\n": ["BF121 2:1"],
    "city：株洲市\nissues: []\n": ["BF107 1:5"],
    "city: 株洲市\nissues\n  - id: 甲\n": ["BF110 2:1"],
    "city: 株\u200b洲市\n": ["BF103 1:8"],
    "city: 株洲市 # \u202e\n": ["BF103 1:13"],
    "city: cafe\u0301\n": ["BF104 1:10"],
    "city: 株洲市\n? [甲, 乙]\n: 丙\n": ["BF122 1:1"],
    "city: 株洲市\nmeasures:\n  - {: 甲}\n": ["BF110 3:6"],
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_is_named(text: str, read: Any) -> None:
    assert read(text).places == REFUSED[text]


def test_a_mistyped_key_is_not_missing_as_well(read: Any, issue: Callable[..., str]) -> None:
    story = read(issue("title", "titel"))
    assert "did you mean “title”?" in story.messages
    assert len(story.findings) == 1


def test_a_comma_within_a_value_in_braces_is_told(read: Any) -> None:
    story = read("city: 株洲市\nvisits:\n  - {date: 2019-03-05, people: 1,000}\n")
    assert story.places == ["BF120 3:34"]
    assert str(story.findings[0].hint) == "between “{” and “}” a comma ends a value; put a text with one in quotes"


def test_findings_of_one_file_are_capped(read: Any) -> None:
    story = read("city: 株洲市\nvisits:\n" + "  - {date: 2019-13-01}\n" * 3_000)
    assert len(story.findings) == 101
    assert story.messages.splitlines()[-1].startswith("more problems in this file: at least ")
    assert story.places[0] == "BF124 3:12"
    assert story.places[-2] == "BF124 102:12"
