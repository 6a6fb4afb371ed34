"""An extract as plain data, and the reverse."""

from __future__ import annotations

from typing import Any

from bangfu.check.facts import Facts, Named, Pointing
from bangfu.check.runner import Placed
from bangfu.check.suppress import Ignore
from bangfu.extract.codec import from_day, from_diagnostic, from_place, to_day, to_diagnostic, to_place
from bangfu.extract.extract import Extract
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.source import Span


def encode(extract: Extract) -> dict[str, Any]:
    """An extract as plain data."""
    return {
        "digests": extract.digests,
        "placed": [[from_diagnostic(diagnostic), lines] for diagnostic, lines in extract.placed],
        "comments": [
            [each.file, each.line, each.codes, each.reasoned, each.span, each.excerpt] for each in extract.comments
        ],
        "broken": extract.broken,
        "facts": _from_facts(extract.facts),
    }


def decode(data: dict[str, Any]) -> Extract:
    """The reverse of `encode`."""
    return Extract(
        data["digests"],
        tuple(Placed(to_diagnostic(diagnostic), tuple(lines)) for diagnostic, lines in data["placed"]),
        tuple(
            Ignore(file, line, tuple((code, Span(*at)) for code, at in codes), reasoned, Span(*span), excerpt)
            for file, line, codes, reasoned, span, excerpt in data["comments"]
        ),
        tuple(data["broken"]),
        _to_facts(data["facts"]),
    )


def _from_facts(facts: Facts) -> list[Any]:
    return [
        facts.city,
        facts.issues,
        [[identity, from_place(place)] for identity, place in facts.unread],
        [[identity, into, from_place(place), holds] for identity, into, place, holds in facts.pointing],
        [
            [each.name, each.uscc, each.kind.value, from_day(each.since), from_day(each.until), each.file, each.line]
            for each in facts.enterprises
        ],
    ]


def _to_facts(data: list[Any]) -> Facts:
    city, issues, unread, pointing, enterprises = data
    return Facts(
        city,
        tuple(Named(identity, file, line, tuple(was)) for identity, file, line, was in issues),
        tuple((identity, to_place(place)) for identity, place in unread),
        tuple(Pointing(identity, into, to_place(place), holds) for identity, into, place, holds in pointing),
        tuple(
            Enterprise(
                name=name, uscc=uscc, kind=Kind(kind), since=to_day(since), until=to_day(until), file=file, line=line
            )
            for name, uscc, kind, since, until, file, line in enterprises
        ),
    )
