"""What is paired: an enterprise, a project, or a prospect."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bangfu.model.fields import Day, Text
from bangfu.model.frozen import record
from bangfu.model.record import Record


class Kind(StrEnum):
    """帮扶对象: the three kinds of what is paired."""

    ENTERPRISE = "企业"
    PROJECT = "项目"
    PROSPECT = "拟入规企业"


class Stage(StrEnum):
    """How far a project has come."""

    EARLY = "前期"
    BUILDING = "在建"
    TRIAL = "试生产"
    DONE = "竣工达产"


@record
class Enterprise(Record):
    """A paired enterprise with its leader and department; `uscc` is its 统一社会信用代码 (GB 32100-2015)."""

    name: Text
    uscc: Text | None = None
    kind: Kind = Kind.ENTERPRISE
    tier: Text | None = None
    district: Text | None = None
    chain: Text | None = None
    leader: Text | None = None
    department: Text | None = None
    station: Text | None = None
    team: Text | None = None
    stage: Stage | None = None
    aliases: tuple[Text, ...] = ()
    since: Day | None = None
    until: Day | None = None

    def paired_on(self, day: date) -> bool:
        """Whether it is paired on `day`: from `since` on, until the day before `until`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def in_scope(self, scope: str) -> bool:
        """Whether it belongs to that part of its city: its district, its department, or the enterprise itself."""
        return scope in (self.district, self.department, self.name, *self.aliases)
