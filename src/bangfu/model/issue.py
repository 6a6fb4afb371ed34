"""A difficulty that an enterprise raised."""

from __future__ import annotations

from bangfu.model.event import Event
from bangfu.model.fields import Block, Flag, Text
from bangfu.model.frozen import record
from bangfu.model.record import Record


@record
class Issue(Record):
    """An issue and its events in the order of the file. It stores no status: lifecycle.replay computes it.

    `was` keeps ids that a merge had to change; `case` marks a typical case (典型案例) for the bulletin.
    """

    id: Text
    enterprise: Text
    title: Text
    category: Text
    detail: Block | None = None
    case: Flag = False
    was: tuple[Text, ...] = ()
    events: tuple[Event, ...]
