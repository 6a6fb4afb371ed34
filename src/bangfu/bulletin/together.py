"""Cities that have the same to say are told together: equal counts with 各, equal sentences once with 分别."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bangfu.bulletin.document import Figure, Span, Text, plain, text
from bangfu.bulletin.wording import listing

_ALIKE = 3
"""So many sentences of one frame are told as one; of those that are the same to the letter, two."""

_FOLLOWED = 7
"""A reader can match so many names with as many figures."""

_TOKEN = re.compile(
    r"(?P<fixed>[0-9]+(?:\.[0-9]+)?(?:[年月日号—～+]|[A-Za-z]))"
    r"|(?P<figure>[0-9]+(?:\.[0-9]+)?(?:%(?:（[0-9]+/[0-9]+）)?|(?=余?[百千万亿]*[\u4e00-\u9fff])))"
)
_UNIT = re.compile(r"余?[百千万亿]*(?:个百分点|平方米|千瓦时|人次|公里|[\u4e00-\u9fff])?余?")
_NOUN = re.compile(r"[0-9市州区县委各局党政书副]|工信|有关|主要")
"""How a text begins that goes on with the city's name, as 工信局 does: neither 分别 nor 均 may stand before it."""


class Told(NamedTuple):
    """One clause, and which of the clauses given it tells, by their positions."""

    members: tuple[int, ...]
    words: Text


def shared(counts: Iterable[tuple[str, Span]], unit: str) -> Text:
    """Counts by name, the highest first and equal ones together: 邵阳市2个，株洲市、衡阳市各1个; zeros are left out."""
    groups: dict[int, list[tuple[str, Span]]] = {}
    for name, count in counts:
        groups.setdefault(int(plain(count)), []).append((name, count))
    told: list[Span] = []
    for number, members in sorted(groups.items(), key=lambda group: -group[0]):
        if number:
            each = "各" if len(members) > 1 else ""
            told += ["，", listing(name for name, _ in members) + each, joint([span for _, span in members]), unit]
    return text(told[1:])


def joint(spans: Sequence[Span]) -> Span:
    """One span for several that read the same: it has the records of all, and each as a member."""
    figures = tuple(span for span in spans if isinstance(span, Figure))
    if len(figures) < 2:
        return figures[0] if figures else spans[0]
    origins = tuple(dict.fromkeys(origin for figure in figures for origin in figure.origins))
    whose = listing(dict.fromkeys(figure.of for figure in figures))
    return replace(figures[0], origins=origins, of=whose, members=figures)


def together(clauses: Sequence[tuple[str, Text]]) -> list[Told]:
    """Clauses, each a name and what is said of it, in their order; those of one frame told as one.

    Three or more that differ in their figures alone become `甲市、乙市、丙市分别收集问题1个、2个、3个`; two or more
    that do not differ at all, `甲市、乙市均…`. The same name twice goes into two such clauses.
    """
    rounds: dict[tuple[Text, int], list[int]] = {}
    seen: dict[tuple[str, Text], int] = {}
    for at, (name, words) in enumerate(clauses):
        frame = _frame(words)
        turn = seen[name, frame] = seen.get((name, frame), -1) + 1
        rounds.setdefault((frame, turn), []).append(at)
    told: list[Told] = []
    for members in rounds.values():
        same = len({plain(clauses[at][1]) for at in members}) == 1
        if same and len(members) > 1:
            told.append(Told(tuple(members), _merged([clauses[at] for at in members])))
        elif len(members) >= _ALIKE:
            told += [Told(some, _merged([clauses[at] for at in some])) for some in _handfuls(members)]
        else:
            told += [Told((at,), text(clauses[at][0], clauses[at][1])) for at in members]
    return sorted(told)


def _handfuls(members: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The members in as few groups of about one size as can be followed figure by figure."""
    groups = -(-len(members) // _FOLLOWED)
    for group in range(groups):
        yield tuple(members[len(members) * group // groups : len(members) * (group + 1) // groups])


def _frame(words: Text) -> Text:
    """What is left of a clause without its figures."""
    return tuple("#" if figure else plain(span) for span, figure in _tokens(words))


def _tokens(words: Text) -> list[tuple[Span, bool]]:
    """The words in pieces; True for a figure."""
    pieces: list[tuple[Span, bool]] = []
    for span in words:
        if isinstance(span, Figure):
            pieces.append((span, True))
            continue
        since = 0
        for match in _TOKEN.finditer(span):
            if match["figure"]:
                pieces += [(span[since : match.start()], False), (match[0], True)]
                since = match.end()
        pieces.append((span[since:], False))
    return [(piece, figure) for piece, figure in pieces if plain(piece)]


def _merged(clauses: Sequence[tuple[str, Text]]) -> Text:
    columns = list(zip(*(_tokens(words) for _, words in clauses), strict=True))
    made: list[Span] = []
    unit, differing = "", False
    for place, column in enumerate(columns):
        spans = [span for span, _ in column]
        if not column[0][1]:
            made.append(plain(spans[0])[len(unit) :])
            unit = ""
            continue
        following = plain(columns[place + 1][0][0]) if place + 1 < len(columns) and not columns[place + 1][0][1] else ""
        rate = "%" in plain(spans[0])
        found = None if rate else _UNIT.match(following)
        unit = found[0] if found else ""
        if len({plain(span) for span in spans}) == 1:
            made += ["均为" if rate else "各", joint(spans), unit]
        else:
            differing = True
            made += [part for span in spans for part in ("、", span, unit)][1:]
    names = listing(name for name, _ in clauses)
    begins = plain(made[:1])
    figures = any(figure for _, figure in (column[0] for column in columns))
    lead = "" if _NOUN.match(begins) else "分别" if differing else "" if figures else "均"
    return text(names, lead, made)
