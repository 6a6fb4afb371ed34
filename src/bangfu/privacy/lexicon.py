"""What may not stand in a text, and what stands there instead: names by the form they are written in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from bangfu.privacy.names import ENDING, Folded, Form, fold, is_long

_BEGINNING = 2
_ENDING = re.compile(ENDING)
_HAS_ENDING = re.compile(rf".*{ENDING}")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "《": "》", '"': '"'}


class Found(NamedTuple):
    """A stretch of a text, and what is to stand there."""

    start: int
    end: int
    instead: str


class Lexicon:
    """Finds names in texts, the longest at each place first.

    Args:
        unnamed: what stands for a name that may be that of several.
        swallow: whether a legal ending behind a form that has none belongs to it (甲机械公司).
    """

    def __init__(self, unnamed: str, *, swallow: bool = False) -> None:
        self._unnamed = unnamed
        self._swallow = swallow
        self._instead: dict[str, dict[str, set[str]]] = {}
        self._sure: set[str] = set()
        self._lengths: dict[str, list[int]] = {}
        self._first: re.Pattern[str] | None = None
        self.doubtful: Counter[str] = Counter()
        """How often a short form was left in a ledger's text, because nothing around it said that it is a name."""

    def add(self, form: Form, city: str, instead: str) -> None:
        """Has `instead` stand for `form`; in texts of `city` before all others of that form."""
        self._instead.setdefault(form.text, {}).setdefault(city, set()).add(instead)
        if form.sure:
            self._sure.add(form.text)
        self._first = None
        lengths = self._lengths.setdefault(form.text[:_BEGINNING], [])
        if len(form.text) not in lengths:
            lengths.append(len(form.text))
            lengths.sort(reverse=True)

    def find(self, text: str, city: str) -> list[Found]:
        """The names in a text of `city`, in their order."""
        if not self._lengths:
            return []
        folded = fold(text)
        found: list[Found] = []
        at = 0
        first = self._first = self._first or re.compile(f"[{re.escape(''.join({form[0] for form in self._lengths}))}]")
        while match := first.search(folded.text, at):
            at = match.start()
            length = self._at(folded, text, at, city)
            if length:
                form = folded.text[at : at + length]
                end = at + length + self._rest(folded.text, at, length)
                found.append(Found(folded.places[at], folded.places[end - 1] + 1, self._choose(form, city)))
                at = end
            else:
                at += 1
        return found

    def _at(self, folded: Folded, text: str, at: int, city: str) -> int:
        """The length of the longest form that stands at a place; 0 for none."""
        for key in (folded.text[at : at + _BEGINNING], folded.text[at]):
            for length in self._lengths.get(key, ()):
                form = folded.text[at : at + length]
                if len(form) < length or form not in self._instead or not _is_whole_word(text, folded, at, length):
                    continue
                if form in self._sure or self._is_named(text, folded, at, length):
                    return length
                if city and length >= _BEGINNING and not is_long(form):
                    self.doubtful[form] += 1
        return 0

    def _is_named(self, text: str, folded: Folded, at: int, length: int) -> bool:
        """Whether the surroundings of a form say that it is a name: 建设公司, “建设”, or nothing else there."""
        if length == len(folded.text) or self._rest(folded.text, at, length):
            return True
        before = text[: folded.places[at]][-1:]
        after = text[folded.places[at + length - 1] + 1 :][:1]
        return before in _QUOTES and _QUOTES[before] == after

    def _rest(self, folded: str, at: int, length: int) -> int:
        """The length of the legal ending behind a form that has none."""
        if not self._swallow or _HAS_ENDING.fullmatch(folded, at, at + length):
            return 0
        ending = _ENDING.match(folded, at + length)
        return len(ending[0]) if ending else 0

    def _choose(self, form: str, city: str) -> str:
        owners = self._instead[form]
        mine = owners.get(city) or set().union(*owners.values())
        return next(iter(mine)) if len(mine) == 1 else self._unnamed


def _is_whole_word(text: str, folded: Folded, at: int, length: int) -> bool:
    """Whether Latin letters and digits at either end of a form are not the middle of a longer word (TCL in TCLX)."""
    first, last = folded.places[at], folded.places[at + length - 1]
    left = _is_latin(text[first]) and first > 0 and _is_latin(text[first - 1])
    right = _is_latin(text[last]) and last + 1 < len(text) and _is_latin(text[last + 1])
    return not left and not right


def _is_latin(letter: str) -> bool:
    plain = unicodedata.normalize("NFKC", letter)
    return plain.isascii() and plain.isalnum()
