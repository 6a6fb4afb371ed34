"""A command that is timed as a whole process."""

from __future__ import annotations

import os
import shlex
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dataset import CACHE, HERE, Data

QUICK = 0.5
"""Seconds. What is quicker is run `OFTEN` times a round: noise weighs more in it, and it costs nothing."""
OFTEN = 3
SHOWN = 130
"""Characters of a command on the page."""


@dataclass
class Job:
    """A command line and what its runs took: wall-clock seconds, processor seconds (user + system), KiB at the peak.

    The peak is that of the largest single process, since the system tells no sum.
    """

    name: str
    size: str
    command: tuple[str, ...]
    data: Data | None = None
    environment: dict[str, str] = field(default_factory=dict)
    prepare: Callable[[], object] | None = None  # before each run, not timed
    exit_code: int = 0  # of a run that did its work
    peer: str = ""
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: int = 0
    trouble: str = ""  # why there is no figure

    @property
    def measured(self) -> bool:
        """Whether there is a figure."""
        return bool(self.wall) and not self.trouble

    @property
    def fills(self) -> bool:
        """Whether its first run fills a cache that the others take from, and so is another job than they."""
        return "BANGFU_CACHE_DIR" in self.environment

    @property
    def folder(self) -> Path:
        """Where it is run."""
        return self.data.folder if self.data else HERE

    def run(self) -> tuple[float, float]:
        """Runs the command once, its output thrown away: wall-clock and processor seconds."""
        if self.prepare:
            self.prepare()
        nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            start = time.perf_counter()
            child = os.posix_spawnp(self.command[0], self.command, environment(self.environment), file_actions=nowhere)
            _child, status, used = os.wait4(child, 0)
            wall = time.perf_counter() - start
        except FileNotFoundError:
            self.trouble = "not installed"
            return 0.0, 0.0
        finally:
            os.chdir(before)
        code = os.waitstatus_to_exitcode(status)
        if code != self.exit_code:
            self.trouble = f"exit code {code}"
        self.memory = max(self.memory, used.ru_maxrss)
        return wall, used.ru_utime + used.ru_stime

    def keep(self, run: tuple[float, float]) -> None:
        """Takes a run into the medians."""
        self.wall.append(run[0])
        self.processor.append(run[1])

    def written(self) -> str:
        """The command as one would type it."""
        said = {f"{sys.executable} -m bangfu": "bangfu", sys.executable: "python", f"{CACHE}/venv/bin/": ""}
        line = shlex.join(self.command)
        for long, short in {**said, f"{HERE}/": ""}.items():
            line = line.replace(long, short)
        line = line if len(line) <= SHOWN else f"{line[:SHOWN]} …"
        shown = {key: value for key, value in self.environment.items() if key != "BANGFU_CACHE_DIR"}
        return " ".join([*(f"{key}={shlex.quote(value)}" for key, value in shown.items()), line])

    def record(self) -> dict[str, Any]:
        """Everything measured, for JSON."""
        return {
            "job": self.name,
            "size": self.size,
            "command": self.written(),
            "seconds": statistics.median(self.wall) if self.measured else None,
            "processor": statistics.median(self.processor) if self.measured else None,
            "megabytes": self.memory / 1024,
            "runs": len(self.wall),
            "trouble": self.trouble or None,
        }


def environment(more: dict[str, str]) -> dict[str, str]:
    """The environment of every process here: compiled modules are kept, as at a user's."""
    hidden = {"PYTHONDONTWRITEBYTECODE", "BANGFU_NO_CACHE", "BANGFU_LANG"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", **more}


def measure(jobs: list[Job], rounds: int, patience: float) -> None:
    """Warms every job up, then runs all in turn, round after round, so that a slow spell of the machine meets them all.

    Args:
        rounds: runs of each job after the first; of a quick one `OFTEN` times as many.
        patience: seconds. A job is not run again once its runs have taken so long together; a first run that takes so
            long alone is taken for the figure, but where it was the one that filled the cache.
    """
    often: list[Job] = []
    for job in jobs:
        first = job.run()
        print(f"{job.name} {job.size}: {job.trouble or f'{first[0]:.2f} s'}", file=sys.stderr, flush=True)
        if first[0] > patience and not job.fills:
            job.keep(first)
        often += [job] * (OFTEN if first[0] < QUICK else 1)
    for _round in range(rounds):
        for job in often:
            if not job.trouble and sum(job.wall) < patience:
                job.keep(job.run())
