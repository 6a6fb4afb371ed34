"""A repository of hostile texts, in every field of every file, and its twin of harmless ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bangfu import pipeline
from bangfu.cli.app import main
from commits import begin
from hostile_ledgers import TODAY, Say, files, free_texts
from hostile_strings import chunks, harmless

TEXTS = chunks()
RECORDS = 10
PLACES = {place: at for at, place in enumerate(free_texts())}


def said(place: str, number: int) -> str:
    """A hostile text for a place, another in each record and in each place: together all of them, in all kinds."""
    text = f"{TEXTS[(number + PLACES.get(place, 0) * 7) % len(TEXTS)]} {place.replace('.', '')}{number}"
    return text.replace("|", "") if place == "BulletinWords.title" else text  # there it ends a line


TOLD: dict[str, Say] = {"hostile": said, "twin": lambda place, number: harmless(said(place, number))}


class Pair(NamedTuple):
    """The repository, and its harmless twin."""

    hostile: Path
    twin: Path


def written(root: Path, content: dict[str, str]) -> Path:
    """A repository in a new folder."""
    for name, text in content.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def hostile_pair(folder: Path) -> Pair:
    """Both in a new folder, kept by git, without an error."""
    for name, say in TOLD.items():
        root = written(folder / name, files(say, RECORDS))
        author = re.sub("[<>]", "", said("Commit.author", 3))  # git takes these out
        clerk = begin(root, author if say is said else harmless(author))
        assert main(["--quiet", "--repo", str(root), "git", "install"]) == 0
        clerk.commit("2019-07-01")
        assert not [each for each in pipeline.check(root, date.fromisoformat(TODAY)) if each.is_error]
    return Pair(folder / "hostile", folder / "twin")
