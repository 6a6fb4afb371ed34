"""Doorstop: cities, enterprises and issues are items in documents, each linked to what it belongs to."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from invented import City

from peers.peer import BIN, TOOLS, Run, Totals


class Doorstop:
    """doorstop: its check of the whole tree: texts, levels, and links both ways. It counts nothing by month."""

    program = f"{BIN}/doorstop"
    counts = frozenset({"全省问题"})
    largest = "M"

    def write(self, folder: Path, cities: list[City]) -> None:
        """A document of the cities, and of each city one of its enterprises and one of its issues, steps as text."""
        (folder / ".git").mkdir(parents=True)  # it looks for the root of a working copy
        root = _Document(folder / "cities", "CITY")
        for city in cities:
            of_city = root.add(city.name)
            enterprises = _Document(folder / f"{city.slug}-enterprises", f"{city.prefix}E", root.prefix)
            uids = {name: enterprises.add(name, of_city) for name in city.enterprises}
            issues = _Document(folder / city.slug, city.prefix, enterprises.prefix)
            for issue in city.issues():
                steps = "\n".join(f"  {step.day} {step.kind}" for step in issue.steps)
                issues.add(issue.title, uids[issue.enterprise], steps)

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        """-F: it would write every file again; -W, -S: nobody has signed the items and links."""
        return {"doorstop check": (self.program, "-q", "-F", "-W", "-S")}

    def totals(self, run: Run) -> Totals:
        return Counter({("", "全省问题"): int(run((f"{BIN}/python", f"{TOOLS}/count_items.py")))})


class _Document:
    def __init__(self, folder: Path, prefix: str, parent: str = "") -> None:
        self.folder, self.prefix, self.items = folder, prefix, 0
        folder.mkdir()
        above = f"  parent: {parent}\n" if parent else ""
        settings = f"settings:\n  digits: 6\n{above}  prefix: {prefix}\n  sep: ''\n"
        (folder / ".doorstop.yml").write_text(settings, encoding="utf-8")

    def add(self, header: str, parent: str = "", text: str = "  演示") -> str:
        """Writes the next item and returns its uid."""
        self.items += 1
        uid = f"{self.prefix}{self.items:06d}"
        links = f"\n- {parent}: null" if parent else " []"
        (self.folder / f"{uid}.yml").write_text(
            f"active: true\nderived: false\nheader: {json.dumps(header, ensure_ascii=False)}\n"
            f"level: 1.1.{self.items}\nlinks:{links}\nnormative: true\nref: ''\nreviewed: null\ntext: |\n{text}\n",
            encoding="utf-8",
        )
        return uid
