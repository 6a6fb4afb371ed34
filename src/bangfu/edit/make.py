"""An edit on one screen: splice → read again and prove → write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bangfu.edit.change import Change, NewEvents
from bangfu.edit.desk import CityDesk, Desk, decoded, refuse
from bangfu.edit.ending import kept_ending
from bangfu.edit.excerpt import related
from bangfu.edit.prove import Proof, intended, no_new_error, untouched
from bangfu.edit.splice import applied, new_ledger, splice
from bangfu.edit.write import Replacement, encoded, write_all
from bangfu.model.errors import EditRefusedError
from bangfu.model.issue import Issue
from bangfu.model.ledger import Part
from bangfu.model.source import Source
from bangfu.read.part import PartReading


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
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
        city = desk.city(slug)
        own = {number: change for number, (other, change) in enumerate(changes) if other == slug}
        if not all(_is_apart(change, city) for change in own.values()):
            city.read_whole()
        city.look_at(partial(related, list(own.values()), list(city.ledger.issues), city.known()))
        try:
            found, proof = _prove(desk, city, own, made)
            whole = not (city.excerpts and proof.standing)
        except EditRefusedError:
            if not city.excerpts:
                raise
            whole = False
        if not whole:  # something is wrong, and what it is the whole ledger says
            city.read_whole()
            found, proof = _prove(desk, city, own, made)
        replacements += found
        made.proofs.append(proof)
    if not dry_run:
        write_all(desk.root, replacements)
    return made


def _is_apart(change: Change, city: CityDesk) -> bool:
    """Whether the change is of an issue alone and counts in no figure that the ledger states."""
    if isinstance(change, NewEvents):
        events = change.events
    elif isinstance(change.record, Issue):
        events = change.record.events
    else:
        return False
    return all(event.date > assertion.date for assertion in city.ledger.assertions for event in events)


def _prove(desk: Desk, before: CityDesk, changes: dict[int, Change], made: Made) -> tuple[list[Replacement], Proof]:
    """Makes the changes (by their number) in one city's files, and proves them."""
    after = before.copy()
    numbers: dict[str, list[int]] = {}
    for number, change in changes.items():
        numbers.setdefault(change.file, []).append(number)
    found = [
        _edit(before, after, file, [changes[number] for number in own], made, own) for file, own in numbers.items()
    ]
    return found, no_new_error(before, after, desk.province, desk.today)


def _edit(
    before: CityDesk, after: CityDesk, file: str, changes: list[Change], made: Made, numbers: list[int]
) -> Replacement:
    """Makes the changes in one file, proves them, and puts the new reading into `after`."""
    source = before.sources.get(file)
    shown = ""
    if source is None:
        if any(finding.file == file for finding in before.unreadable) or isinstance(changes[0], NewEvents):
            refuse(next((finding for finding in before.unreadable if finding.file == file), None), file)
        text, found = new_ledger(before.city.name, changes[0])
        lines, old, reading = [found], "", PartReading(Part(city=before.city.name, file=file), [])
    else:
        page = before.page(file, [change.issue for change in changes if isinstance(change, NewEvents)])
        splices = [splice(page, change) for change in changes]
        splices += kept_ending(page, splices)
        excerpt = before.excerpts.get(file)
        if excerpt:
            shown, splices = applied(excerpt.shown.text, splices)[0], excerpt.in_whole(splices)
        text, lines = applied(source.text, splices)
        untouched(source.text, text, splices)
        if excerpt and excerpt.shown_in(text, splices) != shown:
            refuse(None, file)
        old, reading = source.text, before.readings[file]
        del lines[len(changes) :]
    bom = source.bom if source else False
    data = encoded(text, bom=bom)
    new = decoded(file, data) or Source(file, text, "", bom)
    after.take(new, intended(reading, changes, replace(new, text=shown) if shown else new))
    made.texts[file] = (old, text)
    for number, found in zip(numbers, lines, strict=True):
        made.lines[number] = found
    return Replacement(file, encoded(old, bom=bom) if source else None, data)
