"""A child that strace holds: what it asks of the system, and what the system is made to answer."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fork_server import ForkServer, Ran

_CALL = re.compile(r"^(?:(\d+) +)?([a-z_0-9]+)\(", re.MULTILINE)
_STOPPED = re.compile(r"^(?:(\d+) +)?--- stopped by SIGSTOP ---$", re.MULTILINE)
_PATIENCE = 60


@cache
def reason_against_tracing() -> str:
    """Why strace cannot be used here; empty where it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.splitlines()[:1]}"


def need_tracing() -> None:
    """Skips a test where strace cannot be used."""
    if reason := reason_against_tracing():
        pytest.skip(reason)


@dataclass
class Held:
    """A child that strace holds."""

    child: int
    tracer: subprocess.Popen[str]
    log: Path
    _stops: int = 0

    def stopped(self) -> int:
        """The process that was stopped since this was asked last; 0: none."""
        found = _STOPPED.findall(self.log.read_text("utf-8", "replace"))
        if len(found) == self._stops:
            return 0
        self._stops += 1
        return int(found[self._stops - 1] or self.child)

    def finish(self) -> str:
        """Waits for strace, and returns what it has noted."""
        self.tracer.wait(_PATIENCE)
        assert self.tracer.stderr
        self.tracer.stderr.close()
        return self.log.read_text("utf-8", "replace")


class Tracer:
    """Runs of a server's children under strace."""

    def __init__(self, server: ForkServer, log: Path) -> None:
        self._server, self._log = server, log

    def run(self, root: Path, argv: Sequence[str], *options: str, follow: bool = True) -> tuple[Ran, str]:
        """A run with strace's options, and strace's log of it.

        Args:
            follow: trace also what the child starts.
        """
        held = self.begin(root, argv, *options, follow=follow)
        ran = self._server.end()
        return ran, held.finish()

    def begin(self, root: Path, argv: Sequence[str], *options: str, follow: bool = True) -> Held:
        """A run that strace holds and that has not begun yet."""
        pid = self._server.begin(root, argv)
        command = ["strace", *(["-f"] if follow else []), "-o", str(self._log), *options, "-p", str(pid)]
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert tracer.stderr
        said = tracer.stderr.readline()
        if "attached" not in said:
            self._server.end()
            tracer.wait(_PATIENCE)
            tracer.stderr.close()
            pytest.skip(f"strace may not take hold of a process here: {said.strip()}")
        return Held(pid, tracer, self._log)


def calls(log: str) -> dict[str, int]:
    """How often each call was made, by the process that made it most often: it is numbered process by process."""
    made: Counter[tuple[str, str]] = Counter((match[1], match[2]) for match in _CALL.finditer(log))
    return {name: max(n for (_pid, other), n in made.items() if other == name) for _pid, name in made}
