"""Errors that lie with the machine, not with bangfu: a disk, a limit, a permission."""

from __future__ import annotations

import errno
import os

from bangfu.i18n import Message, _

_OF_MACHINE = {
    errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE,
    errno.EINTR, errno.ENOMEM, errno.EAGAIN, errno.ENOLCK, errno.EMLINK, errno.EFBIG, errno.ENXIO, errno.EBUSY,
    errno.ESTALE,
}  # fmt: skip


def told_of_machine(error: OSError) -> Message | None:
    """What is said of an error of the machine; None: the error is of our own making."""
    if error.errno not in _OF_MACHINE:
        return None
    from bangfu.read.files import reason_of

    reason = reason_of(error)
    if error.filename is not None:
        return _("{path}: {reason}", path=os.fsdecode(error.filename), reason=reason)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):  # we write nothing else that has no name
        return _("the output cannot be written: {reason}", reason=reason)
    return _("the system refuses: {reason}", reason=reason)
