"""An extract: what the files of one city come to, without their records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bangfu.check.facts import Facts, facts
from bangfu.check.rule import Context
from bangfu.check.runner import Placed, place, run_city
from bangfu.check.suppress import Ignore, comments_in
from bangfu.merge.book import CityBook, city_book
from bangfu.model.province import City, Province
from bangfu.model.source import Source
from bangfu.read.discover import CityFiles
from bangfu.read.repository import Reading, read_city


@dataclass(frozen=True, slots=True)
class Order:
    """What extracts are made from besides the cities' files.

    Attributes:
        root: the repository.
        province, configuration: what its bangfu.yaml says, and its text.
        today: no event may be later.
        strays: what lies in the cities' folders and is not read.
    """

    root: Path
    province: Province
    configuration: Source
    today: date
    strays: frozenset[str]


@dataclass(frozen=True, slots=True)
class Extract:
    """One city's part of what `check` needs.

    Attributes:
        digests: of the files that could be read, by name.
        placed: what the reader, and the rules that look at this city alone, have found.
        comments: its files' comments that suppress findings.
        broken: the files in which the reader has found problems.
        facts: what the rules over all cities look at.
    """

    digests: dict[str, str]
    placed: tuple[Placed, ...]
    comments: tuple[Ignore, ...]
    broken: tuple[str, ...]
    facts: Facts


def read(order: Order, city: City, files: CityFiles) -> tuple[Reading, CityBook]:
    """The records of one city."""
    configuration = order.configuration
    reading = Reading(order.root, order.province, sources={configuration.name: configuration})
    return reading, city_book(city, read_city(reading, files) if files.names else None)


def extract(order: Order, reading: Reading, book: CityBook) -> Extract:
    """The extract of a city of which that was read."""
    own = own_sources(order, reading)
    broken = tuple(dict.fromkeys(found.at.file if found.at else found.file for found in reading.findings))
    context = Context(order.province, order.today, order.strays.union(broken))
    findings = [*reading.findings, *run_city(book, context)]
    return Extract(
        digests={source.name: source.digest for source in own},
        placed=tuple(place(findings, reading.sources, reading.span)),
        comments=tuple(comments_in(own)),
        broken=broken,
        facts=facts(book),
    )


def own_sources(order: Order, reading: Reading) -> list[Source]:
    """The city's own files."""
    return [source for source in reading.sources.values() if source is not order.configuration]
