"""The store: bytes by key, on the disk of this user. It may forget any of them, and never fails."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from bangfu.cache import home, place
from bangfu.cache.entry import is_key, unwrap, wrap
from bangfu.cache.eviction import largest, make_room
from bangfu.cache.folder import Folder, Unfit


class Store:
    """Values of earlier runs by key.

    A key is the SHA-256 of everything that bears on the value, in hexadecimal digits. What comes back is what was put
    under that key, or nothing: a torn, changed or misplaced entry is removed. Where the folder cannot be used, nothing
    is kept. Any number of runs may use it at once, and processes forked from this one may use the same store.

    Args:
        folder: that of the entries; None to keep nothing.
        bound: how many bytes all entries may take.
    """

    __slots__ = ("_bound", "_folder", "_full")

    def __init__(self, folder: Folder | None, bound: int) -> None:
        self._folder = folder
        self._bound = bound
        self._full = False

    @classmethod
    def open(cls, environment: Mapping[str, str], *, enabled: bool = True) -> Store:
        """The store that the environment names; one that keeps nothing when it is not `enabled` or cannot be used.

        Raises:
            UsageError: the environment's size of the cache is no number.
        """
        bound = place.bound(environment) if enabled and not place.is_off(environment) else 0
        folder = None
        if bound:
            with suppress(Unfit, OSError):
                folder = home.entries(home.opened(place.folder(environment), make=True), make=True)
        return cls(folder, bound)

    def get(self, key: str) -> bytes | None:
        """The value under `key`; None where there is none."""
        _require(key)
        if self._folder is None:
            return None
        try:
            data = self._folder.read(key, largest(self._bound))
        except FileNotFoundError:
            return None
        except OSError:
            data = None
        value = None if data is None else unwrap(key, data)
        if value is None:
            self._folder.discard(key)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keeps `value` under `key`, if that can be done."""
        _require(key)
        if self._folder is None or self._full:
            return
        data = wrap(key, value)
        if len(data) > largest(self._bound):
            return
        try:
            make_room(self._folder, len(data), self._bound)
            self._folder.replace(key, data)
        except OSError:  # a full or read-only disk: it would fail again
            self._full = True


def _require(key: str) -> None:
    """Keeps names that are no keys, which are mistakes of ours, from becoming paths."""
    if not is_key(key):
        raise ValueError(f"not a key of the cache: {key!r}")
