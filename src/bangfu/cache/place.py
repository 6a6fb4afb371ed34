"""Where the cache lies, how large it may grow and whether it is wanted: as the environment says."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from bangfu.cache.folder import Unfit
from bangfu.i18n import _
from bangfu.model.errors import UsageError

OFF, FOLDER, SIZE = "BANGFU_NO_CACHE", "BANGFU_CACHE_DIR", "BANGFU_CACHE_SIZE"
"""The environment's variables: no cache in this run; its folder; its size in MB (1,000,000 bytes)."""

_USUAL = 256
_LARGEST = 1_000_000
_MB = 1_000_000


def is_off(environment: Mapping[str, str]) -> bool:
    """Whether the environment wants no cache: the variable is set, and not to 0."""
    return environment.get(OFF, "") not in ("", "0")


def bound(environment: Mapping[str, str]) -> int:
    """How many bytes the cache may take; 0 for none.

    Raises:
        UsageError: the environment says something else than a number of MB.
    """
    text = environment.get(SIZE, "")
    if not text:
        return _USUAL * _MB
    if not (text.isascii() and text.isdecimal() and len(text) <= 7 and int(text) <= _LARGEST):
        raise UsageError(
            _("{variable} takes whole MB up to {most}, not “{value}”", variable=SIZE, most=_LARGEST, value=text)
        )
    return int(text) * _MB


def folder(environment: Mapping[str, str]) -> str:
    """The folder of the cache: named, below XDG_CACHE_HOME, or where the system keeps a user's caches.

    Raises:
        Unfit: none is named, and there is no home folder, or it is another user's (as after sudo).
    """
    if named := environment.get(FOLDER):
        return os.path.abspath(named)  # noqa: PTH100 - no pathlib here: start-up time
    base = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):  # noqa: PTH117 - the same; a relative one is to be ignored, says the standard
        return os.path.join(base, "bangfu")  # noqa: PTH118
    if sys.platform == "win32":
        home, below = environment.get("LOCALAPPDATA", ""), ("bangfu", "Cache")
    elif sys.platform == "darwin":
        home, below = environment.get("HOME", ""), ("Library", "Caches", "bangfu")
    else:
        home, below = environment.get("HOME", ""), (".cache", "bangfu")
    try:
        owner = os.stat(home).st_uid  # noqa: PTH116
    except OSError:
        raise Unfit(_("there is no home folder; name one with {variable}", variable=FOLDER)) from None
    if hasattr(os, "geteuid") and owner != os.geteuid():
        raise Unfit(_("the home folder belongs to another user; name one with {variable}", variable=FOLDER))
    return os.path.join(home, *below)  # noqa: PTH118
