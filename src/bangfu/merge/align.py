"""Which entries of a list without ids are those of the base: the same ones, and those that were corrected."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

_LIKE = 0.5
"""How much of an entry must have stayed as it was for it to be a corrected one and no other."""
_FEW = 60
"""Entries between two that stayed, up to which corrected ones are looked for."""


def common(before: Sequence[Hashable], after: Sequence[Hashable]) -> dict[int, int]:
    """The positions in `after` of entries that are also in `before`, each with its position there; both rise."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    found = {at: at for at in range(start)}
    inner = SequenceMatcher(
        None, before[start : len(before) - end], after[start : len(after) - end], autojunk=False
    )  # fmt: skip
    for block in inner.get_matching_blocks():
        found |= {start + block.b + step: start + block.a + step for step in range(block.size)}
    return found | {len(after) - 1 - step: len(before) - 1 - step for step in range(end)}


def matched(base: Sequence[Any], side: Sequence[Any]) -> dict[int, int]:
    """The same, with the corrected ones: by their place between those that stayed, and by what they have in common."""
    return _filled(common(base, side), base, side)


def _filled(found: Mapping[int, int], base: Sequence[Any], side: Sequence[Any]) -> dict[int, int]:
    """What was found, and the corrected ones in its gaps."""
    filled = dict(found)
    if len(found) == min(len(base), len(side)):
        return filled
    for left, right in _gaps(found, len(base), len(side)):
        if 0 < len(left) <= _FEW and 0 < len(right) <= _FEW:
            filled |= {
                right[at]: left[before] for at, before in _likest([base[i] for i in left], [side[i] for i in right])
            }
    return filled


def matched_sides(
    base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]
) -> tuple[dict[int, int], dict[int, int]]:
    """Both sides matched against the base: for each side the positions in it with those in the base.

    An entry that is like what the other side has made of one of the base is that one too: where both have corrected
    it, a merge may have left little of it. What both sides have alike is one entry, and a corrected one only where both
    have corrected the same: else it would stand in the place of one entry here, and be added besides as it is there.
    """
    mine, other = matched(base, ours), matched(base, theirs)
    mine, other = (
        _filled(mine, _as_corrected(base, theirs, other), ours),
        _filled(other, _as_corrected(base, ours, mine), theirs),
    )
    odd = {*_at_odds(base, ours, theirs, mine, other)} | {(i, j) for j, i in _at_odds(base, theirs, ours, other, mine)}
    for i, j in odd:
        mine.pop(i, None)
        other.pop(j, None)
    return mine, other


def _as_corrected(base: Sequence[Any], side: Sequence[Any], pairs: Mapping[int, int]) -> list[Any]:
    """The base with the entries that a side has corrected."""
    there = {before: at for at, before in pairs.items()}
    return [side[there[before]] if before in there else entry for before, entry in enumerate(base)]


def _at_odds(
    base: Sequence[Any], side: Sequence[Any], across: Sequence[Any], pairs: Mapping[int, int], theirs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Entries that one side has corrected, each with one alike across that is new there or another one corrected."""
    for at, before in pairs.items():
        if side[at] == base[before]:
            continue
        alike = [there for there, entry in enumerate(across) if entry == side[at]]
        if any(theirs.get(there) == before for there in alike):
            continue
        odd = (there for there in alike if there not in theirs or across[there] != base[theirs[there]])
        yield from ((at, there) for there in islice(odd, 1))


def added_alike(
    ours: Sequence[Hashable], theirs: Sequence[Hashable], mine: Mapping[int, int], other: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """New entries that both sides have, each position in OURS with that in THEIRS.

    Args:
        ours, theirs: the two lists.
        mine, other: which of their entries are those of the base (`matched`).

    Returns:
        Those that stand between the same entries of the base on both sides, and the others.
    """
    place_in_theirs = {before: at for at, before in other.items()}
    stayed = {at: place_in_theirs[before] for at, before in mine.items() if before in place_in_theirs}
    in_order: dict[int, int] = {}
    for left, right in _gaps({there: here for here, there in stayed.items()}, len(ours), len(theirs)):
        new = [i for i in left if i not in mine]
        new_theirs = [j for j in right if j not in other]
        pairs = common([ours[i] for i in new], [theirs[j] for j in new_theirs])
        in_order |= {new[i]: new_theirs[j] for j, i in pairs.items()}
    left_over: dict[Hashable, list[int]] = {}
    for i, entry in enumerate(ours):
        if i not in mine and i not in in_order:
            left_over.setdefault(entry, []).append(i)
    taken = set(in_order.values())
    elsewhere = {}
    for j, entry in enumerate(theirs):
        if j not in other and j not in taken and left_over.get(entry):
            elsewhere[left_over[entry].pop(0)] = j
    return in_order, elsewhere


def likeness(one: Any, other: Any) -> float:
    """The part of what either entry states that both state alike: 1 for the same, 0 for nothing in common."""
    same = stated = 0
    for field in dataclasses.fields(one):
        if not field.compare:
            continue
        value, against = getattr(one, field.name), getattr(other, field.name)
        if value == against == field.default:
            continue
        stated += 1
        same += value == against
    return same / stated if stated else 1.0


def _gaps(found: Mapping[int, int], before: int, after: int) -> Iterator[tuple[range, range]]:
    """The stretches between entries that stayed: positions in the base, and in the side."""
    left = right = 0
    for at, base_at in [*sorted(found.items()), (after, before)]:
        yield range(left, base_at), range(right, at)
        left, right = base_at + 1, at + 1


def _likest(base: Sequence[Any], side: Sequence[Any]) -> list[tuple[int, int]]:
    """Pairs (position in the side, in the base), both rising, that have the most in common in all."""
    best: list[list[float]] = [[0.0] * (len(side) + 1) for _one in range(len(base) + 1)]
    scores = [[likeness(one, other) for other in side] for one in base]
    for i in range(len(base) - 1, -1, -1):
        for j in range(len(side) - 1, -1, -1):
            pair = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= _LIKE else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(base) and j < len(side):
        if scores[i][j] >= _LIKE and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((j, i))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
