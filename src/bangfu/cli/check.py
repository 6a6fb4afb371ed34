"""`bangfu check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from bangfu.cli.help import Command, bare_options
from bangfu.cli.session import session_of
from bangfu.i18n import _, mark

EVERYWHERE = frozenset({"BF001", "BF005"})
"""Findings that bear on every file, so that a choice of files never hides them: with them, files are not even read."""


class CheckCommand(Command):
    """A command whose `--against` may stand without a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the arguments; `--against` before another option or at the end becomes `--against=`."""
        return super().parse_args(ctx, bare_options(args, {"--against"}))


COMMAND = CheckCommand


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help=mark("Report only findings in these files or folders."), metavar="[PATH]..."),
    ] = None,
    output: Annotated[str, typer.Option("--format", help=mark("text or json."), metavar="FORMAT")] = "text",
    json: Annotated[bool, typer.Option("--json", help=mark("The same as --format json."))] = False,
    select: Annotated[
        list[str] | None, typer.Option(help=mark("Report only these codes or beginnings of codes."), metavar="CODE")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help=mark("Leave out these codes or beginnings of codes."), metavar="CODE")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            help=mark(
                "Report too what this revision of git has and the ledgers have lost, changed or doubled "
                "(bare: both parents of a merge, else the last commit)."
            ),
            metavar="[REV]",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=mark("Warnings count as findings too (exit code 1)."))
    ] = False,
) -> int:
    """Every finding of every ledger, in one run."""
    from bangfu import pipeline
    from bangfu.cli.choices import one_of, relative_names
    from bangfu.findings import json as as_json
    from bangfu.findings import text as as_text

    session = session_of(context)
    one_of("--format", output, ("text", "json"))
    root = session.root
    with session.progress(_("reading")) as progress:
        diagnostics = pipeline.check(root, session.today, progress, against=against)
    if paths:
        names = relative_names(root, paths)
        diagnostics = [
            d
            for d in diagnostics
            if d.code in EVERYWHERE
            or any(d.file == name or d.file.startswith(name + "/") or name == "." for name in names)
        ]
    if select:
        wanted = codes("--select", select)
        diagnostics = [d for d in diagnostics if d.code.startswith(wanted)]
    if ignore:
        unwanted = codes("--ignore", ignore)
        diagnostics = [d for d in diagnostics if not d.code.startswith(unwanted)]
    if json or output == "json":
        session.data(as_json.render(diagnostics, session.translate))
    else:
        if diagnostics:
            session.data(as_text.render(diagnostics, session.text))
        session.remark(as_text.summary(diagnostics))
    failed = any(d.is_error for d in diagnostics) or (strict and diagnostics)
    return 1 if failed else 0


def codes(option: str, given: list[str]) -> tuple[str, ...]:
    """The codes, or beginnings of codes, that an option names; several may stand in one value, with commas.

    Raises:
        UsageError: no finding has such a code; it would hide or show everything in silence.
    """
    from bangfu.check.registry import registry
    from bangfu.model.errors import UsageError

    wanted = tuple(code.strip().upper() for value in given for code in value.split(",") if code.strip())
    for code in wanted or ("",):
        if not code or not any(known.startswith(code) for known in registry()):
            raise UsageError(
                _("{option}: no finding's code begins with “{code}”", option=option, code=code),
                _("all codes: bangfu explain"),
            )
    return wanted
