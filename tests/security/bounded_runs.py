"""Runs of the real command, each measured: what one file may cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from soak import share

SECONDS, MEGABYTES = 3.0, 300
"""What one file may cost: processor time, and the largest process."""
_TRIES = 3
"""A loaded machine makes a run dearer, never cheaper: the cheapest counts."""


@dataclass(frozen=True)
class Run:
    """What a run gave and took."""

    code: int
    out: str
    cpu: float
    mb: int


Bangfu = Callable[..., Run]


@pytest.fixture(scope="module")
def bangfu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bangfu]:
    """Runs the program through the server."""
    server = Path(__file__).with_name("fork_server.py")
    said = tmp_path_factory.mktemp("said")
    environment = {**os.environ, "BANGFU_LANG": "en", "BANGFU_NO_CACHE": "1", "NO_COLOR": "1"}
    command = [sys.executable, str(server), "child" if share() else "forked"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        pipe_in, pipe_out = process.stdin, process.stdout
        assert pipe_in
        assert pipe_out

        def run(root: Path, *args: str) -> Run:
            request: dict[str, Any] = {"cwd": str(root), "args": ["--today", "2019-06-30", *args]}
            files = {"out": str(said / "out"), "err": str(said / "err")}
            pipe_in.write(json.dumps(request | files).encode() + b"\n")
            pipe_in.flush()
            answer = json.loads(pipe_out.readline())
            printed = b"".join(Path(name).read_bytes() for name in files.values())
            return Run(answer["code"], printed.decode(), answer["cpu"], answer["mb"])

        yield run
        pipe_in.close()


def cheapest(bangfu: Bangfu, root: Path, *args: str) -> Run:
    """A run within the bounds, or a failure after three tries."""
    runs = []
    for _try in range(_TRIES):
        runs.append(bangfu(root, *args))
        if runs[-1].cpu < SECONDS and runs[-1].mb < MEGABYTES:
            break
    assert min(run.cpu for run in runs) < SECONDS, runs[-1]
    assert min(run.mb for run in runs) < MEGABYTES, runs[-1]
    return runs[-1]
