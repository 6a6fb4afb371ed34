"""The long form: each hostile text in each field alone, through a format of every kind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hostile_ledgers import files, free_texts, issue
from hostile_repository import written
from hostile_strings import HOSTILE, harmless
from readers import difference, read
from soak import cases, measured

Run = Callable[..., Any]

OUTPUTS = {
    "report --month 2019-06": "md",
    "report --month 2019-06 --format html": "html",
    "report --month 2019-06 --brief": "text",
    "lists --all --format csv": "csv",
    "lists --all --format md": "md",
    "merge": "yaml",
    "tally --by category --format csv": "csv",
    f"show {issue(1)}": "text",
    "list": "text",
    "check": "text",
    "check --format github": "github",
    "check --format sarif": "sarif",
}
WITHOUT_TWIN = ("text", "github", "sarif")


def told(run_bangfu: Run, root: Path, command: str, form: str, site: Path) -> list[Any]:
    """An output, and the pages of the site."""
    result = run_bangfu(root, "--no-cache", *command.split(), today="2019-07-05")
    assert result.code in (0, 1), result.err
    read("text", result.err.encode())
    if command == "merge":
        run_bangfu(root, "--no-cache", "site", "-o", str(site), "--allow-errors", today="2019-07-05")
        pages = [read("html", page.read_bytes()) for page in sorted(site.rglob("*.html"))]
        shutil.rmtree(site)
        return [read(form, result.out.encode()), pages]
    return [read(form, result.out.encode())] if result.out else []


@pytest.mark.soak
def test_each_text_in_each_field_alone(run_bangfu: Run, tmp_path: Path) -> None:
    every = [*product(free_texts(), HOSTILE)]
    Random(5).shuffle(every)  # noqa: S311 - the same order each time
    with measured("Hostile texts, each in each field alone", __file__, pairs=0, outputs=0) as found:
        for place, text in islice(every, cases(1, len(every))):
            bare = text.replace("|", "") if place == "BulletinWords.title" else text
            roots = []
            for name, here in (("hostile", bare), ("twin", harmless(bare))):

                def say(asked: str, number: int, here: str = here, place: str = place) -> str:
                    return here if asked == place else f"甲{asked.replace('.', '')}{number}"

                roots.append(written(tmp_path / name, files(say, 1)))
            for command, form in OUTPUTS.items():
                hostile = told(run_bangfu, roots[0], command, form, tmp_path / "site")
                if form not in WITHOUT_TWIN:
                    other = difference(hostile, told(run_bangfu, roots[1], command, form, tmp_path / "site"))
                    assert other is None, (place, text, command, other)
                found["outputs"] = int(found["outputs"]) + 1
            found["pairs"] = int(found["pairs"]) + 1
