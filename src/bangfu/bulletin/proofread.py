"""Compares the figures of an edited bulletin with those of the same bulletin freshly composed.

Precision comes first: a figure is called wrong only where the words around it say which of the fresh figures it is
meant to be. What cannot be told so is counted as not checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bangfu.bulletin.passages import Figure, Page, Passage
from bangfu.model.period import Period, PeriodKind

_ALIKE = 0.5
_FILLERS = re.compile("累计|合计|总计|各类|达到|目前|已经|一共|问题|企业|[已共达为有的了数]")
_UNITS = str.maketrans("件项条户", "个个个家")
_QUARTERS = "一二三四"
_LABELS: tuple[tuple[PeriodKind, str], ...] = (
    (PeriodKind.WEEK, "([0-9]{4})年第([0-9]{1,2})周"),
    (PeriodKind.QUARTER, f"([0-9]{{4}})年第?([{_QUARTERS}1-4])季度"),
    (PeriodKind.HALF, "([0-9]{4})年(上|下)半年"),
    (PeriodKind.MONTH, "([0-9]{4})年(1[0-2]|0?[1-9])月(?![0-9]|份?至)"),
    (PeriodKind.YEAR, "([0-9]{4})年(?:度|情况|全年)"),
)
_FORMS = {
    PeriodKind.WEEK: "{}-W{:02d}",
    PeriodKind.QUARTER: "{}-Q{}",
    PeriodKind.HALF: "{}-H{}",
    PeriodKind.MONTH: "{}-{:02d}",
    PeriodKind.YEAR: "{}",
}


class Disagreement(NamedTuple):
    """A figure that is not what the ledgers give.

    Attributes:
        written: as the file has it.
        expected: as the fresh bulletin has it.
        part, name: the headings it stands below; `name` is "|" in a table and "" without a run-in heading.
    """

    written: Figure
    expected: str
    part: str
    name: str


class Proof(NamedTuple):
    """What came of it.

    Attributes:
        agreeing: how many figures of the file agree with the ledgers.
        unchecked: how many figures of the file could not be told apart or found in the fresh bulletin.
        absent: how many figures of the fresh bulletin the file does not have.
        paired: how many passages were found again; 0 means that the file is not this bulletin.
    """

    disagreements: tuple[Disagreement, ...]
    agreeing: int
    unchecked: int
    absent: int
    paired: int


def period_of(title: str) -> Period | None:
    """The period that a bulletin's title names; None where it names none."""
    for kind, pattern in _LABELS:
        if match := re.search(pattern, title):
            year, number = match[1], match[2] if match.re.groups > 1 else "1"
            place = _QUARTERS.find(number) + 1 or {"上": 1, "下": 2}.get(number) or int(number)
            try:
                return Period.parse(kind, _FORMS[kind].format(year, place))
            except ValueError:
                return None
    return None


def day_of(page: Page, period: Period) -> date:
    """The day as of which a bulletin was made: the 截至 day within the period that it names most; else its end."""
    named: Counter[date] = Counter()
    for passage in page.passages:
        for figure in passage.figures:
            if figure.scope == "截至" and figure.value[0] == "date" and len(figure.value) == 4:
                try:
                    day = date(*(int(number) for number in figure.value[1:]))
                except ValueError:
                    continue
                if day in period:
                    named[day] += 1
    return named.most_common(1)[0][0] if named else period.end


def proofread(edited: Page, fresh: Page) -> Proof:
    """Compares passage by passage."""
    disagreements: list[Disagreement] = []
    agreeing = unchecked = absent = paired = 0
    for mine, true in _paired(edited.passages, fresh.passages):
        if mine is None or true is None:
            unchecked += len(mine.figures) if mine else 0
            absent += len(true.figures) if true else 0
            continue
        paired += 1
        left, right = list(mine.figures), list(true.figures)
        for pairs in _matched(left, right):
            for written, expected in pairs:
                if _agree(written, expected):
                    agreeing += 1
                else:
                    disagreements.append(Disagreement(written, expected.text, mine.part, mine.name))
        unchecked += len(left)
        absent += len(right)
    disagreements.sort(key=lambda each: (each.written.line, each.written.column))
    return Proof(tuple(disagreements), agreeing, unchecked, absent, paired)


def _paired(
    edited: Sequence[Passage], fresh: Sequence[Passage]
) -> Iterator[tuple[Passage, None] | tuple[None, Passage] | tuple[Passage, Passage]]:
    """Passages below the same headings; of the others those that are alike; the rest alone."""
    rest = {(passage.part, passage.name): passage for passage in fresh}
    strangers = []
    for passage in edited:
        if true := rest.pop((passage.part, passage.name), None):
            yield passage, true
        else:
            strangers.append(passage)
    for passage in strangers:
        best = max(rest.values(), key=lambda other: _likeness(passage, other), default=None)
        if best and _likeness(passage, best) >= _ALIKE:
            del rest[best.part, best.name]
            yield passage, best
        else:
            yield passage, None
    for true in rest.values():
        yield None, true


def _likeness(passage: Passage, other: Passage) -> float:
    return len(passage.words & other.words) / (len(passage.words | other.words) or 1)


def _exact(figure: Figure) -> Hashable:
    return figure.scope, figure.subject, figure.noun, figure.unit


def _any_scope(figure: Figure) -> Hashable:
    return figure.subject, figure.noun, figure.unit


def _reworded(figure: Figure) -> Hashable:
    """The words without those that say nothing: 已收集各类问题 is 收集问题."""
    return figure.scope, *_bare(figure)


def _reworded_any_scope(figure: Figure) -> Hashable:
    return _bare(figure)


def _bare(figure: Figure) -> tuple[str, str, str] | tuple[str, ...]:
    noun = _FILLERS.sub("", figure.noun)
    # a figure without a word before it is known by its sentence alone
    return figure.subject, noun or f"…{figure.noun}", figure.unit.translate(_UNITS)


def _matched(left: list[Figure], right: list[Figure]) -> Iterator[list[tuple[Figure, Figure]]]:
    """Pairs of figures that are meant to be the same. What is paired leaves both lists."""
    keys: tuple[Callable[[Figure], Hashable], ...] = (_exact, _any_scope, _reworded, _reworded_any_scope)
    for key in keys:
        groups: dict[Hashable, list[Figure]] = {}
        for true in right:
            groups.setdefault(key(true), []).append(true)
        mine: dict[Hashable, list[Figure]] = {}
        for figure in left:
            mine.setdefault(key(figure), []).append(figure)
        used: set[int] = set()
        for name, written in mine.items():
            pairs = _pair(written, groups.get(name, []))
            used.update(id(figure) for pair in pairs for figure in pair)
            yield pairs
        left[:] = [figure for figure in left if id(figure) not in used]
        right[:] = [figure for figure in right if id(figure) not in used]


def _pair(written: list[Figure], true: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures said in the same words: in their order where none has moved, else by value.

    Of those without an equal, only one that is left alone on each side.
    """
    pairs, odd, rest = [], [], list(true)
    for figure in written:
        equal = next((each for each in rest if _agree(figure, each)), None)
        if equal is None:
            odd.append(figure)
        else:
            rest.remove(equal)
            pairs.append((figure, equal))
    if len(written) == len(true):
        in_order = list(zip(written, true, strict=True))
        if sum(not _agree(figure, other) for figure, other in in_order) == len(odd):
            return in_order
    if len(odd) == len(rest) == 1:
        pairs.append((odd[0], rest[0]))
    return pairs


def _agree(written: Figure, true: Figure) -> bool:
    """Whether what both say agrees: 25.6% agrees with 25.6%（62/242）, 6月5日 with 2019年6月5日."""
    mine, other = written.value, true.value
    if mine[0] == other[0] == "date":
        shared = min(len(mine), len(other)) - 1
        return mine[-shared:] == other[-shared:]
    if written.unit == "%":
        shared = min(len(mine), len(other))
        return mine[:shared] == other[:shared]
    return mine == other
