"""`python tests/security/keep_corpus.py FOLDER`: keeps of the inputs in FOLDER/<target>/ a sample of every size.

The fuzzer has left only those there that reached something new; the corpus is to stay small.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus import keep

LARGEST = 40_000
"""Bytes that are kept for a target."""


def main() -> None:
    """Chooses for every target that has a folder."""
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        inputs = sorted({path.read_bytes() for path in folder.iterdir()}, key=lambda data: (len(data), data))
        every = max(1, -(-sum(map(len, inputs)) // LARGEST))
        keep(folder.name, inputs[::every])


if __name__ == "__main__":
    main()
