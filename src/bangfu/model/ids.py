"""The ids of issues: how they are made, recognised, compared and looked up (docs/format.md, ``id``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O, no 1 I L
TAIL = 4

_SEPARATOR = "\x1f"  # a control character, which names and titles may not hold
_ID = "[A-Za-z0-9][A-Za-z0-9-]{0,31}"
PATTERN = f"^{_ID}$"
"""The form of an id for a JSON Schema; `is_id` is what decides."""

_TRIES = 100_000


def make_id(
    prefix: str,
    city: str,
    enterprise: str,
    reported: date,
    title: str,
    taken: Callable[[str], bool] | Collection[str],
) -> str:
    """Make an issue's id, such as ``ZZ-190305-7K3M`` (docs/format.md, ``id``).

    The same arguments always give the same id, on any branch and machine, as long as no other record holds it.

    Args:
        prefix: the city's prefix.
        city: the city's name.
        enterprise: the enterprise's name.
        reported: the day of the issue's 反映.
        title: the issue's title.
        taken: the ids that other records hold, compared ignoring case; or, quicker for many, a function that says
            whether another record holds an id: it is asked for the id as written and for its ``key``.

    Raises:
        ValueError: when no free id is found.
    """
    held: Callable[[str], bool] = taken if callable(taken) else {key(text) for text in taken}.__contains__
    fields = _SEPARATOR.join((city, enterprise, reported.isoformat(), title))
    for count in range(_TRIES):
        made = f"{prefix}-{reported:%y%m%d}-{_tail(f'{fields}{_SEPARATOR}{count}' if count else fields)}"
        if not (held(made) or held(key(made))):
            return made
    raise ValueError("no free id is left for this day")


def is_id(text: str) -> bool:
    """Whether a text may be an id: ASCII letters, digits and hyphens, up to 32, beginning with a letter or digit."""
    return re.fullmatch(_ID, text) is not None


def key(text: str) -> str:
    """The form in which ids are compared: they are unique ignoring case."""
    return text.casefold()


def resolve_end(ids: Iterable[str], given: str) -> list[str]:
    """The ids that a user may mean by an id or the end of one (docs/cli.md).

    Args:
        ids: the ids there are.
        given: an id or its last characters, in any case.

    Returns:
        The id that is exactly that; else those equal ignoring case; else all that end so ignoring case, in their order.
        Nothing for an empty text.
    """
    known, wanted = list(ids), key(given)
    if not wanted:
        return []
    return (
        [text for text in known if text == given]
        or [text for text in known if key(text) == wanted]
        or [text for text in known if key(text).endswith(wanted)]
    )


def _tail(text: str) -> str:
    """Four characters of the alphabet that stand for a text."""
    try:
        from _blake2 import blake2b  # hashlib has it from there, and loads OpenSSL besides
    except ImportError:
        from hashlib import blake2b

    number = int.from_bytes(blake2b(text.encode(), digest_size=16).digest())
    tail = ""
    for _ in range(TAIL):
        number, place = divmod(number, len(ALPHABET))
        tail += ALPHABET[place]
    return tail
