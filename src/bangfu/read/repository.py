"""Reads a whole ledger repository."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bangfu.model.diagnostic import Finding
from bangfu.model.ledger import Ledger
from bangfu.model.province import Province
from bangfu.model.source import Place, Source, Span
from bangfu.read.build import every_key
from bangfu.read.configuration import NAME, configuration_keys, read_configuration
from bangfu.read.discover import CityFiles, discover
from bangfu.read.files import read_source
from bangfu.read.nodes import Node, locate
from bangfu.read.part import read_part
from bangfu.read.recover import compose_source


@dataclass(slots=True)
class Reading:
    """A repository as it was read: what could be read, and every problem on the way.

    Attributes:
        root: its folder.
        province: its configuration; None when bangfu.yaml is broken (then there are no ledgers either).
        ledgers: one a city that has a file, in the official order.
        sources: every file that was read, by its name relative to the root.
        findings: problems met while reading (BF0, BF1).
    """

    root: Path
    province: Province | None
    ledgers: tuple[Ledger, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _composed: tuple[str, Node | None] = ("", None)

    def span(self, place: Place) -> Span | None:
        """The exact span of `place`: its file is composed again, so this is for findings, not for every record."""
        source = self.sources.get(place.file)
        if source is None:
            return None
        name, root = self._composed
        if name != place.file:
            keys = configuration_keys() if place.file == NAME else every_key()
            root = compose_source(source, keys).root
            self._composed = (place.file, root)
        node = locate(root, place.path, key=place.key)
        return node.span() if node else None


def read_repository(root: Path, progress: Callable[[str], None] | None = None) -> Reading:
    """Reads bangfu.yaml and every ledger below `root`. `progress` is told each file's name before it is read."""
    province, source, findings = read_configuration(root)
    reading = Reading(root, province, findings=findings)
    if source:
        reading.sources[source.name] = source
    if province is None:
        return reading
    cities, strays = discover(root, province)
    reading.findings += strays
    ledgers: list[Ledger] = []
    for files in cities:
        if files.names:
            ledgers.append(_read_city(reading, files, progress))
    reading.ledgers = tuple(ledgers)
    return reading


def _read_city(reading: Reading, files: CityFiles, progress: Callable[[str], None] | None) -> Ledger:
    parts = []
    unread: set[str] = set()
    for name in files.names:
        if progress:
            progress(name)
        source, findings = read_source(reading.root / name, name)
        reading.findings += findings
        if source is None:
            continue
        reading.sources[name] = source
        part, found, names = read_part(source)
        reading.findings += found
        unread |= names
        if part:
            parts.append(part)
    return Ledger(files.slug, files.city, tuple(parts), frozenset(unread))
