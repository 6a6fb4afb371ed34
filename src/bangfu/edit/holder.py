"""Who holds a lock on a folder, as far as the system tells (Linux: proc(5))."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

_STATE, _BEGUN = 0, 19  # the places of these fields in /proc/PID/stat, after the name in brackets


class Holder(NamedTuple):
    """The process that holds a lock.

    Attributes:
        pid: its number.
        user: whose it is; None where that cannot be told, and so with the others.
        since: when it was started.
        stopped: whether it stands still, as after Ctrl-Z, and will not go on by itself.
    """

    pid: int
    user: str | None
    since: datetime | None
    stopped: bool


def holder_of(descriptor: int) -> Holder | None:
    """The process that holds the flock(2) on an open folder; None where the system does not tell."""
    status = os.fstat(descriptor)
    wanted = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    try:
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5] == wanted:
                return _holder(int(words[4]))
    except (OSError, IndexError, ValueError):
        pass
    return None


def _holder(pid: int) -> Holder:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        since = datetime.fromtimestamp(_booted() + int(fields[_BEGUN]) / os.sysconf("SC_CLK_TCK")).astimezone()
        return Holder(pid, _user(Path(f"/proc/{pid}").stat().st_uid), since, fields[_STATE] in "tT")
    except (OSError, IndexError, ValueError):
        return Holder(pid, None, None, stopped=False)


def _booted() -> int:
    """When the machine was started, in seconds since 1970."""
    lines = Path("/proc/stat").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("btime "))


def _user(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
