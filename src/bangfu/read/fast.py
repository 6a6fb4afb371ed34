"""The fast lane: records in the canonical layout become JSON by replacing text, and are typed in one go.

Strictness comes first: this lane reads a file as the precise lane does, or not at all. A record passes only if it is,
to the letter, what `bangfu fmt` writes, with values of plain letters and digits that YAML can only take as they stand.
All other records of the file are parsed together, without the canonical ones between them. That is sound because every
entry of a list begins with a dash in the list's column: when the parser finds as many entries as there are dashes, no
entry reaches into the next, and what stands between two of them changes neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.source import Source
from bangfu.read.build import Builder, adapter, every_key
from bangfu.read.canonical import as_canonical
from bangfu.read.layout import Chunk, Section, split
from bangfu.read.nodes import NODE_LIMIT, Mapping, Sequence, compose
from bangfu.read.prescan import forbidden, prescan
from bangfu.read.syntax import SyntaxProblem

_END = "\x00"  # stands in no ledger

_TO_JSON = (
    (": ", '":"'),
    (", ", '","'),
    ("{", '{"'),
    ("}", '"}'),
    ("\n    events:\n      - ", '","events":['),
    ("\n      - ", ","),
    ("\n    ", '","'),
    (f"}}\n{_END}", f"}}]}}{_END}"),  # an issue ends with an event
    (f"\n{_END}", f'"}}{_END}'),
    ('"[', '["'),
    (']"', '"]'),
    ('["{', "[{"),
    ('}"]', "}]"),
    ('"}","{', '"},{'),
)
"""From canonical records to JSON. No value holds a quote, bracket, brace, colon or comma, so none is touched."""


def to_json(source: Source) -> str | None:
    """A ledger file that has no problem of keys or shape as JSON of a Part; None where the precise lane is to look."""
    text = source.text
    if 4 * text.count(": ") + text.count(", ") > NODE_LIMIT:
        return None  # perhaps too many values
    if forbidden(text) or re.search("：(?<=[a-z_]：)", text) or (sections := split(text)) is None:
        return None
    canonical = [[as_canonical(section.name, chunk) for chunk in section.chunks] for section in sections]
    if not any(map(any, canonical)):
        return None  # the precise lane does the same in one go
    data = _parsed(source.name, sections, canonical)
    if data is None:
        return None
    fields = [f'"file":{json.dumps(source.name)}']
    for section, ready in zip(sections, canonical, strict=True):
        value = data.get(section.name)
        if section.chunks:
            others = iter(value or ())
            made = _converted(source.name, section, ready)
            entries = [next(made) if record else json.dumps(next(others)) for record in ready]
            fields.append(f'"{section.name}":[{",".join(entries)}]')
        elif section.name in data:
            fields.append(f'"{section.name}":{json.dumps(value)}')
    return "{" + ",".join(fields) + "}"


def typed(text: str | bytes) -> Part | None:
    """The part that `to_json` wrote; None where a value is wrong."""
    from pydantic import ValidationError

    try:
        part: Part = adapter(Part).validate_json(text)
    except ValidationError:
        return None
    return part


def _converted(file: str, section: Section, ready: list[str | None]) -> Iterator[str]:
    """The canonical records of a section as JSON, each with its file and line."""
    text = "".join(f"{record}{_END}" for record in ready if record)
    for old, new in _TO_JSON:
        text = text.replace(old, new)
    origin = f'{{"file":{json.dumps(file)},"line":'
    lines = (chunk.line for chunk, record in zip(section.chunks, ready, strict=True) if record)
    return (f'{origin}{line},"{record}' for line, record in zip(lines, text.split(_END), strict=False))


def _parsed(file: str, sections: list[Section], canonical: list[list[str | None]]) -> dict[str, Any] | None:
    """The data of everything but the canonical records, by the precise lane's own tools; None if anything is amiss."""
    pieces: list[str] = []
    left: list[list[Chunk]] = []
    for section, ready in zip(sections, canonical, strict=True):
        others = [chunk for chunk, record in zip(section.chunks, ready, strict=True) if not record]
        left.append(others)
        pieces += [section.head, *(chunk.text for chunk in others)]
    rest = Source(file, "".join(pieces), "")
    if prescan(rest, every_key()).findings:
        return None
    try:
        root = compose(rest.text)
    except SyntaxProblem:
        return None
    if not isinstance(root, Mapping) or len(root.pairs) != len(sections):
        return None
    for others, (_key, value) in zip(left, root.pairs, strict=True):
        if others and not (isinstance(value, Sequence) and not value.flow and len(value.items) == len(others)):
            return None
    builder = Builder(file)
    data = builder.record(root, Part, ())
    if builder.findings:
        return None
    _with_lines(data, sections, left)
    return data


def _with_lines(data: dict[str, Any], sections: list[Section], left: list[list[Chunk]]) -> None:
    """Puts the records' lines in the whole file in the place of those in what was parsed."""
    at = 1
    for section, others in zip(sections, left, strict=True):
        records = data.get(section.name) if section.name in SECTIONS else None
        if not section.chunks:
            for record in records or ():
                record["line"] += section.line - at
        at += section.head.count("\n")
        for chunk, record in zip(others, records or (), strict=bool(others)):
            record["line"] += chunk.line - at
            at += chunk.text.count("\n")
