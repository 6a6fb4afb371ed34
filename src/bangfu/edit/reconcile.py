"""The three-way merge on one screen: read, plan, rearrange, graft, read again, prove and check, comments, markers.

What cannot be read, planned, grafted or proven is not guessed at: the texts are marked line by line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bangfu.edit.comments import comments_of
from bangfu.edit.desk import errors
from bangfu.edit.graft import grafts, spliced, touched
from bangfu.edit.markers import SIZE, lines_of, marked, textual
from bangfu.edit.page import Page
from bangfu.edit.rearrange import rearranged
from bangfu.edit.remarks import Pages, brought, may_lack
from bangfu.edit.splice import Splice
from bangfu.edit.version import Version, common_base, one_side
from bangfu.edit.weigh import Scales
from bangfu.edit.write import encoded
from bangfu.i18n import Message, _
from bangfu.merge.threeway import Plan, plan
from bangfu.model.diagnostic import Finding
from bangfu.model.errors import EditRefusedError
from bangfu.model.ledger import Part
from bangfu.model.province import Province
from bangfu.model.source import Source
from bangfu.read.part import read_part

_ROUNDS = 4
"""How often a merged ledger with new errors is planned anew, its errors being conflicts then."""


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
        versions = (common_base(name, base), one_side(name, ours, _("OURS")), one_side(name, theirs, _("THEIRS")))
        return _Table(*versions, Scales(name, province, today)).merged(size)
    except EditRefusedError as refusal:
        return Merged(textual(base or b"", ours, theirs, size), doubt=refusal.message)


@dataclass(frozen=True, slots=True)
class _Table:
    """The three versions side by side, and the rules."""

    base: Version | None
    ours: Version
    theirs: Version
    scales: Scales

    def merged(self, size: int) -> Merged:
        """The merge, clean or with markers of that size.

        Raises:
            EditRefusedError: it cannot be made, or not be proven.
        """
        made = self.plan()
        if not made.moved:
            return self.carried_out(made, size)
        table = replace(self, ours=self._rearranged(made))
        return table.carried_out(table.plan(), size)

    def plan(self) -> Plan:
        """What is to be made of the records."""
        base = self.base
        return plan(base.part if base else None, self.ours.part, self.theirs.part, whole=base is None or base.whole)

    def carried_out(self, made: Plan, size: int) -> Merged:
        """The merge by a plan that moves nothing.

        Raises:
            EditRefusedError: it cannot be made, or not be proven.
        """
        for _round in range(_ROUNDS):
            page = self.ours.page(touched(made))
            result = self._proven(spliced(page.text, grafts(page, made)), made.part(self.scales.name))
            grave = self.scales.grave(result.reading)
            again = self.scales.disputed(made, result.part, grave, self.base, self.ours, self.theirs)
            if again is made:
                break
            made = again
        else:
            raise EditRefusedError(_("the merged ledger has errors that neither side has"))
        result = self._with_comments(made, result)
        text = result.source.text if made.clean else self._marked(made, result, size)
        return Merged(encoded(text, bom=result.source.bom), made, None, tuple(errors(grave)))

    def _rearranged(self, made: Plan) -> Version:
        """OURS with its records where THEIRS has moved them.

        Raises:
            EditRefusedError: its layout is beyond that.
        """
        page, part = self.ours.page(), self.ours.part
        splices: list[Splice] = []
        records: dict[str, Any] = {}
        for section, order in made.moved.items():
            splices.append(rearranged(page, section, order))
            records[section] = tuple(getattr(part, section)[at] for at in order)
        return self._proven(spliced(page.text, splices), replace(part, **records))

    def _proven(self, text: str, part: Part) -> Version:
        """A text that was made, read again: it says what it should.

        Raises:
            EditRefusedError: it reads otherwise.
        """
        source = Source(self.scales.name, text, "", self.ours.source.bom)
        reading = read_part(source)
        if reading.part is None or reading.part != part or errors(reading.findings):
            raise EditRefusedError(_("the merged text would not read as it should"))
        return Version(source, reading.part, reading)

    def _with_comments(self, made: Plan, result: Version) -> Version:
        """The result with the comments that either side added, proven to say the same."""
        base = self._base_text()
        before = base.source.text if base else ""
        sides: dict[str, Page] = {}
        if may_lack(self.theirs.source.text, before):
            sides["theirs"] = self.theirs.page()
        if may_lack(self.ours.source.text, before, result.source.text):
            sides["ours"] = self.ours.page()
        if not sides:
            return result
        trunk, page = base.page() if base else None, result.page()
        for plainly in (False, True):
            splices = [
                splice
                for side, there in sides.items()
                for splice in brought(Pages(trunk, there, page), made, side, plainly=plainly)
            ]
            if not splices:
                return result
            wanted = _comments(page) + Counter(splice.new.strip() for splice in splices)
            try:
                commented = self._proven(spliced(page.text, splices), result.part)
                if _comments(commented.page()) == wanted:
                    return commented
            except EditRefusedError:
                continue
        raise EditRefusedError(_("a comment cannot be placed safely"))

    def _marked(self, made: Plan, result: Version, size: int) -> str:
        """The result with markers around what is in conflict.

        Raises:
            EditRefusedError: a place is beyond that, or a comment that THEIRS added would be lost.
        """
        slots = [slot for _section, slot, _conflict in made.at_odds()]
        base = self._base_text()
        before = base.page({slot.base.line for slot in slots if slot.base is not None}) if base else None
        theirs = self.theirs.page({slot.theirs.line for slot in slots if slot.theirs is not None})
        page = result.page(lines_of(made, result.part))
        text = spliced(page.text, marked(page, result.part, made, before, theirs, size))
        if may_lack(self.theirs.source.text, base.source.text if base else ""):
            known = _comments(base.page()) if base else Counter[str]()
            lines = [line.rstrip() for line in text.split("\n")]
            if not all(any(line.endswith(one) for line in lines) for one in _comments(self.theirs.page()) - known):
                raise EditRefusedError(_("a comment cannot be placed safely"))
        return text

    def _base_text(self) -> Version | None:
        """The base where it has any text."""
        return self.base if self.base and self.base.source.text.strip() else None


def _comments(page: Page) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(page))
