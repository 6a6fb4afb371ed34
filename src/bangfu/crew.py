"""Work shared out to child processes: they make things, this process takes them in their order.

A child is ahead of its reader by what a pipe holds and no more, so memory stays bounded.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, TypeVar

_MOST = 8
_SIZE = 8

T = TypeVar("T")


def hands(items: int) -> int:
    """How many children to share that many items out to: one a core; 0 where one process is all there can be."""
    if items < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, items, _MOST) if cores > 1 else 0


def made(items: Sequence[T], make: Callable[[T], bytes], children: int) -> Iterator[bytes]:
    """What `make` gives for each of `items`, in their order.

    Args:
        items: what there is to do; the children take them by turns.
        make: gives the same in whichever process. Where it raises in a child, it is called here again.
        children: how many processes (`hands`). One that dies leaves its items to this process.
    """
    pipes: list[BinaryIO] = []
    started: list[int] = []
    try:
        with suppress(OSError):  # no process to be had: all is made here
            for number in range(children):
                child, pipe = _start(items[number::children], make, pipes)
                started.append(child)
                pipes.append(pipe)
        for place, item in enumerate(items):
            number = place % children if children else 0
            data = _received(pipes[number]) if number < len(pipes) else None
            yield make(item) if data is None else data
    finally:
        for pipe in pipes:
            pipe.close()
        for child in started:
            os.waitpid(child, 0)


def _start(items: Sequence[T], make: Callable[[T], bytes], others: list[BinaryIO]) -> tuple[int, BinaryIO]:
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
                data = make(item)
                pipe.write(len(data).to_bytes(_SIZE) + data)
    finally:
        os._exit(0)


def _received(pipe: BinaryIO) -> bytes | None:
    """The next thing; None where the child has sent no more, or not all of it."""
    head = pipe.read(_SIZE)
    size = int.from_bytes(head)
    data = pipe.read(size)
    return data if len(head) == _SIZE and len(data) == size else None
