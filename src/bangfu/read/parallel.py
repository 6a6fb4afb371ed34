"""Reads many files on all cores: child processes prepare them, this one makes the records.

What a child sends is the JSON of the records that the fast lane can read, and the finished result for all others.
Records are not sent where that can be helped: to send one takes as long as to make it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence

from bangfu.crew import hands, made
from bangfu.model.source import Source
from bangfu.read.build import expect
from bangfu.read.part import PartReading, finish, prepare, read_part

ENOUGH = 1_500_000
"""Characters in all, about 4 MB of Chinese text, from which on a second process saves more than it costs."""


def read_parts(sources: Sequence[Source], workers: int | None = None) -> Iterator[PartReading]:
    """The content of every file, in the order given: the same as `read_part` of each.

    `workers` is the number of child processes; None: one a core where the files are many and large enough, else none.
    A child that dies leaves its files to this process.
    """
    characters = sum(len(source.text) for source in sources)
    expect(characters)
    if workers is None:
        workers = hands(len(sources)) if characters > ENOUGH else 0
    if not workers:
        yield from map(read_part, sources)
        return
    for source, data in zip(sources, made(sources, _prepared, workers), strict=True):
        yield finish(source, pickle.loads(data))  # noqa: S301 - from our own child


def _prepared(source: Source) -> bytes:
    return pickle.dumps(prepare(source), 5)
