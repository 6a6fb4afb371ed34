"""The wall chart as it was read and approved. `pytest --update-golden` writes it anew: read the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def test_the_wall_chart_is_as_approved(run_bangfu: Callable[..., Any], request: Any, tmp_path: Path) -> None:
    result = run_bangfu(HERE / "invented", "site", "-o", str(tmp_path / "site"), "--months", "6", today="2019-06-30")
    assert result.code == 0, result.err
    page = (tmp_path / "site/index.html").read_text("utf-8")
    document = page[page.index("<body>") : page.index("<script>")]  # style and script are looked at and clicked
    golden = HERE / "invented-site.html"
    if request.config.getoption("--update-golden"):
        golden.write_text(document, encoding="utf-8")
    assert document == golden.read_text("utf-8")
