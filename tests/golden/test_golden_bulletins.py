"""Whole bulletins as they were read and approved. `pytest --update-golden` writes them anew: read the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TOP = HERE.parents[1]


INVENTED = HERE / "invented"
MONTHS = [
    ("2019-06", TOP, ("--month", "2019-06", "--date", "2019-07-05")),
    ("invented-2019-06", INVENTED, ("--month", "2019-06", "--number", "3")),
    ("invented-2019-Q2", INVENTED, ("--quarter", "2019-Q2", "--number", "4")),
]
OTHERS = [
    ("invented-2019-W23", INVENTED, ("--week", "2019-W23")),
    ("invented-2019-H1", INVENTED, ("--half", "2019-H1", "--number", "5")),
    ("invented-2019", INVENTED, ("--year", "2019", "--number", "6")),
]


@pytest.mark.parametrize(
    ("name", "root", "options", "form"),
    [(*each, form) for each in MONTHS for form in ("md", "html")] + [(*each, "md") for each in OTHERS],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_bulletin_is_as_approved(
    run_bangfu: Callable[..., Any],
    request: pytest.FixtureRequest,
    name: str,
    root: Path,
    options: tuple[str, ...],
    form: str,
) -> None:
    result = run_bangfu(root, "report", *options, "--format", form, today="2019-07-02")
    assert result.code == 0, result.err
    document = (
        result.out if form == "md" else result.out[result.out.index("<body>") :]
    )  # styles are looked at, not read
    golden = HERE / f"{name}.{form}"
    if request.config.getoption("--update-golden"):
        golden.write_text(document, encoding="utf-8")
    assert document == golden.read_text("utf-8")
