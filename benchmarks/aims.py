"""What bangfu aims at, as ratios within one run, and whether it was reached."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from invented import SIZES, SLUGS
from job import Job

Name = tuple[str, str]
"""Name and size of a job."""
Of = Callable[[Name], float]
"""A figure of a job."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure that must not be above its limit: by default, how often the time of `base` goes into that of `jobs`."""

    text: str
    limit: float
    jobs: tuple[Name, ...]
    base: tuple[Name, ...]
    unit: str = "×"
    special: Callable[[Of, Of, Of], float] | None = None
    """Of seconds, processor seconds and MB, where the figure is another."""

    @property
    def names(self) -> tuple[Name, ...]:
        """All jobs that it takes."""
        return self.jobs + self.base


@dataclass(frozen=True, slots=True)
class Judged:
    """An aim with its figure by wall clock and, of ratios of time, by processor time; None: not measured."""

    number: int
    aim: Aim
    figure: float | None
    processor: float | None

    @property
    def reached(self) -> bool | None:
        """Whether the figure is within the limit."""
        return None if self.figure is None else self.figure <= self.aim.limit


def _issues(size: str) -> int:
    return SIZES[size] * len(SLUGS)


def _growth(_wall: Of, processor: Of, _memory: Of) -> float:
    more = processor(("tally, cold", "L")) - processor(("tally, cold", "M"))
    return more / (_issues("L") - _issues("M")) * 1e6


def _per_issue(wall: Of, _processor: Of, _memory: Of) -> float:
    large, small = (wall(("tally, cold", size)) / _issues(size) for size in ("L", "M"))
    return large / small


def _memory(_wall: Of, _processor: Of, memory: Of) -> float:
    return memory(("tally, cold", "L"))


def _bad(wall: Of, _processor: Of, _memory: Of) -> float:
    return (wall(("check, cold", "M, one bad")) - wall(("check, cold", "M"))) * 1000


BARE = (("bare Python", ""),)
TYPER = (("smallest typer app", ""),)


def _cold(size: str) -> tuple[Name, ...]:
    return (("tally, cold", size),)


def _warm(size: str) -> tuple[Name, ...]:
    return (("tally, warm", size),)


def _hledger(size: str) -> tuple[Name, ...]:
    return ("hledger check", size), ("hledger balance -M", size)


def _against(peer: str, size: str) -> tuple[Name, ...]:
    return ((peer, size),)


def _edit(name: str) -> tuple[Aim, ...]:
    small, large = ((name, "S"),), ((name, "10,000"),)
    return (
        Aim(f"{name}, S : bare Python", 7, small, BARE),
        Aim(f"{name}, S : the smallest typer app", 1.2, small, TYPER),
        Aim(f"{name}, a file of 10,000 issues : of 60", 2, large, small),
    )


AIMS = (
    Aim("check + tally, cold, M : hledger check + balance", 0.35, _cold("M"), _hledger("M")),
    Aim("check + tally, cold, M : ledger balance", 1.0, _cold("M"), _against("ledger balance -M", "M")),
    Aim("check + tally, cold, M : beancount check", 0.4, _cold("M"), _against("beancount check", "M")),
    Aim("check + tally, cold, M : doorstop check", 0.01, _cold("M"), _against("doorstop check", "M")),
    Aim("check + tally, cold, L : hledger check + balance", 0.2, _cold("L"), _hledger("L")),
    Aim("check + tally, cold, L : ledger balance", 1.2, _cold("L"), _against("ledger balance -M", "L")),
    Aim("check + tally, cold, L : pandas + calamine", 0.75, _cold("L"), _against("pandas + calamine", "L")),
    Aim("check + tally, cold, M kept by hand : hledger check + balance", 1.2, _cold("M by hand"), _hledger("M")),
    Aim("check + tally, warm, M : S", 1.2, _warm("M"), _warm("S")),
    Aim("check + tally, L, warm : cold", 1 / 50, _warm("L"), _cold("L")),
    Aim("check + tally, M, one city of 14 changed : cold", 1 / 8, (("tally, one city changed", "M"),), _cold("M")),
    Aim("report to md, M, warm : bare Python", 15, (("report to md, warm", "M"),), BARE),
    Aim("report to html, M, warm : bare Python", 15, (("report to html, warm", "M"),), BARE),
    *_edit("add-issue"),
    *_edit("close"),
    Aim("--version : bare Python", 6.5, (("--version", ""),), BARE),
    Aim("--help : bare Python", 6.5, (("--help", ""),), BARE),
    Aim("completion of an id, S : bare Python", 8, (("completion of an id", "S"),), BARE),
    Aim("growth M → L, cold: processor time an issue", 55, _cold("L"), _cold("M"), "µs", _growth),
    Aim("growth M → L, cold: time an issue, L : M", 1.1, _cold("L"), _cold("M"), "×", _per_issue),
    Aim("check + tally, cold, L: memory of the largest process", 250, _cold("L"), (), "MB", _memory),
    Aim(
        "one bad record in M adds",
        20,
        (("check, cold", "M, one bad"),),
        (("check, cold", "M"),),
        "ms",
        _bad,
    ),
)
"""The figures to aim at; their numbers on the page are their places here."""


def judged(jobs: list[Job]) -> list[Judged]:
    """Every aim with its figure."""
    measured = {(job.name, job.size): job for job in jobs if job.measured}
    return [_judged(number, aim, measured) for number, aim in enumerate(AIMS, 1)]


def _judged(number: int, aim: Aim, jobs: dict[Name, Job]) -> Judged:
    if not jobs.keys() >= set(aim.names):
        return Judged(number, aim, None, None)

    def wall(name: Name) -> float:
        return statistics.median(jobs[name].wall)

    def processor(name: Name) -> float:
        return statistics.median(jobs[name].processor)

    if aim.special:
        return Judged(number, aim, aim.special(wall, processor, lambda name: jobs[name].memory / 1024), None)
    figures = (sum(map(of, aim.jobs)) / sum(map(of, aim.base)) for of in (wall, processor))
    return Judged(number, aim, *figures)
