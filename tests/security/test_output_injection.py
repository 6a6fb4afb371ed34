"""Hostile texts in every field of every file, through every output of the list: each is shown and does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bangfu import pipeline
from bangfu.cli.app import main
from commits import begin
from conftest import write_files
from hostile_ledgers import files, free_texts
from hostile_strings import chunks, harmless
from outputs import Output, made, outputs
from readers import difference, on_terminal, read

Run = Callable[..., Any]

TEXTS = chunks()
RECORDS = 10
PLACES = {place: at for at, place in enumerate(free_texts())}


def said(place: str, number: int) -> str:
    """A hostile text for a place, another in each record and in each place: together all of them, in all kinds."""
    text = f"{TEXTS[(number + PLACES.get(place, 0) * 7) % len(TEXTS)]} {place.replace('.', '')}{number}"
    return text.replace("|", "") if place == "BulletinWords.title" else text  # there it ends a line


class Pair(NamedTuple):
    """The repository, and its harmless twin."""

    hostile: Path
    twin: Path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("pair")
    for name, say in (("hostile", said), ("twin", lambda place, number: harmless(said(place, number)))):
        root = write_files(folder / name, files(say, RECORDS))
        author = re.sub("[<>]", "", said("Commit.author", 3))  # git takes these out
        clerk = begin(root, author if say is said else harmless(author))
        assert main(["--quiet", "--repo", str(root), "git", "install"]) == 0
        clerk.commit("2019-07-01")
        assert not [each for each in pipeline.check(root, date(2019, 7, 5)) if each.is_error]
    return Pair(folder / "hostile", folder / "twin")


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
            found = difference(read(form, data), read(form, twin[name]))
            assert found is None, (name, found)
