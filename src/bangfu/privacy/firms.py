"""Every enterprise that a Book names, and its pseudonym: 某企业 and a tag."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.merge.book import Book, CityBook
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.ledger import Pledger
from bangfu.model.province import SUFFIXES, Province
from bangfu.privacy.lexicon import Lexicon
from bangfu.privacy.names import fold, forms
from bangfu.privacy.tags import Tags

UNNAMED = f"某{Kind.ENTERPRISE}"


class Firms:
    """The enterprises of a Book: those that are paired, and those that something else names."""

    def __init__(self, book: Book, tags: Tags) -> None:
        self._names = {city.city.slug: city.names for city in book.cities}
        kinds = {
            (city.city.slug, enterprise.name): enterprise.kind
            for city in book.cities
            for enterprise in city.enterprises()
        }
        for slug, name in _others(book):
            kinds.setdefault(self._thing(slug, name), Kind.ENTERPRISE)
        made = tags.of(kinds)
        self._pseudonyms = {thing: f"某{kind}{made[thing]}" for thing, kind in kinds.items()}

    def pseudonym(self, city: str, name: str) -> str | None:
        """What stands for a name or an alias in the city with that slug; None for what is no enterprise's."""
        return self._pseudonyms.get(self._thing(city, name))

    def lexicon(self, book: Book) -> Lexicon:
        """All forms in which free text may name them."""
        province = book.province
        places = {fold(place).text for place in places_of(province)}
        common = {fold(word).text for word in _common(province)}
        lexicon = Lexicon(UNNAMED, swallow=True)
        for (slug, name), pseudonym in self._pseudonyms.items():
            enterprise = self._names.get(slug, {}).get(name)
            for written in (name, *(enterprise.aliases if enterprise else ())):
                whole = fold(written).text
                for form in forms(written, _regions(province, slug, enterprise)):
                    if form.text not in places and (form.text == whole or form.text not in common):
                        lexicon.add(form, slug, pseudonym)
        return lexicon

    def _thing(self, city: str, name: str) -> tuple[str, str]:
        enterprise = self._names.get(city, {}).get(name)
        return city, enterprise.name if enterprise else name


def places_of(province: Province) -> Iterator[str]:
    """The names of the province and its cities, long and short: they name nobody."""
    yield from (province.province, _short(province.province))
    for city in province.cities:
        yield from (city.name, city.short)


def _common(province: Province) -> Iterator[str]:
    """The words of bangfu.yaml, which no shortened name is to be mistaken for."""
    for field, members in province.categories.items():
        yield from (field, *members)
    yield from (*province.channels, *province.sections)


def _regions(province: Province, slug: str, enterprise: Enterprise | None) -> Iterator[str]:
    yield from (province.province, _short(province.province))
    yield from (name for city in province.cities if city.slug == slug for name in (city.name, city.short))
    if enterprise and enterprise.district:
        yield from (enterprise.district, enterprise.district.rstrip("区县市"))


def _short(province: str) -> str:
    return next((province.removesuffix(end) for end in ("省", "自治区", *SUFFIXES) if province.endswith(end)), province)


def _others(book: Book) -> Iterator[tuple[str, str]]:
    """Names of enterprises that stand elsewhere than in a pairing, each with its city's slug."""
    for entry in book.province.roster:
        home = book.province.city(entry.city)
        yield home.slug if home else "", entry.name
    for city in book.cities:
        yield from ((city.city.slug, name) for name in _named(city))


def _named(city: CityBook) -> Iterator[str]:
    ledger = city.ledger
    if ledger is None:
        return
    yield from (case.issue.enterprise for case in city.cases)
    yield from (name for visit in ledger.visits for name in visit.visited)
    yield from (name for delivery in ledger.policies for name in delivery.delivered)
    yield from (pledge.party for pledge in ledger.commitments if pledge.by is Pledger.ENTERPRISE)
    yield from sorted(ledger.unread)
