"""What the sites that host git are told of findings, whatever stands in the data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.cli.session import printable
from bangfu.findings import github, gitlab, junit, sarif
from bangfu.i18n import Message, Translator
from bangfu.model.diagnostic import Diagnostic, Related, Severity
from bangfu.model.source import Span

SARIF = json.loads((Path(__file__).parents[2] / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
FILE = "ledgers/zhuzhou.yaml"
NO_ENTERPRISE = "there is no enterprise “{name}” in {city}"
HOSTILE = (
    "::error::x", "##[stop-commands]x", "%0A::error::x", "]]>", "<b onclick=x>", "[a](javascript:x)", "{0}", "|a|",
    "\x1b[31m", "\u202e", "\x00", "\ud800", "\ufffe", "\r\n::warning::y", "a,b:c", "@all", "`x`", "&lt;",
)  # fmt: skip
texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=4).map("".join)


quickly = settings(max_examples=40, deadline=None)


def shown(language: str = "zh") -> Callable[[Message | str], str]:
    translate = Translator(language)
    return lambda message: printable(translate(message))


def found(
    name: str = "示例轨道",
    *,
    code: str = "BF208",
    slug: str = "unknown-enterprise",
    line: int = 12,
    file: str = FILE,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """A finding that names an enterprise, on a line of its own."""
    message = Message(NO_ENTERPRISE, {"name": name, "city": "株洲市"})
    return Diagnostic(code, slug, severity, message, file, Span(line, 17, line, 21), f"    enterprise: {name}")


hostile = st.builds(
    lambda name, file, hint, other, severity: Diagnostic(
        "BF208", "unknown-enterprise", severity, Message(NO_ENTERPRISE, {"name": name, "city": name}), file,
        Span(3, 2, 3, 4), name, Message("{x}", {"x": hint}), (Related(Message("{x}", {"x": other}), None, file),),
    ),
    texts, texts, texts, texts, st.sampled_from(Severity),
)  # fmt: skip


def commands(page: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: level, properties, message."""
    read = []
    for line in page.split("\n"):
        match = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
        assert match, line
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        for code, letter in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            properties = {key: value.replace(code, letter) for key, value in properties.items()}
        message = match[3].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        read.append((match[1], properties, message))
    return read


def test_github_shows_the_finding_beside_its_line() -> None:
    assert commands(github.render([found()], shown())) == [
        (
            "error",
            {
                "file": FILE, "line": "12", "endLine": "12", "col": "17", "endColumn": "21",
                "title": "BF208 unknown-enterprise",
            },
            f"{FILE}:12:17: BF208 株洲市的台账中没有企业“示例轨道”",
        )
    ]  # fmt: skip


@quickly
@given(st.lists(hostile, max_size=3))
def test_data_cannot_command_github(findings: list[Diagnostic]) -> None:
    page = github.render(findings, shown())
    assert len(commands(page) if page else []) == len(findings)
    for (_level, properties, message), finding in zip(commands(page) if page else [], findings, strict=True):
        assert properties["file"] == shown()(finding.file)
        assert properties.keys() == {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", message)


@quickly
@given(st.lists(hostile, max_size=3))
def test_data_stays_in_its_cell_of_the_summary(findings: list[Diagnostic]) -> None:
    page = github.summary(findings, Message("{x}", {"x": "::error::"}), shown())
    rows = [line for line in page.split("\n") if line.startswith("|")]
    assert len(rows) == (len(findings) + 2 if findings else 0)
    for row in rows:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 6
        assert not re.search(r"<|>|@|(?<!\\)(?:\\\\)*[`\[\]*_]", row)


def test_a_long_summary_ends_with_how_many_more() -> None:
    page = github.summary([found(str(number)) for number in range(github.SHOWN + 7)], Message("x"), shown("en"))
    assert "… and 7 more" in page
    assert len(page.encode()) < 1024 * 1024


def test_gitlab_knows_a_finding_again_where_lines_have_moved() -> None:
    before, after = ([json.loads(gitlab.render([found(line=line)], shown(lang)))[0] for line in (12, 99)]
                     for lang in ("zh", "en"))  # fmt: skip
    prints = {entry["fingerprint"] for entry in (*before, *after)}
    assert len(prints) == 1
    assert before[0]["location"] == {"path": FILE, "lines": {"begin": 12, "end": 12}}
    assert (before[0]["check_name"], before[0]["severity"]) == ("BF208", "major")
    assert after[0]["description"] == "BF208 there is no enterprise “示例轨道” in 株洲市"


def test_days_that_pass_do_not_make_a_new_finding() -> None:
    def overdue(days: int) -> Diagnostic:
        message = Message("{id} is overdue; days: {days} (due {due}, {department})",
                          {"id": "ZZ-1", "days": days, "due": "2019-06-01", "department": "市住建局"})  # fmt: skip
        return Diagnostic("BF412", "overdue", Severity.WARNING, message, FILE, Span(9, 5, 9, 5), "  - id: ZZ-1")

    first, second = (json.loads(gitlab.render([overdue(days)], shown())) for days in (3, 30))
    assert first[0]["fingerprint"] == second[0]["fingerprint"]
    assert first[0]["severity"] == "minor"


@quickly
@given(st.lists(hostile, max_size=4))
def test_every_fingerprint_is_its_own(findings: list[Diagnostic]) -> None:
    entries = json.loads(gitlab.render([*findings, *findings], shown()))
    assert len({entry["fingerprint"] for entry in entries}) == 2 * len(findings)
    assert all(entry["location"]["lines"]["begin"] > 0 for entry in entries)


def sarif_of(findings: list[Diagnostic], language: str = "zh") -> Any:
    document = json.loads(sarif.render(findings, shown(language), language))
    jsonschema.Draft4Validator(SARIF).validate(document)
    return document["runs"][0]


def test_sarif_explains_the_rules_that_found_something() -> None:
    run = sarif_of([found(), found("某企业", line=20)])
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"], rule["defaultConfiguration"]) == (
        "BF208",
        "unknown-enterprise",
        {"level": "error"},
    )
    assert rule["shortDescription"]["text"] == "问题所属帮扶对象不在台账中。"
    assert "怎么改" in rule["help"]["markdown"]
    assert run["columnKind"] == "unicodeCodePoints"
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == FILE
    assert place["region"] == {"startLine": 12, "startColumn": 17, "endLine": 12, "endColumn": 21}
    assert first["message"]["text"] == "株洲市的台账中没有企业“示例轨道”"
    assert first["partialFingerprints"] != second["partialFingerprints"]


@quickly
@given(st.lists(hostile, max_size=3))
def test_sarif_is_valid_whatever_the_data(findings: list[Diagnostic]) -> None:
    for result in sarif_of(findings, "en")["results"]:
        text = result["message"]["text"]
        assert not re.search(r"(?<!\\)\]\(", text)  # no link
        assert not re.search(r"(?<!\{)\{[0-9]+\}(?!\})", text)  # no placeholder
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]*", uri)


def junit_of(findings: list[Diagnostic], files: list[str], *, strict: bool = False) -> ET.Element:
    return ET.fromstring(junit.render(findings, files, shown(), strict=strict))  # noqa: S314 - our own


def test_junit_has_a_case_a_file_and_a_warning_fails_none() -> None:
    warning = found(severity=Severity.WARNING, file="ledgers/loudi.yaml")
    files = ["bangfu.yaml", FILE, "ledgers/loudi.yaml"]
    root = junit_of([found(), warning], files)
    assert [case.get("name") for case in root.iter("testcase")] == files
    assert [case.find("failure") is not None for case in root.iter("testcase")] == [False, True, False]
    assert root.attrib == {"name": "bangfu check", "tests": "3", "failures": "1", "errors": "0"}
    failure = next(root.iter("failure"))
    assert (failure.get("message"), failure.get("type")) == ("错误 1 处，提醒 0 处", "BF208")
    assert f"{FILE}:12:17: BF208 错误：" in (failure.text or "")
    assert "BF208 提醒：" in (next(root.iter("system-out")).text or "")
    strict = junit_of([found(), warning], files, strict=True)
    assert strict.get("failures") == "2"


@quickly
@given(st.lists(hostile, max_size=3))
def test_junit_is_xml_whatever_the_data(findings: list[Diagnostic]) -> None:
    root = junit_of(findings, [FILE])
    assert len(list(root.iter("testcase"))) == len({FILE, *(finding.file for finding in findings)})
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "system-out",
    }  # fmt: skip
