"""Makes many pages on all cores: child processes make them, this one takes them in their order.

A child is ahead of its reader by what a pipe holds, some pages and no more, so memory stays bounded.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, TypeVar

ENOUGH = 400
"""Pages from which on a second process saves more than it costs."""

_SIZE = 8

T = TypeVar("T")


def made(items: Sequence[T], make: Callable[[T], str], workers: int | None = None) -> Iterator[str]:
    """What `make` gives for each of `items`, in their order.

    Args:
        items: what is to be made.
        make: gives the same in whichever process. Where it raises in a child, it is called here again.
        workers: how many child processes; None: one a core where there is enough to do, else none. A child that dies
            leaves its items to this process.
    """
    count = _workers(len(items)) if workers is None else workers
    pipes: list[BinaryIO] = []
    children: list[int] = []
    try:
        with suppress(OSError):  # no process to be had: all is made here
            for number in range(count):
                child, pipe = _start(items[number::count], make, pipes)
                children.append(child)
                pipes.append(pipe)
        for place, item in enumerate(items):
            number = place % count if count else 0
            text = _received(pipes[number]) if number < len(pipes) else None
            yield make(item) if text is None else text
    finally:
        for pipe in pipes:
            pipe.close()
        for child in children:
            os.waitpid(child, 0)


def _workers(items: int) -> int:
    if items < ENOUGH or not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 8) if cores > 1 else 0


def _start(items: Sequence[T], make: Callable[[T], str], others: list[BinaryIO]) -> tuple[int, BinaryIO]:
    """A child that makes `items` and sends them in their order."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, os.fdopen(out, "rb")
    try:  # the child: it writes to its pipe alone and leaves without running what the parent would run at its end
        os.close(out)
        for other in others:
            os.close(other.fileno())
        with os.fdopen(into, "wb") as pipe:
            for item in items:
                data = make(item).encode()
                pipe.write(len(data).to_bytes(_SIZE) + data)
    finally:
        os._exit(0)


def _received(pipe: BinaryIO) -> str | None:
    """The next text; None where the child has sent no more, or not all of it."""
    head = pipe.read(_SIZE)
    size = int.from_bytes(head)
    data = pipe.read(size)
    return data.decode() if len(head) == _SIZE and len(data) == size else None
