"""Diagnostics for people: a line `file:line:col: CODE message`, the user's own line, a pointer, the remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.source import Span

_EXCERPT = 100


def render(diagnostics: Sequence[Diagnostic], text: Callable[[Message | str], str]) -> str:
    """All diagnostics as text. `text` puts a message into the reader's language, safe for a terminal."""
    lines: list[str] = []
    for diagnostic in diagnostics:
        severity = _("error") if diagnostic.is_error else _("warning")
        where = _where(diagnostic.file, diagnostic.span)
        lines.append(f"{text(where)}: {diagnostic.code} {text(severity)}: {text(diagnostic.message)}")
        if diagnostic.span and diagnostic.excerpt.strip():
            lines += _excerpt(diagnostic.excerpt, diagnostic.span, text)
        lines += [f"  {text(_where(other.file, other.span))}: {text(other.message)}" for other in diagnostic.related]
        if diagnostic.hint:
            lines.append(f"  = {text(diagnostic.hint)}")
    return "\n".join(lines)


def summary(diagnostics: Sequence[Diagnostic]) -> Message:
    """How many there are."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return _("no findings")
    return _("{errors} errors, {warnings} warnings", errors=errors, warnings=warnings)


def _where(file: str, span: Span | None) -> str:
    return f"{file}:{span.line}:{span.column}" if span else file


def _excerpt(line: str, span: Span, text: Callable[[Message | str], str]) -> list[str]:
    """The user's line around the place, with a pointer below it that allows for wide characters and tabs."""
    begin = max(0, span.column - 1 - _EXCERPT // 2) if len(line) > _EXCERPT else 0
    shown = line[begin : begin + _EXCERPT].replace("\t", "→")
    before = shown[: span.column - 1 - begin]
    width = span.end_column - span.column if span.end_line == span.line else len(line) - span.column + 1
    marked = shown[len(before) : len(before) + max(1, width)]
    number = str(span.line)
    prefix = "…" if begin else ""
    pointer = " " * (_columns(prefix) + _columns(text(before))) + "^" * max(1, _columns(text(marked)))
    return [f"  {number} | {prefix}{text(shown)}", f"  {' ' * len(number)} | {pointer}"]


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
