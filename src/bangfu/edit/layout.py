"""`bangfu fmt` over a repository: which ledgers would change, and which cannot be touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bangfu.edit.canonical import canonical
from bangfu.edit.desk import Desk, errors
from bangfu.edit.write import Replacement, encoded
from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.errors import EditRefusedError
from bangfu.read.files import read_source
from bangfu.read.part import read_part


@dataclass(slots=True)
class Layout:
    """What laying out comes to: old and new texts of the files that change, and why others are left alone."""

    seen: int = 0
    replacements: list[Replacement] = field(default_factory=list)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    refused: dict[str, Message] = field(default_factory=dict)


def lay_out(desk: Desk, names: Sequence[str] | None = None) -> Layout:
    """The canonical layout of the repository's ledgers, or of those that are or lie in `names` (relative, with /)."""
    layout = Layout()
    for city in desk.files:
        for file in city.names:
            if names is None or any(name in (".", file) or file.startswith(f"{name}/") for name in names):
                layout.seen += 1
                _lay_out(desk, file, layout)
    return layout


def _lay_out(desk: Desk, file: str, layout: Layout) -> None:
    source, findings = read_source(desk.root / file, file)
    reading = read_part(source) if source else None
    broken = errors([*findings, *(reading.findings if reading else ())])
    if source is None or reading is None or broken:
        layout.refused[file] = _reason(broken)
        return
    try:
        text = canonical(source, reading)
    except EditRefusedError as refusal:
        layout.refused[file] = refusal.message
        return
    if _ignoring(text) != _ignoring(source.text):  # such a comment speaks for its line
        layout.refused[file] = _("a line with “# bangfu: ignore” would change; lay its record out by hand")
        return
    if text != source.text or source.bom:
        layout.texts[file] = (source.text, text)
        layout.replacements.append(Replacement(file, encoded(source.text, bom=source.bom), encoded(text, bom=False)))


def _ignoring(text: str) -> list[str]:
    """The lines with a comment that suppresses a finding, as far as they say something."""
    return [line.strip() for line in text.splitlines() if "bangfu: ignore[" in line]


def _reason(broken: list[Finding]) -> Message:
    if not broken:
        return _("it cannot be read")
    finding = broken[0]
    if finding.span is None:
        return _("it has errors ({code} {reason})", code=finding.code, reason=finding.message)
    return _(
        "it has errors ({code} {reason}, line {line})",
        code=finding.code,
        reason=finding.message,
        line=finding.span.line,
    )
