"""The results as Markdown, on standard output and in docs/performance.md."""

from __future__ import annotations

import os
import platform
import statistics
from datetime import date
from pathlib import Path

from aims import Judged
from job import Job

BEGIN, END = "<!-- measured: by benchmarks/run.py, typed by nobody -->\n", "<!-- /measured -->\n"


def machine() -> str:
    """Where and when this was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{date.today()}, {platform.system()} {platform.machine()}, {cores} cores, {memory:.0f} GiB, "  # noqa: DTZ011
        f"Python {platform.python_version()}, load before {os.getloadavg()[0]:.1f}"
    )


def aims(found: list[Judged]) -> str:
    """A line an aim, with the command that measures it alone."""
    lines = [
        "| | aim | at most | measured | by processor time | reached | command |",
        "| ---: | --- | ---: | ---: | ---: | --- | --- |",
    ]
    for one in found:
        unit = one.aim.unit
        measured = "—" if one.figure is None else f"{one.figure:.3g} {unit}"
        processor = "—" if one.processor is None else f"{one.processor:.3g} {unit}"
        said = {True: "yes", False: "**no**", None: "not measured"}[one.reached]
        lines.append(
            f"| {one.number} | {one.aim.text} | {one.aim.limit:.3g} {unit} | {measured} | {processor} | {said} "
            f"| `make bench BENCH=--aim={one.number}` |"
        )
    return "\n".join(lines) + "\n"


def results(jobs: list[Job]) -> str:
    """A line a job; ratios are to a Python that does nothing, by wall clock and by processor time."""
    bare = next((job for job in jobs if job.name == "bare Python" and job.measured), None)
    lines = [
        "| job | size | s | ratio | processor s | ratio | MB | runs | command |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for job in jobs:
        head = f"| {job.name} | {job.size}"
        command = f"`{job.written().replace('|', '&#124;')}` |"
        if not job.measured:
            lines.append(f"{head} | — ({job.trouble}) | | | | | | {command}")
            continue
        cells = []
        for times, base in ((job.wall, bare and bare.wall), (job.processor, bare and bare.processor)):
            seconds = statistics.median(times)
            cells += [f"{seconds:.3f}", f"{seconds / statistics.median(base):.1f}" if base else "—"]
        lines.append(f"{head} | {' | '.join(cells)} | {job.memory / 1024:.0f} | {len(job.wall)} | {command}")
    return "\n".join(lines) + "\n"


def fill(page: Path, text: str) -> None:
    """Puts the text between the page's two marks."""
    before, found, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not found or not end:
        raise SystemExit(f"{page} has no place for the results")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
