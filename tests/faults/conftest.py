"""What the proofs of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fork_server import ForkServer, fork_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ForkServer]:
    """A process that forks runs of the program."""
    with fork_server(tmp_path / "told") as found:
        yield found
