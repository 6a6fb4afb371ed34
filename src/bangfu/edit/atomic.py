"""Puts a whole file in place of another, or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

_TRIES = 100


def replace_file(path: Path, data: bytes) -> None:
    """Writes `data` to `path`: whoever reads it, or a machine that stops, meets the old file or the new one, no part.

    A new file in the same folder is written, synchronised and read back, then renamed over `path`, and the folder is
    synchronised. The mode of a file that is there is kept. A link is followed: what it points to is replaced. On
    failure the file that is there is untouched and nothing is left behind; what a killed run left beside it goes.

    Raises:
        OSError: the system refuses, or `path` is there and no regular file (a folder, a device).
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    _clear(target)
    descriptor, temporary = _new_beside(target)
    holder = None
    try:
        if os.name == "posix":
            holder = os.dup(descriptor)  # holds the lock until the file has its name
        with open(descriptor, "wb") as file:  # noqa: PTH123 - from a descriptor
            file.write(data)
            file.flush()
            if mode is not None:
                os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        if temporary.read_bytes() != data:
            raise OSError(errno.EIO, "the disk gives back other bytes than were written")
        os.replace(temporary, target)  # noqa: PTH105 - the system call is meant
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        if holder is not None:
            os.close(holder)
    _synchronise(target.parent)


def _mode_of(path: Path) -> int | None:
    """The permissions of the regular file at `path`; None when there is none."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return stat.S_IMODE(status.st_mode)


def _new_beside(path: Path) -> tuple[int, Path]:
    """A new file of a name of its own in the folder of `path`."""
    for _ in range(_TRIES):
        temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.tmp")
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
        try:
            if _holds(descriptor, unsure=True) and os.fstat(descriptor).st_nlink:
                return descriptor, temporary
        except BaseException:
            temporary.unlink(missing_ok=True)
            os.close(descriptor)
            raise
        os.close(descriptor)  # another run has just taken it for a dead one's
    raise FileExistsError(str(path))


def _clear(path: Path) -> None:
    """Removes the new files of runs that were killed: those that no process holds any more."""
    stale = re.compile(rf"\.{re.escape(path.name[:40])}\.[0-9a-f]{{12}}\.tmp")
    with suppress(OSError):
        for temporary in [Path(one.path) for one in os.scandir(path.parent) if stale.fullmatch(one.name)]:
            descriptor = os.open(temporary, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            try:
                if _holds(descriptor, unsure=False):
                    temporary.unlink()
            finally:
                os.close(descriptor)


def _holds(descriptor: int, *, unsure: bool) -> bool:
    """Takes an open file's lock, which goes with its process; False where another has it, `unsure` without locks."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return unsure
    return True


def _synchronise(folder: Path) -> None:
    """Makes the rename durable, on systems that let a folder be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
