"""The three-way merge on one screen: read → plan → graft → read again, prove and check → comments → markers.

What cannot be read, planned, grafted or proven is not guessed at: the texts are marked line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.edit.comments import comments_of
from bangfu.edit.desk import CityDesk, errors, kind_of
from bangfu.edit.graft import grafts, spliced, touched
from bangfu.edit.markers import SIZE, lines_of, marked, textual
from bangfu.edit.page import Page
from bangfu.edit.prove import findings_of
from bangfu.edit.remarks import Pages, brought, may_have
from bangfu.edit.thin import SMALL, thinned
from bangfu.edit.write import encoded
from bangfu.i18n import Message, _
from bangfu.merge.slot import Conflict
from bangfu.merge.threeway import Plan, disputed, plan
from bangfu.model.diagnostic import Finding
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import Part
from bangfu.model.province import Province
from bangfu.model.source import AtLine, Source
from bangfu.read.build import every_key
from bangfu.read.files import SIZE_LIMIT, decode
from bangfu.read.nodes import Mapping
from bangfu.read.part import PartReading, read_part
from bangfu.read.recover import compose_source

_ROUNDS = 4
"""How often a merged ledger with new errors is planned anew, its errors being conflicts then."""

_DOUBLED = frozenset({"BF603"})
"""Warnings that weigh as much as an error where a merge brings them about: a figure would be counted twice."""

_REGION = re.compile(r"^<{7,}(?: .*)?\r?\n(?:.*\n)*?>{7,}(?: .*)?(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge comes to.

    Attributes:
        data: the bytes of the result, with markers where it is not clean.
        plan: what was made of each record; None where the texts were only compared line by line.
        doubt: why they were, or why the result as a whole is in doubt.
        standing: errors that came with one of the sides.
    """

    data: bytes
    plan: Plan | None = None
    doubt: Message | None = None
    standing: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether there is nothing left to resolve."""
        return self.doubt is None and self.plan is not None and self.plan.clean


def reconcile(
    name: str,
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    province: Province,
    today: date,
    size: int = SIZE,
) -> Merged:
    """Merges three versions of one ledger file, in the layout of OURS and with its comments.

    Args:
        name: the file, relative to its repository.
        base: the version that both come from; empty where there was no file; None where it is not known.
        ours: the version whose text is kept.
        theirs: the other one.
        province: the configuration, for the checks.
        today: for the checks.
        size: the length of a conflict marker.
    """
    try:
        table = _Table(name, base, ours, theirs, province, today, size)
        return table.merged()
    except EditRefusedError as refusal:
        return Merged(textual(base or b"", ours, theirs, size), doubt=refusal.message)


@dataclass(slots=True)
class _Version:
    """One of the three texts, as it was read."""

    source: Source
    reading: PartReading
    whole: bool = True


class _Table:
    """The three versions side by side."""

    def __init__(
        self,
        name: str,
        base: bytes | None,
        ours: bytes,
        theirs: bytes,
        province: Province,
        today: date,
        size: int,
    ) -> None:
        self.name = name
        self.province = province
        self.today = today
        self.size = size
        self.ours = self._readable(ours, _("OURS"))
        self.theirs = self._readable(theirs, _("THEIRS"))
        self.base = self._as_far_as_readable(base)

    def merged(self) -> Merged:
        """The merge, clean or with markers.

        Raises:
            EditRefusedError: it cannot be made, or not be proven.
        """
        ours, theirs = self.ours.reading.part, self.theirs.reading.part
        assert ours is not None and theirs is not None  # noqa: S101, PT018 - _readable has looked
        before = self.base.reading.part if self.base else None
        whole = self.base is None or self.base.whole
        made = plan(before, ours, theirs, whole=whole)
        for _round in range(_ROUNDS):
            text, reading = self._grafted(made)
            standing = self._grave(reading)
            again = self._with_errors(made, reading, standing)
            if again is made:
                break
            made = again
        else:
            raise EditRefusedError(_("the merged ledger has errors that neither side has"))
        text, reading = self._with_comments(made, text, reading)
        if not made.clean:
            text = self._marked(made, text, reading)
        return Merged(encoded(text, bom=self.ours.source.bom), made, None, tuple(errors(standing)))

    def _readable(self, data: bytes, side: Message) -> _Version:
        source, findings = decode(data, self.name)
        if len(data) > SIZE_LIMIT:
            raise EditRefusedError(_("{side} is larger than 8 MiB", side=side))
        reading = read_part(source) if source else None
        broken = errors([*findings, *(reading.findings if reading else ())])
        if source is None or reading is None or reading.part is None or broken:
            reason = broken[0].message if broken else _("it cannot be read")
            line = broken[0].span.line if broken and broken[0].span else 1
            raise EditRefusedError(_("{side}, line {line}: {reason}", side=side, line=line, reason=reason))
        return _Version(source, reading)

    def _as_far_as_readable(self, data: bytes | None) -> _Version | None:
        """The base. What is in conflict in it (a merge of merges) or broken is taken for unknown."""
        if data is None or len(data) > SIZE_LIMIT:
            return None
        source, findings = decode(data, self.name)
        if source is None:
            return None
        if not source.text.strip():
            return _Version(source, PartReading(Part(city="", file=self.name), []))
        text = _REGION.sub("", source.text)
        cut = Source(source.name, text, "", source.bom)
        reading = read_part(cut)
        if reading.part is None:
            return None
        return _Version(cut, reading, text == source.text and not errors([*findings, *reading.findings]))

    def _grafted(self, made: Plan) -> tuple[str, PartReading]:
        """OURS' text with the plan in it, proven to read as planned."""
        page = self._page(self.ours.source, touched(made))
        text = spliced(page.text, grafts(page, made))
        return text, self._proven(text, made)

    def _proven(self, text: str, made: Plan) -> PartReading:
        reading = read_part(self._source(text))
        if reading.part != made.part(self.name) or errors(reading.findings):
            raise EditRefusedError(_("the merged text would not read as it should"))
        return reading

    def _with_errors(self, made: Plan, reading: PartReading, standing: Sequence[Finding]) -> Plan:
        """The plan with a conflict for each record in which the rules find an error that neither side has."""
        part = reading.part
        if not standing or part is None:
            return made
        ours, theirs = self._kinds(self.ours), self._kinds(self.theirs)
        base: Counter[object] = self._kinds(self.base) if self.base else Counter()
        allowed = (ours + theirs - base) | ours | theirs
        again = made
        for finding in standing:
            kind = kind_of(finding)
            if allowed[kind] > 0:
                allowed[kind] -= 1
                continue
            section, number = _record_of(finding, part)
            places = [place for place, slot in enumerate(made.sections[section]) if slot.result is not None]
            slot = made.sections[section][places[number]]
            if not slot.conflicts:
                reason = _("{code} {reason}", code=finding.code, reason=finding.message)
                again = disputed(
                    again, section, places[number], Conflict("", reason, slot.base, slot.ours, slot.theirs)
                )
        return again

    def _kinds(self, version: _Version) -> Counter[object]:
        return Counter(kind_of(finding) for finding in self._grave(version.reading))

    def _grave(self, reading: PartReading) -> list[Finding]:
        found = self._findings(reading)
        broken = errors(found)
        return [finding for finding in found if finding in broken or finding.code in _DOUBLED]

    def _findings(self, reading: PartReading) -> list[Finding]:
        """What the rules find in this file alone; the city's other parts are merged by themselves."""
        city = self.province.city(reading.part.city) if reading.part else None
        if city is None:
            return []
        desk = CityDesk(city, {self.name: self._source("")}, {self.name: reading})
        return findings_of(desk, self.province, self.today)

    def _with_comments(self, made: Plan, text: str, reading: PartReading) -> tuple[str, PartReading]:
        """The text with the comments that THEIRS added, proven to say the same."""
        base, theirs = self.base.source if self.base else None, self.theirs.source
        if not may_have(base.text if base else "", theirs.text):
            return text, reading
        pages = Pages(self._page(base) if base and base.text.strip() else None, self._page(theirs), self._page_of(text))
        for plainly in (False, True):
            splices = brought(pages, made, plainly=plainly)
            if not splices:
                return text, reading
            new = spliced(text, splices)
            wanted = _comments(pages.result) + Counter(splice.new.strip() for splice in splices)
            try:
                proven = self._proven(new, made)
                if _comments(self._page_of(new)) == wanted:
                    return new, proven
            except EditRefusedError:
                continue
        raise EditRefusedError(_("a comment of THEIRS cannot be placed safely"))

    def _marked(self, made: Plan, text: str, reading: PartReading) -> str:
        assert reading.part is not None  # noqa: S101 - it was proven
        page = self._page(self._source(text), lines_of(made, reading.part))
        slots = [slot for _section, slot, _conflict in made.at_odds()]
        base = theirs = None
        if self.base and self.base.source.text.strip():
            base = self._page(self.base.source, {slot.base.line for slot in slots if slot.base is not None})
        if slots:
            theirs = self._page(self.theirs.source, {slot.theirs.line for slot in slots if slot.theirs is not None})
        return spliced(text, marked(page, reading.part, made, base, theirs, self.size))

    def _source(self, text: str) -> Source:
        return Source(self.name, text, "", self.ours.source.bom)

    def _page_of(self, text: str) -> Page:
        return self._page(self._source(text))

    def _page(self, source: Source, lines: set[int] | None = None) -> Page:
        """The nodes of a text; of a big one, those of the records on `lines` alone, where lines are given."""
        thin = thinned(source.text, (), SMALL, lines) if lines is not None else None
        root = thin or compose_source(source, every_key()).root
        if not isinstance(root, Mapping):
            raise EditRefusedError(_("{file} holds no ledger", file=self.name))
        return Page(self.name, source.text, root)


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


def _comments(page: Page) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(page))
