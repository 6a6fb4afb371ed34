"""The three-way merge of one ledger file: a plan, record by record, and what is in conflict. It touches no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bangfu.i18n import _
from bangfu.merge import clash
from bangfu.merge.events import merged_events
from bangfu.merge.fields import merged_fields
from bangfu.merge.match import Names, Triple, identity, same_enterprises, same_entries, same_issues
from bangfu.merge.order import as_theirs, in_order
from bangfu.merge.slot import Conflict, Slot
from bangfu.model.event import Event
from bangfu.model.ids import key
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Part

KEYED = ("enterprises", "issues")
"""Sections whose records have a name: an enterprise its name, an issue its id."""

_LIFE = frozenset({"events"})


class Renamed(NamedTuple):
    """An issue that got a new id, because a different one has its old id."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge makes of a ledger file.

    Attributes:
        city: whose ledger it is.
        sections: each section's slots in the order of the result, those without a result among them; what both sides
            have taken out has none.
        conflicts: what is in conflict about the file itself.
        renamed: issues that got a new id.
        moved: sections in which THEIRS alone has moved records: the positions of OURS' in their new order.
    """

    city: str
    sections: dict[str, tuple[Slot[Any], ...]]
    conflicts: tuple[Conflict, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    moved: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def part(self, file: str = "") -> Part:
        """The merged content; what is in conflict stands as OURS has it."""
        records: dict[str, Any] = {
            section: tuple(slot.result for slot in slots if slot.result is not None)
            for section, slots in self.sections.items()
        }
        return Part(city=self.city, file=file, **records)

    def at_odds(self) -> Iterator[tuple[str, Slot[Any], Conflict]]:
        """Every conflict in a record, with its section and slot."""
        for section, slots in self.sections.items():
            for slot in slots:
                for conflict in slot.conflicts:
                    yield section, slot, conflict

    @property
    def clean(self) -> bool:
        """Whether nothing is in conflict."""
        return not self.conflicts and next(self.at_odds(), None) is None


def plan(base: Part | None, ours: Part, theirs: Part, *, whole: bool = True) -> Plan:
    """Merges three versions of one ledger file.

    Args:
        base: the version that both sides come from; None: there is none (a copy that was mailed back), nothing that
            either side has is taken for new or for taken out then.
        ours: the side whose order is kept.
        theirs: the other side.
        whole: whether all of the base could be read; of what could not, nothing is concluded.
    """
    before = base or Part(city=ours.city)
    city, found = _city(base, ours, theirs)
    names = Names([*before.enterprises, *ours.enterprises, *theirs.enterprises])
    sections: dict[str, tuple[Slot[Any], ...]] = {}
    renamed: list[Renamed] = []
    moved: dict[str, tuple[int, ...]] = {}
    for section in SECTIONS:
        sides = (getattr(before, section), getattr(ours, section), getattr(theirs, section))
        if section == "issues":
            slots, renamed = _issues(city, sides, names, apart=base is not None and whole)
        elif section == "enterprises":
            slots = [_record(triple, sides) for triple in same_enterprises(*sides)]
        else:
            slots = [_entry(triple, sides) for triple in same_entries(*sides)]
        sections[section] = in_order(slots)
        if order := as_theirs(slots):
            moved[section] = order
    return Plan(city, sections, found, tuple(renamed), moved)


def disputed(whole: Plan, section: str, number: int, conflict: Conflict) -> Plan:
    """The plan with one more conflict, about the record of `section` in place `number`: OURS' version stands."""
    slots = list(whole.sections[section])
    slot = slots[number]
    slots[number] = replace(slot, result=slot.ours, events=(), conflicts=(conflict,))
    return replace(whole, sections={**whole.sections, section: tuple(slots)})


Sides = tuple[Sequence[Any], Sequence[Any], Sequence[Any]]


def _city(base: Part | None, ours: Part, theirs: Part) -> tuple[str, tuple[Conflict, ...]]:
    if ours.city == theirs.city or (base and theirs.city == base.city):
        return ours.city, ()
    if base and ours.city == base.city:
        return theirs.city, ()
    return ours.city, (
        Conflict("city", _("these are ledgers of two cities"), base and base.city, ours.city, theirs.city),
    )


def _versions(triple: Triple, sides: Sides) -> list[Any]:
    return [side[at] if at is not None else None for side, at in zip(sides, triple, strict=True)]


def _slot(
    triple: Triple,
    sides: Sides,
    result: Any,
    conflicts: Sequence[Conflict] = (),
    events: tuple[Slot[Event], ...] = (),
) -> Slot[Any]:
    base, ours, theirs = _versions(triple, sides)
    return Slot(base, ours, theirs, result, *triple, events=events, conflicts=tuple(conflicts))


def _one_sided(triple: Triple, sides: Sides) -> Slot[Any]:
    """A record that at least one side does not have: it is new, or it was taken out."""
    base, ours, theirs = _versions(triple, sides)
    there = ours if ours is not None else theirs
    if base is None:
        return _slot(triple, sides, there)
    if there is None or there == base:
        return _slot(triple, sides, None)
    conflict = Conflict("", _("one side took it out, the other changed it"), base, ours, theirs)
    return _slot(triple, sides, ours, [conflict])


def _entry(triple: Triple, sides: Sides) -> Slot[Any]:
    """An entry without an id is merged as a whole."""
    base, ours, theirs = _versions(triple, sides)
    if ours is None or theirs is None:
        return _one_sided(triple, sides)
    if theirs in (ours, base):
        return _slot(triple, sides, ours)
    if ours == base:
        return _slot(triple, sides, theirs)
    return _slot(triple, sides, ours, [Conflict("", _("both sides changed it"), base, ours, theirs)])


def _record(triple: Triple, sides: Sides) -> Slot[Any]:
    base, ours, theirs = _versions(triple, sides)
    if ours is None or theirs is None:
        return _one_sided(triple, sides)
    result, conflicts = merged_fields(base, ours, theirs)
    return _slot(triple, sides, result, conflicts)


def _issue(triple: Triple, sides: Sides) -> Slot[Any]:
    base, ours, theirs = _versions(triple, sides)
    if ours is None or theirs is None:
        return _one_sided(triple, sides)
    result, conflicts = merged_fields(base, ours, theirs, _LIFE)
    if ours.events == theirs.events:
        return _slot(triple, sides, result, conflicts)
    events, found = merged_events(base.events if base else (), ours.events, theirs.events)
    if found:
        return _slot(triple, sides, result, [*conflicts, *found])
    result = replace(result, events=tuple(slot.result for slot in events if slot.result))
    return _slot(triple, sides, result, conflicts, events)


def _issues(city: str, sides: Sides, names: Names, *, apart: bool) -> tuple[list[Slot[Any]], list[Renamed]]:
    """The issues. `apart`: two new ones with one id may be different issues."""
    slots: list[Slot[Any]] = []
    renamed: list[Renamed] = []
    taken = {key(name) for side in sides for issue in side for name in (issue.id, *issue.was)}
    replies: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for triple in same_issues(*sides, names):
        _base, ours, theirs = _versions(triple, sides)
        if triple.base is not None or not ours or not theirs or not (apart and _differ(ours, theirs, names, city)):
            slots.append(_issue(triple, sides))
            continue
        if not (clash.is_made(ours) and clash.is_made(theirs)):
            reason = _("two different issues have this id")
            slots.append(_slot(triple, sides, ours, [Conflict("", reason, None, ours, theirs)]))
            continue
        loses_ours = not clash.keeps(ours, theirs)
        loser = clash.with_new_id(ours if loses_ours else theirs, city, taken.__contains__)
        taken.add(key(loser.id))
        renamed.append(Renamed(ours.id, loser.id))
        replies[loses_ours][ours.id] = loser.id
        slots.append(_slot(triple._replace(theirs=None), sides, loser if loses_ours else ours))
        slots.append(_slot(triple._replace(ours=None), sides, theirs if loses_ours else loser))
    if renamed:
        slots = [_pointing(slot, replies) for slot in slots]
    return slots, renamed


def _differ(ours: Issue, theirs: Issue, names: Names, city: str) -> bool:
    """Whether two new issues with one id are two, and neither is a copy of the other that was edited."""
    if key(ours.id) != key(theirs.id) or identity(ours, names) == identity(theirs, names):
        return False
    return clash.is_own(ours, city) == clash.is_own(theirs, city)


def _pointing(slot: Slot[Any], replies: dict[bool, dict[str, str]]) -> Slot[Any]:
    """The slot with `into` in what one side added pointing to the new id, where that side's issue got one."""
    if slot.result is None or slot.conflicts:
        return slot
    if slot.events:
        events = tuple(_event_pointing(one, replies) for one in slot.events)
        life = tuple(one.result for one in events if one.result)
        return replace(slot, events=events, result=replace(slot.result, events=life))
    if slot.base is not None or (slot.ours is not None and slot.theirs is not None):
        return slot
    new = replies[slot.ours is not None]
    return replace(slot, result=replace(slot.result, events=tuple(_turned(one, new) for one in slot.result.events)))


def _event_pointing(slot: Slot[Event], replies: dict[bool, dict[str, str]]) -> Slot[Event]:
    one_sided = slot.base is None and (slot.ours is None) != (slot.theirs is None)
    if slot.result is None or not one_sided:
        return slot
    return replace(slot, result=_turned(slot.result, replies[slot.ours is not None]))


def _turned(event: Event, new: dict[str, str]) -> Event:
    return replace(event, into=new[event.into]) if event.into in new else event
