"""Finds the row of headings in a sheet: below title rows, in one row or two, by bangfu's words and synonyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from bangfu.exchange.sheets.columns import Column
from bangfu.exchange.sheets.grid import Cell, Grid
from bangfu.exchange.sheets.synonyms import FOREIGN, OUTCOME_ENDS, OUTCOME_KINDS, OUTCOMES, SYNONYMS

SEARCHED = 30
"""So many rows from the top are looked at."""
_SHORT = 100
_UNIT = re.compile(r"\((?:单位[::])?([^()]*)\)$")
_GROUP = re.compile(r"(?:情况|信息|环节|阶段)$")
_MEANINGS = {"status": ("result", "progress")}
"""Columns whose headings may also speak of another: which of them, the cells say."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A column that is read.

    Attributes:
        column: what it is.
        place: where it stands, from 0.
        heading: its heading as written, for messages.
        unit: what the heading says in brackets, such as 万元; for a quantity, its unit.
        kind: of an outcome, its kind, such as 授信.
    """

    column: Column
    place: int
    heading: str
    unit: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """A row of headings, or the best there is.

    Attributes:
        subject: the kind of sheet, 问题台账 or 企业台账.
        first, last: its rows, from 0.
        taken: the columns that are read, in their order.
        others: the headings of those that are not, by place.
        titles: the texts above it.
        missing: the required columns that were not found.
        doubled: pairs of headings that mean the same.
    """

    subject: str
    first: int
    last: int
    taken: tuple[Taken, ...] = ()
    others: dict[int, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubled: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether rows can be read by it."""
        return not self.missing and not self.doubled


def plain(text: str) -> str:
    """A word as it is compared: in half width (NFKC), without any space or line break."""
    return _plain(text) if len(text) < _SHORT else _plain.__wrapped__(text)


@lru_cache(8192)  # the same few words stand in thousands of cells
def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def header_of(grid: Grid, statuses: frozenset[str]) -> Header | None:
    """The header of a sheet: the row, or two rows, that most columns are found in.

    Args:
        grid: the sheet.
        statuses: the words of a status, by which a column such as 办结情况 is told from one of results.

    Returns:
        None where no row has two known headings.
    """
    best: Header | None = None
    for at in range(min(SEARCHED, len(grid.rows))):
        for last in (at, at + 1):
            if last >= len(grid.rows):
                continue
            headings = _headings(grid.rows[at : last + 1])
            for subject in FOREIGN:
                found = _match(subject, headings, grid, (at, last), statuses)
                if len(found.taken) > 1 and (best is None or _rank(found) > _rank(best)):
                    best = found
    return best


def _rank(header: Header) -> tuple[bool, int, int]:
    return not header.missing, len(header.taken) + len(header.doubled), header.first - header.last


def _headings(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """For each column, the headings that it may have, the most telling first; the last is as it is shown."""
    texts = [[cell if isinstance(cell, str) else "" for cell in row] for row in rows]
    if len(texts) == 1:
        return [(text,) for text in texts[0]]
    top, bottom = texts
    found: list[tuple[str, ...]] = []
    group = ""
    for place in range(max(len(top), len(bottom))):
        above = top[place] if place < len(top) else ""
        below = bottom[place] if place < len(bottom) else ""
        group = above or group
        if not below or plain(below) == plain(above):
            found.append((above,))
        else:  # a group over several columns has its heading over the first alone, where nothing is merged
            found.append((group + below, _GROUP.sub("", plain(group)) + below, below))
    return found


def _match(
    subject: str, headings: Sequence[tuple[str, ...]], grid: Grid, rows: tuple[int, int], statuses: frozenset[str]
) -> Header:
    """What the headings come to as those of `subject`."""
    known = {column.key: column for column in FOREIGN[subject]}
    claims = [_claim(subject, texts) for texts in headings]
    taken: dict[str, Taken] = {}
    outcomes: list[Taken] = []
    others: dict[int, str] = {}
    doubled: list[tuple[str, str]] = []
    for place in sorted(range(len(claims)), key=lambda place: (len(claims[place][1]) > 1, place)):
        text, keys = claims[place]
        shown = "".join(text.split())
        if not keys:
            if shown:
                others[place] = shown
            continue
        if keys[0] == OUTCOMES.key:
            outcomes.append(Taken(OUTCOMES, place, shown, _unit(text), _outcome(text)))
            continue
        if any(other in keys for other in _MEANINGS["status"]) and "status" in keys:
            told = _all_in(grid, rows[1], place, statuses)
            keys = ("status",) if told else tuple(key for key in keys if key != "status")
        key = next((key for key in keys if key not in taken), None)
        if key is None:
            doubled.append((taken[keys[0]].heading, shown))
        else:
            taken[key] = Taken(known[key], place, shown, _unit(text))
    missing = tuple(column.heading for column in known.values() if column.required and column.key not in taken)
    columns = sorted((*taken.values(), *outcomes), key=lambda one: one.place)
    titles = tuple(dict.fromkeys(cell for row in grid.rows[: rows[0]] for cell in row if isinstance(cell, str)))
    return Header(subject, *rows, tuple(columns), others, titles, missing, tuple(doubled))


def _claim(subject: str, texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The heading among `texts` that is known, with the columns it may be of; the last of them where none is."""
    for text in texts:
        if keys := tuple(dict.fromkeys(_keys(subject, text))):
            return text, keys
    return texts[-1], ()


def _keys(subject: str, text: str) -> Iterator[str]:
    word = plain(text).strip("*:#").removeprefix("(必填)").removesuffix("(必填)")
    if not word or len(word) > 40:
        return
    for form in (word, _UNIT.sub("", word)):
        for column in FOREIGN[subject]:
            if form == plain(column.heading):
                yield column.key
                return
        for key, words in SYNONYMS[subject].items():
            if form in plain_words(words):
                yield key
    if OUTCOMES in FOREIGN[subject] and _outcome(text):
        yield OUTCOMES.key


@cache
def plain_words(words: str) -> frozenset[str]:
    """The words of a line, as they are compared."""
    return frozenset(unicodedata.normalize("NFKC", words).split())


def _outcome(text: str) -> str:
    """The kind of outcome a heading speaks of; empty where it speaks of none."""
    word = _UNIT.sub("", plain(text).strip("*:"))
    ends = ({word.removesuffix(end) for end in OUTCOME_ENDS} if _unit(text) else
            {word.removesuffix(end) for end in OUTCOME_ENDS if end and word.endswith(end)})  # fmt: skip
    return next((kind for begin, kind in OUTCOME_KINDS.items() if begin in ends), "")


def _unit(text: str) -> str:
    match = _UNIT.search(plain(text).rstrip("*:"))
    return match[1] if match else ""


def _all_in(grid: Grid, header: int, place: int, words: frozenset[str]) -> bool:
    """Whether every cell of a column that says anything is one of `words`."""
    below = islice(grid.rows, header + 1, None)
    cells = (row[place] for row in below if place < len(row) and row[place] is not None)
    return all(isinstance(cell, bool) or plain(str(cell)) in words for cell in cells)
