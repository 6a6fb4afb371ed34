"""The fuzzer: `python tests/security/fuzz.py TARGET CORPUS [libFuzzer's options]`, with atheris installed.

Ends with the first finding (the input lies in the folder it is run in as crash-…), or when the time is up.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bangfu"]):
    from fuzz_targets import targets

from fuzz_lines import mutated, mutated_cells


def main() -> None:
    """Fuzzes one target from the inputs in a folder, to which it adds what reaches new code."""
    name, folder, *options = sys.argv[1:]
    pool = [path.read_bytes() for path in sorted(Path(folder).iterdir())]
    own = max(map(len, pool), default=0)

    def mutate(data: bytes, limit: int, seed: int) -> bytes:
        own_way = mutated_cells if name == "sheet" else mutated
        made = atheris.Mutate(data, limit) if seed % 8 == 0 else own_way(data, pool, seed)
        return made[:limit]

    target: Callable[[bytes], None] = targets().all[name]
    most = f"-max_len={max(4096, own)}"
    atheris.Setup([sys.argv[0], most, "-timeout=20", "-rss_limit_mb=1500", *options, folder], target,
                  custom_mutator=mutate)  # fmt: skip
    atheris.Fuzz()


if __name__ == "__main__":
    main()
