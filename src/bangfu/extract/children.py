"""Work shared out to child processes, one a core; each sends back what it made."""

from __future__ import annotations

import gc
import os
import selectors
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

ENOUGH = 4_000_000
"""Bytes of ledgers in all from which on a second process saves more than it costs."""

_HEAD = 12
Task = Callable[[int], bytes]


def share(sizes: Sequence[int], task: Task, done: Callable[[int], None], workers: int | None = None) -> list[bytes]:
    """What `task` makes of every number of a job, in order.

    Args:
        sizes: how much work each is, in bytes to read; their places are the numbers.
        task: does one; in a child where there are several.
        done: is told each number when it is made.
        workers: how many children; None: one a core where the work is long enough, else none.

    A child that dies leaves what it has not sent to this process.
    """
    count = _workers(sizes) if workers is None else workers
    results: dict[int, bytes] = {}
    if count:
        results = _gathered(_shares(sizes, count), task, done)
    for number in range(len(sizes)):
        if number not in results:
            results[number] = task(number)
            done(number)
    return [results[number] for number in range(len(sizes))]


def _workers(sizes: Sequence[int]) -> int:
    if len(sizes) < 2 or sum(sizes) < ENOUGH or not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, len(sizes), 8) if cores > 1 else 0


def _shares(sizes: Sequence[int], count: int) -> list[list[int]]:
    """The numbers shared out: the largest first, each to whoever has least."""
    shares: list[list[int]] = [[] for _ in range(count)]
    loads = [0] * count
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        least = loads.index(min(loads))
        shares[least].append(number)
        loads[least] += sizes[number] + 1
    return [share for share in shares if share]


def _gathered(shares: Sequence[Sequence[int]], task: Task, done: Callable[[int], None]) -> dict[int, bytes]:
    results: dict[int, bytes] = {}
    children: list[int] = []
    waiting: dict[int, bytearray] = {}
    try:
        with suppress(OSError):  # no process to be had: the work is done here
            for share in shares:
                child, pipe = _start(share, task, list(waiting))
                children.append(child)
                waiting[pipe] = bytearray()
        with selectors.DefaultSelector() as selector:
            for pipe in waiting:
                selector.register(pipe, selectors.EVENT_READ)
            while selector.get_map():
                for key, _mask in selector.select():
                    piece = os.read(key.fd, 1 << 20)
                    if not piece:
                        selector.unregister(key.fd)
                    for number, data in _taken(waiting[key.fd], piece):
                        results[number] = data
                        done(number)
    finally:
        for pipe in waiting:
            os.close(pipe)
        for child in children:
            os.waitpid(child, 0)
    return results


def _taken(buffer: bytearray, piece: bytes) -> list[tuple[int, bytes]]:
    """What is whole by now of what a child has sent; it is taken out of the buffer."""
    buffer += piece
    found = []
    while len(buffer) >= _HEAD:
        end = _HEAD + int.from_bytes(buffer[4:_HEAD])
        if len(buffer) < end:
            break
        found.append((int.from_bytes(buffer[:4]), bytes(buffer[_HEAD:end])))
        del buffer[:end]
    return found


def _start(share: Sequence[int], task: Task, others: Sequence[int]) -> tuple[int, int]:
    """A child that does its share and sends each result with its number and length."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    try:  # the child: it writes to its pipe alone and leaves without running what the parent would run at its end
        gc.disable()  # it lives a few seconds
        os.close(out)
        for other in others:
            os.close(other)
        with os.fdopen(into, "wb") as pipe:
            for number in share:
                data = task(number)
                pipe.write(number.to_bytes(4) + len(data).to_bytes(_HEAD - 4) + data)
                pipe.flush()
    finally:
        os._exit(0)
