"""Whole bulletins as they were read and approved. `pytest --update-golden` writes them anew: read the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TOP = HERE.parents[1]


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize(
    ("name", "root", "options"),
    [
        ("2019-06", TOP, ("--month", "2019-06", "--date", "2019-07-05")),
        ("invented-2019-06", HERE / "invented", ("--month", "2019-06", "--number", "3")),
        ("invented-2019-Q2", HERE / "invented", ("--quarter", "2019-Q2", "--number", "4")),
    ],
    ids=["real-month", "invented-month", "invented-quarter"],
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
