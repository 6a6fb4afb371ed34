"""The cache's own folder: the tag that marks it as ours, and in it a folder for each version of the layout."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import NamedTuple

from bangfu.cache.entry import FORMAT, is_key
from bangfu.cache.eviction import COUNTER, is_entry, taken
from bangfu.cache.folder import NEW, Folder, Unfit
from bangfu.i18n import _

TAG = "CACHEDIR.TAG"
TAGGED = b"""\
Signature: 8a477f597d28d172789f06886806bc55
# This folder is the cache of bangfu. It can be removed at any time, as by: bangfu cache clear
# About cache directory tags: https://bford.info/cachedir/
"""
"""The tag's whole text. Backups and other tools know the first line; we know the folder by all of it, so it stays."""

_VERSION = "entries-"


class Amount(NamedTuple):
    """How many entries there are or were, and the bytes that they take on the disk."""

    entries: int
    size: int


def opened(path: str, *, make: bool = False) -> Folder:
    """The cache's folder at `path`.

    Args:
        path: an absolute one.
        make: make and mark it if need be; without this nothing is written.

    Raises:
        Unfit: there is something else, or things that are not ours are in it.
        OSError: the system refuses, or it is not there.
    """
    if make and not os.path.lexists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with suppress(FileExistsError):  # another run was quicker
            os.mkdir(path, 0o700)  # noqa: PTH102
    home = Folder(path)
    if not is_marked(home):
        # Torn or not yet there, the tag can be put right, but nobody's folder of other things becomes a cache.
        names = [name for name, _status in home.files()]
        if not _is_torn(home) or any(name != TAG and not _is_version(name) for name in names):
            raise Unfit(_("it holds other things"))
        if make:
            home.write(TAG, TAGGED)
    return home


def is_marked(home: Folder) -> bool:
    """Whether the folder says that it is ours."""
    return _tag(home) == TAGGED


def entries(home: Folder, *, make: bool = False) -> Folder:
    """The folder of the entries in today's layout. When it is made, those of earlier layouts are removed.

    Raises:
        Unfit: it is no folder of ours.
        OSError: the system refuses, or it is not there.
    """
    if make and home.make(f"{_VERSION}{FORMAT}"):
        for name in _versions(home):
            if int(name.removeprefix(_VERSION)) < FORMAT:
                _remove(home, name)
    return Folder(f"{_VERSION}{FORMAT}", home)


def survey(folder: Folder) -> tuple[Amount, float | None]:
    """What lies in a folder of entries, and when the one that was used longest ago was used (seconds since 1970)."""
    found = [status for name, status in folder.files() if is_entry(name, status)]
    amount = Amount(len(found), sum(map(taken, found)))
    return amount, min((status.st_mtime for status in found), default=None)


def clear(home: Folder) -> Amount:
    """Removes every entry, and each folder in which nothing else is. No link is followed. Returns what was removed.

    Raises:
        OSError: the system refuses.
    """
    freed = [_remove(home, name) for name in _versions(home)] if is_marked(home) else []
    if [name for name, _status in home.files()] == [TAG] and is_marked(home):
        home.remove(TAG)
        with suppress(OSError):  # another run has begun to use it, or it is a mount
            os.rmdir(home.path)  # noqa: PTH106
    return Amount(sum(one.entries for one in freed), sum(one.size for one in freed))


def _remove(home: Folder, version: str) -> Amount:
    """Removes what a cache has put into one of its folders, and the folder when it is empty then."""
    number = size = 0
    with suppress(Unfit, FileNotFoundError):  # not ours, or another run has removed it
        folder = Folder(version, home)
        for name, status in list(folder.files()):
            ours = is_key(name) or name.startswith(NEW) or name == COUNTER
            if ours and not stat.S_ISDIR(status.st_mode) and folder.remove(name) and is_entry(name, status):
                number, size = number + 1, size + taken(status)
        home.remove_empty(version)
    return Amount(number, size)


def _is_torn(home: Folder) -> bool:
    """Whether the tag is missing or was not written to its end."""
    tag = _tag(home)
    return tag is not None and TAGGED.startswith(tag)


def _tag(home: Folder) -> bytes | None:
    """The tag's text, empty where there is none; None for what is no tag of ours."""
    try:
        return home.read(TAG, len(TAGGED))
    except FileNotFoundError:
        return b""
    except OSError:
        return None


def _versions(home: Folder) -> list[str]:
    return [name for name, _status in home.files() if _is_version(name)]


def _is_version(name: str) -> bool:
    number = name.removeprefix(_VERSION)
    return name.startswith(_VERSION) and number.isascii() and number.isdecimal()
