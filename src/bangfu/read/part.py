"""One ledger file, from text to a Part: pre-scan, compose, build; whatever is broken is set aside and reported."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.source import Place, Source, Span
from bangfu.read.build import Builder, every_key, type_record
from bangfu.read.recover import compose_source

_NAME = re.compile(r"^ *(?:- )?(?:name|aliases): *(.+)$")


class PartReading(NamedTuple):
    """What one ledger file holds: the part (None: nothing could be read), its problems, and the names not read."""

    part: Part | None
    findings: list[Finding]
    unread: frozenset[str] = frozenset()


def read_part(source: Source) -> PartReading:
    """The content of one ledger file with every problem in it."""
    composed = compose_source(source, every_key())
    findings = composed.findings
    unread = set(_names(composed.aside))
    if composed.root is None:
        if not findings:
            message = _("the file is empty; it needs at least “city: …”")
            findings.append(Finding("BF123", message, file=source.name, span=Span(1, 1, 1, 1)))
        return PartReading(None, findings, frozenset(unread))
    builder = Builder(source.name)
    data = builder.record(composed.root, Part, ())
    data["file"] = source.name
    findings += builder.findings
    part, problems = type_record(data, Part, source.name)
    if problems:
        reported = {f.at.path for f in builder.findings if f.at}
        findings += [f for f in problems if f.at is None or f.at.path not in reported]
        part, dropped = _without_broken(data, problems, source.name)
        unread |= dropped
    return PartReading(part, findings, frozenset(unread))


def _without_broken(data: dict[str, Any], problems: list[Finding], file: str) -> tuple[Part | None, set[str]]:
    """The part without the records that have problems, and the enterprise names among those."""
    broken = {f.at.path[:2] for f in problems if f.at and len(f.at.path) > 1}
    kept = dict(data)
    names: set[str] = set()
    for section in SECTIONS:
        entries = data.get(section)
        if isinstance(entries, list):
            kept[section] = [entry for index, entry in enumerate(entries) if (section, index) not in broken]
            if section == "enterprises":
                for entry in (entry for index, entry in enumerate(entries) if (section, index) in broken):
                    names.update(str(name) for name in (entry.get("name"), *entry.get("aliases", ())) if name)
    if not isinstance(kept.get("city"), str) or not kept["city"]:
        kept["city"] = "?"
    part, _problems = type_record(kept, Part, file)
    return part, names


def _names(lines: list[str]) -> list[str]:
    """The enterprise names in lines that were set aside."""
    names: list[str] = []
    for line in lines:
        if match := _NAME.match(line.rstrip("\r")):
            names += [name.strip(" \"'") for name in match[1].strip("[]").split(",")]
    return names


