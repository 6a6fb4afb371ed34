"""All files of a new ledger repository, as text."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import resources

from bangfu import __version__
from bangfu.edit.phrase import block, inline, scalar, shifted, tree_of
from bangfu.edit.splice import BLOCKS
from bangfu.edit.units import WIDTH
from bangfu.i18n import Translator
from bangfu.model.folders import LEDGERS, NAME
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.province import City, Province
from bangfu.model.record import Record
from bangfu.read.configuration import default_province
from bangfu.scaffold.attributes import MERGE
from bangfu.scaffold.attributes import NAME as ATTRIBUTES
from bangfu.scaffold.configuration import configuration_text
from bangfu.schema.document import schema

LEDGER, CONFIG = "schema/ledger.schema.json", "schema/config.schema.json"
_MODELINE = "# yaml-language-server: $schema={}\n"
_FILES = {
    "README.md": "readme.md",
    ATTRIBUTES: "gitattributes",
    ".gitignore": "gitignore",
    ".editorconfig": "editorconfig",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/check.yml": "github-check.yml",
    ".github/workflows/report.yml": "github-report.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".workflow/check.yml": "gitee-check.yml",
    ".workflow/report.yml": "gitee-report.yml",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
"""The files that are the same in every repository, each with its name in the folder `files`."""

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
    words = {"{province}": province, "{city}": cities[0].short, "{version}": __version__, "{merge}": MERGE}
    files = {name: _filled(_packaged(packaged), words) for name, packaged in _FILES.items()}
    written = replace(default_province(province, tuple(cities)), issuer=issuer)
    if not demo:
        text = configuration_text(province, issuer, cities, public_secret=public_secret)
        files[NAME] = _MODELINE.format(CONFIG) + text
        files |= {_ledger(city): _heading(city) + f"city: {scalar(city.name)}\n" for city in cities}
        return files | _schemas(written)
    from bangfu.scaffold.demo import demonstrate

    data = demonstrate(cities)
    text = configuration_text(
        province, issuer, cities, demo=True, public_secret=public_secret, roster=data.roster, policies=data.policies
    )
    files[NAME] = _MODELINE.format(CONFIG) + text
    for city, part in zip(cities, data.parts, strict=True):
        files[_ledger(city)] = _heading(city, "（演示，内容均为虚构）") + ledger_text(part)
    return files | _schemas(replace(written, policies=tuple(data.policies)))


def _schemas(province: Province) -> dict[str, str]:
    """The schemas for editors, in Chinese as all that a clerk reads."""
    chinese = Translator("zh")
    return {
        name: json.dumps(schema(kind, province, chinese), ensure_ascii=False, indent=2) + "\n"
        for kind, name in (("ledger", LEDGER), ("config", CONFIG))
    }


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
    line = f"# {city.name}精准帮扶台账{remark}。由市州维护；改完运行 bangfu check 核对。\n"
    return line + _MODELINE.format(f"../{LEDGER}")


def _filled(text: str, words: Mapping[str, str]) -> str:
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text


def _packaged(name: str) -> str:
    return resources.files("bangfu.scaffold").joinpath("files", name).read_text("utf-8")
