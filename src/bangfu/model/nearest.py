"""The known name that a mistyped one most likely means, for suggestions in messages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

MAX_KNOWN = 20_000
MAX_LENGTH = 64
SHORTLIST = 24


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Find the known name nearest to a name.

    Preferred is a name that begins the same (示例轨道 for 示例轨道装备有限公司, or the other way round), then one that
    holds the other within it, then one that it abbreviates (株工信局 for 株洲市工业和信息化局), then the most similar;
    of several, the one nearest in length, then the first. Case is ignored. The work is linear in the number of known
    names: at most 20,000 are looked at, the first 64 characters of each.

    Args:
        name: what was written.
        known: the names there are.

    Returns:
        One of the known names, or None when none is near.
    """
    wanted = name[:MAX_LENGTH].strip().casefold()
    if not wanted:
        return None
    folded = [(text, text[:MAX_LENGTH].casefold()) for text in islice(known, MAX_KNOWN) if text]
    held = [(rank, abs(len(text) - len(wanted)), given) for given, text in folded if (rank := _held(wanted, text))]
    if held:
        return min(held, key=lambda found: found[:2])[2]
    return _similar(wanted, folded)


def _held(wanted: str, text: str) -> int:
    """1 when one of two names begins with the other, 2 when it holds it, 3 when wanted abbreviates text, else 0."""
    short, long = sorted((wanted, text), key=len)
    if long.startswith(short):
        return 1
    if len(short) > 1 and short in long:
        return 2
    rest = iter(text)
    return 3 if len(wanted) > 1 and text[0] == wanted[0] and all(letter in rest for letter in wanted) else 0


def _similar(wanted: str, folded: list[tuple[str, str]]) -> str | None:
    """The most similar name by difflib, among those that share the most letters."""
    from difflib import SequenceMatcher
    from heapq import nlargest

    letters = set(wanted)

    def alike(entry: tuple[str, str]) -> float:
        own = set(entry[1])
        return len(letters & own) / (len(letters) + len(own))

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best, score = None, 0.0
    for given, text in nlargest(SHORTLIST, folded, key=alike):
        matcher.set_seq1(text)
        if (ratio := matcher.ratio()) > score:
            best, score = given, ratio
    return best if score >= (0.5 if len(wanted) == 2 else 0.6) else None  # one wrong letter in a word of two
