"""One edit at a time: a lock on the ledgers folder itself, which leaves no file behind and goes with its process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bangfu.i18n import Message, _
from bangfu.model.errors import EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.read.files import reason_of

PATIENCE = 10.0
_PAUSE = 0.05


@contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the repository's lock; what a killed run left behind is put right first.

    Args:
        root: the repository.
        patience: how many seconds to wait for another run.

    Raises:
        EditRefusedError: another run holds it for longer, or the folder cannot be opened.
    """
    import fcntl

    from bangfu.edit.journal import recover

    folder = root / LEDGERS
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise EditRefusedError(
            _("the folder {folder} cannot be used: {reason}", folder=LEDGERS, reason=reason_of(error))
        ) from None
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise EditRefusedError(_held(descriptor), _("try again when it has ended")) from None
                time.sleep(_PAUSE)
        recover(root)
        yield
    finally:
        os.close(descriptor)


def _held(descriptor: int) -> Message:
    """Who holds the lock, as far as the system tells."""
    status = os.fstat(descriptor)
    wanted = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    try:
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5] == wanted:
                return _("another bangfu (process {pid}) is editing these ledgers", pid=words[4])
    except (OSError, IndexError, UnicodeDecodeError):
        pass
    return _("another bangfu is editing these ledgers")
