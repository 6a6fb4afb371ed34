"""What a peer has to be able to do, and the terms in which all of them count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from dataset import CACHE
from invented import City, Step

BIN = CACHE / "venv/bin"
TOOLS = Path(__file__).resolve().parent / "tools"

Totals = Counter[tuple[str, str]]
"""Of a city (or "" for all) and a word: how many issues have that status on 30 June, or were 收集 in June."""

STATUSES = frozenset({"待核实", "待交办", "办理中", "已办结", "已销号"})
Run = Callable[[tuple[str, ...]], str]


class Peer(Protocol):
    """A tool that can hold the same records."""

    @property
    def program(self) -> str:
        """What has to be installed."""

    @property
    def counts(self) -> frozenset[str]:
        """The words of `Totals` that it can count; none where it only checks."""

    @property
    def largest(self) -> str:
        """The largest size at which one run does not take minutes; greater ones are measured only when asked for."""

    def write(self, folder: Path, cities: list[City]) -> None:
        """Writes the records into `folder`, in the tool's own form."""

    def jobs(self, cities: list[City]) -> dict[str, tuple[str, ...]]:
        """What is timed in its folder: a name and a command each."""

    def totals(self, run: Run) -> Totals:
        """What the tool counts; `run` runs a command in its folder and gives its standard output."""


STATUS_AFTER = {
    "反映": "待核实",
    "核实": "待交办",
    "交办": "办理中",
    "重开": "办理中",
    "办结": "已办结",
    "销号": "已销号",
}


def moves(steps: list[Step]) -> list[tuple[Step, str, str]]:
    """Every step with the status before and after it (the same for 办理 and 评价); the first comes from 收集."""
    found = []
    status = "收集"
    for step in steps:
        after = STATUS_AFTER.get(step.kind, status)
        found.append((step, status, after))
        status = after
    return found
