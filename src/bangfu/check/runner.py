"""Runs the rules over a Book and turns findings into diagnostics with places and excerpts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from bangfu.check.registry import registry
from bangfu.check.rule import Context, Held, Rule
from bangfu.check.suppress import suppress
from bangfu.i18n import mark
from bangfu.lifecycle.replay import replay
from bangfu.merge.book import Book
from bangfu.model.diagnostic import Diagnostic, Finding
from bangfu.model.source import Place, Source, Span
from bangfu.stages import stage

Locate = Callable[[Place], Span | None]
_PRIVATE = "BF8"


@stage(mark("checking rules"))
def run(book: Book, today: date, broken: Iterable[str] = (), besides: tuple[str, ...] = ()) -> list[Finding]:
    """What every rule finds in `book` as of `today`.

    Args:
        book: the ledgers.
        today: the day it is.
        broken: the files in which the reader has found problems.
        besides: beginnings of codes; those rules are left out, not even imported.
    """
    context = Context(book.province, book, today, frozenset(broken))
    rules = tuple(registry(besides).values())
    by_issue = [rule.issue for rule in rules if rule.issue]
    findings: list[Finding] = []
    for city in book.cities:
        for case in city.cases:
            held = Held(case, replay(case.issue.events, today))
            for check in by_issue:
                findings += check(held, context)
        for rule in rules:
            if rule.city:
                findings += rule.city(city, context)
    for rule in rules:
        if rule.book:
            findings += rule.book(book, context)
    return findings


@stage(mark("checking rules"))
def diagnose(findings: Iterable[Finding], sources: dict[str, Source], locate: Locate) -> list[Diagnostic]:
    """Diagnostics in the order of file, line and column, each with its rule's name, severity and the user's line.

    What a comment `# bangfu: ignore[CODE] reason` suppresses is left out; what is wrong with such a comment is added.
    """
    findings = list(findings)
    desk = _Desk(sources, _located(findings, locate))
    kept = suppress(findings, desk.span, sources)
    return sorted(
        (_diagnostic(finding, desk) for finding in kept),
        key=lambda d: (d.file, d.span.line if d.span else 0, d.span.column if d.span else 0, d.code),
    )


@dataclass(slots=True)
class _Desk:
    """What making diagnostics takes: the places that were looked up, and the files' lines, split once."""

    sources: dict[str, Source]
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
        replace(other, file=other.at.file, span=desk.spans[other.at]) if other.at else other
        for other in finding.related
    )
    excerpt = desk.line(file, span.line) if span else ""
    if rule.code.startswith(_PRIVATE):
        excerpt = re.sub("[0-9]", "*", excerpt)  # findings are printed in public places, such as a CI log
    if finding.at and finding.at.path == ("public_secret",):
        excerpt = "public_secret: …"
    return Diagnostic(rule.code, rule.slug, rule.severity, finding.message, file, span, excerpt, finding.hint, related)
