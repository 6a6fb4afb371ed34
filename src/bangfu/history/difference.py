"""What became of every record between two states of the ledgers: lost, changed, doubled or added."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bangfu.merge.align import matched
from bangfu.merge.match import Names, same_enterprises, same_issues
from bangfu.model.event import Event
from bangfu.model.ids import key
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS, Ledger
from bangfu.model.record import Record

EVENTS, ORDER = "events", "order"
_KEYED = ("issues", "enterprises")


class Kind(Enum):
    """What happened. DOUBLED: it stands there more often than before."""

    LOST = auto()
    CHANGED = auto()
    DOUBLED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two states. Two are equal that did the same to the same record, wherever it stands.

    Attributes:
        kind: what happened.
        section, city: where: the city by its slug, that of the earlier state where there is one.
        record: the id of the issue, or the name of the enterprise, as it was before; empty for other entries.
        field: the key that was changed; EVENTS for an event, ORDER for the order of events; empty for the whole record.
        before, after: the record, the event or the key's value; None for what is not there.
        old, new: the record in the two states.
        place: which of its record's events it is, in the earlier state, or in the later one if it was not there.
    """

    kind: Kind
    section: str
    city: str
    record: str
    field: str = ""
    before: Any = None
    after: Any = None
    old: Record | None = dataclasses.field(default=None, compare=False)
    new: Record | None = dataclasses.field(default=None, compare=False)
    place: int = dataclasses.field(default=0, compare=False)


def changes(
    before: Sequence[Ledger], now: Sequence[Ledger], foreign: Collection[Change] = frozenset()
) -> Iterator[Change]:
    """Every difference between two states: issues by id wherever they stand, all else within its city.

    An id that a merge replaced (`was`) and a rename that keeps the old name as an alias are followed. Filling in a key
    that said nothing, or adding to a list, is no change, except in an event.

    Args:
        before, now: the ledgers of the two states.
        foreign: what others are known to have added: of that nothing is a correction of something else.
    """
    yield from _issues(before, now, foreign)
    for city, old, new in _cities(before, now):
        yield from _enterprises(city, old, new)
        for section in SECTIONS:
            if section not in _KEYED:
                yield from _entries(section, city, _records(old, section), _records(new, section), foreign)


def _cities(before: Sequence[Ledger], now: Sequence[Ledger]) -> Iterator[tuple[str, Ledger | None, Ledger | None]]:
    """The ledgers that are one city's: by slug, else by name."""
    left = {ledger.slug: ledger for ledger in now}
    for old in before:
        by_name = (slug for slug, ledger in left.items() if ledger.city == old.city)
        slug = old.slug if old.slug in left else next(by_name, None)
        yield old.slug, old, left.pop(slug) if slug else None
    for new in left.values():
        yield new.slug, None, new


def _records(ledger: Ledger | None, section: str) -> list[Any]:
    return list(getattr(ledger, section)) if ledger else []


def _issues(before: Sequence[Ledger], now: Sequence[Ledger], foreign: Collection[Change]) -> Iterator[Change]:
    was = [(ledger.slug, issue) for ledger in before for issue in ledger.issues]
    present = [(ledger.slug, issue) for ledger in now for issue in ledger.issues]
    there: dict[str, list[Issue]] = {}
    for _slug, issue in present:
        there.setdefault(key(issue.id), []).append(issue)
    same: set[int] = set()
    left = []
    for slug, issue in was:
        twin = next((one for one in there.get(key(issue.id), ()) if one == issue and id(one) not in same), None)
        if twin is None:
            left.append((slug, issue))
        else:
            same.add(id(twin))
    found = [(slug, issue) for slug, issue in present if id(issue) not in same]
    if not left and not found:
        return
    names = Names(enterprise for ledger in (*before, *now) for enterprise in ledger.enterprises)
    for triple in same_issues([one for _slug, one in left], [one for _slug, one in found], (), names):
        if triple.base is None:
            assert triple.ours is not None  # noqa: S101 - it is in one of the two
            slug, new = found[triple.ours]
            yield Change(Kind.ADDED, "issues", slug, new.id, after=new, new=new)
            continue
        slug, old = left[triple.base]
        if triple.ours is None:
            yield Change(Kind.LOST, "issues", slug, old.id, before=old, old=old)
            continue
        new = found[triple.ours][1]
        yield from _issue(slug, old, new, names, foreign)


def _issue(slug: str, old: Issue, new: Issue, names: Names, foreign: Collection[Change]) -> Iterator[Change]:
    followed = key(old.id) in map(key, (new.id, *new.was))
    renamed = names.one(old.enterprise) == names.one(new.enterprise)
    skip = {EVENTS, *(["id"] if followed else []), *(["enterprise"] if renamed else [])}
    yield from _fields("issues", slug, old.id, old, new, skip)

    def change(kind: Kind, before: Event | None, after: Event | None, place: int) -> Change:
        return Change(kind, "issues", slug, old.id, EVENTS, before, after, old, new, place)

    pairs: dict[int, int] = {}
    for i, j in _listed(old.events, new.events, lambda event: change(Kind.ADDED, None, event, 0) in foreign):
        if i is None and j is not None:
            more = new.events.count(new.events[j]) > old.events.count(new.events[j]) > 0
            yield change(Kind.DOUBLED if more else Kind.ADDED, None, new.events[j], j)
        elif i is not None and j is None:
            yield change(Kind.LOST, old.events[i], None, i)
        elif i is not None and j is not None:
            pairs[i] = j
            if old.events[i] != new.events[j]:
                yield change(Kind.CHANGED, old.events[i], new.events[j], i)
    order = [j for _i, j in sorted(pairs.items())]
    if order != sorted(order):
        yield Change(Kind.CHANGED, "issues", slug, old.id, ORDER, old=old, new=new)


def _enterprises(city: str, before: Ledger | None, now: Ledger | None) -> Iterator[Change]:
    was, present = _records(before, "enterprises"), _records(now, "enterprises")
    if was == present:
        return
    for triple in same_enterprises(was, present, ()):
        old = was[triple.base] if triple.base is not None else None
        new = present[triple.ours] if triple.ours is not None else None
        if old is None:
            assert new is not None  # noqa: S101 - it is in one of the two
            yield Change(Kind.ADDED, "enterprises", city, new.name, after=new, new=new)
        elif new is None:
            yield Change(Kind.LOST, "enterprises", city, old.name, before=old, old=old)
        else:
            skip = {"name"} if old.name in new.aliases else set()
            yield from _fields("enterprises", city, old.name, old, new, skip)


def _entries(
    section: str, city: str, was: Sequence[Any], present: Sequence[Any], foreign: Collection[Change]
) -> Iterator[Change]:
    """Of a section without ids."""
    if was == present:
        return

    def is_foreign(record: Any) -> bool:
        return Change(Kind.ADDED, section, city, "", after=record) in foreign

    for i, j in _listed(was, present, is_foreign):
        old, new = was[i] if i is not None else None, present[j] if j is not None else None
        if new is None:
            yield Change(Kind.LOST, section, city, "", before=old, old=old)
        elif old is None:
            more = present.count(new) > was.count(new) > 0
            yield Change(Kind.DOUBLED if more else Kind.ADDED, section, city, "", after=new, new=new)
        elif any(_fields(section, city, "", old, new, ())):
            yield Change(Kind.CHANGED, section, city, "", before=old, after=new, old=old, new=new)


Pairing = Iterator[tuple[int | None, int | None]]


def _listed(was: Sequence[Any], present: Sequence[Any], is_foreign: Callable[[Any], bool]) -> Pairing:
    """Which entries of two lists are one, by position: alike ones wherever they stand, then corrected ones.

    An event of another type is another event. What `is_foreign` says of is no correction of anything.
    """
    places: dict[Any, list[int]] = {}
    for j, entry in enumerate(present):
        places.setdefault(entry, []).append(j)
    pairs = {i: places[entry].pop(0) for i, entry in enumerate(was) if places.get(entry)}
    kept = set(pairs.values())
    left = [i for i in range(len(was)) if i not in pairs]
    found = [j for j in range(len(present)) if j not in kept]
    candidates = [j for j in found if not is_foreign(present[j])]
    for at, before in matched([was[i] for i in left], [present[j] for j in candidates]).items():
        old, new = was[left[before]], present[candidates[at]]
        if getattr(old, "type", None) == getattr(new, "type", None):
            pairs[left[before]] = candidates[at]
    yield from ((i, pairs.get(i)) for i in range(len(was)))
    taken = set(pairs.values())
    yield from ((None, j) for j in found if j not in taken)


def _fields(section: str, city: str, name: str, old: Record, new: Record, skip: Collection[str]) -> Iterator[Change]:
    """The keys that said something and say something else now."""
    for each in dataclasses.fields(old):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if each.compare and each.name not in skip and not _stands(before, after):
            yield Change(Kind.CHANGED, section, city, name, each.name, before, after, old, new)


def _stands(before: Any, after: Any) -> bool:
    """Whether what a key said still stands, perhaps with more beside it."""
    if before == after or before is None or before is False or before == ():
        return True
    return isinstance(before, tuple) and isinstance(after, tuple) and all(one in after for one in before)
