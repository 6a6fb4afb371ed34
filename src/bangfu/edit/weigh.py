"""What the rules find in a merged ledger that they find in neither side: the two do not go together there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.edit.desk import CityDesk, errors, kind_of
from bangfu.edit.prove import findings_of
from bangfu.edit.version import Version
from bangfu.i18n import _
from bangfu.merge.slot import Conflict
from bangfu.merge.threeway import Plan, disputed
from bangfu.model.diagnostic import Finding
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import Part
from bangfu.model.province import Province
from bangfu.model.source import AtLine, Source
from bangfu.read.part import PartReading

_DOUBLED = frozenset({"BF603"})
"""Warnings that weigh as much as an error where a merge brings them about: a figure would be counted twice."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The rules, as of a day, for one file alone: the city's other files are merged by themselves."""

    name: str
    province: Province
    today: date

    def grave(self, reading: PartReading) -> list[Finding]:
        """The findings that a merge may not bring about."""
        city = self.province.city(reading.part.city) if reading.part else None
        if city is None:
            return []
        desk = CityDesk(city, {self.name: Source(self.name, "", "")}, {self.name: reading})
        found = findings_of(desk, self.province, self.today)
        broken = errors(found)
        return [finding for finding in found if finding in broken or finding.code in _DOUBLED]

    def disputed(
        self, made: Plan, part: Part, found: list[Finding], base: Version | None, ours: Version, theirs: Version
    ) -> Plan:
        """The plan with a conflict for each record in which there is something that neither side has.

        Args:
            made: the plan.
            part: the merged content.
            found: what is grave in it.
            base, ours, theirs: the versions.

        Returns:
            `made` itself where there is nothing new.

        Raises:
            EditRefusedError: it is about no record.
        """
        again = made
        for finding in self._new(found, base, ours, theirs):
            section, number = _record_of(finding, part)
            places = [place for place, slot in enumerate(made.sections[section]) if slot.result is not None]
            slot = made.sections[section][places[number]]
            if not slot.conflicts:
                reason = _("{code} {reason}", code=finding.code, reason=finding.message)
                conflict = Conflict("", reason, slot.base, slot.ours, slot.theirs)
                again = disputed(again, section, places[number], conflict)
        return again

    def _new(self, found: list[Finding], base: Version | None, ours: Version, theirs: Version) -> Iterator[Finding]:
        if not found:
            return
        mine, other = self._kinds(ours), self._kinds(theirs)
        known = (mine + other - (self._kinds(base) if base else Counter())) | mine | other
        for finding in found:
            kind = kind_of(finding)
            if known[kind] > 0:
                known[kind] -= 1
            else:
                yield finding

    def _kinds(self, version: Version) -> Counter[object]:
        return Counter(kind_of(finding) for finding in self.grave(version.reading))


def _record_of(finding: Finding, part: Part) -> tuple[str, int]:
    """The record that a finding is about: its section, and its position there.

    Raises:
        EditRefusedError: it is about none.
    """
    path = finding.at.path if finding.at else ()
    if len(path) > 1 and isinstance(path[0], str) and hasattr(part, path[0]):
        step = path[1]
        if isinstance(step, int):
            return path[0], step
        lines = [record.line for record in getattr(part, path[0])]
        if isinstance(step, AtLine) and step.line in lines:
            return path[0], lines.index(step.line)
    raise EditRefusedError(_("the merged ledger has an error: {reason}", reason=finding.message))
