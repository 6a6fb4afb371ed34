"""What an edit intends, as values: new events of an issue, or a new record in a section."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bangfu.model.event import Event
from bangfu.model.frozen import frozen
from bangfu.model.ledger import Part
from bangfu.model.record import Record


@frozen
class NewEvents:
    """Events to add at the end of an issue. `issue` is its full id, `file` the file it stands in."""

    file: str
    issue: str
    events: tuple[Event, ...]

    def apply(self, part: Part) -> Part:
        """The content of the file as it should be afterwards."""
        return replace(part, issues=tuple(
            replace(issue, events=issue.events + self.events) if issue.id == self.issue else issue
            for issue in part.issues
        ))  # fmt: skip


@frozen
class NewRecord:
    """A record to add at the end of a section of `file`."""

    file: str
    section: str
    record: Record

    def apply(self, part: Part) -> Part:
        """The content of the file as it should be afterwards."""
        records: dict[str, Any] = {self.section: (*getattr(part, self.section), self.record)}
        return replace(part, **records)


Change = NewEvents | NewRecord
