"""Each system call of each editing command is made to fail, to fall short, or to be the last before a kill.

Whatever fails: every ledger is as it was or as intended, byte for byte; success is told only when the change is there;
nothing is left that hinders the next command, which is run; and what went wrong is told in a line.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fork_server import ForkServer
from stage import Stage
from tracing import Tracer, calls, need_tracing

from editing_commands import WAYS, tried
from soak import cases, is_long, measured

WRITING = {
    "write", "fsync", "rename", "renameat", "renameat2", "linkat", "unlink", "unlinkat", "fchmod", "fchown", "mkdir",
    "mkdirat", "openat", "flock",
}  # fmt: skip
"""The calls that CI tries: those by which something comes to be on the disk."""

_ERRORS = ("error=EIO", "error=EINTR", "signal=KILL")
_MORE = {
    "write": ("error=ENOSPC", "retval=1"),
    "fsync": ("error=ENOSPC",),
    "openat": ("error=ENOSPC", "error=EMFILE", "error=EACCES"),
    "mkdir": ("error=ENOSPC", "error=EROFS"),
    "linkat": ("error=EPERM", "error=EMLINK"),  # a file system without hard links says so
    "rename": ("error=ENOSPC", "error=EROFS"),
    "renameat2": ("error=ENOSPC", "error=EROFS", "error=EINVAL"),  # EINVAL: a file system that cannot exchange
    "unlink": ("error=EROFS",),
    "flock": ("error=ENOLCK",),
    "mmap": ("error=ENOMEM",),
    "brk": ("error=ENOMEM",),
}
_NEVER_FAIL = {"exit_group", "exit", "rt_sigreturn", "restart_syscall"}


@dataclass(frozen=True, eq=False)
class Case:
    """A fault: the n-th call of that name, by any of the processes, meets it."""

    stage: Stage
    call: str
    number: int
    fault: str

    def __str__(self) -> str:
        return f"{self.stage.command.name}: {self.call} {self.number} {self.fault}"


def every_case(stage: Stage, made: dict[str, int]) -> Iterator[Case]:
    """All faults of a command that makes these calls so many times."""
    for call, count in made.items():
        for number in range(1, count + 1):
            for fault in (*_ERRORS, *_MORE.get(call, ())):
                if call not in _NEVER_FAIL:
                    yield Case(stage, call, number, fault)


def chosen(found: list[Case], number: int) -> list[Case]:
    """So many of the cases, by a lot that is the same every time: first kills between renames, then writing calls."""
    lot = random.Random(0)  # noqa: S311
    lot.shuffle(found)
    rank: dict[str, int] = {}
    order = {}
    for case in found:
        name = case.stage.command.name
        rank[name] = rank.get(name, 0) + 1
        half_made = case.call.startswith("rename") and case.fault == "signal=KILL"
        order[case] = (not half_made, case.call not in WRITING, rank[name])
    return sorted(found, key=order.__getitem__)[:number]


def met(log: str, case: Case) -> bool:
    """Whether the fault was met: strace notes it with the call; a kill, with the end of the process."""
    if case.fault == "signal=KILL":
        return "+++ killed by SIGKILL +++" in log
    return "(INJECTED)" in log


@pytest.mark.soak
def test_every_call_may_fail(tmp_path: Path, server: ForkServer) -> None:
    need_tracing()
    tracer = Tracer(server, tmp_path / "log")
    found: list[Case] = []
    commands = tried(len(WAYS), everything=is_long())
    for number, command in enumerate(commands):
        stage = Stage.of(command, tmp_path / f"stage{number}", server)
        ran, log = tracer.run(stage.copy(tmp_path / "work"), command.argv, follow=not command.own)
        assert ran.code == 0, ran.err
        assert not stage.faults(tmp_path / "work", ran, server)
        found += every_case(stage, calls(log))
    wrong: list[str] = []
    places = len({(case.stage.command.name, case.call, case.number) for case in found})
    with measured("Faults at system calls", __file__, commands=len(commands), calls=places) as figures:
        hit = killed = refused = 0
        for case in chosen(found, cases(60, 10_000)):
            root = case.stage.copy(tmp_path / "work")
            options = ("-e", f"trace={case.call}", "-e", f"inject={case.call}:{case.fault}:when={case.number}")
            ran, log = tracer.run(root, case.stage.command.argv, *options, follow=not case.stage.command.own)
            if met(log, case):
                hit += 1
                killed += ran.code < 0
                refused += ran.code > 0
                if case.call == "fsync" and case.fault in ("error=EIO", "error=ENOSPC") and ran.code == 0:
                    wrong.append(f"{case}: success was told of what may not be durable")
                silenced = bool(re.search(r"write\(2, .*INJECTED", log))
                wrong += [f"{case}: {what}" for what in case.stage.faults(root, ran, server, silenced=silenced)]
            figures |= {
                "faults met": hit, "runs killed": killed, "runs refused": refused,
                "ledgers torn, changes lost, false successes, next commands hindered": len(wrong),
            }  # fmt: skip
        assert not wrong, "\n".join(wrong)
    assert hit > 30
