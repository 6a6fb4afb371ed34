"""Hostile texts in every field of every file, through every output of the list: each is shown and does nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bangfu.cli import check_formats
from hostile_ledgers import wrong_files
from hostile_repository import TOLD, Pair, hostile_pair, written
from hostile_strings import REFUSED
from outputs import Output, made, outputs
from readers import as_markdown, difference, on_terminal, read

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return hostile_pair(tmp_path_factory.mktemp("pair"))


def form_of(name: str, output: Output) -> str:
    """How a file of an output is to be read."""
    ending = name.rpartition(".")[2] if "." in name else ""
    if name == "standard error" or (name == "standard output" and "-o" in output.arguments and output.form != "json"):
        return "text"
    return {"j2": "text", "yaml": "yaml", "html": "html", "json": "json"}.get(ending, output.form)


LISTED = [output for output in outputs() if output.form != "pdf"]  # a printed page: see the browser's tests


@pytest.mark.parametrize("output", LISTED, ids=lambda output: output.name)
def test_hostile_texts_are_texts(run_bangfu: Run, pair: Pair, tmp_path: Path, output: Output) -> None:
    hostile = made(run_bangfu, pair.hostile, tmp_path / "hostile", output)
    twin = {} if output.form == "text" else made(run_bangfu, pair.twin, tmp_path / "twin", output)
    assert hostile["exit code"] in (b"0", b"1"), hostile
    assert not twin or list(hostile) == list(twin)
    for name, data in hostile.items():
        form = form_of(name, output)
        if form == "text":
            on_terminal(data.decode())
        elif data and name != "exit code" and output.command != "init":  # which writes nothing of a ledger
            readings = [read(form, data), read(form, twin[name])]
            if output.command == "tally" and form == "md":  # its groups are sorted by name
                readings = [sorted(map(repr, each)) for each in readings]
            found = difference(*readings)
            assert found is None, (name, found)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same with nothing right in it, so that every finding says something hostile."""
    folder = tmp_path_factory.mktemp("wrong")
    return Pair(*(written(folder / name, wrong_files(say, 2)) for name, say in TOLD.items()))


@pytest.mark.parametrize("form", check_formats.FORMATS)
def test_findings_about_hostile_texts(
    run_bangfu: Run, wrong: Pair, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many records as for the twins, of the same codes at the same lines; nothing begins a line of its own."""
    told = []
    for root in wrong:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / root.name))
        result = run_bangfu(root, "check", "--format", form)
        on_terminal(result.err)
        assert result.code == 1
        told.append(codes_of(form, result.out))
    assert len(told[0]) > 60
    assert told[0] == told[1]
    if form == "github":
        pages = [as_markdown((tmp_path / root.name).read_text("utf-8")) for root in wrong]
        structure = [[each[:2] for each in page if not isinstance(each, str)] for page in pages]
        assert structure[0] == structure[1]


def codes_of(form: str, page: str) -> list[tuple[str, int]]:
    """The findings' codes and lines, as a program of the format reads them."""
    match form:
        case "json":
            return [(each["code"], each["line"]) for each in json.loads(page)["findings"]]
        case "gitlab":
            return [(each["check_name"], each["location"]["lines"]["begin"]) for each in json.loads(page)]
        case "sarif":
            found = json.loads(page)["runs"][0]["results"]
            return [(each["ruleId"], each["locations"][0]["physicalLocation"]["region"]["startLine"]) for each in found]
        case "github":
            read("github", page.encode())
            return [(line[1], int(line[0])) for line in re.findall("^::.*?,line=(\\d+),.*title=(BF\\d+)", page, re.M)]
        case "junit":
            page = "\n".join(each.text or "" for each in ET.fromstring(page).iter())  # noqa: S314 - our own
    on_terminal(page)
    return [(code, int(line)) for line, code in re.findall("^[^ ]*?[.]yaml:(\\d+):\\d+: (BF\\d+) ", page, re.M)]


@pytest.mark.parametrize(
    "command", [("report", "--month", "2019-06"), ("list",), ("tally",), ("show", "ZZ-1"), ("fmt",)]
)
def test_what_is_refused_is_said_safely(run_bangfu: Run, wrong: Pair, command: tuple[str, ...]) -> None:
    result = run_bangfu(wrong.hostile, *command)
    assert "\n" in on_terminal(result.err)
    assert result.code in (0, 1, 2)
    on_terminal(result.out)


@pytest.mark.parametrize("written", ["raw", "escaped"])
@pytest.mark.parametrize("form", check_formats.FORMATS)
def test_what_a_ledger_may_not_hold_is_refused_and_not_repeated(
    run_bangfu: Run, repository: Callable[..., Path], form: str, written: str
) -> None:
    """Each in a line of its own: a finding each, at its line, that names it by number."""
    lines = ["city: 株洲市", "measures:"]
    for text in REFUSED.values():
        quoted = json.dumps(text) if written == "escaped" else f'"{text}"'
        lines.append(f"  - {{date: 2019-06-01, section: 要素保障, text: {quoted}}}")
    root = repository({"ledgers/zhuzhou.yaml": "\n".join(lines) + "\n"})
    result = run_bangfu(root, "check", "--format", form, "--select", "BF1")
    assert result.code == 1
    found = {line for code, line in codes_of(form, result.out) if code.startswith("BF1")}
    assert found >= set(range(3, len(lines) + 1))
    on_terminal(result.out if form != "github" else result.out.replace("::", "", 1).replace("\n::", "\n"))
    assert run_bangfu(root, "report", "--month", "2019-06").code == 1
