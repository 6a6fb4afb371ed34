"""Takes enterprises, people and numbers out of a text."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.privacy.lexicon import Found, Lexicon
from bangfu.privacy.numbers import without_numbers
from bangfu.privacy.people import People


class Masking:
    """What may not stand in a text gives way: first the names of enterprises and ids, then people, then numbers.

    Args:
        names: enterprises by their pseudonyms, issues by their public ids.
        people: who is named otherwise.
    """

    def __init__(self, names: Lexicon, people: People) -> None:
        self._names = names
        self._people = people
        self._done: dict[tuple[str, str], str] = {}

    def text(self, text: str, city: str = "") -> str:
        """`text` of a ledger of the city with that slug; without one, of bangfu.yaml."""
        known = self._done.get((city, text))
        if known is None:
            known = self._done[city, text] = self._mask(text, city)
        return known

    def unnamed(self, text: str, city: str = "") -> Iterator[Found]:
        """What stands in `text` before, between and behind the names of enterprises and ids, where people and numbers
        are looked for; each stretch with what is to stand for the name behind it."""
        at = 0
        for start, end, instead in self._names.find(text, city):
            yield Found(at, start, instead)
            at = end
        yield Found(at, len(text), "")

    def _mask(self, text: str, city: str) -> str:
        made = ""
        for start, end, name in self.unnamed(text, city):
            made = _joined(_joined(made, self._rest(text[start:end], city)), name)
        return made

    def _rest(self, text: str, city: str) -> str:
        return without_numbers(self._people.without_names(text, city))


def _joined(before: str, after: str) -> str:
    """Two pieces of a text, with a space where a tag would run into a figure or a word."""
    apart = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return f"{before} {after}" if apart else before + after
