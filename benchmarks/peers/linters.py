"""Checkers of YAML in general, over our own ledgers. They count nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from invented import City

from peers.peer import BIN, TOOLS, Run, Totals


class Yamllint:
    """yamllint, its rules relaxed: only what is wrong is told."""

    counts: frozenset[str] = frozenset()

    def write(self, folder: Path, cities: list[City]) -> None:
        """Writes the ledgers themselves."""
        from generate import files  # noqa: PLC0415 - it imports the peers

        for city in cities:
            for name, text in files(city):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    def jobs(self, _folder: Path) -> dict[str, tuple[str, ...]]:
        return {"yamllint": (f"{BIN}/yamllint", "-d", "relaxed", "--no-warnings", "ledgers")}

    def totals(self, run: Run) -> Totals:
        return Counter()


class Schema(Yamllint):
    """check-jsonschema, with a schema of the ledger's shape."""

    def jobs(self, folder: Path) -> dict[str, tuple[str, ...]]:
        ledgers = sorted(str(path.relative_to(folder)) for path in folder.glob("ledgers/**/*.yaml"))
        schema = f"{TOOLS}/ledger.schema.json"
        return {"check-jsonschema": (f"{BIN}/check-jsonschema", "--schemafile", schema, *ledgers)}
