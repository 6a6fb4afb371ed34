"""What a repository's own templates may use up: text and processor time. Whoever writes one may mean no good."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

from jinja2 import pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace
from jinja2.nodes import EvalContext

TEXT = 128 * 1024 * 1024
"""Letters that may be made for one page, those of its parts included: several times the largest page of a province."""
STEPS = 500_000
"""Rounds of loops, and calls, for one page: the page of the biggest city takes some ten thousand."""
SECONDS = 60
"""Processor time for one page."""
FILE = 1024 * 1024
"""Bytes of one template."""

METHODS: dict[type, frozenset[str]] = {
    str: frozenset({"startswith", "endswith", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip", "split"}),
    dict: frozenset({"items", "keys", "values", "get"}),
}
"""The methods of plain values that a template may call. Others make text of any length out of nothing (`ljust`)."""


class Meter:
    """Counts the letters that are made for a page, before they are made where it can be told, and what it takes to."""

    def __init__(self) -> None:
        self._made = 0
        self._steps = 0

    def begin(self) -> None:
        """A new page."""
        self._made = 0
        self._steps = 0

    def step(self) -> None:
        """Counts a round of a loop, or a call.

        Raises:
            SecurityError: there are too many.
        """
        self._steps += 1
        if self._steps > STEPS:
            message = f"a page may not take more than {STEPS} rounds of loops and calls"
            raise SecurityError(message)

    def rounds(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values of a loop, counted."""
        for value in values:
            self.step()
            yield value

    def spend(self, letters: int) -> None:
        """Counts letters.

        Raises:
            SecurityError: there are too many.
        """
        self._made += letters
        if self._made > TEXT:
            message = f"a page may not have more than {TEXT} letters"
            raise SecurityError(message)

    def concat(self, parts: Iterable[str]) -> str:
        """All parts in one, as a template, a macro or a block puts them together."""
        kept = []
        for part in parts:
            self.spend(len(part))
            kept.append(part)
        return "".join(kept)

    def joined(self, join: Callable[[Sequence[Any]], str], parts: Sequence[Any]) -> str:
        """What `join` makes of the operands of `~`."""
        self.spend(sum(len(str(part)) for part in parts))
        return join(parts)

    @pass_eval_context
    def replace(self, context: EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
        """The filter of that name, which makes long texts of short ones."""
        found = str(text).count(str(old))
        self.spend(max(0, len(str(new)) - len(str(old))) * found)
        made: str = do_replace(context, text, old, new, count)
        return made

    @pass_eval_context
    def join(self, context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
        """The filter of that name."""
        made = list(value)
        self.spend(len(made) * len(str(d)) + sum(len(str(each)) for each in made))
        joined: str = do_join(context, made, d, attribute)
        return joined

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose texts are counted."""

        @wraps(function)
        def call(*given: Any, **named: Any) -> Any:
            made = function(*given, **named)
            if isinstance(made, str):
                self.spend(len(made))
            return made

        return call


@contextmanager
def limited() -> Iterator[None]:
    """Stops what runs within once it has used up its processor time.

    It takes the main thread, and a system that has such a timer; elsewhere nothing is stopped.

    Raises:
        SecurityError: the time is used up.
    """

    def stop(_signal: int, _frame: object) -> NoReturn:
        message = f"a page may not take more than {SECONDS} seconds"
        raise SecurityError(message)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
