"""Files made to stall or crash a reader: one finding that says why, no exception."""

from __future__ import annotations

from typing import Any

import pytest

MEBIBYTES = 8 * 1024 * 1024

DEEP = {
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "closed brackets": "city: " + "[" * 100_000 + "]" * 100_000,
    "brackets with quoted brackets between": 'city: ["]",' + '["]",' * 100_000,
    "brackets a line": "city:\n" + "[\n" * 100_000,
    "entries in entries": "{a: " * 50_000,
    "dashes": "- " * 100_000,
    "dashes and tabs": "-\t" * 100_000,
    "dashes a line": "\n".join("  " * depth + "-" for depth in range(1_000)),
    "question marks": "? " * 100_000,
    "colons": ": " * 100_000,
    "keys a line": "\n".join(" " * depth + "a:" for depth in range(1_000)),
    "seventeen levels": "city: " + "[" * 16 + "]" * 16 + "\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_refused_in_one_line(name: str, read: Any) -> None:
    assert [place.split()[0] for place in read(DEEP[name]).places] == ["BF112"]


def test_sixteen_levels_are_read(read: Any) -> None:
    assert read("city: " + "[" * 15 + "]" * 15 + "\n").places == ["BF122 1:7"]


def test_an_alias_bomb_is_refused_at_its_first_anchor(read: Any) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{number}: &b{number} [*a, *a]\n" for number in range(1_000))
    assert read(bomb).places == ["BF113 1:4"]


ODD = {
    "letters": "x",
    "line ends": "\n",
    "number signs": "#",
    "spaces": " ",
    "quotes": '"',
    "entries of nothing": "-\n",
    "keys": "a:\n",
    "pairs": "a: b\n",
    "conflict markers": "<<<<<<< a\n",
    "other conflict markers": "=======\n",
    "full-width colons": "title：x\n",
    "no spaces": "title:x\n",
    "tabs": "\t\n",
    "zero-width spaces": "\u200b",
    "combining marks": "a\u0301\u0316\n",
    "one run of combining marks": "\u0316\u0301",
    "documents": "---\n",
    "anchors": "- &a\n",
    "open quotes": '- "a\n',
    "open braces": "  - {a\n",
}


@pytest.mark.parametrize("name", ODD)
def test_a_file_full_of_one_thing_gets_few_findings(name: str, read: Any) -> None:
    unit = ODD[name]
    text = ("city: 株洲市\nissues:\n" if unit.startswith("  - ") else "") + unit * (
        MEBIBYTES // 8 // len(unit.encode())
    )
    story = read(text)
    assert 1 <= len(story.findings) <= 101


def test_too_many_values_are_too_many(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bangfu.read import nodes

    monkeypatch.setattr(nodes, "NODE_LIMIT", 1_000)
    story = read("city: 株洲市\nvisits:\n" + "  - {date: 2019-03-05}\n" * 500)
    assert story.places == ["BF100 334:12"]
    story = read("city: 株洲市\nenterprises:\n  - {name: 甲, aliases: [\n" + "乙,\n" * 1_200 + "]}\n")
    assert story.places == ["BF100 994:1"]


def canonical(number: int) -> str:
    return (
        f"  - id: ZZ-190305-{number:04}\n    enterprise: 甲\n    title: 用地\n    category: 用地\n    events:\n"
        "      - {date: 2019-03-05, type: 反映}\n"
    )


def test_of_values_outside_the_canonical_layout_fewer_are_too_many(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bangfu.read import part, recover

    for module in (part, recover):
        monkeypatch.setattr(module, "LOOSE_LIMIT", 1_000)
    head = "city: 株洲市\nenterprises:\n  - name: 甲\nissues:\n" + "".join(map(canonical, range(100)))
    visit = "  - {'date': 2019-03-05, \"people\": 1}\n"
    story = read(f"{head}visits:\n{visit * 150}")
    assert story.places == []
    assert len(story.reading.part.issues) == 100
    story = read(f"{head}visits:\n{visit * 250}")
    assert [place[:6] for place in story.places] == ["BF100 "]
    assert "not in bangfu's layout" in str(story.findings[0].message)


def test_a_slip_in_a_big_canonical_ledger_is_what_is_told(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bangfu.read import part, recover

    for module in (part, recover):
        monkeypatch.setattr(module, "LOOSE_LIMIT", 1_000)
    issues = [canonical(number) for number in range(100)]
    issues[50] = issues[50].replace("title: 用地", "title: '用地")
    story = read("city: 株洲市\nenterprises:\n  - name: 甲\nissues:\n" + "".join(issues))
    assert story.places == [f"BF110 {4 + 50 * 6 + 3}:12"]
    assert "quote" in story.messages


def test_names_of_a_file_that_is_not_read_are_known(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bangfu.read import nodes

    monkeypatch.setattr(nodes, "NODE_LIMIT", 1_000)
    enterprises = "enterprises:\n  - name: 甲\n    aliases: [乙, '丙']\n  - {name: 丁, tier: x}\n"
    story = read(f"city: 株洲市\n{enterprises}visits:\n" + "  - {date: 2019-03-05}\n" * 500)
    assert story.reading.unread == {"甲", "乙", "丙", "丁"}


@pytest.mark.parametrize("many", ["'" + "a: " * 600 + "'", "甲 # " + "a: " * 600, "|\n      " + "a: b\n      " * 600])
def test_colons_within_a_text_are_no_values(read: Any, monkeypatch: pytest.MonkeyPatch, many: str) -> None:
    from bangfu.read import nodes

    monkeypatch.setattr(nodes, "NODE_LIMIT", 1_000)
    issue = "  - id: ZZ-1\n    enterprise: 甲\n    title: 乙\n    category: 用地\n"
    issue += "    events: [{date: 2019-03-05, type: 反映}]"
    story = read(f"city: 株洲市\nenterprises:\n  - {{name: 甲}}\nissues:\n{issue}\n    detail: {many}\n")
    assert story.places == []


def test_too_many_keys_in_an_entry_are_too_many(read: Any) -> None:
    keys = ", ".join(f"k{number}: 1" for number in range(1_001))
    assert read(f"city: 株洲市\nvisits:\n  - {{{keys}}}\n").places == ["BF100 3:8896"]


def test_many_broken_records_are_all_named_and_the_others_read(read: Any) -> None:
    good = "  - {date: 2019-03-05, people: 1}\n"
    bad = "  - {date: 2019-03-05, people: [}\n"
    story = read("city: 株洲市\nvisits:\n" + (good + bad) * 70)
    assert story.places == [f"BF110 {line}:33" for line in range(4, 143, 2)]
    assert len(story.reading.part.visits) == 70
