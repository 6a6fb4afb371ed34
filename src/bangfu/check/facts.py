"""What the rules over all cities look at, without the records: small enough to be kept and sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bangfu.merge.book import CityBook
from bangfu.model.enterprise import Enterprise
from bangfu.model.event import EventType
from bangfu.model.source import AtLine, Place


class Named(NamedTuple):
    """An issue's id and where the issue begins; `was` are the ids that it had before."""

    id: str
    file: str
    line: int
    was: tuple[str, ...] = ()

    def at(self, *path: str | int) -> Place:
        """The place of the value at `path` in the issue."""
        return Place(self.file, ("issues", AtLine(self.line), *path))


class Pointing(NamedTuple):
    """An event that sends its issue back into another one; whether it `holds`: the issue was not reopened since."""

    id: str
    into: str
    place: Place
    holds: bool


class Facts(NamedTuple):
    """One city's.

    Attributes:
        city: its name.
        issues: in the order of the files.
        unread: the ids of issues that could not be read, and their places.
        pointing: every `into`.
        enterprises: the paired enterprises, cut down to name, credit code, kind and days.
    """

    city: str
    issues: tuple[Named, ...] = ()
    unread: tuple[tuple[str, Place], ...] = ()
    pointing: tuple[Pointing, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()


def facts(book: CityBook) -> Facts:
    """Those of a city."""
    return Facts(
        book.city.name,
        tuple(Named(each.id, each.file, each.line, each.was) for case in book.cases if (each := case.issue)),
        book.ledger.unread_ids if book.ledger else (),
        tuple(_pointing(book)),
        tuple(_cut_down(enterprise) for enterprise in book.enterprises()),
    )


def _pointing(book: CityBook) -> Iterator[Pointing]:
    for case in book.cases:
        issue = case.issue
        for index, event in enumerate(issue.events):
            if event.into is not None:
                reopened = any(later.type is EventType.REOPEN for later in issue.events[index:])
                yield Pointing(issue.id, event.into, issue.at("issues", "events", index, "into"), not reopened)


def _cut_down(enterprise: Enterprise) -> Enterprise:
    return Enterprise(
        name=enterprise.name,
        uscc=enterprise.uscc,
        kind=enterprise.kind,
        since=enterprise.since,
        until=enterprise.until,
        file=enterprise.file,
        line=enterprise.line,
    )
