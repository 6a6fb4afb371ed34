"""Parses a file that may be broken in places: a broken record is set aside, so that the others are still read."""

from __future__ import annotations

import re
from typing import NamedTuple

from bangfu.model.diagnostic import Finding
from bangfu.model.source import Source
from bangfu.read.nodes import Node, SyntaxProblem, compose
from bangfu.read.prescan import prescan

_ATTEMPTS = 50
_ITEM = re.compile(r"^( *)- ")
_TOP = re.compile(r"^[a-z_]+[ \t]*:")


class Composed(NamedTuple):
    """What could be composed, and what could not.

    `findings` has one entry for every place where the text is no YAML, `ranges` the lines (from 0) that were set aside
    for each, `aside` what stood there.
    """

    root: Node | None
    findings: list[Finding]
    aside: list[str]
    ranges: list[range]


def compose_source(source: Source, keys: frozenset[str]) -> Composed:
    """Pre-scans and composes a file. `keys` are the names that may begin a line in it.

    What the pre-scan has named is not reported a second time by the parser, which would blame a later line.
    """
    scan = prescan(source, keys)
    if not scan.safe:
        return Composed(None, scan.findings, [], [])
    composed = compose_what_can_be(scan.text, source.name)
    named = {finding.span.line - 1 for finding in scan.findings if finding.span}
    follow_ups = {
        index for index, lines in enumerate(composed.ranges) if not named.isdisjoint(lines)
    }
    syntax = [finding for index, finding in enumerate(composed.findings) if index not in follow_ups]
    return composed._replace(findings=[*scan.findings, *syntax])


def compose_what_can_be(text: str, file: str) -> Composed:
    """Composes `text`, setting broken records aside.

    After a syntax error the list entry (or the top-level section) in which it lies is replaced by blank lines, which
    keeps every other position, and the text is parsed again.
    """
    findings: list[Finding] = []
    aside: list[str] = []
    ranges: list[range] = []
    lines = text.split("\n")
    for _attempt in range(_ATTEMPTS):
        try:
            return Composed(compose("\n".join(lines)), findings, aside, ranges)
        except SyntaxProblem as problem:
            findings.append(problem.finding(file))
            mark = problem.context or problem.mark
            broken = _record_around(lines, min(mark.line, len(lines) - 1)) if mark else range(0)
            removed = [lines[index] for index in broken if lines[index].strip()]
            ranges.append(broken or range(len(lines)))
            if not removed:
                break
            aside += removed
            for index in broken:
                lines[index] = ""
    return Composed(None, findings, aside, ranges)


def _record_around(lines: list[str], number: int) -> range:
    """The lines (from 0) of the list entry, or of the top-level section, in which line `number` stands."""
    while number > 0 and not lines[number].strip():
        number -= 1
    first = number
    indent = _record_indent(lines, number)
    while first > 0 and not _begins(lines[first], indent):
        first -= 1
    last = first + 1
    while last < len(lines) and not _begins(lines[last], indent) and not _TOP.match(lines[last]):
        last += 1
    return range(first, last)


def _record_indent(lines: list[str], number: int) -> int | None:
    """The column of the outermost list dash above that line and below its section's key; None at the top level."""
    indent: int | None = None
    for line in reversed(lines[: number + 1]):
        if _TOP.match(line):
            break
        if (match := _ITEM.match(line)) and (indent is None or len(match[1]) < indent):
            indent = len(match[1])
    return indent


def _begins(line: str, indent: int | None) -> bool:
    if indent is None:
        return bool(_TOP.match(line))
    return bool(_TOP.match(line)) or line.startswith(" " * indent + "- ")
