"""Our own ledgers, written from the invented records."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from invented import DEPARTMENTS, DISTRICTS, TRADES, City, province
from issue_text import by_hand, canonical

ISSUES_A_PART = 5_000  # a file may hold 8 MiB, about 14,000 such issues; a busy city would have smaller parts
HEAD = "# 演示数据，性能基准测试用，由 benchmarks/generate.py 生成，全部虚构。\n"
PROVINCE = """\
format: 1
province: 演示省
issuer: 演示省工业和信息化厅
demo: true
cities:
"""


def names(city: City, part: int = ISSUES_A_PART) -> list[str]:
    """The files of a city's ledger."""
    further = range(2, -(-city.count // part) + 1)
    return [f"ledgers/{city.slug}.yaml", *(f"ledgers/{city.slug}/{number:02d}.yaml" for number in further)]


def files(city: City, *, hand: bool = False, part: int = ISSUES_A_PART) -> Iterator[tuple[str, str]]:
    """The name and the text of every file of a city's ledger."""
    issues = enumerate(city.issues())
    head = f"{HEAD}city: {city.name}\n"
    for number, name in enumerate(names(city, part)):
        some = islice(issues, part)
        listed = "issues:\n" + "".join(by_hand(issue, serial) if hand else canonical(issue) for serial, issue in some)
        yield name, head + listed if number else "".join([head, *_pairing(city), listed, *_deeds()])


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
