"""Runs of the program as forked children of a process that has everything imported: a run then takes a few ms.

As a program it is that process. It is told one run a line on its standard input, and answers with the child's process
id; the child waits until the word `go` comes, so that a tracer can take hold of it; then the exit code is answered.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from editing_commands import GIT, TODAY

_LONGEST = 60  # seconds that a run may take; then SIGALRM ends it
_SUBREAPER, _PTRACER, _ANY = 36, 0x59616D61, 2**64 - 1  # prctl(2)


@dataclass(frozen=True)
class Ran:
    """What a run gave; `code` is negative where a signal ended it."""

    code: int
    out: str
    err: str


class ForkServer:
    """The process that forks, as a test sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **GIT, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        )  # fmt: skip

    def begin(self, root: Path, argv: Sequence[str], limits: Sequence[tuple[int, int]] = (), user: int = 0) -> int:
        """Makes a child that will run `bangfu ARGV` in the folder `root`, and returns its process id.

        Args:
            limits: resource limits of the child: kind and number.
            user: whom it runs as; 0: the user that there is.
        """
        return self._ask(self._wish(root, argv, limits=list(limits), user=user))

    def end(self) -> Ran:
        """Lets the child run, and waits until it and whatever it has started are gone."""
        self.go()
        return self.wait()

    def go(self) -> None:
        """Lets the child run, and waits for nothing; `wait` does."""
        self._tell("go")

    def answered(self) -> bool:
        """Whether the child that runs has ended."""
        return bool(select.select([self._process.stdout], [], [], 0.001)[0])

    def wait(self) -> Ran:
        """Waits until the child that runs and whatever it has started are gone."""
        code = self._answer()
        out, err = ((self._folder / name).read_text("utf-8", "replace") for name in ("out", "err"))
        return Ran(code, out, err)

    def run(self, root: Path, argv: Sequence[str], limits: Sequence[tuple[int, int]] = (), user: int = 0) -> Ran:
        """A whole run without a tracer."""
        self.begin(root, argv, limits, user)
        return self.end()

    def close(self) -> None:
        """Ends the process."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def warm(self, root: Path, argv: Sequence[str]) -> None:
        """A run within the process itself, so that its children find imported what the command needs."""
        self._ask(self._wish(root, argv, warm=True))

    def _wish(self, root: Path, argv: Sequence[str], **more: object) -> str:
        arguments = ["--lang", "en", "--today", TODAY, *argv]
        return json.dumps({"root": str(root), "argv": arguments, "told": str(self._folder), **more})

    def _ask(self, line: str) -> int:
        self._tell(line)
        return self._answer()

    def _tell(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _answer(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())


@contextmanager
def fork_server(folder: Path) -> Iterator[ForkServer]:
    """A server whose children print into files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    server = ForkServer(folder)
    try:
        yield server
    finally:
        server.close()


def _serve() -> None:
    import ctypes

    prctl = getattr(ctypes.CDLL(None), "prctl", lambda *_arguments: 0)  # only Linux has it, and needs it
    prctl(_SUBREAPER, 1, 0, 0, 0)
    while line := sys.stdin.readline():
        told = json.loads(line)
        if told.get("warm"):
            _warm(told)
            _answer(0)
            continue
        shut, gate = os.pipe()
        ready, say = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(gate)
            os.close(ready)
            prctl(_PTRACER, ctypes.c_ulong(_ANY), 0, 0, 0)  # where only a parent may trace otherwise
            _child(told, shut, say)
        os.close(shut)
        os.close(say)
        os.read(ready, 1)
        os.close(ready)
        _answer(pid)
        assert sys.stdin.readline() == "go\n"
        os.close(gate)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        _wait_for_others()
        _answer(code)


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _warm(told: dict) -> None:
    """A run within this process, so that its children find everything imported."""
    from bangfu.cli.app import main

    os.chdir(told["root"])
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        main(told["argv"])


def _wait_for_others() -> None:
    """Waits for what a killed child has left running."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _child(told: dict, shut: int, say: int) -> None:
    import resource

    from bangfu.cli.app import main

    code = 1
    try:
        os.chdir(told["root"])
        for number, name in enumerate(("in", "out", "err")):
            flags = os.O_RDONLY if name == "in" else os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
            opened = os.open(os.devnull if name == "in" else Path(told["told"], name), flags, 0o600)
            os.dup2(opened, number)
            os.close(opened)
        for kind, number in told["limits"]:
            resource.setrlimit(kind, (number, number))
        if told["user"]:
            os.setgroups([])
            os.setgid(told["user"])
            os.setuid(told["user"])
        signal.alarm(_LONGEST)
        os.close(say)
        with suppress(OSError):  # a fault may meet these two, which are none of the program's
            os.read(shut, 1)
            os.close(shut)
        code = main(told["argv"])
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
