"""Makes records of several files what they should be: plan → graft → read again and prove → write, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bangfu.edit.comments import comments_of
from bangfu.edit.desk import CityDesk, Desk, decoded, errors, refuse
from bangfu.edit.graft import grafts, spliced, touched
from bangfu.edit.make import Made
from bangfu.edit.prove import no_new_error
from bangfu.edit.version import Version
from bangfu.edit.write import Replacement, encoded, write_all
from bangfu.i18n import _
from bangfu.merge.slot import Slot
from bangfu.merge.threeway import Plan
from bangfu.model.errors import EditRefusedError
from bangfu.model.frozen import frozen
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.record import Record
from bangfu.model.source import Source
from bangfu.read.light import read_lightly


@frozen
class Revision:
    """A record that is to be another, or a new one.

    Args:
        slug: whose ledger it is in.
        file: the file; it may not be there yet.
        section: the section.
        before: the record as the desk has read it; None for a new one.
        after: as it should be. Of an issue's events the first ones are those it has, in their order.
    """

    slug: str
    file: str
    section: str
    before: Record | None
    after: Record


def revise(desk: Desk, revisions: Sequence[Revision], *, dry_run: bool = False) -> Made:
    """Makes all revisions as one: all land or none does. The caller holds the lock.

    Args:
        desk: the repository; the cities were read as a whole (CityDesk.read_whole).
        revisions: what is intended.
        dry_run: prove, but write nothing.

    Raises:
        EditRefusedError: one cannot be made, or would add an error; every file is untouched.
    """
    made = Made()
    replacements: list[Replacement] = []
    for slug in dict.fromkeys(revision.slug for revision in revisions):
        before = desk.city(slug)
        after = before.copy()
        own = [revision for revision in revisions if revision.slug == slug]
        replacements += [
            _file(before, after, file, [each for each in own if each.file == file], made)
            for file in dict.fromkeys(revision.file for revision in own)
        ]
        made.proofs.append(no_new_error(before, after, desk.province, desk.today))
    if replacements and not dry_run:
        write_all(desk.root, replacements)
    return made


def _file(before: CityDesk, after: CityDesk, file: str, revisions: list[Revision], made: Made) -> Replacement:
    """One file with its revisions, proven; the new reading is put into `after`."""
    there = before.sources.get(file)
    if there is None and (broken := [finding for finding in before.unreadable if finding.file == file]):
        refuse(broken[0], file)
    city = before.city.name
    source = there or Source(file, f"# {city}精准帮扶台账\ncity: {city}\n", "", bom=False)
    reading = before.readings[file] if there else read_lightly(source)
    if reading.part is None or (broken := errors(reading.findings)):
        refuse(next(iter(errors(reading.findings)), None), file)
    plan = _plan(reading.part, revisions)
    page = Version(source, reading.part, reading).page(touched(plan))
    text = spliced(page.text, grafts(page, plan))
    data = encoded(text, bom=source.bom)
    new = decoded(file, data)
    if new is None:
        raise _unproven()
    again = read_lightly(new)
    if again.part != plan.part(file) or errors(again.findings):
        raise _unproven()
    if "#" in source.text and _comments(Version(source, reading.part, reading)) != _comments(
        Version(new, reading.part, again)
    ):
        raise _unproven()
    after.take(new, again)
    made.texts[file] = (source.text if there else "", text)
    return Replacement(file, encoded(source.text, bom=source.bom) if there else None, data)


def _plan(part: Part, revisions: Sequence[Revision]) -> Plan:
    """The plan that makes the revisions and leaves all else."""
    wanted = {(each.section, each.before.line): each for each in revisions if each.before is not None}
    sections: dict[str, tuple[Slot[Any], ...]] = {}
    for section in SECTIONS:
        slots = [
            _slot(at, record, wanted.get((section, record.line))) for at, record in enumerate(getattr(part, section))
        ]
        added = [each.after for each in revisions if each.section == section and each.before is None]
        sections[section] = (*slots, *(Slot(theirs=record, result=record) for record in added))
    return Plan(part.city, sections)


def _slot(at: int, record: Any, revision: Revision | None) -> Slot[Any]:
    if revision is None:
        return Slot(ours=record, result=record, ours_at=at)
    after = replace(revision.after, file=record.file, line=record.line)
    events: tuple[Slot[Any], ...] = ()
    if isinstance(record, Issue) and isinstance(after, Issue) and after.events != record.events:
        kept = len(record.events)
        events = (
            *(Slot(ours=ours, result=result, ours_at=number)
              for number, (ours, result) in enumerate(zip(record.events, after.events[:kept], strict=True))),
            *(Slot(theirs=event, result=event) for event in after.events[kept:]),
        )  # fmt: skip
    return Slot(ours=record, theirs=after, result=after, ours_at=at, events=events)


def _comments(version: Version) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(version.page()))


def _unproven() -> EditRefusedError:
    return EditRefusedError(
        _("the edit could not be proven harmless: {reason}", reason=_("the file would not read as intended")),
        _("the file is untouched; edit it by hand"),
    )
