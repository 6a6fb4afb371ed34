"""Reads a whole ledger repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bangfu.i18n import mark
from bangfu.model.diagnostic import Finding
from bangfu.model.folders import LEDGERS, NAME
from bangfu.model.ledger import Ledger, Part
from bangfu.model.province import Province
from bangfu.model.seal import Seal
from bangfu.model.source import Place, Source, Span
from bangfu.read.configuration import configuration_keys, read_configuration
from bangfu.read.discover import CityFiles, discover
from bangfu.read.files import read_source
from bangfu.read.parallel import read_parts
from bangfu.read.part import PartReading, read_part
from bangfu.read.places import Places
from bangfu.read.seals import read_seals
from bangfu.stages import stage

Loaded = dict[str, tuple[Source | None, list[Finding]]]


@dataclass(slots=True)
class Reading:
    """A repository as it was read: what could be read, and every problem on the way.

    Attributes:
        root: its folder.
        province: its configuration; None when bangfu.yaml is broken (then there are no ledgers either).
        ledgers: one a city that has a file, in the official order.
        sources: every file that was read, by its name relative to the root.
        findings: problems met while reading (BF0, BF1, BF610).
        seals: the published periods, by their last day.
    """

    root: Path
    province: Province | None
    ledgers: tuple[Ledger, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seals: tuple[Seal, ...] = ()
    _places: dict[str, Places] = field(default_factory=dict)

    @property
    def torn(self) -> frozenset[str]:
        """The slugs of cities of which not everything could be read: what is not there may not be missing."""
        files = {finding.at.file if finding.at else finding.file for finding in self.findings}
        names = (file.removeprefix(f"{LEDGERS}/") for file in files if file.startswith(f"{LEDGERS}/"))
        return frozenset(name.partition("/")[0].removesuffix(".yaml") for name in names)

    def span(self, place: Place) -> Span | None:
        """The exact span of `place`: its text is parsed again, so this is for findings, not for every record."""
        source = self.sources.get(place.file)
        if source is None:
            return None
        if place.file not in self._places:
            self._places[place.file] = Places(source, configuration_keys() if place.file == NAME else None)
        return self._places[place.file].span(place)


@stage(mark("reading files"))
def read_repository(
    root: Path, progress: Callable[[str], None] | None = None, instead: Mapping[str, Source] | None = None
) -> Reading:
    """Reads bangfu.yaml and every ledger below `root`.

    Args:
        root: the repository.
        progress: is told each file's name before it is read.
        instead: what to take in place of ledgers on disk, by name.
    """
    province, source, findings = read_configuration(root)
    reading = Reading(root, province, findings=findings)
    if source:
        reading.sources[source.name] = source
    if province is None:
        return reading
    reading.seals = read_seals(root, reading.sources, reading.findings)
    cities, strays = discover(root, province)
    reading.findings += strays
    names = [name for city in cities for name in city.names]
    given = instead or {}
    loaded = {name: (given[name], []) if name in given else read_source(root / name, name) for name in names}
    reading.sources |= {name: source for name, (source, _found) in loaded.items() if source}
    readings = read_parts([source for source, _found in loaded.values() if source])
    reading.ledgers = tuple(_ledger(reading, city, loaded, readings, progress) for city in cities if city.names)
    return reading


def read_city(reading: Reading, city: CityFiles) -> Ledger:
    """The ledger of one city alone; its sources and findings are added to `reading`."""
    loaded = {name: read_source(reading.root / name, name) for name in city.names}
    reading.sources |= {name: source for name, (source, _found) in loaded.items() if source}
    return _ledger(reading, city, loaded, (read_part(source) for source, _found in loaded.values() if source), None)


def _ledger(
    reading: Reading,
    city: CityFiles,
    loaded: Loaded,
    readings: Iterator[PartReading],
    progress: Callable[[str], None] | None,
) -> Ledger:
    """The city's ledger, made of the next of `readings`."""
    parts: list[Part] = []
    unread: set[str] = set()
    unread_ids: list[tuple[str, Place]] = []
    for name in city.names:
        if progress:
            progress(name)
        source, findings = loaded[name]
        reading.findings += findings
        if source is None:
            continue
        part, found, names, ids = next(readings)
        reading.findings += found
        unread |= names
        unread_ids += ids
        if part:
            parts.append(part)
    return Ledger(city.slug, city.city, tuple(parts), frozenset(unread), tuple(unread_ids))
