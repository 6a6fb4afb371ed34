"""The long form of the proofs: how many cases are tried, and the figures that docs/reliability.md shows.

`make soak` sets BANGFU_SOAK=1. A part of it is a fraction: BANGFU_SOAK=0.1 tries a tenth of the long form.
"""

from __future__ import annotations

import json
import os
import platform
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "out" / "soak"


def share() -> float:
    """How much of the long form is asked for; 0 in an ordinary run."""
    return float(os.environ.get("BANGFU_SOAK") or 0)


def cases(ordinary: int, long: int) -> int:
    """How many cases to try: `ordinary` in every run, `long` in the long form."""
    return max(ordinary, round(long * share()))


def is_long() -> bool:
    """Whether the long form, or a part of it, is asked for."""
    return share() > 0


@contextmanager
def measured(part: str, test: str, **figures: int | str) -> Iterator[dict[str, int | str]]:
    """Times a proof; in the long form what was found is kept for the page, also when the proof fails.

    Args:
        part: What was tried, as the page says it.
        test: The file below the project's folder that tries it (`__file__`).
        figures: What the page shows, by name in the page's order; more may be set while it runs.
    """
    found: dict[str, int | str] = dict(figures)
    begun = time.monotonic()
    outcome = "failed"
    try:
        yield found
        outcome = "held"
    finally:
        if share():
            RESULTS.mkdir(parents=True, exist_ok=True)
            record = {
                "part": part,
                "test": Path(test).resolve().relative_to(RESULTS.parent.parent).as_posix(),
                "outcome": outcome,
                "figures": found,
                "minutes": round((time.monotonic() - begun) / 60, 1),
                "when": datetime.now().astimezone().date().isoformat(),
                "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
                f"Python {platform.python_version()}",
                "share": share(),
            }
            name = re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
            (RESULTS / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
