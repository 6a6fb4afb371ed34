"""Parses a file that may be broken in places: a broken record is set aside, so that the others are still read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.source import Source
from bangfu.read.canonical import as_canonical
from bangfu.read.layout import Section, split
from bangfu.read.nodes import LOOSE_LIMIT, Mapping, Node, Sequence, compose
from bangfu.read.prescan import KIND_LIMIT, Scan, prescan
from bangfu.read.syntax import SyntaxProblem, no_key, unclosed

_ATTEMPTS = 50
_WORK = 12_000_000
"""Characters after which no further attempt is made: a second's worth."""
_LARGE = 1_000_000
"""Characters from which on entries above the first error are not looked at again one by one."""
_MANY = 50_000
_FEW = 1_000

_SLIPS = ("BF106", "BF107", "BF108", "BF111")  # what the parser reads as something else, if it reads it at all
_ITEM = re.compile(r"^( *)- ")
_TOP = re.compile(r"^[a-z_]+[ \t]*:")


class Composed(NamedTuple):
    """What could be composed, and what could not.

    `findings` are the pre-scan's and the parser's; `aside` is the text that was set aside, `ranges` its lines (from 0);
    `suspect` are the other lines (from 1) on which the pre-scan has named a slip: what is read there means nothing.
    """

    root: Node | None
    findings: list[Finding]
    aside: list[str]
    ranges: list[range]
    suspect: frozenset[int] = frozenset()


def compose_source(source: Source, keys: frozenset[str], limit: int | None = None) -> Composed:
    """Pre-scans and composes a file. `keys` are the names that may begin a line in it; `limit` is that of `compose`.

    What the pre-scan has named is not reported a second time by the parser, which would blame a later line.
    """
    scan = prescan(source, keys)
    if not scan.safe:
        return Composed(None, scan.findings, [], [])
    return _judged(scan, compose_what_can_be(scan.text, source.name, limit))


def compose_rest(source: Source, keys: frozenset[str], whole: str) -> Composed | None:
    """The same for a file without its canonical records (fast.without); `whole` is its text with them.

    None where it is not certain that the whole file would have come out the same: trouble in what is left may then
    reach into what was taken out.
    """
    scan = prescan(source, keys)
    sections = split(source.text)
    if not scan.safe or sections is None:
        return None
    composed = _compose_entries(source, sections, whole)
    return composed and _judged(scan, composed)


def _judged(scan: Scan, composed: Composed) -> Composed:
    named = {finding.span.line - 1 for finding in scan.findings if finding.span}
    lines = scan.text.split("\n") if composed.ranges else []
    syntax = [
        finding
        for finding, broken in zip(composed.findings, composed.ranges, strict=True)
        if named.isdisjoint(_with_key_above(broken, lines))
    ]
    slips = {finding.span.line for finding in scan.findings if finding.span and finding.code in _SLIPS}
    suspect = frozenset(line for line in slips if not any(line - 1 in broken for broken in composed.ranges))
    return composed._replace(findings=[*scan.findings, *syntax], suspect=suspect)


def _compose_entries(source: Source, sections: list[Section], whole: str) -> Composed | None:
    """Composes a file whose broken entries, each no YAML by itself, can be set aside; None where they are not so.

    What is left must have an entry for every dash. Where the parser stops at the first broken entry, it would also stop
    there, or before, in the whole text: an open bracket does not last beyond the first colon of a canonical record.
    """
    lines = source.text.split("\n")
    composed = Composed(None, [], [], [])
    try:
        root = compose(source.text, LOOSE_LIMIT)
    except SyntaxProblem as problem:
        if problem.final:
            return None
        found = [*islice(_broken_entries(sections, source.name), KIND_LIMIT)]
        if not found or len(found) == KIND_LIMIT or any(_beyond(*each, lines, whole) for each in found):
            return None
        for finding, entry in found:
            _set_aside(composed, lines, _refined(finding, lines), entry)
        try:
            root = compose("\n".join(lines), LOOSE_LIMIT)
        except SyntaxProblem:
            return None
    starts = {entry.start + 1 for entry in composed.ranges}
    counts = [sum(chunk.line not in starts for chunk in section.chunks) for section in sections]
    if not isinstance(root, Mapping) or len(root.pairs) != len(sections):
        return None
    for count, (_key, value) in zip(counts, root.pairs, strict=True):
        if count and not (isinstance(value, Sequence) and not value.flow and len(value.items) == count):
            return None
    return composed._replace(root=root)


def _beyond(finding: Finding, entry: range, lines: list[str], whole: str) -> bool:
    """Whether what follows the entry may have to do with the finding: what is missing is missed there, or a quote that
    is not closed in it may be so there."""
    span = finding.span
    if span is None or not "".join(lines[span.line - 1 : entry.stop]).strip("# \t"):
        return True
    if finding.message != unclosed():
        return False
    quote = lines[span.line - 1][span.column - 1]
    return quote in "".join(lines[entry.stop :]) or sum(line.count(quote) for line in lines) < whole.count(quote)


def _with_key_above(broken: range, lines: list[str]) -> range:
    """`broken` and, where it begins at the left margin, the line above: a slip there makes one value of both."""
    top = broken and broken.start < len(lines) and _TOP.match(lines[broken.start])
    return range(broken.start - 1, broken.stop) if top else broken


def compose_what_can_be(text: str, file: str, limit: int | None = None) -> Composed:
    """Composes `text`, setting broken records aside.

    The list entry (or the top-level section) in which a syntax error lies is replaced by blank lines, which keeps every
    other position, and the text is parsed again. Where the layout shows the entries, all broken ones are found at once.
    """
    lines = text.split("\n")
    tried = Composed(None, [], [], [])
    work = 0
    for attempt in range(_ATTEMPTS):
        try:
            return tried._replace(root=compose("\n".join(lines), limit))
        except SyntaxProblem as problem:
            mark = problem.context or problem.mark
            broken = _record_around(lines, min(mark.line, len(lines) - 1)) if mark and not problem.final else range(0)
            found = [(problem.finding(file), broken)]
            if not attempt and broken:
                start = broken.start if len(text) > _LARGE else 0
                found = [*islice(_broken_entries(split(text) or (), file, start), KIND_LIMIT)] or found
            elif problem.final and not attempt:  # a slip may be why canonical entries are read one by one
                found = [*islice(_slips_among_canonical(text, file), KIND_LIMIT)] or found
            for finding, entry in found:
                _set_aside(tried, lines, _refined(finding, lines), entry)
            work += len(text)
            if not broken or not any(lines) or work > _WORK:
                break
    return tried


def _broken_entries(sections: Iterable[Section], file: str, start: int = 0) -> Iterator[tuple[Finding, range]]:
    """Every list entry from line `start` (from 0) on that is no YAML by itself: the finding in it, and its lines."""
    for section in sections:
        for chunk in section.chunks if len(section.chunks) < _MANY else ():
            if chunk.line <= start or as_canonical(section.name, chunk.text):
                continue
            try:
                compose(chunk.text)
            except SyntaxProblem as problem:
                first = chunk.line - 1
                yield problem.finding(file, first), range(first, first + chunk.text.count("\n"))


def _slips_among_canonical(text: str, file: str) -> Iterator[tuple[Finding, range]]:
    """The broken entries of a file in which nearly all others are canonical; none of another."""
    sections = split(text) or ()
    others = (chunk for one in sections for chunk in one.chunks if not as_canonical(one.name, chunk.text))
    if sum(1 for _chunk in islice(others, _FEW + 1)) <= _FEW:
        yield from _broken_entries(sections, file)


def _set_aside(tried: Composed, lines: list[str], finding: Finding, broken: range) -> None:
    tried.findings.append(finding)
    tried.ranges.append(broken or range(len(lines)))
    tried.aside.extend(lines[index] for index in broken if lines[index].strip())
    for index in broken:
        lines[index] = ""


def _refined(finding: Finding, lines: list[str]) -> Finding:
    """What the parser blames for its column, and the line itself shows to be something else."""
    span = finding.span
    if span is None or finding.code != "BF110" or span.line > len(lines):
        return finding
    line = lines[span.line - 1]
    before = line[: span.column - 1].rstrip()
    if line[span.column - 1 : span.column] == ":" and not before.strip(" -"):
        return replace(finding, message=no_key())
    if before[-1:] in ("'", '"') and "#" not in before:
        hint = _("a quote in a quoted text is written twice: '…''…', or the text is put in quotes of the other kind")
        return replace(finding, message=_("text stands after the closing quote"), hint=hint)
    return finding


def _record_around(lines: list[str], number: int) -> range:
    """The lines (from 0) of the list entry, or of the top-level section, in which line `number` stands."""
    while number > 0 and not lines[number].strip():
        number -= 1
    first = number
    indent = _record_indent(lines, number)
    begins = re.compile(_TOP.pattern if indent is None else f"{_TOP.pattern}|^ {{{indent}}}- ", re.MULTILINE)
    while first > 0 and not (lines[first][:1] and begins.match(lines[first])):
        first -= 1
    below = "\n".join(lines[first + 1 :])  # looked through in one go: it may be millions of lines
    end = begins.search(below)
    return range(first, first + 1 + below.count("\n", 0, end.start()) if end else len(lines))


def _record_indent(lines: list[str], number: int) -> int | None:
    """The column of the outermost list dash above that line and below its section's key; None at the top level."""
    indent: int | None = None
    for line in reversed(lines[: number + 1]):
        if _TOP.match(line):
            break
        if (match := _ITEM.match(line)) and (indent is None or len(match[1]) < indent):
            indent = len(match[1])
    return indent
