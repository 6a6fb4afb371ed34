"""A ledger that `check --publish` passes names nobody in any output, though it is not de-identified.

A repository says a person and a number in every text of every record, found from the model. What `check --publish`
points at is taken out as a clerk would take it out; what it had missed would stay, and stand in an output. Which
outputs there are is in `tests/outputs.py`.
"""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bangfu.cli.app import main
from commits import begin
from hostile_ledgers import LEDGER, TODAY, files, free_texts
from hostile_repository import written
from outputs import Output, made, outputs
from soak import is_long

Run = Callable[..., Any]

RECORDS = 10
NAMES = ("Enterprise.name", "Enterprise.aliases", "City.name")
"""Texts that name what may be named."""
PLACES = [place for place in free_texts() if place not in NAMES]
GIVEN = "明月金凤玉兰春秋雪梅"
MARK = "，联系人："
CANARIES = ("诸葛", "0731", "8888")
LISTED = [output for output in outputs() if output.form != "pdf"]  # a page of the same words
SHORT = {(output.command, output.form if output.command in ("report", "lists") else ""): output for output in LISTED}
"""One output of each command, of those that make documents in each form."""


def said(place: str, number: int) -> str:
    """A text with a person of each place, and a number of each record and place."""
    if place in NAMES:
        return f"{place.replace('.', '')}{number}"
    at = PLACES.index(place)
    text = "市长" if place == "Enterprise.leader" else f"{place.replace('.', '')}{number}"
    return f"{text}{MARK}诸葛{GIVEN[at // 10]}{GIVEN[at % 10]}，座机0731-8888{at:02}{number:02}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = written(tmp_path_factory.mktemp("published") / "all", files(said, RECORDS))
    clerk = begin(root, "甲")
    assert main(["--quiet", "--repo", str(root), "git", "install"]) == 0
    clerk.commit("2019-07-01")
    return root


@pytest.fixture(scope="module")
def cleaned(root: Path) -> Path:
    """The same without what is found; a text that is pointed at ends before the person."""
    findings = root.with_name("findings.json")
    assert main(["--quiet", "--repo", str(root), "--today", TODAY, "check", "--publish", "--json", "-o", str(findings)])
    spans = {
        (each["file"], each["line"], each["column"], each["end_column"])
        for each in json.loads(findings.read_text("utf-8"))["findings"]
        if each["code"].startswith("BF8")
    }
    content = {name: (root / name).read_text("utf-8").split("\n") for name in ("bangfu.yaml", LEDGER)}
    for name, line, begin_at, end in sorted(spans, reverse=True):
        text = content[name][line - 1]
        told = json.loads(text[begin_at - 1 : end - 1])
        without = json.dumps(told.partition(MARK)[0] + told.rpartition("类")[1], ensure_ascii=False)
        content[name][line - 1] = text[: begin_at - 1] + without + text[end - 1 :]
    clean = written(root.with_name("clean"), {name: "\n".join(lines) for name, lines in content.items()})
    clerk = begin(clean, "甲")
    assert main(["--quiet", "--repo", str(clean), "git", "install"]) == 0
    clerk.commit("2019-07-01")
    return clean


def test_it_passes_when_all_is_taken_out(run_bangfu: Run, root: Path, cleaned: Path) -> None:
    assert run_bangfu(root, "check", today=TODAY).code == 0
    assert run_bangfu(cleaned, "check", "--publish", today=TODAY).code == 0


def views(data: bytes) -> Iterator[str]:
    """What can be read in a file: as it is, unpacked, without escapes."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from views(archive.read(member))
        return
    text = data.decode("utf-8", "replace")
    yield from (text, html.unescape(text), text.replace("\\", ""))


def told(run_bangfu: Run, root: Path, folder: Path, output: Output) -> set[str]:
    """What of the canaries an output says."""
    whole = "\n".join(text for data in made(run_bangfu, root, folder, output).values() for text in views(data))
    return {canary for canary in CANARIES if canary in whole}


@pytest.mark.soak
@pytest.mark.parametrize("output", LISTED if is_long() else [*SHORT.values()], ids=lambda output: output.name)
def test_no_output_names_anybody(run_bangfu: Run, cleaned: Path, tmp_path: Path, output: Output) -> None:
    assert told(run_bangfu, cleaned, tmp_path / "out", output) == set()


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_the_same_without_the_clerk_names_them(run_bangfu: Run, root: Path, tmp_path: Path, form: str) -> None:
    assert told(run_bangfu, root, tmp_path / "out", SHORT["report", form]) == {*CANARIES}
