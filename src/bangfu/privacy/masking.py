"""Takes enterprises, people and numbers out of a text."""

from __future__ import annotations

from bangfu.privacy.lexicon import Lexicon
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

    def _mask(self, text: str, city: str) -> str:
        made, at = "", 0
        for start, end, instead in self._names.find(text, city):
            made = _joined(_joined(made, self._rest(text[at:start], city)), instead)
            at = end
        return _joined(made, self._rest(text[at:], city))

    def _rest(self, text: str, city: str) -> str:
        return without_numbers(self._people.without_names(text, city))


def _joined(before: str, after: str) -> str:
    """Two pieces of a text, with a space where a tag would run into a figure or a word."""
    apart = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return f"{before} {after}" if apart else before + after
