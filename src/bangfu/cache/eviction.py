"""Keeps the cache within its bound: what was used longest ago goes first.

A file's length counts what was added since the last look, a byte a block, so that runs of any number and length share
the count; only when a sixteenth of the bound has come in are the entries looked at.
"""

from __future__ import annotations

import os
import stat
import time

from bangfu.cache.entry import is_key
from bangfu.cache.folder import NEW, Folder

COUNTER = "added"

_BLOCK = 4096
_PART = 16
_FORGOTTEN = 3600
"""Seconds after which an unfinished file is nobody's any more."""


def is_entry(name: str, status: os.stat_result) -> bool:
    """Whether a file in the folder is an entry."""
    return is_key(name) and stat.S_ISREG(status.st_mode)


def taken(status: os.stat_result) -> int:
    """The bytes that a file takes on a disk: whole blocks of 4 KiB, so that many small entries are bounded too."""
    return _blocks(status.st_size) * _BLOCK


def largest(bound: int) -> int:
    """The longest file that is kept."""
    return bound // 4


def make_room(folder: Folder, size: int, bound: int) -> None:
    """Counts a file of `size` bytes that is about to be added; now and then removes old ones so that all fit `bound`.

    Raises:
        OSError: the system refuses; nothing may be added then.
    """
    new = _blocks(size)
    if folder.append(COUNTER, bytes(new)) * _BLOCK > bound // _PART:
        folder.remove(COUNTER)
        _evict(folder, bound - bound // _PART - new * _BLOCK)


def _evict(folder: Folder, limit: int) -> None:
    """Removes the entries used longest ago until the rest take `limit` bytes, and what was never finished."""
    now = time.time()
    entries = []
    for name, status in folder.files():
        if is_entry(name, status):
            entries.append((status.st_mtime, name, taken(status)))
        elif name.startswith(NEW) and now - status.st_mtime > _FORGOTTEN:
            folder.discard(name)
    entries.sort(reverse=True)
    total = sum(size for _used, _name, size in entries)
    while entries and total > limit:
        _used, name, size = entries.pop()
        folder.remove(name)
        total -= size


def _blocks(size: int) -> int:
    return -(-size // _BLOCK)
