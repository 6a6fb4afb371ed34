"""One edit at a time: a lock on the ledgers folder itself, which leaves no file behind and goes with its process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bangfu.i18n import _
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
                    raise _held(descriptor) from None
                time.sleep(_PAUSE)
        recover(root)
        yield
    finally:
        os.close(descriptor)


def _held(descriptor: int) -> EditRefusedError:
    """Who holds the lock and since when, as far as the system tells."""
    from bangfu.edit.holder import holder_of

    holder = holder_of(descriptor)
    patient = _("try again when it has ended")
    if holder is None:
        return EditRefusedError(_("another bangfu is editing these ledgers"), patient)
    if holder.since is None:
        return EditRefusedError(_("another bangfu (process {pid}) is editing these ledgers", pid=holder.pid), patient)
    who = _(
        "another bangfu (process {pid} of {user}, started {time}) is editing these ledgers",
        pid=holder.pid, user=holder.user or "?", time=holder.since.isoformat(" ", "seconds")[:19],
    )  # fmt: skip
    if not holder.stopped:
        return EditRefusedError(who, patient)
    return EditRefusedError(
        who, _("it was stopped: let it go on (kill -CONT {pid}) or end it (kill -KILL {pid})", pid=holder.pid)
    )
