"""The whole program on one screen: read → consolidate → check → tally → compose → render."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from bangfu.check.runner import diagnose, run
from bangfu.i18n import Message, _
from bangfu.merge.book import Book, consolidate
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.errors import ConfigurationError, UsageError
from bangfu.model.period import Period
from bangfu.model.province import City
from bangfu.read.configuration import NAME
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


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a site (address and text) and how many they are."""

    count: int
    pages: Iterator[tuple[str, str]]


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


def public(checked: Checked, remark: Callable[[Message], None] | None = None) -> Checked:
    """The same, de-identified (docs/privacy.md): whatever is made of it names no enterprise and no person.

    Neither the ledgers' texts nor the findings, which quote them, come along.

    Args:
        remark: is told what whoever publishes it should know.

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
    made = deidentify(checked.book)
    if remark and not checked.book.province.public_secret:
        remark(_("bangfu.yaml has no public_secret: whoever has a list of enterprises can tell which is which"))
        remark(_("  add this line to it, and never change it: public_secret: {key}", key=_fresh_key()))
    if remark and made.doubtful:
        names = tuple(f"{name} ({count})" for name, count in sorted(made.doubtful.items()))
        remark(_("short names that may stand in the text and were left: {names}", names=names))
    reading = Reading(checked.reading.root, made.book.province)
    return replace(checked, reading=reading, book=made.book, diagnostics=[])


def _fresh_key() -> str:
    from secrets import token_hex

    return token_hex(16)


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
