"""What an edit works on: the repository's configuration, and one city's files as they are now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NoReturn

from bangfu.edit.excerpt import Excerpt, excerpt_of
from bangfu.edit.page import Page
from bangfu.edit.thin import thinned
from bangfu.i18n import _, mark
from bangfu.model.diagnostic import Finding, Severity
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import ConfigurationError, EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.model.frozen import frozen
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger
from bangfu.model.province import SLUG, City, Province
from bangfu.model.source import Source
from bangfu.read.build import every_key
from bangfu.read.configuration import configuration_keys, read_configuration
from bangfu.read.discover import CityFiles, discover
from bangfu.read.files import RefusedFile, decode, read_bytes, read_source
from bangfu.read.light import read_lightly
from bangfu.read.nodes import Mapping
from bangfu.read.part import PartReading
from bangfu.read.places import Places
from bangfu.read.recover import compose_source
from bangfu.stages import stage


@frozen
class Desk:
    """A repository opened for an edit: a city's files are read once, when they are first asked for.

    `passed_over` are the files in which nothing could be looked up.
    """

    root: Path
    province: Province
    today: date
    files: tuple[CityFiles, ...]
    passed_over: list[str] = field(default_factory=list)
    _cities: dict[str, CityDesk] = field(default_factory=dict, repr=False)
    _excerpts: dict[str, Excerpt] = field(default_factory=dict, repr=False)

    def city(self, slug: str) -> CityDesk:
        """One city's ledger with everything read."""
        if slug not in self._cities:
            self._cities[slug] = self._read(slug)
        return self._cities[slug]

    def _read(self, slug: str) -> CityDesk:
        city = next(city for city in self.province.cities if city.slug == slug)
        files = next(files for files in self.files if files.slug == slug)
        desk = CityDesk(city)
        for name in files.names:
            source, findings = read_source(self.root / name, name, hashed=False)
            desk.unreadable += findings
            if source:
                desk.read(source, self.excerpt(source))
        desk.look_at(lambda _excerpt: ())
        return desk

    def excerpt(self, source: Source) -> Excerpt | None:
        """What is looked at of a big file; None where it is read as a whole."""
        known = self._excerpts.get(source.name)
        if known is None or known.source != source:
            known = excerpt_of(source)
            if known:
                self._excerpts[source.name] = known
        return known

    def texts(self) -> Iterator[tuple[CityFiles, str, bytes]]:
        """The bytes of every ledger; those that cannot be read are passed over."""
        for files in self.files:
            for name in files.names:
                try:
                    yield files, name, read_bytes(self.root / name)
                except (OSError, RefusedFile):
                    self.passed_over.append(name)

    def holds(self, text: str) -> bool:
        """Whether any ledger holds `text` anywhere, ignoring case: a quick and cautious "is this id taken?"."""
        wanted = text.lower().encode()
        return any(wanted in data.lower() for _files, _name, data in self.texts())


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
class CityDesk:
    """One city's files: their sources, what was read from each, and what could not be read at all.

    Of a big file an excerpt is read, which grows with what is asked for (edit.excerpt).
    """

    city: City
    sources: dict[str, Source] = field(default_factory=dict)
    readings: dict[str, PartReading] = field(default_factory=dict)
    unreadable: list[Finding] = field(default_factory=list)
    excerpts: dict[str, Excerpt] = field(default_factory=dict)

    def take(self, source: Source, reading: PartReading) -> None:
        """Adds a file, or puts a new version of it in the old one's place."""
        self.sources[source.name] = source
        self.readings[source.name] = reading

    @stage(mark("reading files"))
    def read(self, source: Source, excerpt: Excerpt | None = None) -> None:
        """Adds a file that is yet to be read; of a big one the excerpt, where nothing in that is wrong."""
        reading = excerpt.read() if excerpt else None
        if excerpt and reading:
            self.excerpts[source.name] = excerpt
        else:
            self.excerpts.pop(source.name, None)
        self.take(source, reading or read_lightly(source))

    def read_whole(self) -> None:
        """Reads every file as a whole."""
        for name in list(self.excerpts):
            self.read(self.sources[name])

    def look_at(self, wanted: Callable[[Excerpt], Iterable[int]]) -> None:
        """Takes more entries into the excerpts: those of each that `wanted` gives, and the issues' enterprises."""
        for name, excerpt in list(self.excerpts.items()):
            if excerpt.keep(wanted(excerpt)):
                self.read(self.sources[name], excerpt)
        owners = {issue.enterprise for issue in self.ledger.issues} if self.excerpts else set()
        for name, excerpt in list(self.excerpts.items()):
            if excerpt.keep(excerpt.firms(owners)):
                self.read(self.sources[name], excerpt)

    def copy(self) -> CityDesk:
        """Another desk with the same files."""
        return CityDesk(self.city, dict(self.sources), dict(self.readings), list(self.unreadable), dict(self.excerpts))

    @property
    def ledger(self) -> Ledger:
        """The city's ledger as read."""
        parts = tuple(reading.part for reading in self.readings.values() if reading.part)
        unread = frozenset().union(*(reading.unread for reading in self.readings.values()))
        ids = tuple(found for reading in self.readings.values() for found in reading.unread_ids)
        return Ledger(self.city.slug, self.city.name, parts, unread, ids)

    def issue(self, file: str, name: str) -> Issue:
        """The issue with that id in `file`.

        Raises:
            EditRefusedError: it could not be read.
        """
        if name not in {issue.id for issue in self.ledger.issues}:
            self.look_at(lambda excerpt: excerpt.with_end(name))
        reading = self.readings.get(file)
        found = next((i for i in (reading.part.issues if reading and reading.part else ()) if i.id == name), None)
        if found:
            return found
        return refuse(next(iter(errors(reading.findings if reading else self.unreadable)), None), file)

    def enterprise(self, name: str) -> Enterprise | None:
        """The city's enterprise of that name or alias."""
        self.look_at(lambda excerpt: excerpt.firms([name]))
        return self.known().get(name)

    def enterprises(self) -> dict[str, Enterprise]:
        """The city's enterprises by every name and alias."""
        self.read_whole()
        return self.known()

    def known(self) -> dict[str, Enterprise]:
        """The enterprises of the issues that are looked at, by every name and alias."""
        known = {enterprise.name: enterprise for enterprise in self.ledger.enterprises}
        for enterprise in self.ledger.enterprises:
            for alias in enterprise.aliases:
                known.setdefault(alias, enterprise)
        return known

    def page(self, file: str, wanted: Collection[str]) -> Page:
        """The nodes of a file that can be edited; of a big one, those of the entries that hold a text of `wanted`.

        Where there is an excerpt of the file, its text and nodes.

        Raises:
            EditRefusedError: its text is not wholly YAML that a ledger may hold.
        """
        source = self.sources.get(file)
        broken = errors(f for f in self.unreadable if f.file == file)
        if source is None or broken:
            refuse(broken[0] if broken else None, file)
        reading = self.readings[file]
        if file in self.excerpts:
            source = self.excerpts[file].shown
        elif not reading.findings and (thin := thinned(source.text, wanted)):
            return Page(file, source.text, thin)
        composed = compose_source(source, every_key())
        broken = errors(composed.findings)
        if broken or not isinstance(composed.root, Mapping):
            refuse(broken[0] if broken else None, file)
        return Page(file, source.text, composed.root)


@stage(mark("reading files"))
def open_desk(root: Path, today: date) -> Desk:
    """Opens the repository at `root`.

    Raises:
        ConfigurationError: bangfu.yaml is broken, or a slug in it is none (it names files).
        EditRefusedError: a folder of ledgers cannot be read.
    """
    province, source, findings = read_configuration(root, hashed=False)
    if province is None:
        finding = findings[0]
        span = finding.span
        if finding.at and source:
            span = Places(source, configuration_keys()).span(finding.at)
        line = span.line if span else 1
        reason = _("bangfu.yaml, line {line}: {reason}", line=line, reason=finding.message)
        raise ConfigurationError(reason, _("see: bangfu check"))
    for key in ("slug", "name", "prefix"):
        values = [getattr(city, key).casefold() for city in province.cities]
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice:  # nothing is guessed: which city's ledger would it be?
            raise ConfigurationError(_("two cities are both “{value}”", value=twice), _("see: bangfu check"))
    for city in province.cities:
        if not re.fullmatch(SLUG, city.slug):
            raise ConfigurationError(_("“{slug}” cannot be a city's slug", slug=city.slug), _("see: bangfu check"))
    cities, strays = discover(root, province)
    folders = {LEDGERS, *(f"{LEDGERS}/{city.slug}" for city in province.cities)}
    for finding in strays:
        if finding.code == "BF100" and finding.file in folders:
            refuse(finding, finding.file)  # its ledgers would seem not to be there
    return Desk(root, province, today, tuple(cities))


def decoded(name: str, data: bytes) -> Source | None:
    """The source of a ledger's bytes; None where they are not UTF-8."""
    source, findings = decode(data, name, hashed=False)
    return None if findings else source


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that are errors."""
    findings = list(findings)
    if not findings:
        return []  # most often so, and then no rule need be imported
    from bangfu.check.registry import registry

    rules = registry()
    return [f for f in findings if f.code not in rules or rules[f.code].severity is Severity.ERROR]


def refuse(finding: Finding | None, file: str) -> NoReturn:
    """Says that a file cannot be edited as it is.

    Raises:
        EditRefusedError: always.
    """
    if finding is None:
        raise EditRefusedError(_("{file} cannot be read; it was not edited", file=file), _("see: bangfu check"))
    place = f"{file}:{finding.span.line}" if finding.span else file
    raise EditRefusedError(
        _("{place}: {code} {reason}", place=place, code=finding.code, reason=finding.message),
        finding.hint or _("repair the file first; see: bangfu check"),
    )


def added(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings that are new. Lines are not compared, they shift; of findings alike, the last ones are new."""
    had = Counter(map(kind_of, before))
    new = []
    for finding in after:
        kind = kind_of(finding)
        if had[kind] > 0:
            had[kind] -= 1
        else:
            new.append(finding)
    return new


def kind_of(finding: Finding) -> tuple[object, ...]:
    """What a finding is about, whatever line it stands on: its code, message and the names and days in it."""
    about = sorted((name, str(value)) for name, value in finding.message.args.items() if not isinstance(value, int))
    steps = tuple(step for step in (finding.at.path if finding.at else ()) if isinstance(step, str))
    return (finding.code, finding.message.id, finding.at.file if finding.at else finding.file, steps, *about)
