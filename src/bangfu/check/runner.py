"""Runs the rules and turns findings into diagnostics with places and excerpts.

It goes in two steps, so that each city can be looked at by itself, in a process of its own: `place` puts findings at
their lines while the file is at hand, `settle` takes those of all cities together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from bangfu.check.facts import Facts, facts
from bangfu.check.registry import registry
from bangfu.check.rule import Context, Held, Rule
from bangfu.check.suppress import PUBLISHED, Ignore, comments_in, suppress
from bangfu.i18n import mark
from bangfu.lifecycle.replay import replay
from bangfu.merge.book import Book, CityBook
from bangfu.model.diagnostic import Diagnostic, Finding, Severity
from bangfu.model.source import AtLine, Place, Source, Span
from bangfu.stages import stage

Locate = Callable[[Place], Span | None]
_PRIVATE = "BF8"
_LONGEST = 25_000
"""Characters of a line that are shown with a finding: a value has at most 20,000. A file may be one line of 8 MiB."""


class Placed(NamedTuple):
    """A diagnostic, and the lines of its file at which a comment may suppress it."""

    diagnostic: Diagnostic
    lines: tuple[int, ...]


@stage(mark("checking rules"))
def run(book: Book, today: date, broken: Iterable[str] = (), besides: tuple[str, ...] = ()) -> list[Finding]:
    """What every rule finds in `book` as of `today`.

    Args:
        book: the ledgers.
        today: the day it is.
        broken: the files in which the reader has found problems.
        besides: beginnings of codes; those rules are left out, not even imported.
    """
    context = Context(book.province, today, frozenset(broken))
    rules = tuple(registry(besides).values())
    findings = [finding for city in book.cities for finding in run_city(city, context, rules)]
    return [*findings, *run_cities([facts(city) for city in book.cities], context, rules)]


def run_city(city: CityBook, context: Context, rules: Sequence[Rule] | None = None) -> Iterator[Finding]:
    """What the rules find that look at one city and its issues; `rules` are all by default."""
    rules = tuple(registry().values()) if rules is None else rules
    by_issue = [rule.issue for rule in rules if rule.issue]
    for case in city.cases:
        held = Held(case, replay(case.issue.events, context.today))
        for check in by_issue:
            yield from check(held, context)
    for rule in rules:
        if rule.city:
            yield from rule.city(city, context)


def run_cities(cities: Sequence[Facts], context: Context, rules: Sequence[Rule] | None = None) -> Iterator[Finding]:
    """What the rules find that look at all cities together or at bangfu.yaml; `rules` are all by default."""
    for rule in registry().values() if rules is None else rules:
        if rule.cities:
            yield from rule.cities(cities, context)
        if rule.province:
            yield from rule.province(context.province)


@stage(mark("checking rules"))
def diagnose(
    findings: Iterable[Finding], sources: Mapping[str, Source], locate: Locate, *, publish: bool = False
) -> list[Diagnostic]:
    """`place` and `settle` in one go, for findings and files that are all at hand."""
    return settle(place(findings, sources, locate), comments_in(sources.values()), publish=publish)


def place(findings: Iterable[Finding], sources: Mapping[str, Source], locate: Locate) -> list[Placed]:
    """Every finding with its span, its rule's name and severity, and the user's line."""
    findings = list(findings)
    desk = _Desk(sources, _located(findings, locate))
    return [Placed(_diagnostic(finding, desk), _lines(finding, desk.span(finding))) for finding in findings]


def settle(placed: Iterable[Placed], comments: Iterable[Ignore], *, publish: bool = False) -> list[Diagnostic]:
    """Diagnostics in the order of file, line and column.

    What a comment `# bangfu: ignore[CODE] reason` suppresses is left out; what is wrong with such a comment is added.
    With `publish` all findings on privacy are errors (`check --publish`).
    """
    found = suppress(placed, comments, publish=publish)
    if publish:
        found = [replace(one, severity=Severity.ERROR) if one.code.startswith(_PRIVATE) else one for one in found]
    return sorted(
        found,
        key=lambda d: (d.file, d.span.line if d.span else 0, d.span.column if d.span else 0, d.code),
    )


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
class _Desk:
    """What making diagnostics takes: the places that were looked up, and the files' lines, split once."""

    sources: Mapping[str, Source]
    spans: dict[Place, Span | None]
    rules: dict[str, Rule] = field(default_factory=registry)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def span(self, finding: Finding) -> Span | None:
        """Where the finding is."""
        return self.spans[finding.at] if finding.at else finding.span

    def line(self, file: str, number: int) -> str:
        """A line of a file, without its ending."""
        source = self.sources.get(file)
        if source is None:
            return ""
        if file not in self._lines:
            self._lines[file] = source.text.split("\n")
        lines = self._lines[file]
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


def _lines(finding: Finding, span: Span | None) -> tuple[int, ...]:
    """The finding's own line, and the first one of the record it is in."""
    records = [step.line for step in finding.at.path if isinstance(step, AtLine)] if finding.at else []
    return tuple(dict.fromkeys([*([span.line] if span else []), *records]))


def _located(findings: list[Finding], locate: Locate) -> dict[Place, Span | None]:
    """The span of every place that the findings speak of, file by file: finding one means reading its file again."""
    places = {finding.at for finding in findings if finding.at}
    places |= {other.at for finding in findings for other in finding.related if other.at}
    return {place: locate(place) for place in sorted(places, key=lambda place: place.file)}


def _diagnostic(finding: Finding, desk: _Desk) -> Diagnostic:
    rule = desk.rules[finding.code]
    file = finding.at.file if finding.at else finding.file
    span = desk.span(finding)
    related = tuple(
        replace(other, at=None, file=other.at.file, span=desk.spans[other.at]) if other.at else other
        for other in finding.related
    )
    shown = span is not None and span.column <= _LONGEST and rule.code not in PUBLISHED  # these would say all again
    excerpt = desk.line(file, span.line)[:_LONGEST] if span and shown else ""
    if rule.code.startswith(_PRIVATE):
        excerpt = re.sub("[0-9]", "*", excerpt)  # findings are printed in public places, such as a CI log
    if finding.at and finding.at.path == ("public_secret",):
        excerpt = "public_secret: …"
    return Diagnostic(rule.code, rule.slug, rule.severity, finding.message, file, span, excerpt, finding.hint, related)
