"""Proves an edit before it is written: the new text is read again and compared with what was there and intended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bangfu.edit.change import Change
from bangfu.edit.desk import CityDesk, added, errors
from bangfu.edit.splice import Splice
from bangfu.i18n import _, mark
from bangfu.model.diagnostic import Finding
from bangfu.model.errors import EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.model.frozen import frozen
from bangfu.model.province import Province
from bangfu.model.source import Source, Span
from bangfu.read.light import read_lightly
from bangfu.read.part import PartReading
from bangfu.stages import stage

_APART = ("BF0", "BF1", "BF41", "BF61", "BF62", "BF803", "BF804", "BF805", "BF9")
"""No matter of the edit: bangfu.yaml, what the reader finds (looked at besides), what is due or late, comments; and
pages without a check, since others find it: seals, the history in git, what may be published."""

_STATED = "BF601"
"""A stated figure counts every issue. An edit that counts in none changes none, and need not read them all."""


@frozen
class Proof:
    """What the proof of a city's edit leaves to say: new findings (warnings only), and errors that stood before."""

    warnings: tuple[Finding, ...]
    standing: tuple[Finding, ...]


def untouched(before: str, after: str, splices: Sequence[Splice]) -> None:
    """Proves that every character outside the splices is where it was, and that no comment in them is lost.

    Raises:
        EditRefusedError: it is not so.
    """
    old = new = 0
    for splice in sorted(splices):
        length = splice.start - old
        replaced = before[splice.start : splice.end]
        kept = before[old : splice.start] == after[new : new + length]
        comment = replaced[replaced.find("#") :].strip() if "#" in replaced else ""
        if not kept or comment not in splice.new:
            raise _unproven(_("text outside the edit would change"))
        old, new = splice.end, new + length + len(splice.new)
    if before[old:] != after[new:]:
        raise _unproven(_("text outside the edit would change"))


@stage(mark("checking rules"))
def intended(before: PartReading, changes: Sequence[Change], source: Source) -> PartReading:
    """Proves that reading `source` gives what was read `before` with `changes` made, and nothing else.

    Returns:
        What reading `source` gives.

    Raises:
        EditRefusedError: it is something else.
    """
    expected = before.part
    for change in changes:
        expected = change.apply(expected) if expected else None
    reading = read_lightly(source)
    if reading.part is None or reading.part != expected:
        broken = errors(added(before.findings, reading.findings))
        raise _refusal(broken[0]) if broken else _unproven(_("the file would not read as intended"))
    return reading


@stage(mark("checking rules"))
def no_new_error(before: CityDesk, after: CityDesk, province: Province, today: date) -> Proof:
    """Proves that no rule finds an error in the city's new ledger that it did not find in the old one.

    Raises:
        EditRefusedError: one does.
    """
    new = findings_of(after, province, today)
    if not new:
        return Proof((), ())
    old = findings_of(before, province, today)
    fresh = added(old, new)
    broken = errors(fresh)
    if broken:
        raise _refusal(broken[0])
    return Proof(tuple(fresh), tuple(errors(old)))


def findings_of(desk: CityDesk, province: Province, today: date) -> list[Finding]:
    """What the reader and the rules find in this city's files. The other cities' ledgers are not read for an edit."""
    from bangfu.check.runner import run
    from bangfu.merge.book import consolidate

    read = [finding for reading in desk.readings.values() for finding in reading.findings]
    elsewhere = {LEDGERS, *(finding.at.file if finding.at else finding.file for finding in read)}
    found = run(consolidate(province, [desk.ledger]), today, elsewhere, (*_APART, _STATED) if desk.excerpts else _APART)
    return [*read, *(f for f in found if (f.at.file if f.at else f.file) in desk.sources)]


def _refusal(finding: Finding) -> EditRefusedError:
    span: Span | None = finding.span
    reason = _("{code} {reason}", code=finding.code, reason=finding.message)
    if span:
        reason = _("line {line}: {reason}", line=span.line, reason=reason)
    return EditRefusedError(_("the edit would add an error: {reason}", reason=reason), finding.hint)


def _unproven(reason: object) -> EditRefusedError:
    return EditRefusedError(
        _("the edit could not be proven harmless: {reason}", reason=reason), _("the file is untouched; edit it by hand")
    )  # fmt: skip
