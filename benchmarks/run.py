"""Times bangfu and its peers as a user meets them: whole processes, side by side, in one sitting.

    python benchmarks/run.py [--sizes S,M,L] [--rounds 5] [--patience 20] [--no-peers] [--json FILE]

Before anything is timed the peers' figures are compared with ours: what counts different things is no benchmark. Then
every job is run once to warm up, and all in turn, round after round. Printed are medians of wall-clock time, the ratio
to a Python that does nothing, the processor time and the peak memory. Ratios in one table may be compared.
Peers are installed by peers.sh; one that is missing is left out. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generate import SIZES, TODAY
from invented import City
from job import Job, measure
from page import aims, fill, machine, results
from peers import PEERS
from peers.peer import CACHE, STATUSES, Totals

HERE = Path(__file__).resolve().parent
BANGFU = (sys.executable, "-m", "bangfu")
PROGRAM = (*BANGFU, "--today", TODAY.isoformat())
MONTH = "2019-06"


def made(folder: Path, *options: str) -> Path:
    """The folder with its data. Another process writes it: a large runner shows in the memory of its children."""
    finished = folder.parent / f"{folder.name}.made"
    if not finished.exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(
            (sys.executable, str(HERE / "generate.py"), *options, str(folder)), check=True, stdout=sys.stderr
        )
        finished.touch()
    return folder


def start(work: Path) -> Iterator[Job]:
    """What needs no ledger."""
    yield Job("bare Python", "", (sys.executable, "-c", "pass"), work)
    yield Job("smallest typer app", "", (sys.executable, str(HERE / "typer_app.py")), work)
    yield Job("--version", "", (*BANGFU, "--version"), work)
    yield Job("--help", "", (*BANGFU, "--help"), work)


def ours(size: str, folder: Path) -> Iterator[Job]:
    """bangfu on one repository: cold with an empty cache folder, warm with one that earlier runs filled."""
    cold, warm = (folder.parent / f"{folder.name}-{state}" for state in ("cold", "warm"))

    def empty() -> None:
        shutil.rmtree(cold, ignore_errors=True)

    cool, kept = ({"XDG_CACHE_HOME": str(place)} for place in (cold, warm))
    month = ("--month", MONTH)
    yield Job("check, cold", size, (*PROGRAM, "check"), folder, cool, empty)
    yield Job("tally, cold", size, (*PROGRAM, "tally", *month), folder, cool, empty)
    if size not in SIZES:
        return
    yield Job("tally, warm", size, (*PROGRAM, "tally", *month), folder, kept)
    if size == "M":
        yield Job("tally, one city changed", size, (*PROGRAM, "tally", *month), folder, kept, touched(folder))
        for form in ("md", "html"):
            report = (*PROGRAM, "report", *month, "--format", form)
            yield Job(f"report to {form}, warm", size, report, folder, kept)
        yield Job("site", size, (*PROGRAM, "site", "-o", "out/site"), folder, kept)


def touched(folder: Path) -> Callable[[], None]:
    """Gives the last city's ledger another first line at every call."""
    path = max(folder.glob("ledgers/*.yaml"))
    turn = iter(range(10**9))

    def change() -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\A(# 改动\d+\n)?", f"# 改动{next(turn)}{os.getpid()}\n", text), encoding="utf-8")

    return change


def edits(size: str, folder: Path, city: City) -> Iterator[Job]:
    """Commands that change the first city's ledger, which is put back before each run."""
    path = folder / f"ledgers/{city.slug}.yaml"
    original = path.read_bytes()
    pending = next(issue.id for issue in city.issues() if issue.steps[-1].kind == "办理")

    def back() -> None:
        path.write_bytes(original)

    add = ("--city", city.name, "--enterprise", city.enterprises[0], "--title", "演示新增", "--category", "用地")
    yield Job("add-issue", size, (*PROGRAM, "add-issue", *add), folder, {}, back)
    yield Job(
        "close", size, (*PROGRAM, "close", pending, "--result", "演示", "--satisfaction", "满意"), folder, {}, back
    )
    if size == "S":
        asked = {"_BANGFU_COMPLETE": "complete_bash", "COMP_WORDS": f"bangfu show {city.prefix}-19", "COMP_CWORD": "2"}
        answered = bool(_output(BANGFU, folder, asked).strip())
        left_out = "" if answered else "it completes none"
        yield Job("completion of an id", size, BANGFU, folder, asked, back, left_out=left_out)


def spoilt(folder: Path) -> None:
    """One record with a day that no calendar has, and proof that it is found with its place."""
    path = min(folder.glob("ledgers/*.yaml"))
    text = path.read_text(encoding="utf-8")
    if "2019-02-30" not in text:
        path.write_text(
            re.sub(r"date: 2019-\d\d-\d\d, type: 核实", "date: 2019-02-30, type: 核实", text, count=1), "utf-8"
        )
    found = json.loads(_output((*PROGRAM, "check", "--format", "json"), folder))["findings"]
    places = [(item["line"], item["column"]) for item in found if item["severity"] == "error"]
    if len(places) != 1 or not all(places[0]):
        raise SystemExit(f"one bad record was to be found with its place, not: {places}")


def expected(folder: Path) -> Totals:
    """What bangfu counts: statuses on the last day of the month, what came in in it, and of all cities together."""
    rows = json.loads(_output((*PROGRAM, "tally", "--month", MONTH, "--json"), folder))["rows"]
    totals: Totals = Counter()
    for row in rows:
        totals[row["key"], "收集"] = row["flow"]["reported"]
        totals["", "全省收集"] += row["flow"]["reported"]
        totals |= Counter({(row["key"], status): row["status"][status] for status in STATUSES})
    year = json.loads(_output((*PROGRAM, "tally", "--year", MONTH[:4], "--json"), folder))["total"]
    totals["", "全省问题"] = sum(year["status"].values())
    return +totals


def compare(name: str, counted: Totals, ours: Totals) -> None:
    """Stops where a peer counts anything else than we do."""
    same = Counter({key: count for key, count in ours.items() if key[1] in PEERS[name].counts})
    if counted != same:
        missing, more = same - counted, counted - same
        raise SystemExit(f"{name} counts something else: {dict(list((missing or more).items())[:3])}")


def peers(sizes: list[str], work: Path, only: re.Pattern[str]) -> Iterator[Job]:
    """The peers at every size; no data are made where no job is wanted."""
    for size in sizes:
        for name, peer in PEERS.items():
            if size == "XL" or (
                size == "L" and name in {"doorstop", "yamllint", "check-jsonschema", "openpyxl", "taskwarrior"}
            ):
                continue  # minutes and hours
            if not any(only.search(f"{job} {size}") for job in peer.jobs(work)):
                continue
            folder = made(work / f"{size}-{name}", "--size", size, "--peer", name)
            for job, command in peer.jobs(folder).items():
                missing = "" if shutil.which(command[0]) else "not installed"
                yield Job(job, size, command, folder, left_out=missing)


def agree(size: str, work: Path, jobs: list[Job], totals: Totals) -> None:
    """Compares what each peer counts, of those whose jobs of this size can be run."""
    for name, peer in PEERS.items():
        folder = work / f"{size}-{name}"
        mine = [job for job in jobs if job.folder == folder and not job.left_out]
        if mine and peer.counts:
            if name == "taskwarrior":
                mine[0].run()
            compare(name, peer.totals(lambda command, folder=folder: _output(command, folder)), totals)
            print(f"{size}: {name} counts the same", file=sys.stderr)


def _output(command: tuple[str, ...], folder: Path, more: dict[str, str] | None = None) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", **(more or {})}
    done = subprocess.run(command, cwd=folder, capture_output=True, env=environment, check=False)
    if done.returncode > 1:
        raise SystemExit(f"{shlex.join(command)}: {done.stderr.decode()}")
    return done.stdout.decode()


def main() -> int:
    parser = argparse.ArgumentParser(description="Times bangfu and its peers as whole processes.")
    parser.add_argument("--sizes", default="S,M", help="of S, M, L, XL (60 … 100,000 issues in each of 14 cities)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each job after the first")
    parser.add_argument("--patience", type=float, default=20, help="seconds after which a job is not repeated")
    parser.add_argument(
        "--only", type=re.compile, default=re.compile(""), help="a pattern that name and size of a job match"
    )
    parser.add_argument("--no-peers", action="store_true", help="bangfu alone")
    parser.add_argument("--work", type=Path, default=CACHE / "data", help="where generated data are kept")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the results as JSON, too")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into this page, too")
    arguments = parser.parse_args()
    sizes = [size for size in SIZES if size in arguments.sizes.split(",")]
    if not set(arguments.sizes.split(",")) <= SIZES.keys() or arguments.rounds < 1:
        parser.error("--sizes takes S, M, L and XL, separated by commas; --rounds 1 or more")
    work: Path = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    before = machine()
    jobs = list(start(work))
    for size in sizes:
        folder = made(work / size, "--size", size)
        jobs.append(Job("cat", size, ("cat", *sorted(map(str, folder.glob("ledgers/**/*.yaml")))), folder))
        jobs += ours(size, folder)
    if "M" in sizes:
        jobs += ours("M by hand", made(work / "M-by-hand", "--size", "M", "--by-hand"))
        spoilt(bad := made(work / "M-bad", "--size", "M"))
        jobs += list(ours("M, one bad", bad))[:1]
    jobs += edits("S", made(work / "S-edited", "--size", "S"), City(0, 60))
    jobs += edits("10,000", made(work / "10000-edited", "--size", "S", "--first", "10000"), City(0, 10_000))
    if not arguments.no_peers:
        others = list(peers(sizes, work, arguments.only))
        for size in sizes:
            agree(size, work, others, expected(work / size))
        jobs += others
    jobs = [job for job in jobs if job.name == "bare Python" or arguments.only.search(f"{job.name} {job.size}")]
    measure(jobs, arguments.rounds, arguments.patience, SIZES)
    said = f"`{shlex.join(['python', *sys.argv])}`\n\n{before}, after {os.getloadavg()[0]:.1f}\n"
    text = f"{said}\n{aims(jobs)}\n{results(jobs)}"
    print(text)
    if arguments.page:
        fill(arguments.page, text)
    if arguments.json:
        data = {"schema": 1, "machine": before, "day": date.today().isoformat(), "jobs": [job.record() for job in jobs]}  # noqa: DTZ011
        arguments.json.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 1 if any(not job.done and not job.left_out for job in jobs) else 0


if __name__ == "__main__":
    sys.exit(main())
