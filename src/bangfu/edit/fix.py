"""`bangfu check --fix`: what was found, put right where there is one way only, proven, and looked at again."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bangfu.check.registry import registry
from bangfu.check.runner import diagnose
from bangfu.edit.comments import leaves
from bangfu.edit.desk import added
from bangfu.edit.phrase import tree_of
from bangfu.edit.write import Replacement, encoded
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.province import City
from bangfu.model.source import Source, Span
from bangfu.read import nodes
from bangfu.read.build import every_key
from bangfu.read.files import RefusedFile, decode, read_bytes
from bangfu.read.part import PartReading, read_part
from bangfu.read.places import Places
from bangfu.read.prescan import KIND_LIMIT, prescan
from bangfu.read.recover import compose_source

Look = Callable[[Mapping[str, Source]], list[Diagnostic]]
"""Checks the repository with the given sources in place of files on disk."""

Wanted = Callable[[Diagnostic], bool]

_ROUNDS = 30
_TRIES = 20
_WORK = 20_000_000
"""Characters that are read again, one finding at a time, where not all can be put right at once: some seconds."""

_STRUCTURE = ("BF110", "BF111", "BF112", "BF113", "BF120", "BF121", "BF122")
_READING = ("BF0", "BF1")
_CITY, _IGNORE = "BF201", "BF910"
_ENTRY = re.compile("[a-z]| {0,2}- ")
_KEYS = ("BF108", "BF107", "BF111")
"""Rules of what stands before a value: whether a key or an entry begins on the line now is what proves them."""

_WHOLE = frozenset({"BF101", "BF105"})
_ALIKE: dict[str, Callable[[str], str]] = {
    "BF104": lambda text: unicodedata.normalize("NFC", text),
    "BF207": str.upper,
}
"""In what form a record is the same before and after, of the rules that change how a value is written."""


@dataclass(slots=True)
class Fixed:
    """What was put right.

    Attributes:
        lines: how many lines, by file and code.
        texts: old and new text of the files that change.
        replacements: what is to be written.
        remaining: everything that is found afterwards.
    """

    lines: Counter[tuple[str, str]] = field(default_factory=Counter)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    replacements: list[Replacement] = field(default_factory=list)
    remaining: list[Diagnostic] = field(default_factory=list)


def fix(root: Path, cities: Mapping[str, City], look: Look, wanted: Wanted) -> Fixed:
    """Fixes in the ledgers what can be proven to be right then. Nothing is written; the caller holds the lock.

    Args:
        root: the repository.
        cities: the city of every ledger file.
        look: checks the repository.
        wanted: whether a finding is one that the user asked for.
    """
    fixed, now, before = Fixed(), dict[str, Source](), dict[str, bytes]()
    found = look(now)
    for _round in range(_ROUNDS):
        readable = not any(d.is_error and d.code.startswith(_READING) for d in found)
        progress = False
        for file, city in cities.items():
            own = [d for d in found if d.file == file and wanted(d)]
            source = _source(root, file, now, before) if any(registry()[d.code].fix for d in own) else None
            disk = None if file in now else before.get(file)
            if source and (step := _improved(source, disk, own, city, wanted, readable=readable)):
                progress = True
                now[file] = step[0]
                fixed.lines.update({(file, code): lines for code, lines in step[1].items()})
        if not progress:
            break
        found = look(now)
    for file, source in now.items():
        data = encoded(source.text, bom=source.bom)
        old, _findings = decode(before[file], file)
        fixed.texts[file] = (old.text if old else "", source.text)
        fixed.replacements.append(Replacement(file, before[file], data))
    fixed.remaining = found
    return fixed


def _source(root: Path, file: str, now: Mapping[str, Source], before: dict[str, bytes]) -> Source | None:
    """The file as it is by now; its bytes on disk are kept in `before`."""
    if file in now:
        return now[file]
    try:
        before[file] = read_bytes(root / file)
    except (OSError, RefusedFile):
        return None
    return decode(before[file], file)[0]


def _improved(
    source: Source, disk: bytes | None, found: Sequence[Diagnostic], city: City, wanted: Wanted, *, readable: bool
) -> tuple[Source, Counter[str]] | None:
    """The file with something put right, and how many lines by code; None where nothing can be.

    Slips of form in one record are put right together, as the record can be read only then. A comment counts as idle
    only where everything could be read: what it answers for may stand in what could not.
    """
    data = encoded(source.text, bom=source.bom) if disk is None else disk
    codes = sorted({d.code for d in found if registry()[d.code].fix and (readable or d.code != _IGNORE)})
    form = [diagnostic for diagnostic in found if diagnostic.code in _KEYS]
    slips = [code for code in _KEYS if form and wanted(replace(form[0], code=code))]  # one may hide another on its line
    for rules in [slips, *([code] for code in codes if code not in _KEYS)]:
        own = [diagnostic for diagnostic in found if diagnostic.code in rules]
        tries = max(_TRIES, _WORK // (1 + len(source.text)))
        single = sorted(([d] for d in own), key=lambda one: one[0].span or Span(0, 0, 0, 0), reverse=True)
        parts = _by_entry(source.text, own) if rules is slips else single
        all_of_them = _all_slips(source, own, rules, city) if rules is slips and own else own
        step = _together(source, data, rules, [all_of_them], city)
        step = step or _together(source, data, rules, parts[:tries], city)
        if step:
            return step
    return None


def _all_slips(source: Source, found: Sequence[Diagnostic], rules: Sequence[str], city: City) -> list[Diagnostic]:
    """The slips of form in the whole file: a hundred are reported, and with so many the file is not read at all."""
    slips, text = list(found), source.text
    for _round in range(_ROUNDS):
        if len(found) < KIND_LIMIT:
            break
        for code in rules:
            fix = registry()[code].fix
            text = (fix(text, found, city) if fix else None) or text
        scan = prescan(Source(source.name, text, source.digest), every_key())
        found = [slip for slip in diagnose(scan.findings, {}, lambda _place: None) if slip.code in rules]
        slips += found
    return slips


def _together(
    source: Source, data: bytes, rules: Sequence[str], batches: Sequence[Sequence[Diagnostic]], city: City
) -> tuple[Source, Counter[str]] | None:
    """The file with all those batches of findings put right that can be, one after the other."""
    lines = Counter[str]()
    for batch in batches:
        text, own = source.text, Counter[str]()
        for code in rules:
            fix = registry()[code].fix
            new = fix(text, batch, city) if fix and batch else None
            if new is not None and (new != text or code in _WHOLE):
                own[code] = max(1, len(_changed(text, new)))
                text = new
        after = Source(source.name, text, source.digest, source.bom)
        if own and encoded(text, bom=source.bom) != data and _proven(source, after, frozenset(own)):
            source, data = after, encoded(text, bom=source.bom)
            lines.update(own)
    return (source, lines) if lines else None


def _by_entry(text: str, found: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """The findings entry by entry of the file, for a file in which not all can be put right."""
    starts = [number for number, line in enumerate(text.split("\n"), 1) if _ENTRY.match(line)]
    entries: dict[int, list[Diagnostic]] = {}
    for diagnostic in found:
        entries.setdefault(bisect_right(starts, diagnostic.span.line if diagnostic.span else 1), []).append(diagnostic)
    return list(entries.values())


def _changed(before: str, after: str) -> list[int]:
    """The numbers of the lines that differ; none where the number of lines does."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        return []
    return [number for number, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]]


def _proven(before: Source, after: Source, codes: frozenset[str]) -> bool:
    """Whether reading `after` gives everything that reading `before` gave, and less of what the rules find."""
    old, new = read_part(before), read_part(after)
    if old.part and not _holds(new.part, old.part, codes):
        return False
    if not _WHOLE.isdisjoint(codes):
        return True
    if old.part and any(finding.code in _STRUCTURE for finding in added(old.findings, new.findings)):
        return False
    lines = _changed(before.text, after.text)
    if not codes.isdisjoint(_KEYS) and not _keys_on(before, after, lines):
        return False
    reading = {code for code in codes if code.startswith(_READING)}
    return not reading or _count(new, after, reading, lines) < _count(old, before, reading, lines)


def _holds(after: Part | None, before: Part, codes: Collection[str]) -> bool:
    """Whether every record of `before` is in `after`, the same and in the same order, and the city's name with them."""
    if after is None or (after.city != before.city and _CITY not in codes):
        return False
    alike = next((_ALIKE[code] for code in codes if code in _ALIKE), str)
    for section in SECTIONS:
        there = (alike(text) for text in _records(after, section))
        if not all(alike(text) in there for text in _records(before, section)):  # each search goes on from the last
            return False
    return True


def _records(part: Part, section: str) -> Iterator[str]:
    for record in getattr(part, section):
        yield json.dumps(tree_of(record), ensure_ascii=False)


def _keys_on(before: Source, after: Source, lines: Sequence[int]) -> bool:
    """Whether on every changed line something of the structure begins: an entry, and as many keys as were made."""
    root = compose_source(after, every_key()).root
    keys = Counter(key.start.line + 1 for key in _keys(root)) if root else Counter[int]()
    begins = {(leaf.start.line + 1, leaf.start.column) for leaf in leaves(root)} if root else set()
    old, new = before.text.split("\n"), after.text.split("\n")
    for number in lines:
        was, now = old[number - 1], new[number - 1]
        made = (was.count("：") - now.count("：")) or (len(now.strip()) > len(was.strip()))
        indent = len(now) - len(now.lstrip(" -[{"))
        if keys[number] < made or (number, indent) not in begins:
            return False
    return True


def _keys(node: nodes.Node) -> Iterator[nodes.Node]:
    """All keys below `node`."""
    for key, value in node.pairs if isinstance(node, nodes.Mapping) else ():
        yield key
        yield from _keys(value)
    for item in node.items if isinstance(node, nodes.Sequence) else ():
        yield from _keys(item)


def _count(reading: PartReading, source: Source, codes: Collection[str], lines: Sequence[int]) -> int:
    """How many findings of these codes stand on these lines."""
    places = Places(source)
    found = [finding for finding in reading.findings if finding.code in codes]
    spans = [finding.span or (finding.at and places.span(finding.at)) for finding in found]
    return sum(1 for span in spans if span and span.line in lines)
