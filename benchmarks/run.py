"""Times bangfu as a user meets it: whole processes, side by side, in one sitting.

    python benchmarks/run.py [--sizes S,M,L] [--rounds 5] [--work DIR]

Every job is run once to warm up, then all jobs in turn, round after round, so that a slow spell of the machine meets
them all. Printed are medians of wall-clock time, their ratio to a Python that does nothing, the processor time and the
peak memory. Times differ from machine to machine; ratios in one table may be compared. Standard library only.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generate import SIZES, TODAY, write

BANGFU = (sys.executable, "-m", "bangfu")
MONTH = "2019-06"
REFUSED = 2  # from this exit code on a command did not do its work


@dataclass
class Job:
    """A command line and what its runs took: wall-clock seconds, processor seconds, KiB at the peak."""

    name: str
    command: tuple[str, ...]
    folder: Path
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: int = 0
    code: int = 0

    def run(self, *, keep: bool) -> None:
        """Runs the command once, its output thrown away."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["LC_ALL"] = "C.UTF-8"
        nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        before = Path.cwd()
        os.chdir(self.folder)
        start = time.perf_counter()
        child = os.posix_spawnp(self.command[0], self.command, environment, file_actions=nowhere)
        _child, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - start
        os.chdir(before)
        self.code = os.waitstatus_to_exitcode(status)
        self.memory = max(self.memory, used.ru_maxrss)
        if keep:
            self.wall.append(wall)
            self.processor.append(used.ru_utime + used.ru_stime)


def jobs(size: str, folder: Path) -> list[Job]:
    """What is measured for one size."""
    ledgers = sorted(str(path) for path in folder.glob("ledgers/**/*.yaml"))
    program = (*BANGFU, "--today", TODAY.isoformat())
    return [
        Job(f"cat, {size}", ("cat", *ledgers), folder),
        Job(f"bangfu check, {size}", (*program, "check"), folder),
        Job(f"bangfu tally --month, {size}", (*program, "tally", "--month", MONTH), folder),
        Job(f"bangfu report to Markdown, {size}", (*program, "report", "--month", MONTH), folder),
        Job(f"bangfu site, {size}", (*program, "site", "-o", "out/site"), folder),
    ]


def table(measured: list[Job]) -> str:
    """The results in Markdown; the first job is what the ratios refer to."""
    base = statistics.median(measured[0].wall)
    lines = ["| job | s | ratio | processor s | MB |", "| --- | ---: | ---: | ---: | ---: |"]
    for job in measured:
        wall = statistics.median(job.wall)
        if job.code >= REFUSED or job.code < 0:
            lines.append(f"| {job.name} | exit code {job.code} | | | |")
            continue
        used = statistics.median(job.processor)
        lines.append(f"| {job.name} | {wall:.3f} | {wall / base:.1f} | {used:.3f} | {job.memory / 1024:.0f} |")
    return "\n".join(lines)


def machine() -> str:
    """Where and when this was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{date.today()}, {platform.system()} {platform.machine()}, {cores} cores, {memory:.0f} GiB, "  # noqa: DTZ011
        f"Python {platform.python_version()}, load before {os.getloadavg()[0]:.1f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Times bangfu's commands as whole processes.")
    parser.add_argument("--sizes", default="S,M", help="of S, M, L (60, 1,000, 10,000 issues in each of 14 cities)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each job after the first")
    parser.add_argument("--work", type=Path, help="where generated ledgers are kept (default: a temporary folder)")
    arguments = parser.parse_args()
    sizes = arguments.sizes.split(",")
    if not set(sizes) <= SIZES.keys() or arguments.rounds < 1:
        parser.error("--sizes takes S, M and L, separated by commas; --rounds 1 or more")
    with tempfile.TemporaryDirectory() as temporary:
        work: Path = arguments.work or Path(temporary)
        measured = [
            Job("Python that does nothing", (sys.executable, "-c", "pass"), Path.cwd()),
            Job("bangfu --version", (*BANGFU, "--version"), Path.cwd()),
        ]
        for size in sizes:
            folder = work / size
            if not folder.exists():
                write(folder, SIZES[size])
            measured += jobs(size, folder)
        if "M" in sizes:
            folder = work / "M-by-hand"
            if not folder.exists():
                write(folder, SIZES["M"], by_hand=True)
            measured.append(jobs("M written by hand", folder)[1])
        print(f"{shlex.join(['python', *sys.argv])}\n{machine()}\n", flush=True)
        for round_ in range(arguments.rounds + 1):
            for job in measured:
                job.run(keep=round_ > 0)
        print(table(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
