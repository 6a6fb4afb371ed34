"""A survey: every city's extract, and what the rules over all cities make of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bangfu.check.rule import Context
from bangfu.check.runner import place, run_cities, settle
from bangfu.check.suppress import comments_in
from bangfu.extract.children import share
from bangfu.extract.codec import dumps, loads
from bangfu.extract.encode import decode, encode
from bangfu.extract.extract import Extract, Order, extract
from bangfu.extract.keys import Keeper, digests, key
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.seal import FOLDER
from bangfu.model.source import Place, Source, Span
from bangfu.read.configuration import NAME, configuration_keys, read_configuration
from bangfu.read.discover import CityFiles, discover
from bangfu.read.files import read_source
from bangfu.read.places import Places

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Survey:
    """A repository looked at city by city.

    Attributes:
        extracts: one a city, in the official order.
        diagnostics: everything that was found.
    """

    order: Order
    extracts: tuple[Extract, ...]
    diagnostics: list[Diagnostic]


def survey(root: Path, today: date, keeper: Keeper | None = None, progress: Progress | None = None) -> Survey | None:
    """Every city's extract and every finding.

    None where the cities cannot be looked at apart: bangfu.yaml is broken or gives two cities one slug, there are
    seals, which are compared with the records, or a file was changed meanwhile.

    Args:
        root: the repository.
        today: no event may be later.
        keeper: where extracts are kept from run to run.
        progress: is told each file's name when it was looked at.
    """
    province, configuration, _findings = read_configuration(root)
    if province is None or configuration is None or os.path.lexists(root / FOLDER):
        return None
    if len({city.slug for city in province.cities}) < len(province.cities):
        return None
    cities, strays = discover(root, province)
    order = Order(root, province, configuration, today, frozenset(stray.file for stray in strays))
    extracts = tuple(_extracts(order, cities, keeper, progress))
    broken = order.strays.union(file for each in extracts for file in each.broken)
    found = [*strays, *run_cities([each.facts for each in extracts], Context(province, today, broken))]
    try:
        sources = _Sources(order, extracts)
        placed = [*(one for each in extracts for one in each.placed), *place(found, sources, sources.span)]
    except _ChangedError:
        return None
    comments = [*comments_in([configuration]), *(one for each in extracts for one in each.comments)]
    return Survey(order, extracts, settle(placed, comments))


def _extracts(
    order: Order, cities: Sequence[CityFiles], keeper: Keeper | None, progress: Progress | None
) -> Iterator[Extract]:
    """Every city's, kept or made; those that must be made by several processes where that is worth it."""
    hashes = [digests(order.root, city.names) if keeper else None for city in cities]
    keys = [_key(order, city, known) if known is not None else None for city, known in zip(cities, hashes, strict=True)]
    kept = [keeper.get(key) if keeper and key else None for key in keys]
    missing = [number for number, data in enumerate(kept) if data is None]

    def make(at: int) -> bytes:
        number = missing[at]
        return dumps(encode(extract(order, order.province.cities[number], cities[number])))

    def done(at: int) -> None:
        if progress:
            for name in cities[missing[at]].names:
                progress(name)

    sizes = [_size(order.root, cities[number]) for number in missing]
    made = dict(zip(missing, share(sizes, make, done), strict=True))
    for number, known in enumerate(kept):
        result = decode(loads(known or made[number]))
        name = keys[number]
        if keeper and name and known is None and result.digests == hashes[number]:
            keeper.put(name, made[number])
        yield result


def _key(order: Order, city: CityFiles, known: dict[str, str]) -> str:
    return key("extract", order.configuration.digest, order.today, sorted(order.strays), city, known)


def _size(root: Path, city: CityFiles) -> int:
    size = 0
    for name in city.names:
        with suppress(OSError):
            size += (root / name).stat().st_size
    return size


class _ChangedError(Exception):
    """A file is not what an extract was made from."""


class _Sources(Mapping[str, Source]):
    """The files, read again where a finding is in them: those of all cities are not held at once."""

    def __init__(self, order: Order, extracts: Sequence[Extract]) -> None:
        self._root = order.root
        self._digests = {name: digest for each in extracts for name, digest in each.digests.items()}
        self._read = {order.configuration.name: order.configuration}
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
