"""Doorstop: a city is a document and an issue an item, with its steps in the text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from invented import City

from peers.peer import BIN, TOOLS, Run, Totals


class Doorstop:
    """doorstop: its check of the whole tree. It counts nothing by month."""

    counts = frozenset({"全省问题"})

    def write(self, folder: Path, cities: list[City]) -> None:
        (folder / ".git").mkdir(parents=True)  # it looks for the root of a working copy
        for number, city in enumerate(cities):
            place = folder / city.slug
            place.mkdir()
            parent = f"  parent: {cities[0].prefix}\n" if number else ""
            (place / ".doorstop.yml").write_text(
                f"settings:\n  digits: 6\n{parent}  prefix: {city.prefix}\n  sep: ''\n", encoding="utf-8"
            )
            for serial, issue in enumerate(city.issues(), 1):
                steps = "".join(f"  {step.day} {step.kind}\n" for step in issue.steps)
                text = f"{json.dumps(issue.title, ensure_ascii=False)}\ntext: |\n  {issue.enterprise}\n{steps}"
                (place / f"{city.prefix}{serial:06d}.yml").write_text(
                    "active: true\nderived: true\nlevel: 1.0\nlinks: []\nnormative: true\nref: ''\nreviewed: null\n"
                    f"header: {text}",
                    encoding="utf-8",
                )

    def jobs(self, _folder: Path) -> dict[str, tuple[str, ...]]:
        return {"doorstop check": (f"{BIN}/doorstop", "-q", "-F", "-C", "-L", "-W", "-S")}

    def totals(self, run: Run) -> Totals:
        return Counter({("", "全省问题"): int(run((f"{BIN}/python", f"{TOOLS}/count_items.py")))})
