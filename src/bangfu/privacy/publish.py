"""`check --publish`: the numbers and the people that --public would take out of the texts (BF804, BF805)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from bangfu.check.rules.bf801_mobile_number import NUMBER as MOBILE
from bangfu.check.rules.bf802_identity_card_number import NUMBER as IDENTITY_CARD
from bangfu.check.rules.bf802_identity_card_number import is_number
from bangfu.check.suppress import PUBLISHED
from bangfu.check.texts import narrow, sections, texts
from bangfu.i18n import Message, _
from bangfu.merge.book import Book
from bangfu.model.diagnostic import Finding
from bangfu.model.folders import NAME
from bangfu.model.ledger import Ledger
from bangfu.model.record import Record
from bangfu.model.source import AtLine, Place, Step
from bangfu.privacy.acquaintance import Acquaintance, fields_of
from bangfu.privacy.book import KEPT
from bangfu.privacy.numbers import without_numbers

NUMBER, PERSON = PUBLISHED
_HIDDEN = frozenset({"file", "public_secret"})
_TOLD = ","
"""Stands for each letter of a number that BF801 or BF802 tells of."""


def findings_to_publish(book: Book) -> Iterator[Finding]:
    """Every text in which --public would leave out a number or a person, those that BF801 and BF802 tell of aside.

    Texts are those of all records and of bangfu.yaml, and the names of ledger files in a city's folder.
    """
    look = _Look(book)
    for place, text in _configured(book.province, ()):
        yield from look.at(place, text)
    for city in book.cities:
        for section, record in ((name, one) for name, records in sections(city) for one in records):
            for place, text in texts(section, record):
                if place.path[0] == "enterprises" and place.path[-1] == "leader":
                    yield from look.at_leader(place, text)
                else:
                    yield from look.at(place, text, by_rules=True)
        for place, name in _file_names(city.ledger):
            yield from look.at(place, name)


class _Look:
    def __init__(self, book: Book) -> None:
        known = Acquaintance(book)
        self._people, self._masking = known.people, known.masking
        self._seen: dict[tuple[str, bool], tuple[int, int]] = {}

    def at(self, place: Place, text: str, *, by_rules: bool = False) -> Iterator[Finding]:
        """What is found in `text`; `by_rules`, that BF801 and BF802 have looked at, without what they tell of."""
        known = self._seen.get((text, by_rules))
        if known is None:
            known = self._look(text, _without_told(text) if by_rules else text)
            self._seen[text, by_rules] = known
        number, person = known
        if number:
            yield _number(place, number)
        if person:
            yield _person(place, _("a person is named in this text, at letter {letter}", letter=person))

    def _look(self, text: str, untold: str) -> tuple[int, int]:
        """The letter at which the first number begins, and that at which the first person does; 0 for none."""
        number = person = 0
        for start, end, _instead in self._masking.unnamed(text):
            named, numbered = text[start:end], untold[start:end]
            nameless = self._people.without_names(named)
            if not person and nameless != named:
                person = start + _parting(named, nameless)
            left = nameless if numbered == named else self._people.without_names(numbered)
            if not number and without_numbers(left) != left:
                number = start + _parting(numbered, without_numbers(numbered))
        return number, person

    def at_leader(self, place: Place, text: str) -> Iterator[Finding]:
        """What is found in the leader of an enterprise, of which --public keeps the offices alone."""
        untold = _without_told(text)
        unnumbered = without_numbers(untold)
        if unnumbered != untold:
            yield _number(place, _parting(untold, unnumbered))
        if not self._people.is_office(text):
            yield _person(place, _("this leader is not given by office alone"))


def _number(place: Place, letter: int) -> Finding:
    message = _("a number or an address by which somebody is reached stands in this text, at letter {letter}",
                letter=letter)  # fmt: skip
    return Finding(NUMBER, message, place, hint=_("leave it out"))


def _person(place: Place, message: Message) -> Finding:
    return Finding(PERSON, message, place, hint=_("write the office or the role: 市长, 企业负责人"))


def _parting(one: str, other: str) -> int:
    """Which letter, from 1, is the first in which two texts differ."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _pair in same) + 1


def _without_told(text: str) -> str:
    """`text` of a record without the numbers that BF801 and BF802 tell of, letter for letter."""
    plain = narrow(text)
    told = [*re.finditer(MOBILE, plain), *(card for card in re.finditer(IDENTITY_CARD, plain) if is_number(card[0]))]
    for found in told:
        text = text[: found.start()] + _TOLD * len(found[0]) + text[found.end() :]
    return text


def _configured(value: Any, path: tuple[Step, ...]) -> Iterator[tuple[Place, str]]:
    """Every text of bangfu.yaml with its place, keys of its own making included, but for words of the program."""
    if isinstance(value, str):
        yield Place(NAME, path), value
    elif isinstance(value, tuple):
        lines = Counter(item.line for item in value if isinstance(item, Record))
        for index, item in enumerate(value):  # of records on one line, the line would be that of the first
            alone = isinstance(item, Record) and lines[item.line] == 1
            yield from _configured(item, (*path, AtLine(item.line) if alone else index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield Place(NAME, (*path, key), key=True), key
            yield from _configured(item, (*path, key))
    elif hasattr(value, "__dataclass_fields__"):
        owner: Any = type(value)
        for name in fields_of(owner):
            if name not in _HIDDEN | KEPT.get(owner, frozenset()):
                yield from _configured(getattr(value, name), (*path, name))


def _file_names(ledger: Ledger | None) -> Iterator[tuple[Place, str]]:
    """The names of a ledger's files in a folder of its own; the one file of a city is named by the city."""
    for part in ledger.parts if ledger else ():
        folder, _slash, name = part.file.rpartition("/")
        if "/" in folder:
            yield Place(part.file), name.removesuffix(".yaml")
