"""The whole program on one screen: read → consolidate → check → tally → compose → render."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from bangfu.check.runner import diagnose, run
from bangfu.extract.figures import Asked, added
from bangfu.extract.keys import Keeper
from bangfu.extract.survey import survey
from bangfu.i18n import Message, _, mark
from bangfu.merge.book import Book, city_book, consolidate
from bangfu.model.diagnostic import Diagnostic, Finding
from bangfu.model.errors import ConfigurationError, UsageError
from bangfu.model.folders import NAME, SEALS
from bangfu.model.period import Period
from bangfu.model.province import City, Province
from bangfu.model.source import Source
from bangfu.read.configuration import read_configuration
from bangfu.read.discover import discover
from bangfu.read.repository import Reading, read_repository
from bangfu.stages import stage
from bangfu.tally import count as counting
from bangfu.tally.figures import Tally

if TYPE_CHECKING:
    from bangfu.bulletin.compose import Imprint
    from bangfu.bulletin.document import Bulletin
    from bangfu.git import Commit
    from bangfu.seal.cause import Restated

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A repository that was read, consolidated and checked.

    Attributes:
        known: the commit it was read from; None: the disk.
        restated: of a de-identified one, what its bulletin restates: it has no seals to find it by.
    """

    reading: Reading
    book: Book
    diagnostics: list[Diagnostic]
    known: Commit | None = None
    restated: tuple[Restated, ...] = ()

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that forbid figures."""
        return [diagnostic for diagnostic in self.diagnostics if diagnostic.is_error]


@dataclass(frozen=True, slots=True)
class Counted:
    """A tally made city by city.

    Attributes:
        errors: the diagnostics that forbid figures.
        total: the figures of some cities; of all where none are given.
    """

    province: Province
    errors: list[Diagnostic]
    total: Callable[[Sequence[City]], Tally]


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a site (address and text) and how many they are."""

    count: int
    pages: Iterator[tuple[str, str]]


def check(
    root: Path,
    today: date,
    progress: Progress | None = None,
    instead: Mapping[str, Source] | None = None,
    *,
    against: str | None = None,
    publish: bool = False,
    keeper: Keeper | None = None,
) -> list[Diagnostic]:
    """Every finding in the repository at `root`, a broken bangfu.yaml included.

    Args:
        root: its folder.
        today: no event may be later.
        progress: is told each file's name before it is read.
        instead: stands in for its ledgers, by name.
        against: find also what this revision of git has and the ledgers have lost (history.against).
        publish: find also what names or reaches a person (privacy.publish), and take all that is private for errors.
        keeper: where results are kept from run to run.

    Raises:
        GitError: the revision cannot be compared with.
    """
    if instead is not None or against is not None or publish:
        return _compared(root, today, progress, instead or {}, against, publish=publish)
    found = None if (root / SEALS).exists() else survey(root, today, keeper, progress)
    return found.diagnostics if found else _compared(root, today, progress, {}, None)


def _compared(
    root: Path,
    today: date,
    progress: Progress | None,
    instead: Mapping[str, Source],
    against: str | None,
    *,
    publish: bool = False,
) -> list[Diagnostic]:
    """Every finding, where the records themselves are looked at again: what was published or committed, is private."""
    reading = read_repository(root, progress, instead)
    if reading.province is None:
        return diagnose(reading.findings, reading.sources, reading.span)

    def more(book: Book) -> Iterator[Finding]:
        if reading.seals:
            from bangfu.history.sealed import findings_of_seals

            yield from findings_of_seals(root, book, reading)
        if against is not None:
            from bangfu.history.against import against as compared

            yield from compared(root, reading, against)
        if publish:
            from bangfu.privacy.publish import findings_to_publish

            yield from findings_to_publish(book)

    return _check(reading, today, more, publish=publish).diagnostics


def files(root: Path) -> list[str]:
    """Every file that `check` looks at, bangfu.yaml first; it alone where it is broken."""
    province, _source, _findings = read_configuration(root)
    cities = discover(root, province)[0] if province else []
    return [NAME, *(name for city in cities for name in city.names)]


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
    _errors(checked.diagnostics)
    return checked


def _errors(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those that forbid figures.

    Raises:
        ConfigurationError: one of them is that bangfu.yaml is broken.
    """
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.is_error]
    if broken := next((d for d in errors if d.file == NAME and d.code.startswith("BF0")), None):
        raise _broken(broken)
    return errors


def _broken(found: Diagnostic) -> ConfigurationError:
    line = found.span.line if found.span else 1
    return ConfigurationError(
        _("bangfu.yaml, line {line}: {reason}", line=line, reason=found.message), _("see: bangfu check")
    )


def _check(
    reading: Reading,
    today: date,
    more: Callable[[Book], Iterable[Finding]] = lambda _book: (),
    *,
    publish: bool = False,
) -> Checked:
    assert reading.province is not None  # noqa: S101 - both callers have looked
    book = consolidate(reading.province, reading.ledgers)
    broken = {finding.at.file if finding.at else finding.file for finding in reading.findings}
    findings = [*reading.findings, *run(book, today, broken), *more(book)]
    return Checked(reading, book, diagnose(findings, reading.sources, reading.span, publish=publish))


def public(
    checked: Checked, remark: Callable[[Message], None] | None = None, restating: Sequence[Restated] = ()
) -> Checked:
    """The same, de-identified (docs/privacy.md): whatever is made of it names no enterprise and no person.

    Neither the ledgers' texts nor the findings, which quote them, come along.

    Args:
        remark: is told what whoever publishes it should know.
        restating: what its bulletin restates (`restated`).

    Raises:
        UsageError: the ledgers have errors: a record that cannot be read may hold a name that then stays elsewhere.
    """
    from bangfu.privacy.book import deidentify

    if checked.errors:
        raise UsageError(
            _(
                "errors in the ledgers: {count}; nothing can be de-identified until they are mended",
                count=len(checked.errors),
            ),
            _("see: bangfu check"),
        )
    known = {city.city.name: city.city for city in checked.book.cities}
    kept = [
        one._replace(causes=one.causes and tuple(cause for cause in one.causes if cause.city in known))
        for one in restating
    ]
    beside = [(known[cause.city], cause.record) for one in kept for cause in one.causes or ()]
    made = deidentify(checked.book, beside)
    if remark and not checked.book.province.public_secret:
        remark(_("bangfu.yaml has no public_secret: whoever has a list of enterprises can tell which is which"))
        remark(_("  add this line to it, and never change it: public_secret: {key}", key=_fresh_key()))
    if remark and made.doubtful:
        names = tuple(f"{name} ({count})" for name, count in sorted(made.doubtful.items()))
        remark(_("short names that may stand in the text and were left: {names}", names=names))
    reading = Reading(checked.reading.root, made.book.province)
    records = iter(made.beside)
    named = tuple(
        one._replace(causes=one.causes and tuple(replace(cause, record=next(records)) for cause in one.causes))
        for one in kept
    )
    return replace(checked, reading=reading, book=made.book, diagnostics=[], restated=named)


def _fresh_key() -> str:
    from secrets import token_hex

    return token_hex(16)


def count(
    root: Path,
    today: date,
    period: Period,
    by: str,
    as_of: date,
    *,
    compare: bool,
    keeper: Keeper | None = None,
    progress: Progress | None = None,
) -> Counted | None:
    """The figures of a period without the records, each city counted by itself: what `load` and `tally` would give.

    None where that cannot be done (extract.survey).

    Args:
        root, today, keeper, progress: as for `check`.
        period, by, as_of, compare: as for `tally`.

    Raises:
        ConfigurationError: bangfu.yaml is broken.
    """
    asked = Asked(by, tuple(counting.spans(period, as_of, compare=compare)))
    found = survey(root, today, keeper, progress, asked)
    if found is None:
        return None
    errors = _errors(found.diagnostics)

    def total(cities: Sequence[City]) -> Tally:
        kept = [city for city in found.province.cities if not cities or city in cities]
        heaps = added(asked, [found.figures[city.slug] for city in kept])
        book = Book(found.province, tuple(city_book(city, None) for city in kept))
        return counting.total(book, period, as_of, by, heaps)

    return Counted(found.province, errors, total)


def counted(checked: Checked, period: Period, by: str, as_of: date, *, compare: bool) -> Counted:
    """The same of a repository that was read."""

    def total(cities: Sequence[City]) -> Tally:
        return tally(checked, period, by, as_of=as_of, cities=cities, compare=compare)

    return Counted(checked.book.province, checked.errors, total)


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
    return counting.tally(replace(checked.book, cities=kept), period, by, as_of=as_of, compare=compare)


def report(checked: Checked, period: Period, as_of: date, imprint: Imprint) -> Bulletin:
    """The bulletin of a period as a document (bulletin.compose)."""
    from bangfu.bulletin.compose import compose

    found = checked.restated if checked.book.public else restated(checked, period, as_of)
    return compose(checked.book, period, as_of, imprint, found)


def restated(checked: Checked, period: Period, as_of: date) -> list[Restated]:
    """What a period's bulletin restates: what was published up to then, and is not what the ledgers give now.

    Of a de-identified repository, that of before is to be given to `public`.
    """
    book, reading = checked.book, checked.reading
    seals = [seal for seal in reading.seals if seal.as_of < as_of or (seal.period, seal.as_of) == (period.key, as_of)]
    if not seals:
        return []
    from bangfu.history.causes import causes
    from bangfu.seal.cause import Restated
    from bangfu.seal.compare import differences

    found = differences(book, seals, until=as_of, torn=reading.torn)
    return [Restated(*each) for each in zip(found, causes(reading.root, book, reading, found), strict=True)]


def site(checked: Checked, as_of: date, months: int) -> Site:
    """The wall chart's pages (bangfu.site), made one by one as they are taken.

    Raises:
        BangfuError: a template is broken; raised as pages are taken.
    """
    from bangfu.bulletin.templates import override_folder
    from bangfu.site import html
    from bangfu.site.material import gather

    overrides = override_folder(checked.reading.root, checked.book.province.bulletin.templates)
    material = gather(checked.book, as_of, months, len(checked.errors))
    return Site(html.count(material), html.pages(material, overrides))


@overload
def render(checked: Checked, bulletin: Bulletin, form: Literal["md", "html"]) -> str: ...
@overload
def render(checked: Checked, bulletin: Bulletin, form: str) -> str | bytes: ...
@stage(mark("rendering"))
def render(checked: Checked, bulletin: Bulletin, form: str) -> str | bytes:
    """The bulletin in a format: `md`, `html`, `pdf` (the page printed) or `docx`.

    Markdown and the page are made with the repository's own templates where its bangfu.yaml names them.

    Raises:
        BangfuError: a template is broken, or what a format needs is not installed.
    """
    if form == "docx":
        from bangfu.bulletin.docx.bulletin import bulletin_to_docx

        return bulletin_to_docx(bulletin)
    from bangfu.bulletin.browser import print_page
    from bangfu.bulletin.html import to_html
    from bangfu.bulletin.markdown import to_markdown
    from bangfu.bulletin.templates import override_folder

    overrides = override_folder(checked.reading.root, checked.book.province.bulletin.templates)
    page = (to_markdown if form == "md" else to_html)(bulletin, overrides)
    return print_page(page) if form == "pdf" else page
