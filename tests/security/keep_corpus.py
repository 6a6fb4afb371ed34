"""`python tests/security/keep_corpus.py FOLDER`: of the inputs in FOLDER/<target>/ keeps the few that reach all the code.

The fuzzer itself chooses (libFuzzer's -merge); of the rest the smallest are kept, so that the corpus stays small.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import keep, kept

LARGEST = 45_000
"""Bytes that are kept for a target."""


def main() -> None:
    """Chooses for every target that has a folder."""
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        with TemporaryDirectory() as chosen:
            for number, data in enumerate(kept(folder.name) if (Path(__file__).with_name("corpus") / f"{folder.name}.jsonl").exists() else []):
                (folder / f"kept-{number:04}").write_bytes(data)
            fuzz = str(Path(__file__).with_name("fuzz.py"))
            subprocess.run([sys.executable, fuzz, folder.name, chosen, str(folder), "-merge=1"], check=True)
            inputs = sorted((path.read_bytes() for path in Path(chosen).iterdir()), key=len)
        size = 0
        few = [data for data in inputs if (size := size + len(data)) < LARGEST]
        keep(folder.name, few)


if __name__ == "__main__":
    main()
