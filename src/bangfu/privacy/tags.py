"""Tags: a few letters that tell things apart and do not say which is which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from hashlib import blake2b

LETTERS = "BCDFGHJKMNPQRSTVWXYZ"  # no digit, which would run into a figure; no vowel, which would make words
SHORTEST = 5
_LONGEST = 24
_SEPARATOR = "\x1f"  # a control character, which names may not hold

Thing = tuple[str, ...]
"""What a tag is made from, such as a city's slug and an enterprise's name."""


class Tags:
    """Makes tags with the repository's `public_secret`.

    A tag depends on the key and on the thing alone, so a ledger may grow and change its order, and the same enterprise
    keeps its tag from one bulletin to the next. Whoever has a list of enterprises and not the key learns nothing from
    it; without a key, he could try the names (DECISIONS.md).
    """

    def __init__(self, key: str | None) -> None:
        self._key = blake2b((key or "").encode(), digest_size=32).digest()

    def of(self, things: Collection[Thing]) -> dict[Thing, str]:
        """A tag for each of `things`: five letters, or as many more as it takes to tell it from all others."""
        whole = {thing: self._letters(thing) for thing in things}
        tags: dict[Thing, str] = {}
        for length in range(SHORTEST, _LONGEST + 1):
            beginnings = Counter(letters[:length] for letters in whole.values())
            tags |= {
                thing: letters[:length]
                for thing, letters in whole.items()
                if thing not in tags and beginnings[letters[:length]] == 1
            }
            if len(tags) == len(whole):
                return tags
        raise AssertionError("two things have one hash")  # of more than 100 bits: it does not happen

    def one(self, *thing: str) -> str:
        """The tag of a thing that need not be told from others here."""
        return self._letters(thing)[:SHORTEST]

    def _letters(self, thing: Thing) -> str:
        text = _SEPARATOR.join(thing)
        number = int.from_bytes(blake2b(text.encode(), key=self._key, digest_size=32).digest())
        letters = ""
        for _ in range(_LONGEST):
            number, place = divmod(number, len(LETTERS))
            letters += LETTERS[place]
        return letters
