"""Diagnostics as a Code Quality report of GitLab, which shows them in a merge request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from bangfu.findings.fingerprint import fingerprints
from bangfu.i18n import Message
from bangfu.model.diagnostic import Diagnostic


def render(diagnostics: Sequence[Diagnostic], shown: Callable[[Message | str], str]) -> str:
    """The report. An error is `major`, a warning `minor`; a finding about a whole file stands at its first line."""
    entries = [
        {
            "description": f"{diagnostic.code} {shown(diagnostic.message)}",
            "check_name": diagnostic.code,
            "fingerprint": fingerprint,
            "severity": "major" if diagnostic.is_error else "minor",
            "location": {
                "path": diagnostic.file,
                "lines": {"begin": diagnostic.span.line, "end": max(diagnostic.span.line, diagnostic.span.end_line)}
                if diagnostic.span
                else {"begin": 1},
            },
        }
        for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)
