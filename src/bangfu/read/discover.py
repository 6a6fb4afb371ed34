"""Finds the repository and the ledger files in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.errors import ConfigurationError
from bangfu.model.folders import LEDGERS, NAME
from bangfu.read.files import reason_of

if TYPE_CHECKING:
    from bangfu.model.province import Province

UNFINISHED = ".bangfu-undo"
"""The journal of a change to several files (edit.journal): while it is there, the change is only half made."""


class CityFiles(NamedTuple):
    """The files of one city's ledger, relative to the repository: its own file first, then its parts by name."""

    slug: str
    city: str
    names: tuple[str, ...]


def find_root(start: Path) -> Path:
    """The nearest folder upward from `start` that holds a bangfu.yaml.

    Raises:
        ConfigurationError: there is none.
    """
    folder = Path(os.path.abspath(start))  # noqa: PTH100 - links in the path are kept as the user sees them
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / NAME):
            return candidate
    raise ConfigurationError(
        _("no bangfu.yaml in {folder} or above it", folder=str(folder)),
        _("go into a ledger repository, name one with --repo DIR, or make one with: bangfu init DIR"),
    )


def discover(root: Path, province: Province) -> tuple[list[CityFiles], list[Finding]]:
    """The ledger files of every city, in the official order, and findings for what does not belong in ledgers/."""
    findings: list[Finding] = []
    names: dict[str, list[str]] = {city.slug: [] for city in province.cities}
    folder = root / LEDGERS
    if folder.is_symlink():
        findings.append(Finding("BF100", _("a symbolic link is not followed"), file=LEDGERS))
    entries = [] if findings else _entries(folder, LEDGERS, findings)
    files = [entry for entry in entries if not _is_folder(entry)]
    for entry in [*files, *(entry for entry in entries if _is_folder(entry))]:
        name = f"{LEDGERS}/{entry.name}"
        if entry.name == UNFINISHED:
            findings.append(_unfinished(name))
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            if entry.name in names:
                names[entry.name] += _parts(root, name, findings)
            else:
                findings.append(_stray(name))
        elif entry.name.removesuffix(".yaml") in names and entry.name.endswith(".yaml"):
            names[entry.name.removesuffix(".yaml")].append(name)
        else:
            findings.append(_stray(name))
    # Of two cities with one slug (BF010) the first has the files: no file is read twice.
    return [CityFiles(city.slug, city.name, tuple(names.pop(city.slug, ()))) for city in province.cities], findings


def _parts(root: Path, folder: str, findings: list[Finding]) -> list[str]:
    found: list[str] = []
    for entry in _entries(root / folder, folder, findings):
        name = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if _is_folder(entry) or not entry.name.endswith(".yaml"):
            findings.append(_stray(name))
        elif entry.name != entry.name.encode("utf-8", "replace").decode():
            findings.append(Finding("BF100", _("the file's name is not UTF-8; it is not read"), file=name))
        else:
            found.append(name)
    return found


def _entries(folder: Path, name: str, findings: list[Finding]) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing where there is none, and a finding where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        pass
    except OSError as error:
        message = _("the folder cannot be read: {reason}", reason=reason_of(error))
        findings.append(Finding("BF100", message, file=name))
    return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _unfinished(name: str) -> Finding:
    return Finding(
        "BF005",
        _("a change to several ledgers was interrupted; some are as before it, some as after"),
        file=name,
        hint=_("take it back: bangfu fmt"),
    )


def _stray(name: str) -> Finding:
    return Finding(
        "BF002",
        _("this file or folder belongs to no city and is not read"),
        file=name,
        hint=_("a ledger is ledgers/<slug>.yaml, its parts are ledgers/<slug>/*.yaml; the slugs stand in bangfu.yaml"),
    )
