"""The whole program on one screen: read → consolidate → check → tally → compose → render."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.check.runner import diagnose, run
from bangfu.i18n import _
from bangfu.merge.book import Book, consolidate
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.errors import ConfigurationError
from bangfu.model.period import Period
from bangfu.model.province import City
from bangfu.model.source import Source
from bangfu.read.configuration import NAME, read_configuration
from bangfu.read.discover import discover
from bangfu.read.repository import Reading, read_repository
from bangfu.tally import count
from bangfu.tally.figures import Tally

if TYPE_CHECKING:
    from bangfu.bulletin.compose import Imprint
    from bangfu.bulletin.document import Bulletin

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


def check(
    root: Path, today: date, progress: Progress | None = None, instead: Mapping[str, Source] | None = None
) -> list[Diagnostic]:
    """Every finding in the repository at `root`, a broken bangfu.yaml included; `instead` stands in for its ledgers."""
    reading = read_repository(root, progress, instead)
    if reading.province is None:
        return diagnose(reading.findings, reading.sources, reading.span)
    return _check(reading, today).diagnostics


def files(root: Path) -> list[str]:
    """Every file that `check` looks at, bangfu.yaml first; it alone where it is broken."""
    province, _source, _findings = read_configuration(root)
    cities = discover(root, province)[0] if province else []
    return [NAME, *(name for city in cities for name in city.names)]


def load(root: Path, today: date, progress: Progress | None = None) -> Checked:
    """The repository at `root`, read and checked, for commands that print figures or records.

    Raises:
        ConfigurationError: bangfu.yaml is broken.
    """
    reading = read_repository(root, progress)
    if reading.province is None:
        raise _broken(diagnose(reading.findings, reading.sources, reading.span)[0])
    checked = _check(reading, today)
    if broken := next((d for d in checked.errors if d.file == NAME and d.code.startswith("BF0")), None):
        raise _broken(broken)
    return checked


def _broken(found: Diagnostic) -> ConfigurationError:
    line = found.span.line if found.span else 1
    return ConfigurationError(
        _("bangfu.yaml, line {line}: {reason}", line=line, reason=found.message), _("see: bangfu check")
    )


def _check(reading: Reading, today: date) -> Checked:
    assert reading.province is not None  # noqa: S101 - both callers have looked
    book = consolidate(reading.province, reading.ledgers)
    broken = {finding.at.file if finding.at else finding.file for finding in reading.findings}
    findings = [*reading.findings, *run(book, today, broken)]
    return Checked(reading, book, diagnose(findings, reading.sources, reading.span))


def tally(
    checked: Checked,
    period: Period,
    by: str = "city",
    *,
    as_of: date | None = None,
    cities: Sequence[City] = (),
    compare: bool = True,
) -> Tally:
    """The figures of a period (tally.count.tally), of some cities alone or of all."""
    kept = tuple(city for city in checked.book.cities if not cities or city.city in cities)
    return count.tally(replace(checked.book, cities=kept), period, by, as_of=as_of, compare=compare)


def report(checked: Checked, period: Period, as_of: date, imprint: Imprint) -> Bulletin:
    """The bulletin of a period as a document (bulletin.compose)."""
    from bangfu.bulletin.compose import compose

    return compose(checked.book, period, as_of, imprint)


def render(checked: Checked, bulletin: Bulletin, form: str) -> str:
    """The bulletin in a format, `md` or `html`, with the repository's own templates where its bangfu.yaml names them.

    Raises:
        BangfuError: a template is broken.
    """
    from bangfu.bulletin.html import to_html
    from bangfu.bulletin.markdown import to_markdown
    from bangfu.bulletin.templates import override_folder

    overrides = override_folder(checked.reading.root, checked.book.province.bulletin.templates)
    return {"md": to_markdown, "html": to_html}[form](bulletin, overrides)
