"""What bangfu aims at, as ratios within one run, and whether it was reached."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from job import Job

CITIES = 14


class MissingError(Exception):
    """A job that the aim needs was not measured."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure that must not be above its limit. `figure` takes the jobs by name and size."""

    text: str
    limit: float
    unit: str
    figure: Callable[[Measured], float]


class Measured:
    """The jobs by name and size."""

    def __init__(self, jobs: list[Job]) -> None:
        self._jobs = {(job.name, job.size): job for job in jobs}

    def job(self, name: str, size: str = "") -> Job:
        """The job; MissingError where it was not run."""
        found = self._jobs.get((name, size))
        if found is None or found.seconds is None:
            raise MissingError
        return found

    def wall(self, name: str, size: str = "") -> float:
        """Seconds, the median."""
        return statistics.median(self.job(name, size).wall)

    def processor(self, name: str, size: str) -> float:
        """Processor seconds, the median."""
        return statistics.median(self.job(name, size).processor)

    def bare(self) -> float:
        """Seconds of a Python that does nothing."""
        return self.wall("bare Python")

    def hledger(self, size: str) -> float:
        """Seconds of its check and its balance."""
        return self.wall("hledger check", size) + self.wall("hledger balance -M", size)


TALLY = "tally, cold"
WARM = "tally, warm"


def _issues(size: str) -> int:
    return {"M": 1_000, "L": 10_000}[size] * CITIES


def _growth(m: Measured) -> float:
    return (m.processor(TALLY, "L") - m.processor(TALLY, "M")) / (_issues("L") - _issues("M")) * 1e6


AIMS = (
    Aim("check + tally, cold, M : hledger check + balance", 0.35, "×", lambda m: m.wall(TALLY, "M") / m.hledger("M")),
    Aim("… : ledger balance", 1.0, "×", lambda m: m.wall(TALLY, "M") / m.wall("ledger balance -M", "M")),
    Aim("… : beancount check", 0.4, "×", lambda m: m.wall(TALLY, "M") / m.wall("beancount check", "M")),
    Aim("… : doorstop check", 0.01, "×", lambda m: m.wall(TALLY, "M") / m.wall("doorstop check", "M")),
    Aim("check + tally, cold, L : hledger check + balance", 0.2, "×", lambda m: m.wall(TALLY, "L") / m.hledger("L")),
    Aim("… : ledger balance", 1.2, "×", lambda m: m.wall(TALLY, "L") / m.wall("ledger balance -M", "L")),
    Aim("… : pandas + calamine", 0.75, "×", lambda m: m.wall(TALLY, "L") / m.wall("pandas + calamine", "L")),
    Aim("check + tally, M by hand : hledger, M", 1.2, "×", lambda m: m.wall(TALLY, "M by hand") / m.hledger("M")),
    Aim("check + tally, warm, M : S", 1.2, "×", lambda m: m.wall(WARM, "M") / m.wall(WARM, "S")),
    Aim("check + tally, L, warm : cold", 1 / 50, "×", lambda m: m.wall(WARM, "L") / m.wall(TALLY, "L")),
    Aim(
        "… M, one city changed : cold",
        1 / 8,
        "×",
        lambda m: m.wall("tally, one city changed", "M") / m.wall(TALLY, "M"),
    ),
    Aim("report to md, M, warm : bare Python", 15, "×", lambda m: m.wall("report to md, warm", "M") / m.bare()),
    Aim("report to html, M, warm : bare Python", 15, "×", lambda m: m.wall("report to html, warm", "M") / m.bare()),
    Aim("add-issue, S : bare Python", 7, "×", lambda m: m.wall("add-issue", "S") / m.bare()),
    Aim("… : the smallest typer app", 1.2, "×", lambda m: m.wall("add-issue", "S") / m.wall("smallest typer app")),
    Aim("close, S : bare Python", 7, "×", lambda m: m.wall("close", "S") / m.bare()),
    Aim("… : the smallest typer app", 1.2, "×", lambda m: m.wall("close", "S") / m.wall("smallest typer app")),
    Aim("add-issue, 10,000 issues : 60", 2, "×", lambda m: m.wall("add-issue", "10,000") / m.wall("add-issue", "S")),
    Aim("close, 10,000 issues : 60", 2, "×", lambda m: m.wall("close", "10,000") / m.wall("close", "S")),
    Aim("--version : bare Python", 6.5, "×", lambda m: m.wall("--version") / m.bare()),
    Aim("--help : bare Python", 6.5, "×", lambda m: m.wall("--help") / m.bare()),
    Aim("completion of an id, S : bare Python", 8, "×", lambda m: m.wall("completion of an id", "S") / m.bare()),
    Aim("processor time of an issue, M → L, cold", 55, "µs", _growth),
    Aim(
        "… an issue of L : of M, wall clock",
        1.1,
        "×",
        lambda m: m.wall(TALLY, "L") / _issues("L") / (m.wall(TALLY, "M") / _issues("M")),
    ),
    Aim("memory, L (largest process)", 250, "MB", lambda m: m.job(TALLY, "L").memory / 1024),
    Aim(
        "check, M, one bad record adds",
        20,
        "ms",
        lambda m: (m.wall("check, cold", "M, one bad") - m.wall("check, cold", "M")) * 1000,
    ),
)


def judged(jobs: list[Job]) -> list[tuple[Aim, float | None]]:
    """Every aim with its figure, None where something for it was not measured."""
    measured = Measured(jobs)
    found: list[tuple[Aim, float | None]] = []
    for aim in AIMS:
        try:
            found.append((aim, aim.figure(measured)))
        except MissingError:
            found.append((aim, None))
    return found
