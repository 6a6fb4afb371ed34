"""封账: the figures of a published period, frozen in seals/<period>.yaml (docs/format.md, seals)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, ClassVar, Literal

from bangfu.model.fields import STRICT, Count, Day, Ratio, Text
from bangfu.model.folders import SEALS
from bangfu.model.frozen import record

WHOLE = "全省"
"""What all cities together are called."""


@record
class Figures:
    """What a bulletin says of a city, or of all: only what is stated; a rate as `62/242`.

    Attributes:
        period: the period that these figures are of, where another seal states them anew; else None.
        city: its name.
        records: stands for everything behind the figures (seal.records).
        reported … closed: stock on the last day; `new_…`: flow of the period.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    period: Text | None = None
    city: Text
    records: Text | None = None
    reported: Count | None = None
    verified: Count | None = None
    rejected: Count | None = None
    assigned: Count | None = None
    on_the_spot: Count | None = None
    resolved: Count | None = None
    closed: Count | None = None
    new_reported: Count | None = None
    new_verified: Count | None = None
    new_rejected: Count | None = None
    new_assigned: Count | None = None
    new_on_the_spot: Count | None = None
    new_resolved: Count | None = None
    new_closed: Count | None = None
    overdue: Count | None = None
    resolution_rate: Ratio | None = None
    closure_rate: Ratio | None = None
    collected_resolution_rate: Ratio | None = None
    overdue_rate: Ratio | None = None
    on_time_rate: Ratio | None = None
    satisfaction_rate: Ratio | None = None
    reply_rate: Ratio | None = None

    def stated(self) -> Iterator[tuple[str, str]]:
        """The figures that are stated, each with its name, as text: `62`, `62/242`."""
        for each in fields(self):
            if each.name in NAMES and (value := getattr(self, each.name)) is not None:
                yield each.name, str(value)


NAMES = tuple(each.name for each in fields(Figures) if each.name not in ("period", "city", "records"))
"""The names of all figures, in order."""

RATES = tuple(name for name in NAMES if name.endswith("_rate"))
"""Those that have a numerator and a denominator."""


@record
class Replaced:
    """An earlier seal of the same period: when it was made, its digest, and why it does not hold any more."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    sealed: Day
    digest: Text
    reason: Text


@record
class Seal:
    """A sealed period.

    Attributes:
        period: its key, such as 2019-06; the file is called after it.
        as_of: its last day: what is dated later has no part in it.
        sealed: the day on which it was sealed.
        number: that of the bulletin, where it was given.
        commit: what the ledgers were read from; None without git.
        figures: a city's each, in the official order.
        total: all cities'.
        restated: figures of earlier periods that this period's bulletin says anew (补报、更正).
        replaced: earlier seals of this period.
        digest: over the rest of the file.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    format: Literal["1"] = "1"
    period: Text
    as_of: Day
    sealed: Day
    number: Count | None = None
    commit: Text | None = None
    figures: tuple[Figures, ...]
    total: Figures
    restated: tuple[Figures, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    digest: Text

    @property
    def file(self) -> str:
        """Its file, relative to the repository."""
        return f"{SEALS}/{self.period}.yaml"
