"""No figure is printed from a ledger with errors, unless --allow-errors says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Option
from bangfu.i18n import Message, _, mark

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.model.diagnostic import Diagnostic
    from bangfu.model.province import City

SHOWN = 20

AllowErrors = Annotated[
    bool, Option("--allow-errors", help=mark("Go on even if the ledgers have errors; the page says so."))
]


def refused(session: Session, errors: Sequence[Diagnostic], *, allow: bool) -> bool:
    """Whether the command stops for errors in the ledgers (exit code 1). Says on stderr which, the first 20 of them."""
    if not errors:
        return False
    if allow:
        session.complain(caution(errors))
        return False
    from bangfu.findings import text

    session.err.write(text.render(errors[:SHOWN], session.text) + "\n")
    if len(errors) > SHOWN:
        session.complain(_("… and {count} more", count=len(errors) - SHOWN))
    session.complain(_("errors in the ledgers: {count}; no figures are given; see: bangfu check", count=len(errors)))
    return True


def caution(errors: Sequence[Diagnostic]) -> Message:
    """The line that a page made in spite of errors carries."""
    return _("errors in the ledgers: {count}; the figures may be wrong; see: bangfu check", count=len(errors))


def concerning(errors: Sequence[Diagnostic], cities: Sequence[City]) -> list[Diagnostic]:
    """Those of `errors` that bear on the figures of `cities` (none: of all): one in another city's ledger does not."""
    slugs = {city.slug for city in cities}
    return [error for error in errors if not slugs or _slug(error) in (None, *slugs) or error.code == "BF005"]


def _slug(error: Diagnostic) -> str | None:
    """The city in whose ledger an error is; None for one that bears on all."""
    parts = error.file.split("/")
    return parts[1].removesuffix(".yaml") if parts[0] == "ledgers" and len(parts) > 1 else None
