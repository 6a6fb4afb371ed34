"""Diagnostics as SARIF 2.1.0 (OASIS), which code scanning and many editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from bangfu import __version__
from bangfu.check.manual import manual, title
from bangfu.check.registry import registry
from bangfu.findings.fingerprint import fingerprints
from bangfu.i18n import LANGUAGES, Message
from bangfu.model.diagnostic import Diagnostic, Related
from bangfu.model.source import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")


def render(diagnostics: Sequence[Diagnostic], shown: Callable[[Message | str], str], language: str) -> str:
    """One run as a SARIF document, with the manual pages of the rules that found something in `language` (zh, en)."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "bangfu",
                "version": __version__,
                "rules": [_rule(code, language) for code in codes],
            }
        },
        "language": LANGUAGES[language].replace("_", "-"),
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, codes.index(diagnostic.code), fingerprint, shown)
            for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def plain(text: str) -> str:
    """`text` as a SARIF message: neither a link nor a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "\\]("))


def _rule(code: str, language: str) -> dict[str, Any]:
    rule = registry()[code]
    page = manual(code, language)
    heading = title(code, language)
    return {
        "id": code,
        "name": rule.slug,
        "shortDescription": {"text": plain(heading)},
        "help": {"text": plain(page), "markdown": page},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(
    diagnostic: Diagnostic, index: int, fingerprint: str, shown: Callable[[Message | str], str]
) -> dict[str, Any]:
    said = [shown(diagnostic.message), *([shown(diagnostic.hint)] if diagnostic.hint else [])]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity.value,
        "message": {"text": plain("\n".join(said))},
        "locations": [{"physicalLocation": _location(diagnostic.file, diagnostic.span)}],
        "partialFingerprints": {"bangfu/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [_related(other, shown) for other in diagnostic.related]
    return result


def _related(other: Related, shown: Callable[[Message | str], str]) -> dict[str, Any]:
    return {
        "message": {"text": plain(shown(other.message))},
        "physicalLocation": _location(other.file, other.span),
    }


def _location(file: str, span: Span | None) -> dict[str, Any]:
    uri = quote(file.encode("utf-8", "surrogatepass"))
    location: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}}
    if span:
        location["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": max(span.line, span.end_line),
            "endColumn": span.end_column if span.end_line > span.line else max(span.column, span.end_column),
        }
    return location
