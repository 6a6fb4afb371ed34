"""A survey: every city's extract, and what the rules over all cities make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bangfu.check.registry import registry
from bangfu.check.rule import Context
from bangfu.check.runner import place, run_cities, settle
from bangfu.check.suppress import comments_in
from bangfu.crew import hands, made
from bangfu.extract.codec import dumps, loads
from bangfu.extract.encode import decode, encode
from bangfu.extract.extract import Extract, Order, extract, own_sources, read
from bangfu.extract.figures import Asked, figures
from bangfu.extract.keys import Keeper, digests, key
from bangfu.i18n import mark
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.folders import NAME
from bangfu.model.province import City, Province
from bangfu.model.source import Place, Source, Span
from bangfu.read.build import expect
from bangfu.read.configuration import configuration_keys, read_configuration
from bangfu.read.discover import CityFiles, discover
from bangfu.read.files import read_source
from bangfu.read.places import Places
from bangfu.read.seals import read_seals
from bangfu.stages import stage

Progress = Callable[[str], None]

ENOUGH = 4_000_000
"""Bytes of ledgers in all from which on a second process saves more than it costs."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A repository looked at city by city.

    Attributes:
        province: its bangfu.yaml.
        diagnostics: everything that was found, of the seals only whether they are whole.
        figures: what each city adds to the tally that was asked for, by slug.
    """

    province: Province
    diagnostics: list[Diagnostic]
    figures: dict[str, list[Any]]


def survey(
    root: Path,
    today: date,
    keeper: Keeper | None = None,
    progress: Progress | None = None,
    asked: Asked | None = None,
) -> Survey | None:
    """Every finding, and every city's figures where they are asked for.

    None where the cities cannot be looked at apart: bangfu.yaml is broken or gives two cities one slug, or a file was
    changed meanwhile.

    Args:
        root: the repository.
        today: no event may be later.
        keeper: where results are kept from run to run.
        progress: is told each file's name when it was looked at.
        asked: the tally.
    """
    province, configuration, _findings = read_configuration(root)
    if province is None or configuration is None:
        return None
    if len({city.slug for city in province.cities}) < len(province.cities):
        return None
    cities, found = discover(root, province)
    order = Order(root, province, configuration, today, frozenset(stray.file for stray in found))
    sources = {configuration.name: configuration}
    read_seals(root, sources, found)
    try:
        extracts, counted = _looked_at(order, cities, asked, keeper, progress)
        broken = frozenset(each.at.file if each.at else each.file for each in found)
        broken = broken.union(file for each in extracts for file in each.broken)
        found += run_cities([each.facts for each in extracts], Context(province, today, broken))
        files = _Files(root, sources, extracts)
        placed = [*(one for each in extracts for one in each.placed), *place(found, files, files.span)]
    except _ChangedError:
        return None
    comments = [*comments_in(sources.values()), *(one for each in extracts for one in each.comments)]
    slugs = (city.slug for city in cities)
    return Survey(province, settle(placed, comments), dict(zip(slugs, counted, strict=True)))


@stage(mark("reading, checking and counting the cities"))
def _looked_at(
    order: Order, cities: Sequence[CityFiles], asked: Asked | None, keeper: Keeper | None, progress: Progress | None
) -> tuple[list[Extract], list[list[Any]]]:
    """Every city's extract and figures, kept or made; by several processes where that is worth it."""
    desks = [_Desk(order, city, asked, keeper) for city in cities]
    missing = [number for number, desk in enumerate(desks) if not desk.is_whole]
    sizes = {number: desks[number].size for number in missing}
    missing.sort(key=lambda number: -sizes[number])  # the largest first: so no process has much more than another

    def make(number: int) -> bytes:
        return b"\n".join(desks[number].made(order.province.cities[number]))

    size = sum(sizes.values())
    children = hands(len(missing)) if size > ENOUGH else 0
    expect(size // 3)  # a Chinese character has three bytes
    if children:
        registry()  # imported once for all
    for number, data in zip(missing, made(missing, make, children), strict=True):
        desks[number].extract, desks[number].figures = data.split(b"\n")  # JSON has none
        if progress:
            for name in cities[number].names:
                progress(name)
    return [decode(loads(desk.extract or b"")) for desk in desks], [loads(desk.figures or b"[]") for desk in desks]


class _Desk:
    """One city's results while they come in, as JSON."""

    def __init__(self, order: Order, city: CityFiles, asked: Asked | None, keeper: Keeper | None) -> None:
        self._order, self._city, self._asked = order, city, asked
        self._hashes = digests(order.root, city.names) if keeper is not None else None
        self._keeper = keeper if self._hashes is not None else None
        base = (order.configuration.digest, city, self._hashes)
        self._extract = key("extract", order.today, sorted(order.strays), *base)
        self._figures = key("figures", asked, *base)
        self.extract = self._keeper.get(self._extract) if self._keeper is not None else None
        self.figures = self._keeper.get(self._figures) if self._keeper is not None and asked else None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be made."""
        return self.extract is not None and (self.figures is not None or not self._asked)

    @property
    def size(self) -> int:
        """How much there is to read, in bytes."""
        size = 0
        for name in self._city.names:
            with suppress(OSError):
                size += (self._order.root / name).stat().st_size
        return size

    def made(self, city: City) -> tuple[bytes, bytes]:
        """The extract and the figures; what was not kept is made, and kept.

        Raises:
            _ChangedError: the files are not any more what is kept of them.
        """
        reading, book = read(self._order, city, self._city)
        hashes = {source.name: source.digest for source in own_sources(self._order, reading)}
        if self._hashes is not None and hashes != self._hashes:
            raise _ChangedError
        found, counted = self.extract, self.figures
        if found is None:
            found = dumps(encode(extract(self._order, reading, book)))
            if self._keeper is not None:
                self._keeper.put(self._extract, found)
        if counted is None:
            counted = dumps(figures(self._order.province, book, self._asked) if self._asked else [])
            if self._keeper is not None and self._asked:
                self._keeper.put(self._figures, counted)
        return found, counted


class _ChangedError(Exception):
    """A file is not what an extract was made from."""


class _Files(Mapping[str, Source]):
    """The files, read again where a finding is in them: those of all cities are not held at once."""

    def __init__(self, root: Path, read: Mapping[str, Source], extracts: Sequence[Extract]) -> None:
        self._root = root
        self._digests = {name: digest for each in extracts for name, digest in each.digests.items()}
        self._read = dict(read)
        self._places: dict[str, Places] = {}

    def __getitem__(self, name: str) -> Source:
        if name not in self._read:
            expected = self._digests[name]
            source, _findings = read_source(self._root / name, name)
            if source is None or source.digest != expected:
                raise _ChangedError
            self._read[name] = source
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read.keys() | self._digests.keys())

    def __len__(self) -> int:
        return len(self._read.keys() | self._digests.keys())

    def span(self, place: Place) -> Span | None:
        """The exact span of a place."""
        source = self.get(place.file)
        if source is None:
            return None
        if place.file not in self._places:
            self._places[place.file] = Places(source, configuration_keys() if place.file == NAME else None)
        return self._places[place.file].span(place)
