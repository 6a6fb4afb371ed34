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
import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from invented import DEPARTMENTS, DISTRICTS, TODAY, TRADES, City, province
from peers import PEERS

from layouts import by_hand, canonical

__all__ = ["SIZES", "TODAY", "write"]

SIZES = {"S": 60, "M": 1_000, "L": 10_000, "XL": 100_000}
ISSUES_A_PART = 5_000  # a file may hold 8 MiB, about 14,000 such issues; a busy city would have smaller parts
HEAD = "# 演示数据，性能基准测试用，由 benchmarks/generate.py 生成，全部虚构。\n"
PROVINCE = """\
format: 1
province: 演示省
issuer: 演示省工业和信息化厅
demo: true
cities:
"""


def files(city: City, *, hand: bool = False, part: int = ISSUES_A_PART) -> Iterator[tuple[str, str]]:
    """The name and the text of every file of a city's ledger."""
    issues = iter(enumerate(city.issues()))
    head = f"{HEAD}city: {city.name}\n"
    for number, start in enumerate(range(0, city.count, part), 1):
        some = islice(issues, min(part, city.count - start))
        listed = "issues:\n" + "".join(by_hand(issue, serial) if hand else canonical(issue) for serial, issue in some)
        if number == 1:
            yield f"ledgers/{city.slug}.yaml", "".join([head, *_pairing(city), listed, *_deeds()])
        else:
            yield f"ledgers/{city.slug}/{number:02d}.yaml", head + listed


def _pairing(city: City) -> Iterator[str]:
    pick = random.Random(f"bangfu pairing {city.slug} {city.count}")
    counts = "reported: 256, verified: 242, assigned: 242, resolved: 62"
    yield f"opening:\n  - {{date: 2018-12-31, source: 演示期初数, {counts}}}\n"
    yield "enterprises:\n"
    for serial, name in enumerate(city.enterprises):
        yield f"  - name: {name}\n    kind: 企业\n    tier: {pick.choice(('重点骨干', '培育'))}\n"
        yield f"    district: {pick.choice(DISTRICTS)}\n    chain: {pick.choice(TRADES)}\n"
        yield f"    leader: 演示领导{serial % 40 + 1}\n    department: {pick.choice(DEPARTMENTS)}\n"
        if serial % 8 == 0:
            yield f"    aliases: [基准{city.name[2]}{serial:04d}]\n"


def _deeds() -> Iterator[str]:
    yield "measures:\n"
    for month in range(1, 13):
        yield f"  - date: 2019-{month:02d}-20\n    section: 要素保障\n    text: 演示举措：第{month}次银企对接会。\n"
    yield "outcomes:\n"
    for month in range(1, 13):
        amount = f"enterprises: {month}, value: {month * 365}万元, state: 实现"
        yield f"  - {{date: 2019-{month:02d}-25, kind: 授信, {amount}}}\n"
    yield "visits:\n  - {date: 2019-06-30, scope: 东区, enterprises: 50, people: 12}\n"
    yield "surveys:\n  - {date: 2019-06-30, scope: 东区, responses: 62, positive: 95.5%}\n"


def write(folder: Path, issues: int, *, hand: bool = False, first: int | None = None) -> int:
    """Writes the repository into `folder` (new or empty) and returns its size in bytes.

    Args:
        issues: of each city.
        hand: in layouts that `bangfu fmt` would not write.
        first: so many issues of the first city, in one file.
    """
    cities = province(issues)
    if first is not None:
        cities[0] = City(0, first)
    entries = "".join(f"  - {{slug: {c.slug}, name: {c.name}, prefix: {c.prefix}}}\n" for c in cities)
    size = _write(folder / "bangfu.yaml", HEAD + PROVINCE + entries)
    for city in cities:
        for name, text in files(city, hand=hand, part=max(ISSUES_A_PART, first or 0)):
            size += _write(folder / name, text)
    return size


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(text.encode())


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
