"""All files of a new ledger repository, as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from importlib import resources

from bangfu.edit.phrase import block, inline, scalar, shifted, tree_of
from bangfu.edit.splice import BLOCKS
from bangfu.edit.units import WIDTH
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.province import City
from bangfu.model.record import Record
from bangfu.read.configuration import NAME
from bangfu.read.discover import LEDGERS
from bangfu.scaffold.configuration import configuration_text

_FITTING = ("measures", "commitments")
"""Sections whose entries stand on one line where it fits (edit.canonical)."""


def scaffold(
    province: str, issuer: str, cities: Sequence[City], *, demo: bool = False, public_secret: str | None = None
) -> dict[str, str]:
    """The files of a new repository by their names relative to it, with /.

    Args:
        province: the province's name.
        issuer: who issues the bulletin.
        cities: its cities in the official order.
        demo: fill it with invented data.
        public_secret: the secret of `--public`.
    """
    files = {
        "README.md": _packaged("readme.md").replace("{province}", province).replace("{city}", cities[0].short),
        ".gitattributes": _packaged("gitattributes"),
        ".editorconfig": _packaged("editorconfig"),
        ".gitignore": _packaged("gitignore"),
    }
    if not demo:
        files[NAME] = configuration_text(province, issuer, cities, public_secret=public_secret)
        return files | {_ledger(city): _heading(city) + f"city: {scalar(city.name)}\n" for city in cities}
    from bangfu.scaffold.demo import demonstrate

    data = demonstrate(cities)
    files[NAME] = configuration_text(
        province, issuer, cities, demo=True, public_secret=public_secret, roster=data.roster, policies=data.policies
    )
    for city, part in zip(cities, data.parts, strict=True):
        files[_ledger(city)] = _heading(city, "（演示，内容均为虚构）") + ledger_text(part)
    return files


def ledger_text(part: Part) -> str:
    """A ledger file in the canonical layout, without comments."""
    lines = [f"city: {scalar(part.city)}"]
    for section in SECTIONS:
        if records := getattr(part, section):
            lines += _entries(section, records)
    return "\n".join(lines) + "\n"


def _entries(section: str, records: Sequence[Record]) -> list[str]:
    """The lines of a section, laid out as `bangfu fmt` has it."""
    lines = [f"{section}:"]
    for record in records:
        tree = tree_of(record)
        line = inline(tree)
        long = section in BLOCKS or (section in _FITTING and _columns(f"  - {line}") > WIDTH)
        lines += shifted(block(tree) if long else [line], "  - ", "    ")
    return lines


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _ledger(city: City) -> str:
    return f"{LEDGERS}/{city.slug}.yaml"


def _heading(city: City, remark: str = "") -> str:
    return f"# {city.name}精准帮扶台账{remark}。由市州维护；改完运行 bangfu check 核对。\n"


def _packaged(name: str) -> str:
    return resources.files("bangfu.scaffold").joinpath("files", name).read_text("utf-8")
