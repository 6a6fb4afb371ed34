"""The whole program on one screen: read → consolidate → check → tally → compose → render."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.check.runner import diagnose, run
from bangfu.i18n import _
from bangfu.merge.book import Book, consolidate
from bangfu.model.diagnostic import Diagnostic, Finding
from bangfu.model.errors import ConfigurationError
from bangfu.model.period import Period
from bangfu.model.province import City
from bangfu.read.configuration import NAME
from bangfu.read.repository import Reading, read_repository
from bangfu.tally import count
from bangfu.tally.figures import Tally

if TYPE_CHECKING:
    from bangfu.bulletin.compose import Imprint
    from bangfu.bulletin.document import Bulletin
    from bangfu.git import Commit
    from bangfu.seal.cause import Restated

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A repository that was read, consolidated and checked; `known` is the commit it was read from (None: the disk)."""

    reading: Reading
    book: Book
    diagnostics: list[Diagnostic]
    known: Commit | None = None

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that forbid figures."""
        return [diagnostic for diagnostic in self.diagnostics if diagnostic.is_error]


def check(root: Path, today: date, progress: Progress | None = None, *, against: str | None = None) -> list[Diagnostic]:
    """Every finding in the repository at `root`, a broken bangfu.yaml included.

    Args:
        root: its folder.
        today: no event may be later.
        progress: is told each file's name before it is read.
        against: find also what this revision of git has and the ledgers have lost (history.against).

    Raises:
        GitError: the revision cannot be compared with.
    """
    reading = read_repository(root, progress)
    if reading.province is None:
        return diagnose(reading.findings, reading.sources, reading.span)

    def history(book: Book) -> Iterator[Finding]:
        if reading.seals:
            from bangfu.history.sealed import findings_of_seals

            yield from findings_of_seals(root, book, reading)
        if against is not None:
            from bangfu.history.against import against as compared

            yield from compared(root, reading, against)

    return _check(reading, today, history).diagnostics


def load(root: Path, today: date, progress: Progress | None = None, *, known_at: str | None = None) -> Checked:
    """The repository at `root`, read and checked, for commands that print figures or records.

    Args:
        root: its folder.
        today: no event may be later.
        progress: is told each file's name before it is read.
        known_at: read the ledgers as a commit has them: a revision of git, or a day: the last commit up to its end.
            Templates stay those of the disk: how a thing is printed is not what was known.

    Raises:
        ConfigurationError: bangfu.yaml is broken.
        GitError: there is no such commit.
    """
    if known_at is not None:
        from bangfu.history.snapshot import meant, snapshot

        commit = meant(root, known_at)
        with snapshot(root, commit.name) as folder:
            checked = load(folder, today, progress)
        checked.reading.root = root
        return replace(checked, known=commit)
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


def _check(reading: Reading, today: date, more: Callable[[Book], Iterable[Finding]] = lambda _book: ()) -> Checked:
    assert reading.province is not None  # noqa: S101 - both callers have looked
    book = consolidate(reading.province, reading.ledgers)
    broken = {finding.at.file if finding.at else finding.file for finding in reading.findings}
    findings = [*reading.findings, *run(book, today, broken), *more(book)]
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

    return compose(checked.book, period, as_of, imprint, _restated(checked, period, as_of))


def _restated(checked: Checked, period: Period, as_of: date) -> list[Restated]:
    """What was published of earlier periods, or of this one, and is not what the ledgers give now."""
    book, reading = checked.book, checked.reading
    seals = [seal for seal in reading.seals if seal.as_of < as_of or (seal.period, seal.as_of) == (period.key, as_of)]
    if not seals:
        return []
    from bangfu.history.causes import causes
    from bangfu.seal.cause import Restated
    from bangfu.seal.compare import differences

    found = differences(book, seals, until=as_of, torn=reading.torn)
    return [Restated(*each) for each in zip(found, causes(reading.root, book, reading, found), strict=True)]


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
