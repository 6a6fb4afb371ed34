"""Runs the program once for each line of standard input, and answers with what the run took.

`forked`: each run is a fork of a process that has imported the program, which is quick. `child`: each is a new process.
A request is JSON: `cwd`, `args`, `out` and `err` (files).
The answer: `code`, `cpu` (seconds), `mb` (the largest process).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from typing import Any

_SECONDS = 120
"""After which a run is ended: it waits for something, or has no end."""


def main() -> None:
    """Serves until standard input ends."""
    forked = sys.argv[1] == "forked"
    if forked:
        import importlib
        import pkgutil

        import bangfu

        for module in pkgutil.walk_packages(bangfu.__path__, "bangfu."):
            if not module.name.endswith("__main__") and ".docx" not in module.name:
                importlib.import_module(module.name)
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if not pid:
            _run(request, forked=forked)
        _pid, status, usage = os.wait4(pid, 0)
        answer = {
            "code": os.waitstatus_to_exitcode(status),
            "cpu": usage.ru_utime + usage.ru_stime,
            "mb": usage.ru_maxrss // 1024,
        }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _run(request: dict[str, Any], *, forked: bool) -> None:
    """The run itself, in the new process; never comes back."""
    code = 70
    try:
        os.chdir(request["cwd"])
        for number, name in ((0, os.devnull), (1, request["out"]), (2, request["err"])):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
        signal.alarm(_SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        if not forked:
            os.execv(sys.executable, [sys.executable, "-m", "bangfu", *request["args"]])  # noqa: S606
        from bangfu.cli.app import main as run

        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        code = run(request["args"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
