"""Diagnostics as JUnit XML, which every continuous integration shows as tests: one test case a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

from bangfu.findings.text import render as as_text
from bangfu.findings.text import summary
from bangfu.i18n import Message
from bangfu.model.diagnostic import Diagnostic

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    diagnostics: Sequence[Diagnostic],
    files: Sequence[str],
    shown: Callable[[Message | str], str],
    *,
    strict: bool = False,
) -> str:
    """The document.

    Args:
        diagnostics: what was found.
        files: every file that was looked at; one without a failure has passed.
        shown: puts a message into the reader's language, safe for a terminal.
        strict: a warning fails its file too; else it stands in the file's output.
    """
    cases = [_Case(file, [d for d in diagnostics if d.file == file], strict) for file in _all(files, diagnostics)]
    failed = sum(bool(case.failures) for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    root = ET.Element("testsuites", {"name": "bangfu check", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": "bangfu check", **counts, "skipped": "0"})
    for case in cases:
        name = xml_text(shown(case.file))
        element = ET.SubElement(suite, "testcase", {"name": name, "classname": "bangfu.check", "file": name})
        if case.failures:
            kinds = " ".join(dict.fromkeys(diagnostic.code for diagnostic in case.failures))
            about = {"message": xml_text(shown(summary(case.diagnostics))), "type": kinds}
            ET.SubElement(element, "failure", about).text = xml_text(as_text(case.failures, shown))
        if case.remarks:
            ET.SubElement(element, "system-out").text = xml_text(as_text(case.remarks, shown))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}'


def xml_text(text: str) -> str:
    """`text` without what XML 1.0 has no way to write."""
    return _NO_XML.sub("\ufffd", text)


class _Case:
    """A file with its findings: those that fail it, and those that do not."""

    def __init__(self, file: str, diagnostics: list[Diagnostic], strict: bool) -> None:
        self.file = file
        self.diagnostics = diagnostics
        self.failures = [diagnostic for diagnostic in diagnostics if strict or diagnostic.is_error]
        self.remarks = [diagnostic for diagnostic in diagnostics if not (strict or diagnostic.is_error)]


def _all(files: Sequence[str], diagnostics: Sequence[Diagnostic]) -> list[str]:
    """All files once, also those that only a finding speaks of, such as a stray one."""
    return list(dict.fromkeys([*files, *(diagnostic.file for diagnostic in diagnostics)]))
