"""What is proved before anything is timed: that every tool counts what we count. Else it would be no benchmark."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from catalogue import MONTH, PROGRAM, cached
from dataset import Data
from job import Job, environment
from peers import PEERS
from peers.peer import STATUSES, Totals


def prove(jobs: list[Job], work: Path) -> None:
    """Makes the data of the jobs and proves them; a job whose tool is not installed is left out, a difference stops.

    Raises:
        SystemExit: a tool counts something else than we do, or does not complete or find what it is to.
    """
    for job in jobs:
        if job.peer and not shutil.which(PEERS[job.peer].program):
            job.trouble = "not installed"
            continue
        if job.data:
            job.data.make()
        if job.name == "completion of an id" and not output(job):
            job.trouble = "it completes none"
        if job.size == "M, one bad":
            _found_with_place(job)
    ours: dict[str, Totals] = {}
    proved: set[Data | None] = {None}
    for job in jobs:
        counted = PEERS[job.peer].counts if job.peer and not job.trouble and job.data not in proved else frozenset()
        if counted:
            proved.add(job.data)
            if job.size not in ours:
                ours[job.size] = expected(Data(work / job.size, ("--size", job.size)))
            if job.peer == "taskwarrior":
                job.run()  # it imports
            compare(job.peer, PEERS[job.peer].totals(partial(output, job)), ours[job.size])
            print(f"{job.size}: {job.peer} counts the same", file=sys.stderr, flush=True)


def expected(data: Data) -> Totals:
    """What bangfu counts: statuses on the last day of the month, what came in in it, and of all cities together."""
    data.make()
    tally = Job("", "", (*PROGRAM, "tally", "--month", MONTH, "--json"), data, cached(data))
    totals: Totals = Counter()
    for row in json.loads(output(tally))["rows"]:
        totals[row["key"], "收集"] = row["flow"]["reported"]
        totals["", "全省收集"] += row["flow"]["reported"]
        totals |= Counter({(row["key"], status): row["status"][status] for status in STATUSES})
    year = json.loads(output(tally, (*PROGRAM, "tally", "--year", MONTH[:4], "--json")))["total"]
    totals["", "全省问题"] = sum(year["status"].values())
    return +totals


def compare(name: str, counted: Totals, ours: Totals) -> None:
    """Stops where a peer counts anything else than we do."""
    same = Counter({key: count for key, count in ours.items() if key[1] in PEERS[name].counts})
    if counted != same:
        missing, more = same - counted, counted - same
        raise SystemExit(f"{name} counts something else: {dict(list((missing or more).items())[:3])}")


def output(job: Job, command: tuple[str, ...] = ()) -> str:
    """What the job's command, or another in its place, prints."""
    if job.prepare:
        job.prepare()
    command = command or job.command
    done = subprocess.run(
        command, cwd=job.folder, capture_output=True, env=environment(job.environment), check=False, text=True
    )
    if done.returncode != job.exit_code:
        raise SystemExit(f"{shlex.join(command)}: {done.stderr}")
    return done.stdout.strip()


def _found_with_place(job: Job) -> None:
    found = json.loads(output(job, (*job.command, "--format", "json")))["findings"]
    places = [(item["line"], item["column"]) for item in found if item["severity"] == "error"]
    if len(places) != 1 or not all(places[0]):
        raise SystemExit(f"one bad record was to be found with its place, not: {places}")
