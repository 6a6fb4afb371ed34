"""Diagnostics for programs (docs/cli.md, machine output): schema 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bangfu.i18n import Translator
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.source import Span


def render(diagnostics: Sequence[Diagnostic], translate: Translator) -> str:
    """All diagnostics as one JSON document."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    document = {
        "schema": 1,
        "findings": [_entry(diagnostic, translate) for diagnostic in diagnostics],
        "counts": {"error": errors, "warning": len(diagnostics) - errors},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _entry(diagnostic: Diagnostic, translate: Translator) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "slug": diagnostic.slug,
        "severity": diagnostic.severity.value,
        "message": translate(diagnostic.message),
        "hint": translate(diagnostic.hint) if diagnostic.hint else None,
        "file": diagnostic.file,
        **_span(diagnostic.span),
        "related": [
            {"message": translate(other.message), "file": other.file, **_span(other.span)}
            for other in diagnostic.related
        ],
    }


def _span(span: Span | None) -> dict[str, int | None]:
    names = ("line", "column", "end_line", "end_column")
    return {name: getattr(span, name) if span else None for name in names}
