"""`bangfu report --list-blocks`, and the examples of docs/templates.md."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Make = Callable[..., Path]

TOP = Path(__file__).resolve().parents[2]
WORDS = (TOP / "tests" / "conftest.py").read_text("utf-8").partition('PROVINCE = """\\\n')[2].partition('"""')[0]
OWN = WORDS + "bulletin: {templates: own}\n"
TITLE = '{% extends "bangfu/bulletin.html.j2" %}{% block title %}<h1>甲</h1>{% endblock %}'


def test_outside_a_repository_the_packaged_ones_are_listed(
    run_bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bangfu.cli.app import main

    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "report", "--list-blocks"]) == 0
    shown = capsys.readouterr()
    assert re.search(r"^bulletin\.html\.j2  The bulletin as one page", shown.out, re.MULTILINE)
    assert re.search(r"^  recipients  To whom \(主送机关\)\.$", shown.out, re.MULTILINE)
    assert "[" not in shown.out
    assert "bulletin: {templates: templates}" in shown.err


def test_what_the_repository_overrides_is_marked(run_bangfu: Run, repository: Make) -> None:
    root = repository({"bangfu.yaml": OWN, "own/bulletin.html.j2": TITLE, "own/brief.txt.j2": "甲", "own/a.j2": ""})
    result = run_bangfu(root, "report", "--list-blocks")
    assert (result.code, result.err) == (0, "")
    marked = re.findall(r"^( *\S+)  .*?\[(.*)\]$", result.out, re.MULTILINE)
    assert ("bulletin.html.j2", "overridden in part") in marked
    assert ("brief.txt.j2", "overridden") in marked
    assert [name.strip() for name, mark in marked if name.startswith(" ") and mark == "overridden"] == [
        "marks", "title", "lines", "closing", "title",
    ]  # fmt: skip
    assert "a.j2  [the repository's own]" in result.out


def test_the_same_as_json(run_bangfu: Run, repository: Make) -> None:
    root = repository({"bangfu.yaml": OWN, "own/bulletin.html.j2": TITLE})
    document = json.loads(run_bangfu(root, "report", "--list-blocks", "--json", lang="zh").out)
    assert (document["schema"], document["folder"]) == (1, "own")
    page = next(each for each in document["templates"] if each["name"] == "bulletin.html.j2")
    assert (page["state"], page["about"][:5]) == ("extended", "通报的网页")
    assert [block for block in page["blocks"] if block["name"] == "title"] == [
        {"name": "title", "about": "标题，每行一个 span。", "state": "overridden"}
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--list-blocks", "--month"), "--list-blocks and --month exclude each other"),
        (("--list-blocks", "--brief"), "--list-blocks and --brief exclude each other"),
        (("--list-blocks", "-o", "x.html"), "--list-blocks and -o exclude each other"),
        (("--json",), "--json goes with --list-blocks"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run_bangfu: Run, repository: Make, arguments: tuple[str, ...], said: str
) -> None:
    result = run_bangfu(repository({}), "report", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize("command", [("report", "--list-blocks"), ("report", "--month", "2019-06", "--format", "html")])
def test_a_mistyped_block_is_named_with_its_line(run_bangfu: Run, repository: Make, command: tuple[str, ...]) -> None:
    root = repository({"bangfu.yaml": OWN, "own/bulletin.html.j2": TITLE.replace("block title", "block titel")})
    result = run_bangfu(root, *command)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "bangfu: template bulletin.html.j2, line 1: “bangfu/bulletin.html.j2” has no block “titel”",
        "  did you mean “title”?",
    ]


@pytest.mark.parametrize("page", ["templates.md", "templates.zh-CN.md"])
def test_the_examples_of_the_documentation_do_what_it_says(run_bangfu: Run, repository: Make, page: str) -> None:
    text = (TOP / "docs" / page).read_text("utf-8")
    examples = dict(re.findall(r"^```jinja (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    assert set(examples) == {"templates/bulletin.html.j2", "templates/brief.txt.j2"}
    (configured,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    root = repository({"bangfu.yaml": WORDS + configured, **examples})
    made = run_bangfu(root, "report", "--month", "2019-06", "--format", "html").out
    assert '<p class="recipients">各市州工信局、各重点园区：</p>' in made
    assert ".recipients { font-weight: bold; }" in made
    assert "@page" in made
    assert run_bangfu(root, "report", "--month", "2019-06", "--brief").out.startswith("【")
    for target in re.findall(r"\]\(([^):]+\.md)\)", text):
        assert (TOP / "docs" / target).exists()
