"""Writes an invented province to measure with: always the same bytes for the same size. Everything in it is invented.

    python benchmarks/generate.py --size S|M|L|XL DIR     60, 1,000, 10,000 or 100,000 issues in each of 14 cities
    python benchmarks/generate.py --issues N DIR          any other number
    python benchmarks/generate.py --size M --by-hand DIR  with comments, quotes, blocks and orders `fmt` would not write
    python benchmarks/generate.py --size S --first N DIR  the first city with N issues, all in one file
    python benchmarks/generate.py --size M --peer hledger DIR   the same records for another tool (see peers/)

`bangfu --repo DIR --today 2019-12-31 check` finds no error. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from invented import SIZES, TODAY, province
from ledgers import write
from peers import PEERS

__all__ = ["PEERS", "TODAY", "province", "write"]


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes an invented province for benchmarks.")
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--size", choices=SIZES, help="S, M, L or XL: 60, 1,000, 10,000 or 100,000 issues a city")
    size.add_argument("--issues", type=int, help="any other number of issues a city")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--by-hand", action="store_true", help="not in the canonical layout")
    form.add_argument("--first", type=int, metavar="N", help="the first city with N issues, in one file")
    form.add_argument("--peer", choices=PEERS, help="the same records in the files of another tool")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet or is empty")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} is not empty", file=sys.stderr)
        return 2
    issues = SIZES[arguments.size] if arguments.size else arguments.issues
    if arguments.peer:
        PEERS[arguments.peer].write(folder, province(issues))
    else:
        write(folder, issues, hand=arguments.by_hand, first=arguments.first)
    written = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {written / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
