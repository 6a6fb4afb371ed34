"""What makes a difference between what was published and what the ledgers give now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bangfu.model.issue import Issue
from bangfu.model.record import Record
from bangfu.seal.compare import Difference


@dataclass(frozen=True, slots=True)
class Cause:
    """A record that was changed after a period was published, in what was published of it.

    Attributes:
        city: whose it is.
        section: where it stands.
        record: as it is now, or as it was.
        here: whether it is there now.
        late: whether it was only added to (补报), or changed or taken out (更正).
        figures: the names of the sealed figures that it bears on.
    """

    city: str
    section: str
    record: Record
    here: bool
    late: bool
    figures: frozenset[str]

    @property
    def name(self) -> str:
        """An issue's id; of another entry where it stands: `ledgers/zhuzhou.yaml:12`."""
        return self.record.id if isinstance(self.record, Issue) else f"{self.record.file}:{self.record.line}"


class Restated(NamedTuple):
    """A difference with what makes it; None where git does not hold what was sealed."""

    difference: Difference
    causes: tuple[Cause, ...] | None
