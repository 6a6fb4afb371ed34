"""Which records of three ledgers are one: issues by id, enterprises by name, entries by content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from bangfu.merge.align import added_alike, matched_sides
from bangfu.model.enterprise import Enterprise
from bangfu.model.ids import key
from bangfu.model.issue import Issue

T = TypeVar("T")


class Triple(NamedTuple):
    """The positions of one record in the three versions of its section; None where a version does not have it."""

    base: int | None
    ours: int | None
    theirs: int | None


class Names:
    """Which names mean one enterprise: all names and aliases that it has in any version."""

    def __init__(self, enterprises: Iterable[Enterprise]) -> None:
        self._meaning: dict[str, str] = {}
        for enterprise in enterprises:
            names = (enterprise.name, *enterprise.aliases)
            meaning = next((self._meaning[name] for name in names if name in self._meaning), enterprise.name)
            for name in names:
                self._meaning.setdefault(name, meaning)

    def one(self, name: str) -> str:
        """The same text for all names of one enterprise."""
        return self._meaning.get(name, name)


def identity(issue: Issue, names: Names) -> tuple[object, object, object]:
    """What an issue is, whatever its id: an issue of the same enterprise, day and title is the same issue."""
    return names.one(issue.enterprise), issue.events[0].date if issue.events else None, issue.title


def same_enterprises(
    base: Sequence[Enterprise], ours: Sequence[Enterprise], theirs: Sequence[Enterprise]
) -> list[Triple]:
    """The enterprises that are one. A rename that keeps the old name as an alias is followed."""

    def rank(one: Enterprise, other: Enterprise) -> int | None:
        if one.name == other.name:
            return 0
        return 1 if one.name in other.aliases or other.name in one.aliases else None

    return _triples(base, ours, theirs, lambda enterprise: (enterprise.name, *enterprise.aliases), rank)


def same_issues(base: Sequence[Issue], ours: Sequence[Issue], theirs: Sequence[Issue], names: Names) -> list[Triple]:
    """The issues that are one, by their ids; an id that an earlier merge replaced (`was`) is followed."""

    def rank(one: Issue, other: Issue) -> int | None:
        alike = [a == b for a, b in zip(identity(one, names), identity(other, names), strict=True)]
        same_id = key(one.id) == key(other.id)
        if all(alike):
            return 0 if same_id else 1
        if same_id:
            return 2
        return 3 if sum(alike) > 1 else None

    return _triples(base, ours, theirs, lambda issue: (key(issue.id), *map(key, issue.was)), rank)


def same_entries(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Triple]:
    """The entries of a section without ids that are one: alike, or one corrected."""
    mine, other = matched_sides(base, ours, theirs)
    in_order, elsewhere = added_alike(ours, theirs, mine, other)
    return _listed(len(base), len(ours), len(theirs), _turned(mine), _turned(other), in_order | elsewhere)


def _triples(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    words: Callable[[T], Iterable[str]],
    rank: Callable[[T, T], int | None],
) -> list[Triple]:
    mine, other = _pairs(base, ours, words, rank), _pairs(base, theirs, words, rank)
    new = sorted(set(range(len(ours))) - set(mine.values()))
    new_theirs = sorted(set(range(len(theirs))) - set(other.values()))
    both = _pairs([ours[at] for at in new], [theirs[at] for at in new_theirs], words, rank)
    alike = {new[at]: new_theirs[there] for at, there in both.items()}
    return _listed(len(base), len(ours), len(theirs), mine, other, alike)


def _pairs(
    first: Sequence[T],
    second: Sequence[T],
    words: Callable[[T], Iterable[str]],
    rank: Callable[[T, T], int | None],
) -> dict[int, int]:
    """Positions in `first` with those in `second` of what has a word in common, the best ranks first; none twice."""
    holding: dict[str, list[int]] = {}
    for there, record in enumerate(second):
        for word in words(record):
            holding.setdefault(word, []).append(there)
    fitting = {
        (rank(record, second[there]), here, there)
        for here, record in enumerate(first)
        for word in words(record)
        for there in holding.get(word, ())
    }
    found: dict[int, int] = {}
    used: set[int] = set()
    for _rank, here, there in sorted((r, here, there) for r, here, there in fitting if r is not None):
        if here not in found and there not in used:
            found[here] = there
            used.add(there)
    return found


def _listed(
    base: int, ours: int, theirs: int, mine: dict[int, int], other: dict[int, int], alike: dict[int, int]
) -> list[Triple]:
    """All records once. `mine` and `other` lead from the base to a side, `alike` from OURS to THEIRS."""
    in_base, in_base_theirs = set(mine.values()), {*other.values(), *alike.values()}
    return [
        *(Triple(at, mine.get(at), other.get(at)) for at in range(base)),
        *(Triple(None, at, alike.get(at)) for at in range(ours) if at not in in_base),
        *(Triple(None, None, at) for at in range(theirs) if at not in in_base_theirs),
    ]


def _turned(pairs: dict[int, int]) -> dict[int, int]:
    return {there: here for here, there in pairs.items()}
