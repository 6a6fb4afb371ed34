"""The whole program on one screen: read → consolidate → check → tally → compose → render."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bangfu.check.runner import diagnose, run
from bangfu.i18n import _
from bangfu.merge.book import Book, consolidate
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.errors import ConfigurationError
from bangfu.read.repository import Reading, read_repository

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A repository that was read, consolidated and checked."""

    reading: Reading
    book: Book
    diagnostics: list[Diagnostic]

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that forbid figures."""
        return [diagnostic for diagnostic in self.diagnostics if diagnostic.is_error]


def check(root: Path, today: date, progress: Progress | None = None) -> list[Diagnostic]:
    """Every finding in the repository at `root`, a broken bangfu.yaml included."""
    reading = read_repository(root, progress)
    if reading.province is None:
        return diagnose(reading.findings, reading.sources, reading.span)
    return _check(reading, today).diagnostics


def load(root: Path, today: date, progress: Progress | None = None) -> Checked:
    """The repository at `root`, read and checked, for commands that print figures or records.

    Raises:
        ConfigurationError: bangfu.yaml is broken.
    """
    reading = read_repository(root, progress)
    if reading.province is None:
        first = diagnose(reading.findings, reading.sources, reading.span)[0]
        line = first.span.line if first.span else 1
        raise ConfigurationError(
            _("bangfu.yaml, line {line}: {reason}", line=line, reason=first.message), _("see: bangfu check")
        )
    return _check(reading, today)


def _check(reading: Reading, today: date) -> Checked:
    assert reading.province is not None  # noqa: S101 - both callers have looked
    book = consolidate(reading.province, reading.ledgers)
    findings = [*reading.findings, *run(book, today)]
    return Checked(reading, book, diagnose(findings, reading.sources, reading.span))
