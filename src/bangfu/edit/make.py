"""An edit on one screen: splice → read again and prove → write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bangfu.edit.change import Change, NewEvents
from bangfu.edit.desk import CityDesk, Desk, decoded, refuse
from bangfu.edit.prove import Proof, intended, no_new_error, untouched
from bangfu.edit.splice import applied, new_ledger, splice
from bangfu.edit.write import Replacement, encoded, write_all
from bangfu.model.ledger import Part
from bangfu.model.source import Source
from bangfu.read.part import PartReading


@dataclass(slots=True)
class Made:
    """What an edit amounts to. `lines` are the line numbers of what each change added; `texts` old and new, by file."""

    lines: list[list[int]] = field(default_factory=list)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    proofs: list[Proof] = field(default_factory=list)


def make(desk: Desk, changes: Sequence[tuple[str, Change]], *, dry_run: bool = False) -> Made:
    """Makes all changes (each with its city's slug) as one: all land or none does. The caller holds the lock.

    Args:
        desk: the repository.
        changes: what is intended.
        dry_run: prove, but write nothing.

    Raises:
        EditRefusedError: a change cannot be made, or would add an error; every file is untouched.
    """
    made = Made(lines=[[] for _change in changes])
    replacements: list[Replacement] = []
    for slug in dict.fromkeys(slug for slug, _change in changes):
        before = desk.city(slug)
        after = before.copy()
        numbers: dict[str, list[int]] = {}
        for number, (other, change) in enumerate(changes):
            if other == slug:
                numbers.setdefault(change.file, []).append(number)
        for file, own in numbers.items():
            replacements.append(_edit(before, after, file, [changes[number][1] for number in own], made, own))
        made.proofs.append(no_new_error(before, after, desk.province, desk.today))
    if not dry_run:
        write_all(desk.root, replacements)
    return made


def _edit(
    before: CityDesk, after: CityDesk, file: str, changes: list[Change], made: Made, numbers: list[int]
) -> Replacement:
    """Makes the changes in one file, proves them, and puts the new reading into `after`."""
    source = before.sources.get(file)
    if source is None:
        if any(finding.file == file for finding in before.unreadable) or isinstance(changes[0], NewEvents):
            refuse(next((finding for finding in before.unreadable if finding.file == file), None), file)
        text, found = new_ledger(before.city.name, changes[0])
        lines, old, reading = [found], "", PartReading(Part(city=before.city.name, file=file), [])
    else:
        page = before.page(file, [change.issue for change in changes if isinstance(change, NewEvents)])
        splices = [splice(page, change) for change in changes]
        text, lines = applied(source.text, splices)
        untouched(source.text, text, splices)
        old, reading = source.text, before.readings[file]
    bom = source.bom if source else False
    data = encoded(text, bom=bom)
    new = decoded(file, data) or Source(file, text, "", bom)
    after.take(new, intended(reading, changes, new))
    made.texts[file] = (old, text)
    for number, found in zip(numbers, lines, strict=True):
        made.lines[number] = found
    return Replacement(file, encoded(old, bom=bom) if source else None, data)
