"""Runs the rules over a Book and turns findings into diagnostics with places and excerpts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from bangfu.check.registry import registry
from bangfu.check.rule import Context, Held, Rule
from bangfu.lifecycle.replay import replay
from bangfu.merge.book import Book
from bangfu.model.diagnostic import Diagnostic, Finding
from bangfu.model.source import Place, Source, Span


def run(book: Book, today: date) -> list[Finding]:
    """What every rule finds in `book` as of `today`."""
    context = Context(book.province, book, today)
    rules = tuple(registry().values())
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


def diagnose(
    findings: Iterable[Finding], sources: dict[str, Source], locate: Callable[[Place], Span | None]
) -> list[Diagnostic]:
    """Diagnostics in the order of file, line and column, each with its rule's name, severity and the user's line."""
    rules = registry()
    ordered = sorted(findings, key=lambda finding: finding.at.file if finding.at else finding.file)
    diagnostics = [_diagnostic(finding, rules[finding.code], sources, locate) for finding in ordered]
    return sorted(
        diagnostics, key=lambda d: (d.file, d.span.line if d.span else 0, d.span.column if d.span else 0, d.code)
    )


def _diagnostic(
    finding: Finding, rule: Rule, sources: dict[str, Source], locate: Callable[[Place], Span | None]
) -> Diagnostic:
    file = finding.at.file if finding.at else finding.file
    span = locate(finding.at) if finding.at else finding.span
    source = sources.get(file)
    related = tuple(
        replace(other, file=other.at.file, span=locate(other.at)) if other.at else other for other in finding.related
    )
    excerpt = source.line(span.line) if source and span else ""
    return Diagnostic(rule.code, rule.slug, rule.severity, finding.message, file, span, excerpt, finding.hint, related)
