"""No regular expression of the program takes long on a text made against it."""

from __future__ import annotations

import re
from time import process_time

import pytest
from patterns import Applied, applied, texts

from soak import share

SHORT, LONG = 28, 3_000
"""Characters: an exponential pattern shows at the first, one of the third degree at the second, in the long form."""
SECONDS = 0.25


def slow(one: Applied, text: str) -> float:
    """The least that applying the pattern to the text took in three tries; in seconds of the processor."""
    least = SECONDS
    for _try in range(3):
        begun = process_time()
        _apply(one, text)
        least = min(least, process_time() - begun)
        if least < SECONDS / 5:
            break
    return least


def _apply(one: Applied, text: str) -> None:
    if one.way == "sub":
        one.pattern.sub(lambda match: match[0], text)
        return
    done = getattr(one.pattern, one.way)(text)
    if one.way == "finditer":
        for _match in done:
            pass


@pytest.mark.soak
def test_no_pattern_is_slow() -> None:
    found, _unknown = applied()
    assert len(found) > 100
    bad = []
    for one in found:
        for length in (SHORT, LONG) if share() else (SHORT,):
            for text in texts(one.pattern, length):
                if (took := slow(one, text)) >= SECONDS:
                    bad.append(f"{one.where} {one.way} {one.pattern.pattern[:80]!r} on {text[:12]!r}…: {took:.2f} s")
                    break
            else:
                continue
            break
    assert not bad, "\n".join(bad)


def test_a_bad_pattern_would_be_seen() -> None:
    worst = Applied("here", re.compile("(?:x+)+y"), "match")
    assert max(slow(worst, text) for text in texts(worst.pattern, 24)) > SECONDS / 5
