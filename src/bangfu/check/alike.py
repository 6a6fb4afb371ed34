"""When two titles word one difficulty differently, as when it was raised through two channels.

What tells difficulties apart is a word that the other one lacks, on both sides: 用水价格偏高 and 用电价格偏高 share
most of their letters and are two. So titles are not measured by how many letters they share: they are alike where all
that the one says the other says too, whatever the order. Words that ask, deny or measure are passed over, words that
mean the same are taken for one (alike_words), and numbers that differ make two difficulties.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from bangfu.check.alike_words import MEANT_ALIKE, PASSED_OVER
from bangfu.check.fold import fold_title
from bangfu.lifecycle.replay import State, replay
from bangfu.lifecycle.transitions import Status, may_follow
from bangfu.merge.book import Case, CityBook
from bangfu.model.event import EventType

COMPARED = 200
"""An issue is compared with so many of its enterprise before it: no ledger makes the work grow with its square."""

_LEAST = 3  # letters without which a title says too little to be found in another one
_LONGEST = 80  # letters of a title that are looked at
_SHARED = 0.65  # of the letters of both: the longer title is at most twice the shorter
_NEAR_WITHIN, _NEAR_SHARED, _NEAR_LEAST = 0.75, 0.6, 4

_AS_ONE = {word: sign for sign, words in MEANT_ALIKE.items() for word in words}
_MARKS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)[ ]?(万|亿)?(?:元|亩|人|名|家|台|套|条|件|起|天|吨)?")
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "": Decimal(1)}

OPEN = frozenset({Status.REPORTED, Status.VERIFIED, Status.ASSIGNED})
"""The statuses of issues that are still to be dealt with."""

_NOWHERE = frozenset({Status.REJECTED, Status.NONE})
_ENDS = frozenset({EventType.RESOLVE, EventType.RATE, EventType.CLOSE, EventType.REJECT})  # none of them leaves it open


class Way(StrEnum):
    """The rule by which two titles are alike."""

    SAME = "same"  # both say the same
    WITHIN = "within"  # one says all that the other says, and more
    NEAR = "near"  # most is the same, each says something of its own: rather often two difficulties


class Likeness(NamedTuple):
    """Why two titles are held to be alike.

    Attributes:
        way: the rule.
        score: how much of both is shared, in percent.
        shared: the words of the second title that the first one has too, or in other words.
        only: of each, the words that are its own.
    """

    way: Way
    score: int
    shared: tuple[str, ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]


class Pair(NamedTuple):
    """Two issues of one enterprise that may be one, in the order of the days on which they were reported."""

    first: Case
    second: Case
    likeness: Likeness
    states: tuple[State, State]


class _Said(NamedTuple):
    """What a title says: its letters without what is passed over, its numbers, and all of it where nothing is left."""

    signs: Counter[str]
    length: int
    numbers: frozenset[Decimal]
    folded: str


def likeness(first: str, second: str, *, near: bool = False) -> Likeness | None:
    """Why two titles may be of one difficulty; None where they are not alike.

    Args:
        first, second: the titles.
        near: also where each says something of its own, as long as most is shared.
    """
    one, other = _said(first), _said(second)
    found = _compared(one, other, near=near)
    if found is None:
        return None
    way, score = found
    common = one.signs & other.signs
    _shared, own = _parted(first, common)
    shared, others = _parted(second, common)
    return Likeness(way, score, shared or (second,), (own, others))


def pairs(book: CityBook, today: date, *, near: bool = False, finished_within: int | None = None) -> Iterator[Pair]:
    """The issues of a city that may be one difficulty, entered twice; each with the earlier one that it is most like.

    Both are open (待核实, 待交办 or 办理中): what was sent back is answered for.

    Args:
        book: the city.
        today: the day as of which they are open.
        near: also what is only nearly alike (`Way.NEAR`).
        finished_within: also what is resolved or struck off, reported within so many days of the other one.
    """
    groups: dict[str, list[Case]] = {}
    for case in book.cases:
        events = case.issue.events
        if events and (finished_within is not None or events[-1].type not in _ENDS):
            groups.setdefault(case.enterprise.name if case.enterprise else case.issue.enterprise, []).append(case)
    for cases in groups.values():
        if len(cases) > 1:
            cases.sort(key=_reported)
            yield from _among(cases, today, near=near, finished_within=finished_within)


def joining(pair: Pair) -> tuple[str, str] | None:
    """The id of the issue that can be sent back, the later one if both can, and the other's; None: neither can."""
    for issue, other, state in (
        (pair.second.issue, pair.first.issue, pair.states[1]),
        (pair.first.issue, pair.second.issue, pair.states[0]),
    ):
        if EventType.REJECT in may_follow(state.status):
            return issue.id, other.id
    return None


def _among(cases: Sequence[Case], today: date, *, near: bool, finished_within: int | None) -> Iterator[Pair]:
    states: dict[int, State] = {}

    def state(number: int) -> State:
        if number not in states:
            states[number] = replay(cases[number].issue.events, today)
        return states[number]

    said = [_said(case.issue.title) for case in cases]
    for later, case in enumerate(cases):
        best: tuple[int, int] | None = None
        for earlier in range(max(0, later - COMPARED), later):
            found = _compared(said[earlier], said[later], near=near)
            if found is None or (best and best[1] >= found[1]):
                continue
            statuses = {state(earlier).status, state(later).status}
            apart = (_reported(case) - _reported(cases[earlier])).days
            recent = finished_within is not None and apart <= finished_within
            if statuses <= OPEN or (recent and statuses.isdisjoint(_NOWHERE)):
                best = earlier, found[1]
                if found[1] == 100:
                    break
        if best:
            other = cases[best[0]]
            why = likeness(other.issue.title, case.issue.title, near=near)
            if why:
                yield Pair(other, case, why, (state(best[0]), state(later)))


def _reported(case: Case) -> date:
    return case.issue.events[0].date


@cache
def _word() -> re.Pattern[str]:
    """What is passed over or stands for something, the longest first; made when two titles are compared at last."""
    return re.compile("|".join(sorted({*_AS_ONE, *PASSED_OVER}, key=len, reverse=True)))


def _sign(match: re.Match[str]) -> str:
    return _AS_ONE.get(match[0], "")


def _normal(title: str) -> str:
    return unicodedata.normalize("NFKC", title[:_LONGEST]).casefold()


def _letters(text: str) -> str:
    """A normal title with blanks for numbers and marks."""
    return _MARKS.sub(" ", _NUMBER.sub(" ", text))


def _compared(one: _Said, other: _Said, *, near: bool) -> tuple[Way, int] | None:
    """The rule by which two titles are alike, and the score."""
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return None
    if not near and not (one.signs.keys() <= other.signs.keys() or other.signs.keys() <= one.signs.keys()):
        return None
    least, whole = min(one.length, other.length), one.length + other.length
    count = (one.signs & other.signs).total()
    if count == one.length == other.length and (count or one.folded == other.folded):
        way = Way.SAME if one.numbers == other.numbers else Way.WITHIN
    elif count == least and least >= _LEAST and 2 * count >= _SHARED * whole:
        way = Way.WITHIN
    elif near and count >= max(_NEAR_LEAST, _NEAR_WITHIN * least) and 2 * count >= _NEAR_SHARED * whole:
        way = Way.NEAR
    else:
        return None
    return way, 200 * count // whole if whole else 100


@lru_cache(maxsize=20_000)
def _said(title: str) -> _Said:
    text = _normal(title)
    numbers = frozenset(Decimal(number) * _TIMES[times] for number, times in _NUMBER.findall(text))
    letters = _word().sub(_sign, _letters(text)).replace(" ", "")
    return _Said(Counter(letters), len(letters), numbers, "" if letters else fold_title(title))


def _parted(title: str, common: Counter[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a title that are shared, and its own: letters that stand together are a word."""
    left = Counter(common)
    words: tuple[list[str], list[str]] = ([], [])
    text, at = _letters(_normal(title)), 0
    last: int | None = None
    while at < len(text):
        match = _word().match(text, at)
        word = match[0] if match else text[at]
        at += len(word)
        signs = Counter(_sign(match) if match else word.strip())
        if not signs:
            last = None
            continue
        own = 0 if signs <= left else 1
        left -= signs
        if last == own:
            words[own][-1] += word
        else:
            words[own].append(word)
        last = own
    return tuple(words[0]), tuple(words[1])
