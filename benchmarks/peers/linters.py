"""Checkers of YAML in general, over our own ledgers. They count nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from invented import City
from ledgers import files, names

from peers.peer import BIN, TOOLS, Run, Totals


class Yamllint:
    """yamllint, its rules relaxed: only what is wrong is told."""

    program = f"{BIN}/yamllint"
    counts: frozenset[str] = frozenset()
    largest = "S"

    def write(self, folder: Path, cities: list[City]) -> None:
        """Writes the ledgers themselves."""
        for city in cities:
            for name, text in files(city):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    def jobs(self, _cities: list[City]) -> dict[str, tuple[str, ...]]:
        return {"yamllint": (self.program, "-d", "relaxed", "--no-warnings", "ledgers")}

    def totals(self, run: Run) -> Totals:
        return Counter()


class Schema(Yamllint):
    """check-jsonschema, with a schema of the ledger's shape."""

    program = f"{BIN}/check-jsonschema"

    def jobs(self, cities: list[City]) -> dict[str, tuple[str, ...]]:
        ledgers = [name for city in cities for name in names(city)]
        schema = f"{TOOLS}/ledger.schema.json"
        return {"check-jsonschema": (self.program, "--schemafile", schema, *ledgers)}
