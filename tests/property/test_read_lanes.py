"""The fast lane reads a file as the precise lane does, or leaves it; and nothing makes reading raise."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.source import Source
from bangfu.read.fast import to_json, typed
from bangfu.read.files import decode
from bangfu.read.part import read_part, read_precisely
from bangfu.read.places import Places

TOP = Path(__file__).resolve().parents[2]

PLAIN = (
    "新增用地未落实",
    "甲",
    "a b",
    "x-1",
    "12.5%",
    "1/2",
    "note、乙：丙",
    "null x",
    "Null",
    "𠮷",
    "a~",
    "é",
    "甲 乙 丙",
)
ODD = (
    "", " ", "null", "~", "''", '""', "'甲'", '"甲"', '"a\\tb"', '"\\u200b"', "a: b", "a:b", "a #b", "a#b", "#a", "- a",
    "-a", "{a}", "[a]", "a,b", "a, b", "a，b", "ab：c", "？", "?a", "? a", "a?", "*a", "&a b", "!a b", "|", ">-", "%a",
    "@a", "`a", "'a", '"a', "a'b", 'a"b', "a ", " a", "a  b", "a\tb", "a\u3000", "\u3000a", "\xa0a", "a\xa0",
    "cafe\u0301", "\u200b", "a\u2028b", "a\x85", "<<", "=", "---", "...", "a\\b", "}", "]",
    "a}", "a]b", "true", "2019-02-30", "0", "\ud800",
)  # fmt: skip
ODD_DAYS = ("2019-3-5", "2019-02-30", "20190305", "2019-03-05T00:00:00", "'2019-03-05'", "2019-03-05 ")

text = st.sampled_from(PLAIN)
day = st.sampled_from(("2019-03-05", "2019-03-06", "2019-12-31"))


def rarely(usual: str, *odd: str) -> st.SearchStrategy[str]:
    """`usual`, and one time in thirty something odd."""
    return st.integers(0, 29).flatmap(lambda number: st.sampled_from(odd) if number == 29 else st.just(usual))


@st.composite
def events(draw: st.DrawFn) -> str:
    """One event as a flow map, as a rule in the canonical order."""
    kind = draw(st.sampled_from(("反映", "核实", "交办", "办结")))
    pairs = [f"date: {draw(day)}", f"type: {kind}"]
    if draw(st.booleans()):
        pairs.append(f"to: [{', '.join(draw(st.lists(text, min_size=1, max_size=3)))}]")
    if draw(st.booleans()):
        pairs.append(f"via: {draw(text)}")
    if draw(st.booleans()):
        pairs.append(f"note: {draw(text)}")
    if draw(st.integers(0, 4)) == 0:
        state = draw(st.sampled_from(("", ", state: 实现")))
        one = f"{{kind: {draw(text)}, value: {draw(st.sampled_from(('30亩', '5000万元以上')))}{state}}}"
        pairs.append(f"outcomes: [{', '.join([one] * draw(st.integers(1, 2)))}]")
    if draw(st.integers(0, 29)) == 0:
        pairs = draw(st.permutations(pairs))
    end = draw(rarely("", " # 注", "  ", "#注", ","))
    return f"{{{', '.join(pairs)}}}{end}"


@st.composite
def issues(draw: st.DrawFn) -> str:
    """One issue, as a rule in the canonical layout."""
    lines = [
        f"id: {draw(st.sampled_from(('ZZ-190305-7K3M', 'a-1')))}",
        f"enterprise: {draw(text)}",
        f"title: {draw(text)}",
        f"category: {draw(text)}",
    ]
    if draw(st.integers(0, 3)) == 0:
        lines.append(draw(st.sampled_from(("case: true", "was: [a, b]", "source: 省厅", "detail: 甲"))))
    if draw(st.integers(0, 9)) == 0:
        odd = ("case: yes", "was: []", "was:", "detail: |\n      甲\n      - 乙", "detail: '甲\n  - 乙'", "titel: 甲")
        lines.append(draw(st.sampled_from(odd)))
    if draw(st.integers(0, 29)) == 0:
        lines = draw(st.permutations(lines))
    body = "\n    ".join([*lines, "events:"])
    dash = draw(rarely("      - ", "    - ", "      -  ", "        - "))
    entries = "".join(f"{dash}{event}\n" for event in draw(st.lists(events(), min_size=1, max_size=3)))
    before = draw(rarely("", "\n", "# 注\n", "  # 注 [ \n", "\t\n", "   \n"))
    return f"{before}  - {body}\n{entries}"


@st.composite
def ledgers(draw: st.DrawFn) -> str:
    """A ledger, as a rule in the canonical layout."""
    city = draw(rarely("株洲市", "株洲市 # 注", "", '"株洲市"'))
    sections = [f"city: {city}\n"]
    if draw(st.booleans()):
        extra = draw(st.sampled_from(("", "    aliases: [甲, 乙]\n", "    kind: 项目\n    tier: 重点\n")))
        sections.append(f"enterprises:\n  - name: {draw(text)}\n{extra}  - name: 乙\n")
    key = draw(rarely("issues:", "issues: # 注", "issues:\n# 注", "issue:"))
    sections.append(f"{key}\n{''.join(draw(st.lists(issues(), min_size=1, max_size=3)))}")
    if draw(st.booleans()):
        sections.append(
            draw(
                st.sampled_from(
                    (
                        "visits:\n  - {date: 2019-06-30, people: 12}\n",
                        "visits: [{date: 2019-06-30},\n  {date: 2019-06-30}]\n",
                        "measures:\n- date: 2019-06-30\n  section: 甲\n  text: 乙\n",
                        "measures: ~\n",
                        "surveys: []\n",
                    )
                )
            )
        )
    whole = "".join(sections)
    values = [match.span() for match in re.finditer(r"(?<=[:\[,] )[^,\n\]}{\[|]+(?=[,\n\]}])", whole)]
    for _odd in range(draw(st.sampled_from((0, 0, 1, 1, 2)))):
        start, end = draw(st.sampled_from(values))
        odd = ODD_DAYS if whole[start : start + 4] == "2019" else ODD
        whole = f"{whole[:start]}{draw(st.sampled_from(odd))}{whole[end:]}"
    change = draw(rarely("", "crlf", "bom", "marker", "open end", "stop", "again"))
    if change == "crlf":
        whole = whole.replace("\n", "\r\n")
    changed = {
        "bom": f"\ufeff{whole}",
        "marker": f"---\n{whole}",
        "open end": whole.rstrip("\n"),
        "stop": f"{whole}...\n",
        "again": f"{whole}issues: []\n",
    }
    return changed.get(change, whole)


def _records(part: Part) -> list[dict[str, object]]:
    """Every record with its file and line, which take no part in equality."""
    return [dataclasses.asdict(record) for section in SECTIONS for record in getattr(part, section)]


def _fast(source: Source) -> Part | None:
    text = to_json(source)
    return typed(text) if text else None


def _agree(source: Source) -> None:
    part = _fast(source)
    precise = read_precisely(source)
    if part is not None:
        assert precise.findings == []
        assert part == precise.part
        assert _records(part) == _records(precise.part)


@given(ledgers())
@settings(max_examples=400, deadline=None)
@example("city: 甲\nissues:\n  - id: a\n    enterprise: b\n    title: c\n    category: d\n    events:\n"
         "      - {date: 2019-03-05, type: 反映, to: [a, date：b]}\n")  # fmt: skip
def test_the_fast_lane_agrees_with_the_precise_one(ledger: str) -> None:
    _agree(Source("ledgers/a.yaml", ledger, ""))


@given(ledgers(), st.data())
@settings(max_examples=400, deadline=None)
def test_they_agree_on_mutated_ledgers_and_nothing_raises(ledger: str, data: st.DataObject) -> None:
    content = bytearray(ledger.encode("utf-8", "surrogatepass"))
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.sampled_from((0, 0, 1, 1, 3, 30)))
        content[at : at + length] = data.draw(
            st.sampled_from(
                (
                    b"",
                    b" ",
                    b"\n",
                    b"  ",
                    b":",
                    b": ",
                    b"-",
                    b"\t",
                    b"'",
                    b'"',
                    b"{",
                    b"}",
                    b"[",
                    b"]",
                    b",",
                    b"#",
                    b" #",
                    b"&a ",
                    b"*a",
                    b"!",
                    b"|\n",
                    b"~",
                    b"\r",
                    b"\x00",
                    b"\xff",
                    b"\n---\n",
                    b"<<: ",
                    b"? ",
                    "：".encode(),
                    "\u3000".encode(),
                )
            )
        )
    source, findings = decode(bytes(content), "ledgers/a.yaml")
    assert source or findings
    if source:
        _agree(source)
        reading = read_part(source)
        assert reading.part or reading.findings
        places = Places(source)
        for finding in reading.findings:
            span = finding.span or (places.span(finding.at) if finding.at else None)
            assert span
            assert 1 <= span.line <= source.text.count("\n") + 2
            str(finding.message), str(finding.hint)


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_answered_with_findings(content: bytes) -> None:
    source, findings = decode(content, "ledgers/a.yaml")
    reading = read_part(source) if source else None
    assert findings or (reading and (reading.findings or reading.part))


@given(st.text("-?:{}[]#&*!|>'\"%@`,~ \n\tab：", max_size=120))
@settings(max_examples=400, deadline=None)
def test_indicators_in_any_order_are_answered_with_findings(body: str) -> None:
    source = Source("ledgers/a.yaml", f"city: 甲\nissues:\n{body}", "")
    reading = read_part(source)
    places = Places(source)
    for finding in reading.findings:
        assert finding.span or (finding.at and places.span(finding.at))


SMALL = """\
city: 甲
enterprises:
  - name: {name}
    aliases: [乙, {alias}]
issues:
  - id: ZZ-1
    enterprise: 甲
    title: {title}
    category: 丙
    events:
      - {{date: 2019-03-05, type: 反映, to: [{item}, 乙], via: {via}}}
      - {{date: {day}, type: 办结, note: {note}, outcomes: [{{kind: {kind}, value: {value}}}]}}
"""
USUAL = {
    "name": "甲", "alias": "丁", "title": "戊", "item": "己", "via": "走访", "day": "2019-03-06", "note": "庚",
    "kind": "供地", "value": "30亩",
}  # fmt: skip


@pytest.mark.parametrize("place", USUAL)
def test_no_odd_value_is_taken_for_another(place: str) -> None:
    usual = Source("ledgers/a.yaml", SMALL.format(**USUAL), "")
    assert _fast(usual)
    _agree(usual)
    for odd in (*ODD, *ODD_DAYS, "三十亩", "[" * 300):
        for value in (odd, f"{odd} ", f"{odd}\n", f"{odd} # 注", f"{USUAL[place]}{odd}", f"{USUAL[place]} {odd}"):
            _agree(Source("ledgers/a.yaml", SMALL.format(**{**USUAL, place: value}), ""))


@pytest.mark.parametrize(
    "comment", ["# 注", "  # 注: [甲]", "# " + "[" * 300, "# 注\r注", "\t", "\t# 注", "- 注", "注", "    # 注"]
)
def test_no_odd_line_between_records_is_passed_over(comment: str) -> None:
    text = SMALL.format(**USUAL)
    for line in ("  - id", "issues:", "city:"):
        _agree(Source("ledgers/a.yaml", text.replace(line, f"{comment}\n{line}"), ""))
    _agree(Source("ledgers/a.yaml", f"{text}{comment}\n", ""))
    _agree(Source("ledgers/a.yaml", f"{text}{comment}\n{text[text.index('  - id') :]}", ""))


def test_the_project_s_own_ledgers_read_the_same_in_both_lanes() -> None:
    files = sorted((TOP / "ledgers").glob("*.yaml"))
    assert len(files) == 14
    for path in files:
        source, findings = decode(path.read_bytes(), path.name)
        assert source
        assert not findings
        _agree(source)
        assert read_precisely(source).findings == []


def test_what_the_generator_writes_takes_the_fast_lane(tmp_path: Path) -> None:
    import sys

    sys.path.insert(0, str(TOP / "benchmarks"))
    try:
        from generate import write  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    write(tmp_path, 40)
    files = sorted((tmp_path / "ledgers").glob("*.yaml"))
    assert len(files) == 14
    for path in files:
        source, _findings = decode(path.read_bytes(), path.name)
        assert source
        part = _fast(source)
        assert part is not None
        assert len(part.issues) == 40
        _agree(source)
