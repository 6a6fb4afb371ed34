"""A command that is timed as a whole process."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REFUSED = 2  # from this exit code on a command did not do its work


@dataclass
class Job:
    """A command line and what its runs took: wall-clock seconds, processor seconds, KiB at the peak.

    The peak is that of the largest single process, since the system tells no sum.
    """

    name: str
    size: str
    command: tuple[str, ...]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    prepare: Callable[[], object] | None = None  # before each run, not timed
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: int = 0
    code: int = 0
    left_out: str = ""  # why it was not run

    @property
    def seconds(self) -> float | None:
        """The median of the wall-clock times, or None where it was not run or failed."""
        return statistics.median(self.wall) if self.wall and self.done else None

    @property
    def done(self) -> bool:
        """Whether the command did its work."""
        return 0 <= self.code < REFUSED

    def run(self) -> tuple[float, float]:
        """Runs the command once, its output thrown away: wall-clock and processor seconds."""
        if self.prepare:
            self.prepare()
        hidden = ("PYTHONDONTWRITEBYTECODE",)
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        environment |= {"LC_ALL": "C.UTF-8", "TZ": "UTC", **self.environment}
        nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            start = time.perf_counter()
            child = os.posix_spawnp(self.command[0], self.command, environment, file_actions=nowhere)
            _child, status, used = os.wait4(child, 0)
            wall = time.perf_counter() - start
        except FileNotFoundError:
            self.left_out = "not installed"
            return 0.0, 0.0
        finally:
            os.chdir(before)
        self.code = os.waitstatus_to_exitcode(status)
        self.memory = max(self.memory, used.ru_maxrss)
        return wall, used.ru_utime + used.ru_stime

    def keep(self, run: tuple[float, float]) -> None:
        """Takes a run into the medians."""
        self.wall.append(run[0])
        self.processor.append(run[1])

    def record(self) -> dict[str, Any]:
        """Everything measured, for JSON."""
        return {
            "job": self.name,
            "size": self.size,
            "seconds": self.seconds,
            "processor": statistics.median(self.processor) if self.processor else None,
            "megabytes": self.memory / 1024,
            "runs": len(self.wall),
            "exit_code": self.code,
            "left_out": self.left_out or None,
        }


def measure(jobs: list[Job], rounds: int, patience: float, weight: dict[str, int]) -> None:
    """Warms every job up, then runs all in turn, round after round, so that a slow spell of the machine meets them all.

    Args:
        rounds: runs of each job after the first.
        patience: seconds. A job is not repeated once its runs have taken so long together (the warm-up counts then, if
            it alone took so long), and not begun where its time at a smaller size says that one run would.
        weight: how much work a size is.
    """
    seen: dict[str, tuple[float, int]] = {}
    for job in jobs:
        work = weight.get(job.size, 0)
        if job.name in seen and work and (expected := seen[job.name][0] * work / seen[job.name][1]) > patience * 1.5:
            job.left_out = f"one run would take about {expected:.0f} s"
            continue
        if job.left_out:
            continue
        first = job.run()
        print(f"{job.name} {job.size}: {first[0]:.2f} s", file=sys.stderr, flush=True)
        if work and first[0] > 0.3:
            seen[job.name] = (first[0], work)
        if first[0] > patience:
            job.keep(first)
    for _round in range(rounds):
        for job in jobs:
            if not job.left_out and job.done and sum(job.wall) < patience:
                job.keep(job.run())
