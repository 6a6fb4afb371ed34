"""Which issues and entries make the difference between what was published and what the ledgers give now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from bangfu import git
from bangfu.history.difference import EVENTS, ORDER, Change, Kind, changes
from bangfu.history.judge import day_of
from bangfu.history.snapshot import snapshot
from bangfu.merge.book import Book, Case, CityBook
from bangfu.model.issue import Issue
from bangfu.model.ledger import Ledger, Opening, Part
from bangfu.model.period import Period
from bangfu.model.province import City
from bangfu.model.record import Record
from bangfu.read.repository import Reading, read_repository
from bangfu.seal.cause import Cause
from bangfu.seal.compare import Difference
from bangfu.seal.figures import counted

_UNPUBLISHED = ("enterprises", "assertions")
_OF_ISSUE = ("", EVENTS, ORDER, "id", "title", "category")


def causes(root: Path, book: Book, now: Reading, found: Sequence[Difference]) -> list[tuple[Cause, ...] | None]:
    """For each difference what makes it; None where git does not hold what was sealed.

    A total has the causes of all cities.
    """

    @cache
    def since(commit: str) -> list[Change] | None:
        try:
            if git.toplevel(root) is None or git.commit(root, commit) is None:
                return None
            with snapshot(root, commit) as folder:
                before = read_repository(folder)
        except git.GitError:
            return None
        return list(changes(before.ledgers, now.ledgers))

    slugs = {city.city.name: city.city.slug for city in book.cities}
    made: list[tuple[Cause, ...] | None] = []
    for difference in found:
        known = since(difference.stated.commit) if difference.stated.commit else None
        if known is None:
            made.append(None)
            continue
        slug = slugs.get(difference.city)
        mine = [change for change in known if slug in (None, change.city) and _bears(change, difference)]
        made.append(tuple(_causes(mine, difference, book)))
    return made


def _bears(change: Change, difference: Difference) -> bool:
    """Whether a change is of something that was published with the period."""
    if change.section in _UNPUBLISHED or (change.section == "issues" and change.field not in _OF_ISSUE):
        return False
    records = [record for record in (change.old, change.new) if record]
    whole = change.section != "issues" or change.field != EVENTS
    days = [day_of(each) for each in (records if whole else (change.before, change.after))]
    return any(day <= difference.seal.as_of for day in days if day)


def _causes(found: Sequence[Change], difference: Difference, book: Book) -> Iterator[Cause]:
    """The changes by the record that they are of."""
    records: dict[tuple[str, int, int], list[Change]] = {}
    for change in found:
        records.setdefault((change.section, id(change.old), id(change.new)), []).append(change)
    cities = {city.city.slug: city.city for city in book.cities}
    for of_one in records.values():
        old, new = of_one[0].old, of_one[0].new
        record = new or old
        assert record is not None  # noqa: S101 - a change is of something that was there or is there
        late = all(change.kind is Kind.ADDED for change in of_one)
        city = cities.get(of_one[0].city)
        bears = _figures(old, new, city, difference, book) if city else frozenset()
        yield Cause(city.name if city else of_one[0].city, of_one[0].section, record, new is not None, late, bears)


def _figures(old: Record | None, new: Record | None, city: City, difference: Difference, book: Book) -> frozenset[str]:
    """The figures that a record bears on: those that it alone would give differently before and after."""
    period = Period.from_key(difference.seal.period)
    before, after = (
        dict(counted(Book(book.province, (_alone(city, each),)), period)[city.name].stated()) for each in (old, new)
    )
    return frozenset(name for name in {*before, *after} if before.get(name, "0") != after.get(name, "0"))


def _alone(city: City, record: Record | None) -> CityBook:
    """A city that holds nothing but one record."""
    issues = (record,) if isinstance(record, Issue) else ()
    opening = (record,) if isinstance(record, Opening) else ()
    ledger = Ledger(city.slug, city.name, (Part(city=city.name, issues=issues, opening=opening),))
    return CityBook(city, ledger, {}, tuple(Case(city, issue, None) for issue in issues))
