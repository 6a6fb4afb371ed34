"""The files that a write needs besides its targets: beside them, named so that the reader passes over them."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path

_NAME = re.compile(r"\.[^/]{1,255}\.[0-9a-f]{16}\.bangfu-(new|old)")


def helper(target: Path, kind: str) -> Path:
    """A name beside `target` that no file has: for its `new` bytes, or to keep its `old` ones."""
    return target.with_name(f".{target.name[:40]}.{os.urandom(8).hex()}.bangfu-{kind}")


def is_helper(name: str) -> bool:
    """Whether a file of that name was made by a write."""
    return _NAME.fullmatch(name) is not None


def write_new(path: Path, data: bytes, like: os.stat_result | None) -> None:
    """Writes a new file in full and forces it to disk; on failure it is gone again.

    Args:
        path: where; nothing may be there.
        data: what.
        like: a file whose mode and, where allowed, owner it takes.

    Raises:
        OSError: the system refuses.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666 if like is None else 0o600)
    try:
        try:
            if like is not None:
                with contextlib.suppress(PermissionError):
                    os.fchown(descriptor, like.st_uid, like.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Makes what was renamed, made or removed in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
