"""Workbooks: a city is an .xlsx with a row an event; pandas reads, checks and counts them."""

from __future__ import annotations

import csv
import subprocess
from collections import Counter
from pathlib import Path

from invented import City

from peers.peer import BIN, STATUSES, TOOLS, Run, Totals

COLUMNS = ("city", "id", "enterprise", "title", "category", "date", "type", "to", "due", "note")


class Pandas:
    """pandas, with one of its two readers of workbooks."""

    program = f"{BIN}/python"
    counts = STATUSES | {"收集"}

    def __init__(self, engine: str, largest: str) -> None:
        self.engine = engine
        self.largest = largest

    def write(self, folder: Path, cities: list[City]) -> None:
        """Writes tables, and has the peers' Python make workbooks of them."""
        write_tables(folder, cities)
        subprocess.run((self.program, f"{TOOLS}/make_workbooks.py", str(folder)), check=True)

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        return {f"pandas + {self.engine}": self._command()}

    def totals(self, run: Run) -> Totals:
        rows = csv.reader(run(self._command()).splitlines())
        return Counter({(city, word): int(count) for city, word, count in rows})

    def _command(self) -> tuple[str, ...]:
        return (self.program, f"{TOOLS}/tally_workbooks.py", self.engine)


def write_tables(folder: Path, cities: list[City]) -> None:
    """A CSV file a city."""
    folder.mkdir(parents=True, exist_ok=True)
    for city in cities:
        with (folder / f"{city.slug}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for issue in city.issues():
                for step in issue.steps:
                    to, due, note = (step.details.get(key, "") for key in ("to", "due", "note"))
                    what = (city.name, issue.id, issue.enterprise, issue.title, issue.category)
                    table.writerow((*what, step.day, step.kind, "、".join(to), due, note))
