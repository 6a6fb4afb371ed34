"""The bulletin of a few ledgers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from stories import PROVINCE

from bangfu import pipeline
from bangfu.bulletin.compose import Imprint
from bangfu.bulletin.document import Bulletin
from bangfu.model.period import Period

Make = Callable[..., Path]


@pytest.fixture
def told(repository: Make) -> Callable[..., Bulletin]:
    """The bulletin of June 2019 (or of another period) of the ledgers given."""

    def told(
        ledgers: dict[str, str],
        key: str = "2019-06",
        as_of: date | None = None,
        province: str = PROVINCE,
        **imprint: int,
    ) -> Bulletin:
        files = {f"ledgers/{slug}.yaml": text for slug, text in ledgers.items()}
        checked = pipeline.load(repository({"bangfu.yaml": province, **files}), date(2019, 12, 31))
        assert checked.errors == []
        period = Period.from_key(key)
        return pipeline.report(checked, period, as_of or period.end, Imprint(date(2019, 7, 5), **imprint))

    return told
