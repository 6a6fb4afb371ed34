"""One ledger file, from text to a Part: by the fast lane, or precisely, what is broken being set aside and reported."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple

from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.fields import Text
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.record import Record
from bangfu.model.source import AtLine, Place, Source, Span, Step
from bangfu.read.build import Builder, capped, every_key, expect, type_record, type_records
from bangfu.read.fast import Batch, batches, narrowed, typed, without
from bangfu.read.nodes import LOOSE_LIMIT, Mapping, Node, Scalar, Sequence
from bangfu.read.prescan import KIND_LIMIT
from bangfu.read.recover import Composed, compose_rest, compose_source

Path = tuple[Step, ...]
_NAME = re.compile(r"(?:^ *(?:- )?|[{,] *)(?:name|aliases): *(\[[^\]\n]*|[^,{}#\n]+)", re.MULTILINE)


class PartReading(NamedTuple):
    """What one ledger file holds: the part (None: nothing could be read), its problems, and what was not read.

    Of the latter, the names of enterprises, and the ids of issues with their places.
    """

    part: Part | None
    findings: list[Finding]
    unread: frozenset[str] = frozenset()
    unread_ids: tuple[tuple[str, Place], ...] = ()


class Prepared(NamedTuple):
    """A ledger file half read: its canonical records as JSON, and the reading of all the rest."""

    batches: list[Batch]
    rest: PartReading


def read_part(source: Source) -> PartReading:
    """The content of one ledger file with every problem in it."""
    return finish(source, prepare(source))


def read_precisely(source: Source) -> PartReading:
    """The same without the fast lane: every finding with its exact place."""
    return _capped(_built(source, compose_source(source, every_key(), LOOSE_LIMIT)))


def prepare(source: Source) -> Prepared:
    """What of reading a file another process may do, so that little is left to do in this one."""
    expect(len(source.text))
    found = batches(source)
    rest = _rest(source, found)
    return Prepared(found, rest) if rest else Prepared([], read_precisely(source))


def finish(source: Source, prepared: Prepared) -> PartReading:
    """The content of a file that was prepared. Canonical records with a wrong value are read again with the rest."""
    if not prepared.batches:
        return prepared.rest
    records: dict[str, list[Record]] = {}
    kept: list[Batch] = []
    for batch in prepared.batches:
        some, wrong = typed(batch)
        if wrong:
            batch = narrowed(source, batch, wrong)  # noqa: PLW2901
            some, _none = typed(batch)
        kept.append(batch)
        records.setdefault(batch.section, []).extend(some)
    rest = prepared.rest if kept == prepared.batches else _rest(source, kept)
    if rest is None or rest.part is None:
        return read_precisely(source)
    whole: dict[str, Any] = {}
    for section, some in records.items():
        whole[section] = tuple(sorted([*some, *getattr(rest.part, section)], key=attrgetter("line")))
    return rest._replace(part=replace(rest.part, **whole))


def _rest(source: Source, found: list[Batch]) -> PartReading | None:
    """The file without its canonical records; None where there are none, or they may have to do with its problems.

    They have after a hundred problems: how many more are counted depends on the whole.
    """
    if not found:
        return None
    rest = without(source, found)
    composed = compose_rest(rest, every_key(), source.text)
    reading = composed and _built(rest, composed)
    return reading if reading and reading.part and len(reading.findings) <= KIND_LIMIT else None


def _capped(reading: PartReading) -> PartReading:
    return reading._replace(findings=capped(reading.findings))


def _built(source: Source, composed: Composed) -> PartReading:
    """The records that the nodes hold, and the findings, however many."""
    findings = composed.findings
    root = composed.root
    empty = root is None or (isinstance(root, Scalar) and root.missing)
    if root is None or empty or (composed.aside and not isinstance(root, Mapping)):
        if not findings:
            message = _("the file is empty; it needs at least “city: …”")
            findings.append(Finding("BF123", message, file=source.name, span=Span(1, 1, 1, 1)))
        return PartReading(None, findings, frozenset(_names(source.text)))
    builder = Builder(source.name)
    data = builder.record(root, Part, ())
    values, problems = _typed(data, source.name)
    suspects = _records_on(root, composed.suspect)
    broken = {f.at.path[:2] for f in problems if f.at} | suspects
    reported = {f.at.path for f in builder.findings if f.at}
    problems = [f for f in problems if f.at is None or f.at.path not in reported]
    patchy = bool(composed.aside) or len(suspects) < len(composed.suspect)
    for finding in (*builder.findings, *problems):
        if not _follows(finding, builder, suspects, patchy=patchy):
            findings.append(_by_line(_at_key(finding, builder), data))
    unread = {*_names("\n".join(composed.aside)), *_broken_names(data, broken, len(values.get("enterprises", ())))}
    for section, records in values.items():
        values[section] = tuple(r for i, r in enumerate(records) if r is not None and (section, i) not in broken)
    city = data.get("city")
    part = Part(city=city if isinstance(city, str) and city else "?", file=source.name, **values)
    return PartReading(part, findings, frozenset(unread), tuple(_broken_ids(data, broken, source.name)))


def _typed(data: dict[str, Any], file: str) -> tuple[dict[str, Any], list[Finding]]:
    """The records by section (None for a wrong one), and what is wrong with them and with the city's name."""
    findings = _city(data, file)
    values: dict[str, Any] = {}
    for section, owner in SECTIONS.items():
        if section in data:
            values[section], problems = type_records(data[section], owner, file, section)
            findings += problems
    return values, findings


def _city(data: dict[str, Any], file: str) -> list[Finding]:
    """What is wrong with the city's name."""
    if "city" not in data:
        return [Finding("BF123", _("“{key}” is missing", key="city"), Place(file))]
    return type_record(data["city"], Text, file, ("city",))[1]


def _records_on(root: Node, lines: frozenset[int]) -> set[Path]:
    """The records, as (section, index), on whose lines something odd stands that is reported already."""
    found: set[Path] = set()
    for key, value in root.pairs if isinstance(root, Mapping) and lines else ():
        if isinstance(key, Scalar) and isinstance(value, Sequence):
            starts = [item.start.line + 1 for item in value.items]
            end = value.end.line + (1 if value.flow else 0)
            for line in lines:
                index = bisect_right(starts, line) - 1
                if index >= 0 and line <= max(end, starts[index]):
                    found.add((key.text, index))
    return found


def _follows(finding: Finding, builder: Builder, suspects: set[Path], *, patchy: bool) -> bool:
    """Whether `finding` only follows from something that is reported already.

    So it is with anything in a record that has an odd line; with a missing key that stands there mistyped; and, where
    text of the file was set aside, with what is missing at its top.
    """
    path = finding.at.path if finding.at else ()
    if path[:2] in suspects:
        return True
    if builder.explains(finding):
        return True
    return patchy and finding.at is not None and (not path or (len(path) == 1 and "：" in str(path[0])))


def _at_key(finding: Finding, builder: Builder) -> Finding:
    """A missing value is shown at its key, where that stands there."""
    if finding.code != "BF123" or finding.at is None:
        return finding
    path = (*finding.at.path, str(finding.message.args.get("key")))
    return replace(finding, at=Place(finding.at.file, path, key=True)) if path in builder.blank else finding


def _by_line(finding: Finding, data: dict[str, Any]) -> Finding:
    """The finding with its record named by line, so that its place can be found without reading the whole file."""
    at = finding.at and _place_by_line(finding.at, data)
    related = tuple(replace(other, at=other.at and _place_by_line(other.at, data)) for other in finding.related)
    return replace(finding, at=at, related=related)


def _place_by_line(place: Place, data: dict[str, Any]) -> Place:
    if len(place.path) < 2 or not isinstance(index := place.path[1], int):
        return place
    lines = [entry.get("line") for entry in data[str(place.path[0])][max(index - 1, 0) : index + 2]]
    line = lines[min(index, 1)]
    if line is None or lines.count(line) > 1:
        return place
    return place._replace(path=(place.path[0], AtLine(line), *place.path[2:]))


def _broken_names(data: dict[str, Any], broken: set[Path], read: int) -> Iterator[str]:
    """The names and aliases of the enterprises that are wrong, or were left out after too many findings."""
    for index, entry in enumerate(data.get("enterprises", ())):
        if ("enterprises", index) in broken or index >= read:
            yield from (name for name in (entry.get("name"), *entry.get("aliases", ())) if isinstance(name, str))


def _broken_ids(data: dict[str, Any], broken: set[Path], file: str) -> Iterator[tuple[str, Place]]:
    """The ids of the issues that are wrong elsewhere, with their places."""
    for index, entry in enumerate(data.get("issues", ())):
        if ("issues", index) in broken and isinstance(entry.get("id"), str) and "line" in entry:
            yield entry["id"], Place(file, ("issues", AtLine(entry["line"]), "id"))


def _names(text: str) -> Iterator[str]:
    """The enterprise names in text that was not read."""
    for value in set(_NAME.findall(text)):
        yield from (name.strip(" \"'\r") for name in re.split(r"[\[\],]", value) if name.strip())
