"""The ledgers for programs (docs/api.md): what the commands do, as calls; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, Literal, overload

from bangfu import pipeline
from bangfu.bulletin.compose import Imprint
from bangfu.bulletin.document import Bulletin
from bangfu.check.alike import Pair, pairs
from bangfu.i18n import LANGUAGES, Message, Translator, _
from bangfu.lifecycle.replay import replay
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.errors import LedgerError, UsageError
from bangfu.model.nearest import nearest
from bangfu.model.period import Period, PeriodKind
from bangfu.model.province import City
from bangfu.read.discover import find_root
from bangfu.tally import document as tally_document
from bangfu.tally import issue_document
from bangfu.tally.figures import Tally
from bangfu.tally.groups import GROUPINGS

FORMATS = ("md", "html", "docx", "pdf")


def load(folder: str | PathLike[str], *, today: date, known_at: str | None = None) -> Ledgers:
    """Reads and checks a ledger repository.

    Args:
        folder: the repository, or a folder in it.
        today: the day it is; no event may be later.
        known_at: read the ledgers as a commit of git has them: a revision, or an ISO day (its last commit).

    Raises:
        ConfigurationError: there is no repository, or its bangfu.yaml is broken. A broken ledger raises nothing: see
            `Ledgers.findings`.
        BangfuError: there is no such commit.
    """
    day = _day(today)
    return Ledgers(pipeline.load(find_root(Path(folder)), day, known_at=known_at), day)


def as_data(tally: Tally) -> dict[str, Any]:
    """A tally as plain data, as `tally --json` prints it (docs/cli.md, machine output)."""
    return tally_document.document(tally)


def text(message: Message | None, language: str = "en") -> str:
    """A message, such as a finding's or an error's, in a language: `en` or `zh`. Nothing, where there is none.

    Raises:
        UsageError: there is no such language.
    """
    if language not in LANGUAGES:
        raise UsageError(_("there is no language “{name}”; there are: {names}", name=language, names=tuple(LANGUAGES)))
    return Translator(language)(message) if message else ""


def _day(day: date) -> date:
    """`day`, and of a point in time its day: the two cannot be compared."""
    return day.date() if isinstance(day, datetime) else day


@dataclass(frozen=True, slots=True, repr=False)
class Ledgers:
    """The ledgers of a repository as they were when they were read; `load` makes them.

    Attributes:
        today: the day it was said to be.
    """

    _checked: pipeline.Checked
    today: date

    def __repr__(self) -> str:
        issues = sum(1 for _case in self._checked.book.cases)
        return f"<Ledgers: {len(self.cities)} cities, {issues} issues, {len(self.errors)} errors, {self.today}>"

    @property
    def root(self) -> Path:
        """The folder of the repository."""
        return self._checked.reading.root

    @property
    def cities(self) -> tuple[str, ...]:
        """The names of the cities, in the official order."""
        return tuple(city.city.name for city in self._checked.book.cities)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What `check` finds, in the order of files and lines."""
        return tuple(self._checked.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that forbid figures."""
        return tuple(self._checked.errors)

    def check(self, *, against: str | None = None, publish: bool = False) -> tuple[Diagnostic, ...]:
        """Reads the ledgers on the disk anew and checks them, as `check --against` and `--publish` do.

        Args:
            against: find also what this revision of git has and the ledgers have lost.
            publish: find also what names or reaches a person, and take all that is private for errors.

        Raises:
            BangfuError: the revision cannot be compared with.
        """
        return tuple(pipeline.check(self.root, self.today, against=against, publish=publish))

    def issues(self, as_of: date | None = None) -> list[dict[str, Any]]:
        """Every issue that was reported up to a day (default: today), as `list --json` prints it."""
        day = _day(as_of or self.today)
        held = ((case, replay(case.issue.events, day)) for case in self._checked.book.cases)
        return [issue_document.document(case, state) for case, state in held if state.reported]

    def duplicates(self, *, near: bool = False) -> list[Pair]:
        """The pairs of open issues that may be one difficulty, as `duplicates` lists them; `near`: less alike, too."""
        return [pair for city in self._checked.book.cities for pair in pairs(city, self.today, near=near)]

    def tally(
        self,
        period: Period | str | None = None,
        by: str = "city",
        *,
        as_of: date | None = None,
        cities: Iterable[str] = (),
        compare: bool = True,
        allow_errors: bool = False,
    ) -> Tally:
        """The figures of a period, by groups.

        Args:
            period: such as `2019-06`, `2019-W23`, `2019-Q2`, `2019-H1`, `2019`, `2019-01-01..2019-03-05`; None:
                everything up to `as_of`.
            by: city, field, category, department, channel, district, enterprise, tier or chain.
            as_of: the day of stock, status and pairings (default: the period's end, or today if it is not over).
            cities: only these, each by its name, short name, slug or prefix.
            compare: also the period before and a year before.
            allow_errors: even if the ledgers have errors; the figures may be wrong then.

        Raises:
            LedgerError: the ledgers have errors.
            UsageError: there is no such period, group or city, or the period has not begun.
        """
        if by not in GROUPINGS:
            raise UsageError(_("there is no group “{name}”; there are: {names}", name=by, names=tuple(GROUPINGS)))
        span, day = self._span(period, as_of)
        self._refuse(allow=allow_errors)
        kept = tuple(self._city(name) for name in cities)
        return pipeline.tally(self._checked, span, by, as_of=day, cities=kept, compare=compare)

    def bulletin(
        self,
        period: Period | str,
        *,
        issued: date | None = None,
        number: int | None = None,
        allow_errors: bool = False,
    ) -> Bulletin:
        """The bulletin (通报) of a period as a document, for `render`.

        Args:
            period: as for `tally`; a week, month, quarter, half-year or year.
            issued: the day of issue (default: today).
            number: its serial number (default: left blank).
            allow_errors: even if the ledgers have errors; the document says so.

        Raises:
            LedgerError: the ledgers have errors.
            UsageError: there is no such period, or it has not begun.
        """
        span, day = self._span(period, None)
        if span.kind is PeriodKind.CUSTOM:
            raise UsageError(_("there is a bulletin of a week, month, quarter, half-year or year, not of {period}",
                               period=span.key))  # fmt: skip
        self._refuse(allow=allow_errors)
        known = self._checked.known.day if self._checked.known else None
        imprint = Imprint(_day(issued or self.today), number, len(self._checked.errors), known)
        return pipeline.report(self._checked, span, day, imprint)

    @overload
    def render(self, bulletin: Bulletin, form: Literal["md", "html"] = "md") -> str: ...
    @overload
    def render(self, bulletin: Bulletin, form: Literal["docx", "pdf"]) -> bytes: ...
    def render(self, bulletin: Bulletin, form: str = "md") -> str | bytes:
        """The bulletin in a format, with the repository's own templates: `md` and `html` text, `docx` and `pdf` bytes.

        Raises:
            UsageError: there is no such format.
            BangfuError: a template is broken, or what the format needs is not installed.
        """
        if form not in FORMATS:
            raise UsageError(_("there is no format “{name}”; there are: {names}", name=form, names=FORMATS))
        return pipeline.render(self._checked, bulletin, form)

    def _refuse(self, *, allow: bool) -> None:
        """Raises LedgerError where the ledgers have errors and figures are not wanted all the same."""
        errors = self._checked.errors
        if errors and not allow:
            raise LedgerError(
                _("errors in the ledgers: {count}; no figures are given; see: bangfu check", count=len(errors))
            )

    def _span(self, period: Period | str | None, as_of: date | None) -> tuple[Period, date]:
        """The period, and the day in it as of which things are counted."""
        given = _day(as_of) if as_of else None
        try:
            span = Period.from_key(period) if isinstance(period, str) else period
        except ValueError:
            raise UsageError(_("“{text}” is no period; write it like 2019-06", text=str(period))) from None
        span = span or Period.between(None, given or self.today)
        day = given or min(span.end, self.today)
        if day < span.start:
            raise UsageError(_("{period} has not begun by {today}", period=span.key, today=day))
        if day not in span:
            raise UsageError(_("{day} lies outside {period}", day=day, period=span.key))
        return span, day

    def _city(self, name: str) -> City:
        province = self._checked.book.province
        if city := province.city(name):
            return city
        suggestion = nearest(name, [city.name for city in province.cities])
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else None
        raise UsageError(_("there is no city “{name}”", name=name), hint)
