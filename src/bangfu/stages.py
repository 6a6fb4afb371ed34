"""Where the time of a run goes (`--profile`): a stop-watch that the stages of the work find by themselves.

It is kept in a context variable, since the stages lie in many rooms and most runs are not timed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class StopWatch:
    """Seconds by stage. Of stages within one another only the innermost one's time runs.

    Args:
        stage: what the time is booked on while no other stage runs.
        spent: seconds that have gone into that before.
    """

    def __init__(self, stage: str, spent: float) -> None:
        self.spent = {stage: spent}
        self._open = [stage]
        self._since = perf_counter()

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        """Books the time on `stage` until the end of the block."""
        self._book()
        self._open.append(stage)
        try:
            yield
        finally:
            self._book()
            self._open.pop()

    def go_on(self, stage: str) -> None:
        """Books the time between stages on `stage` from now on."""
        self._book()
        self._open[0] = stage

    def stop(self) -> dict[str, float]:
        """The seconds by stage, in the order in which they first ran."""
        self._book()
        return self.spent

    def _book(self) -> None:
        now = perf_counter()
        stage = self._open[-1]
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._since
        self._since = now


WATCH: ContextVar[StopWatch | None] = ContextVar("watch", default=None)
"""The stop-watch of this run; None: it is not timed."""


def stage(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a stage of that name, which `i18n.mark` has marked."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            watch = WATCH.get()
            if watch is None:
                return function(*args, **kwargs)
            with watch.running(name):
                return function(*args, **kwargs)

        return timed

    return decorate
