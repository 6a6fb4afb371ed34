"""The results as Markdown, on standard output and in docs/performance.md."""

from __future__ import annotations

import os
import platform
import statistics
from datetime import date
from pathlib import Path

from aims import judged
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


def results(jobs: list[Job]) -> str:
    """A line a job; ratios are to a Python that does nothing."""
    base = next(job.seconds for job in jobs if job.name == "bare Python") or 1
    lines = ["| job | size | s | ratio | processor s | MB | runs |", "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for job in jobs:
        head = f"| {job.name} | {job.size}"
        if job.left_out:
            lines.append(f"{head} | — ({job.left_out}) | | | | |")
        elif job.seconds is None:
            lines.append(f"{head} | — (exit code {job.code}) | | | | |")
        else:
            used = statistics.median(job.processor)
            lines.append(
                f"{head} | {job.seconds:.3f} | {job.seconds / base:.1f} | {used:.3f} | {job.memory / 1024:.0f} "
                f"| {len(job.wall)} |"
            )
    return "\n".join(lines) + "\n"


def aims(jobs: list[Job]) -> str:
    """A line an aim."""
    lines = ["| aim | at most | measured | reached |", "| --- | ---: | ---: | --- |"]
    for aim, figure in judged(jobs):
        said = (
            "— | not measured"
            if figure is None
            else f"{figure:.3g} {aim.unit} | {'yes' if figure <= aim.limit else 'no'}"
        )
        lines.append(f"| {aim.text} | {aim.limit:.3g} {aim.unit} | {said} |")
    return "\n".join(lines) + "\n"


def fill(page: Path, text: str) -> None:
    """Puts the text between the page's two marks."""
    before, found, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not found or not end:
        raise SystemExit(f"{page} has no place for the results")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
