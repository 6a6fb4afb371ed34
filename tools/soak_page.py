"""Writes the figures of the long form (out/soak/, left there by `make soak`) into docs/reliability.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS, PAGE = ROOT / "out" / "soak", ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- measured: by tools/soak_page.py, typed by nobody -->\n", "<!-- /measured -->\n"


def row(record: dict) -> str:
    """A line of the table."""
    figures = "; ".join(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}"
                        for name, value in record["figures"].items())  # fmt: skip
    scale = "" if record["share"] == 1 else f" ({record['share']:g} of it)"
    return (
        f"| {record['part']}{scale} | {figures} | **{record['outcome']}** | {record['minutes']} | {record['when']} "
        f"| `make soak SOAK={record['test']}` |\n"
    )


def main() -> int:
    """Keeps the rows of parts that were not run again."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    table, tail = rest.split(END)
    kept = {line.split(" | ")[0].removeprefix("| "): line + "\n" for line in table.splitlines() if line.endswith("` |")}
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]
    if not records:
        print(f"{RESULTS} holds no figures; run `make soak` first.", file=sys.stderr)
        return 1
    for record in records:
        kept.pop(f"{record['part']}", None)
        line = row(record)
        kept[line.split(" | ")[0].removeprefix("| ")] = line
    lines = "".join(kept[key] for key in sorted(kept))
    machine = records[-1]["machine"]
    table = f"| what | figures | outcome | minutes | date | command |\n| --- | --- | --- | ---: | --- | --- |\n{lines}"
    PAGE.write_text(f"{head}{BEGIN}\nThe last run on: {machine}.\n\n{table}\n{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
