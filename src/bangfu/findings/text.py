"""Diagnostics for people: a line `file:line:col: CODE message`, the user's own line, a pointer, the remedy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bangfu.findings.columns import columns
from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.source import Span

_WIDEST = 68  # with the line number before it and … around it, within 80 columns
_BEFORE = 30
_NEAR = 200
"""Characters on either side that are looked at: some take no column, and a line may have millions."""


def render(diagnostics: Sequence[Diagnostic], shown: Callable[[Message | str], str]) -> str:
    """All diagnostics as text. `shown` puts a message into the reader's language, safe for a terminal."""

    def text(message: Message | str) -> str:
        return shown(message).replace("\n", "<U+000A>")  # data cannot begin a line of its own

    lines: list[str] = []
    for diagnostic in diagnostics:
        severity = _("error") if diagnostic.is_error else _("warning")
        where = place(diagnostic.file, diagnostic.span)
        lines.append(f"{text(where)}: {diagnostic.code} {text(_said(severity, diagnostic.message))}")
        if diagnostic.span and diagnostic.excerpt.strip():
            lines += _excerpt(diagnostic.excerpt, diagnostic.span, text)
        lines += [f"  {text(place(other.file, other.span))}: {text(other.message)}" for other in diagnostic.related]
        if diagnostic.hint:
            lines.append(f"  = {text(diagnostic.hint)}")
    return "\n".join(lines)


def summary(diagnostics: Sequence[Diagnostic]) -> Message:
    """How many there are."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return _("no findings")
    return _("errors: {errors}, warnings: {warnings}", errors=errors, warnings=warnings)


def _said(severity: Message, message: Message) -> Message:
    return _("{severity}: {reason}", severity=severity, reason=message)


def place(file: str, span: Span | None) -> str:
    """`file:line:column`, or the file alone."""
    return f"{file}:{span.line}:{span.column}" if span else file


def _excerpt(line: str, span: Span, text: Callable[[Message | str], str]) -> list[str]:
    """What a terminal shows of the user's line around the place, with a pointer that allows for wide characters."""
    line = line.replace("\t", "→")
    start = min(span.column - 1, len(line))
    first, last = max(0, start - _NEAR), min(len(line), start + _NEAR)
    begin, end = 0, len(line)
    if first or last < end or columns(text(line)) > _WIDEST:
        begin = start
        while begin > first and columns(text(line[begin - 1 : start])) <= _BEFORE:
            begin -= 1
        end = begin
        while end < last and columns(text(line[begin : end + 1])) <= _WIDEST:
            end += 1
    marked = line[start : min(end, span.end_column - 1 if span.end_line == span.line else len(line))]
    prefix, suffix, number = "…" if begin else "", "…" if end < len(line) else "", str(span.line)
    pointer = " " * columns(prefix + text(line[begin:start])) + "^" * max(1, columns(text(marked)))
    return [f"  {number} | {prefix}{text(line[begin:end])}{suffix}", f"  {' ' * len(number)} | {pointer}"]
