"""Times bangfu and its peers as a user meets them: whole processes, side by side, in one sitting.

    python benchmarks/run.py [--sizes S,M,L] [--jobs PATTERN] [--aim N] …        --list names all jobs and aims

Before anything is timed the peers' figures are compared with ours: what counts different things is no benchmark. Then
every job is run once to warm up, and all in turn, round after round. Printed are medians of wall-clock time and of
processor time (user + system), their ratios to a Python that does nothing, and the peak memory. Ratios in one table may
be compared. Peers are installed by peers.sh; one that is missing is left out. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import sys
from datetime import date
from pathlib import Path

from aims import AIMS, judged
from catalogue import catalogue
from dataset import CACHE
from invented import SIZES
from job import Job, measure
from page import aims, fill, machine, results
from peers import PEERS
from proof import prove


def chosen(arguments: argparse.Namespace, work: Path) -> list[Job]:
    """The jobs that are to be timed; a Python that does nothing is always one."""
    order = list(SIZES)
    if arguments.aim:
        wanted = {name for number in arguments.aim for name in AIMS[number - 1].names}
        jobs = [job for job in catalogue(work, ("S", "M", "L")) if (job.name, job.size) in wanted]
    else:
        jobs = [job for job in catalogue(work, arguments.sizes) if arguments.jobs.search(f"{job.name} {job.size}")]
        if not arguments.slow:
            jobs = [
                job for job in jobs if not job.peer or order.index(job.size) <= order.index(PEERS[job.peer].largest)
            ]
        if arguments.no_peers:
            jobs = [job for job in jobs if not job.peer]
    bare = next(iter(catalogue(work, ())))
    return [bare, *(job for job in jobs if job.name != bare.name)]


def options() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(description="Times bangfu and its peers as whole processes.")
    parser.add_argument(
        "--sizes", type=_sizes, default=["S", "M"], help="of S, M, L, XL (60 … 100,000 issues in each of 14 cities)"
    )
    parser.add_argument(
        "--jobs", type=re.compile, default=re.compile(""), metavar="PATTERN", help="those whose name and size match"
    )
    parser.add_argument("--aim", type=_aim, action="append", metavar="N", help="what the aim of this number takes")
    parser.add_argument("--no-peers", action="store_true", help="bangfu alone")
    parser.add_argument("--slow", action="store_true", help="peers at sizes where one run takes minutes, too")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each job after the first; quick ones have more")
    parser.add_argument("--patience", type=float, default=15, help="seconds after which a job is not run again")
    parser.add_argument("--work", type=Path, default=CACHE / "data", help="where generated data are kept")
    parser.add_argument("--list", action="store_true", help="print the jobs and the aims, and time nothing")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the results as JSON, too")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into this page, too")
    return parser


def _sizes(text: str) -> list[str]:
    if not set(text.split(",")) <= SIZES.keys():
        raise argparse.ArgumentTypeError("of S, M, L and XL, separated by commas")
    return [size for size in SIZES if size in text.split(",")]


def _aim(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= len(AIMS):
        raise argparse.ArgumentTypeError(f"a number from 1 to {len(AIMS)}")
    return int(text)


def main() -> int:
    parser = options()
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds takes 1 or more")
    if arguments.page and (arguments.aim or arguments.no_peers or arguments.jobs.pattern):
        parser.error("--page is for the whole table")
    work: Path = arguments.work.resolve()
    jobs = chosen(arguments, work)
    if arguments.list:
        print("".join(f"{job.name} {job.size}\t{job.written()}\n" for job in jobs), end="")
        print("".join(f"--aim {number}\t{aim.text}\n" for number, aim in enumerate(AIMS, 1)), end="")
        return 0
    prove(jobs, work)
    before = machine()
    measure(jobs, arguments.rounds, arguments.patience)
    found = [one for one in judged(jobs) if not arguments.aim or one.number in arguments.aim]
    said = f"`{shlex.join(['python', 'benchmarks/run.py', *sys.argv[1:]])}`: {before}, after {os.getloadavg()[0]:.1f}"
    text = f"{said}\n\n{aims(found)}\n{results(jobs)}"
    print(text)
    if arguments.page:
        fill(arguments.page, text)
    if arguments.json:
        data = {
            "schema": 1,
            "machine": before,
            "day": date.today().isoformat(),  # noqa: DTZ011
            "aims": [
                {"aim": one.aim.text, "limit": one.aim.limit, "unit": one.aim.unit, "figure": one.figure}
                | {"by_processor_time": one.processor, "reached": one.reached}
                for one in found
            ],
            "jobs": [job.record() for job in jobs],
        }
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 1 if any(job.trouble not in {"", "not installed"} for job in jobs) else 0


if __name__ == "__main__":
    sys.exit(main())
