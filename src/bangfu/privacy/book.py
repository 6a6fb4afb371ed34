"""De-identifies a Book: the same events, days and counts, without the names (docs/privacy.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple, TypeVar, cast

from bangfu.merge.book import Book, CityBook, consolidate
from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event
from bangfu.model.ids import key as folded
from bangfu.model.issue import Issue
from bangfu.model.ledger import Commitment, Delivery, Ledger, Milestone, Part, Visit
from bangfu.model.province import BulletinWords, City, Province, RosterEntry, Team
from bangfu.model.record import Record
from bangfu.privacy.acquaintance import TEXTLESS, Acquaintance, fields_of

T = TypeVar("T")

_LABELS = frozenset(
    {
        "scope", "department", "to", "via", "category", "section", "tier", "tiers", "tags", "kind", "policy",
        "categories", "channels", "sections", "scoring",
    }
)  # fmt: skip
"""Texts that are grouped, counted or looked up by: two that differ stay different."""
_NOTHING: frozenset[str] = frozenset()
KEPT = {
    Province: frozenset({"format", "language", "layout"}),
    City: frozenset({"slug", "name", "prefix", "code"}),
    BulletinWords: frozenset({"templates"}),
    RosterEntry: frozenset({"city"}),
    Team: frozenset({"city"}),
    Part: frozenset({"city"}),
}
"""Texts that stay as they are, by the record they stand in: words of the program, and the names of cities."""


class Deidentified(NamedTuple):
    """What comes of it.

    Attributes:
        book: the public Book.
        doubtful: short names that stayed in free text because nothing around them says that they are names, and how
            often.
        beside: the records that were given beside the book.
    """

    book: Book
    doubtful: dict[str, int]
    beside: tuple[Record, ...] = ()


def deidentify(book: Book, beside: Sequence[tuple[City, Record]] = ()) -> Deidentified:
    """`book` for publication: no enterprise, person, number of a person or account, and no id of the ledgers in it.

    Every text is masked unless a rule below says otherwise, those of keys that are yet to be invented too. Counts,
    days, quantities and the order of everything stay, and so do all tallies but those by district, chain and team.

    Args:
        book: the ledgers.
        beside: records of cities that are told of and need not stand in the ledgers, such as issues taken out since.
    """
    if book.public:
        return Deidentified(book, {}, tuple(record for _city, record in beside))
    return _Rewriting(book, beside).result()


class _Rewriting:
    def __init__(self, book: Book, beside: Sequence[tuple[City, Record]]) -> None:
        self._book, self._beside = book, beside
        known = Acquaintance(book, beside)
        self._tags, self._firms, self._ids = known.tags, known.firms, known.ids
        self._doubtful = known.names.doubtful
        self._people, self._masking = known.people, known.masking
        self._leaders: dict[tuple[str, str], str] = {}
        self._districts: dict[str, set[str]] = {}
        self._meet_leaders()

    def result(self) -> Deidentified:
        """The public Book."""
        province = replace(self._rewritten(self._book.province, ""), public_secret=None)
        ledgers = [self._ledger(city.ledger, city.city.slug) for city in self._book.cities if city.ledger]
        public = replace(consolidate(province, ledgers), public=True)
        beside = tuple(self._rewritten(record, city.slug) for city, record in self._beside)
        return Deidentified(public, dict(self._doubtful), beside)

    def _ledger(self, ledger: Ledger, slug: str) -> Ledger:
        parts = tuple(self._rewritten(part, slug) for part in ledger.parts)
        return Ledger(ledger.slug, ledger.city, parts)

    def _meet_leaders(self) -> None:
        """Settles what is said of each leader: the office, with a tag where two of a city would be the same."""
        for city in self._book.cities:
            slug = city.city.slug
            self._districts[slug] = _counted_scopes(city)
            leaders = dict.fromkeys(enterprise.leader for enterprise in city.enterprises() if enterprise.leader)
            roles = {leader: self._people.role_of(leader) for leader in leaders}
            for leader, role in roles.items():
                alone = role == leader or [*roles.values()].count(role) == 1
                self._leaders[slug, leader] = role if alone else f"{role}（{self._tags.one(slug, leader)}）"

    def _rewritten(self, record: T, slug: str) -> T:
        """A record with every text in it masked."""
        owner: Any = type(record)
        kept = KEPT.get(owner, _NOTHING)
        changes = {}
        for name in fields_of(owner):
            value = getattr(record, name)
            rule = _RULES.get((owner, name))
            if rule:
                changes[name] = rule(self, record, slug)
            elif name == "file":
                changes[name] = self._file(value)
            elif name not in kept:
                changes[name] = self._value(value, self._label if name in _LABELS else self._text, slug)
        return cast("T", replace(cast("Any", record), **changes))

    def _value(self, value: Any, of: Callable[[str, str], str], slug: str) -> Any:
        if type(value) in TEXTLESS or isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return of(value, slug)
        if isinstance(value, tuple):
            return tuple(self._value(item, of, slug) for item in value)
        if isinstance(value, dict):
            return {of(name, slug): self._value(item, of, slug) for name, item in value.items()}
        return self._rewritten(value, slug)

    def _text(self, text: str, slug: str) -> str:
        return self._masking.text(text, slug)

    def _label(self, text: str, slug: str) -> str:
        """A label; one that had to be changed gets a tag, so that it is not taken for another."""
        firm = self._firms.pseudonym(slug, text)
        if firm:
            return firm
        masked = self._masking.text(text)
        return masked if masked == text else f"{masked}（{self._tags.one('label', text)}）"

    def firm(self, name: str, slug: str) -> str:
        return self._firms.pseudonym(slug, name) or self._text(name, slug)

    def party(self, pledge: Commitment, slug: str) -> str:
        return self._label(pledge.party, slug)

    def id(self, identity: str, slug: str) -> str:
        return self._ids.get(folded(identity)) or self._text(identity, slug)

    def _file(self, name: str) -> str:
        """A ledger's own file is named by its city; a part may be named by anything."""
        folder, _, part = name.rpartition("/")
        return name if folder.count("/") == 0 else f"{folder}/{self._tags.one('file', part)}.yaml"

    def leader(self, enterprise: Enterprise, slug: str) -> str | None:
        return self._leaders[slug, enterprise.leader] if enterprise.leader else None

    def district(self, enterprise: Enterprise, slug: str) -> str | None:
        """Left out, but where a sentence of the ledger counts by it: its figures must stay the same."""
        district = enterprise.district
        return self._label(district, slug) if district and district in self._districts[slug] else None

    def nameless(self, text: str | None, slug: str) -> str | None:
        return text if text and self._text(text, slug) == text else None

    def roster(self, entry: RosterEntry, _slug: str) -> str:
        city = self._book.province.city(entry.city)
        return self.firm(entry.name, city.slug if city else "")


_Rule = Callable[[_Rewriting, Any, str], Any]
_RULES: dict[tuple[type[Any], str], _Rule] = {
    (Enterprise, "name"): lambda to, record, slug: to.firm(record.name, slug),
    (Enterprise, "aliases"): lambda _to, _record, _slug: (),
    (Enterprise, "uscc"): lambda _to, _record, _slug: None,
    (Enterprise, "district"): _Rewriting.district,
    (Enterprise, "chain"): lambda _to, _record, _slug: None,
    (Enterprise, "leader"): _Rewriting.leader,
    (Enterprise, "station"): lambda to, record, slug: to.nameless(record.station, slug),
    (Enterprise, "team"): lambda to, record, slug: to.nameless(record.team, slug),
    (Issue, "id"): lambda to, record, slug: to.id(record.id, slug),
    (Issue, "was"): lambda _to, _record, _slug: (),
    (Issue, "enterprise"): lambda to, record, slug: to.firm(record.enterprise, slug),
    (Event, "into"): lambda to, record, slug: to.id(record.into, slug) if record.into else None,
    (Visit, "visited"): lambda to, record, slug: tuple(to.firm(name, slug) for name in record.visited),
    (Delivery, "delivered"): lambda to, record, slug: tuple(to.firm(name, slug) for name in record.delivered),
    (Milestone, "project"): lambda to, record, slug: to.firm(record.project, slug),
    (Commitment, "party"): _Rewriting.party,
    (RosterEntry, "name"): _Rewriting.roster,
}


def _counted_scopes(city: CityBook) -> set[str]:
    """The scopes that a measure gives figures of ({reported} and the like)."""
    measures = city.ledger.measures if city.ledger else ()
    return {measure.scope for measure in measures if measure.scope and "{" in measure.text}
