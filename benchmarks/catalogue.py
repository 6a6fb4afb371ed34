"""Every command that is timed. Nothing is run or written here."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dataset import HERE, Data
from invented import SIZES, TODAY, City, province
from job import Job
from ledgers import names
from peers import PEERS

BANGFU = (sys.executable, "-m", "bangfu")
PROGRAM = (*BANGFU, "--today", TODAY.isoformat())
MONTH = "2019-06"
COLD = {"BANGFU_NO_CACHE": "1"}
LARGE_FILE = 10_000  # issues in one file


def catalogue(work: Path, sizes: Iterable[str]) -> Iterator[Job]:
    """All jobs of these sizes, their data in folders of `work`; edits and starts are of no size."""
    yield Job("bare Python", "", (sys.executable, "-c", "pass"))
    yield Job("smallest typer app", "", (sys.executable, str(HERE / "typer_app.py")))
    yield Job("--version", "", (*BANGFU, "--version"))
    yield Job("--help", "", (*BANGFU, "--help"))
    yield from _edits("S", Data(work / "S-edited", ("--size", "S")), province(SIZES["S"])[0])
    large = Data(work / "large-file", ("--size", "S", "--first", f"{LARGE_FILE}"))
    yield from _edits("10,000", large, City(0, LARGE_FILE))
    for size in sizes:
        yield from _ours(work, size)
    for size in sizes:
        cities = province(SIZES[size])
        for name, peer in PEERS.items():
            data = Data(work / f"{size}-{name}", ("--size", size, "--peer", name))
            for job, command in peer.jobs(cities).items():
                yield Job(job, size, command, data, peer=name)


def cached(data: Data) -> dict[str, str]:
    """A cache folder of its own for a repository; its first run fills it."""
    return {"BANGFU_CACHE_DIR": str(data.folder.parent / "caches" / data.folder.name)}


def _ours(work: Path, size: str) -> Iterator[Job]:
    data = Data(work / size, ("--size", size))
    check, tally = (*PROGRAM, "check"), (*PROGRAM, "tally", "--month", MONTH)
    yield Job("cat", size, ("cat", *(name for city in province(SIZES[size]) for name in names(city))), data)
    yield Job("check, cold", size, check, data, COLD)
    yield Job("tally, cold", size, tally, data, COLD)
    yield Job("tally, warm", size, tally, data, cached(data))
    if size != "M":
        return
    changed = Data(work / "M-changed", ("--size", "M"))
    yield Job("tally, one city changed", size, tally, changed, cached(changed), _grown(_first(changed)))
    for form in ("md", "html"):
        report = (*PROGRAM, "report", "--month", MONTH, "--format", form)
        yield Job(f"report to {form}, warm", size, report, data, cached(data))
    yield Job("site, warm", size, (*PROGRAM, "site", "-o", "out"), data, cached(data), _gone(data.folder / "out"))
    by_hand = Data(work / "M-by-hand", ("--size", "M", "--by-hand"))
    yield Job("check, cold", "M by hand", check, by_hand, COLD)
    yield Job("tally, cold", "M by hand", tally, by_hand, COLD)
    bad = Data(work / "M-one-bad", ("--size", "M"))
    yield Job("check, cold", "M, one bad", check, bad, COLD, _spoilt(_first(bad)), exit_code=1)


def _edits(size: str, data: Data, city: City) -> Iterator[Job]:
    """Commands that change the first city's ledger, which is put back before each run."""
    back = _restored(_first(data))
    add = ("--city", city.name, "--enterprise", city.enterprises[0], "--title", "演示新增", "--category", "用地")
    pending = next(issue.id for issue in city.issues() if issue.steps[-1].kind == "办理")
    close = (pending, "--result", "演示", "--satisfaction", "满意")
    yield Job("add-issue", size, (*PROGRAM, "add-issue", *add), data, cached(data), back)
    yield Job("close", size, (*PROGRAM, "close", *close), data, cached(data), back)
    if size == "S":
        asked = {"_BANGFU_COMPLETE": "complete_bash", "COMP_WORDS": f"bangfu show {pending[:5]}", "COMP_CWORD": "2"}
        yield Job("completion of an id", size, BANGFU, data, {**cached(data), **asked}, back)


def _first(data: Data) -> Path:
    return data.folder / names(City(0, 1))[0]


def _as_made(path: Path) -> bytes:
    """What the generator wrote into the file, whatever runs have made of it."""
    kept = path.with_suffix(".kept")
    if not kept.exists():
        shutil.copyfile(path, kept)
    return kept.read_bytes()


def _restored(path: Path) -> Callable[[], object]:
    return lambda: path.write_bytes(_as_made(path))


def _grown(path: Path) -> Callable[[], object]:
    """With another comment at its end at every call."""
    return lambda: path.write_bytes(_as_made(path) + f"# 演示改动 {time.time_ns()}\n".encode())


def _spoilt(path: Path) -> Callable[[], object]:
    """With a day that no calendar has in one record."""
    return lambda: path.write_bytes(_as_made(path).replace(b"- {date: 2019-", b"- {date: 2019-13-", 1))


def _gone(folder: Path) -> Callable[[], object]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)
