"""`bangfu merge`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, refused
from bangfu.cli.session import session_of
from bangfu.i18n import _, mark

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.model.diagnostic import Diagnostic

_ACROSS = ("BF2", "BF5")  # identity, and across ledgers


def merge(
    context: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help=mark("yaml or json (default: by the ending of FILE, else yaml)."), metavar="FORMAT"
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help=mark("Print what was merged, as JSON, instead of the book."))
    ] = False,
    public: Public = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Consolidates all cities' ledgers into one document."""
    from bangfu import pipeline
    from bangfu.cli.choices import one_of
    from bangfu.cli.output import deliver
    from bangfu.exchange import book as as_book

    session = session_of(context)
    chosen = one_of("--format", form or _by_ending(output), ("yaml", "json"))
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    if public:
        checked = published(session, checked)
    errors = checked.errors
    if refused(session, errors, allow=allow_errors):
        return 1
    _warn(session, [d for d in checked.diagnostics if not d.is_error and d.code.startswith(_ACROSS)])
    if output or not json:
        render = as_book.to_json if chosen == "json" else as_book.to_yaml
        deliver(session, render(checked.book, errors=len(errors)), output)
    if json:
        session.data(as_book.summary(checked.book, output.as_posix() if output else None))
    return 0


def _by_ending(output: Path | None) -> str:
    return "json" if output and output.suffix.lower() == ".json" else "yaml"


def _warn(session: Session, diagnostics: list[Diagnostic]) -> None:
    """Says what only shows across ledgers and stops nothing: one enterprise paired twice, one issue raised twice."""
    from bangfu.findings import text

    if diagnostics:
        session.err.write(text.render(diagnostics, session.text) + "\n")
