"""Reads many files on all cores: child processes prepare them, this one makes the records.

What a child sends is the JSON of the records that the fast lane can read, and the finished result for all others.
Records are not sent where that can be helped: to send one takes as long as to make it.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from bangfu.model.source import Source
from bangfu.read.part import PartReading, Prepared, finish, prepare, read_part

ENOUGH = 1_500_000
"""Characters in all, about 4 MB of Chinese text, from which on a second process saves more than it costs."""


def read_parts(sources: Sequence[Source], workers: int | None = None) -> Iterator[PartReading]:
    """The content of every file, in the order given: the same as `read_part` of each.

    `workers` is the number of child processes; None: one a core where the files are many and large enough, else none.
    A child that dies leaves its files to this process.
    """
    count = _workers(sources) if workers is None else workers
    pipes: list[BinaryIO] = []
    children: list[int] = []
    try:
        with suppress(OSError):  # no process to be had: the files are read here
            for number in range(count):
                child, pipe = _start(sources[number::count], pipes)
                children.append(child)
                pipes.append(pipe)
        for position, source in enumerate(sources):
            number = position % count if count else 0
            prepared = _received(pipes[number]) if number < len(pipes) else None
            yield finish(source, prepared) if prepared else read_part(source)
    finally:
        for pipe in pipes:
            pipe.close()
        for child in children:
            os.waitpid(child, 0)


def _workers(sources: Sequence[Source]) -> int:
    enough = len(sources) > 1 and sum(len(source.text) for source in sources) > ENOUGH
    if not enough or not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, len(sources), 8) if cores > 1 else 0


def _start(sources: Sequence[Source], others: list[BinaryIO]) -> tuple[int, BinaryIO]:
    """A child that reads `sources` and sends the results in their order."""
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
            for source in sources:
                data = pickle.dumps(prepare(source), 5)
                pipe.write(len(data).to_bytes(8) + data)
                pipe.flush()
    finally:
        os._exit(0)


def _received(pipe: BinaryIO) -> Prepared | None:
    """The next result, None where there is none or it is not whole."""
    head = pipe.read(8)
    size = int.from_bytes(head)
    data = pipe.read(size)
    if len(head) < 8 or len(data) < size:
        return None
    prepared: Prepared = pickle.loads(data)  # noqa: S301 - from our own child
    return prepared
