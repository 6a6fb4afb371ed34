"""`bangfu check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark

if TYPE_CHECKING:
    from bangfu.model.diagnostic import Diagnostic

EVERYWHERE = frozenset({"BF001", "BF005"})
"""Findings that bear on every file, so that a choice of files never hides them: with them, files are not even read."""


def check(
    session: Session,
    paths: Annotated[
        list[Path] | None,
        Argument(help=mark("Report only findings in these files or folders."), metavar="[PATH]..."),
    ] = None,
    form: Annotated[
        str, Option("--format", help=mark("text, json, github, gitlab, sarif or junit."), metavar="FORMAT")
    ] = "text",
    json: Annotated[bool, Option("--json", help=mark("The same as --format json."))] = False,
    select: Annotated[
        list[str] | None, Option(help=mark("Report only these codes or beginnings of codes."), metavar="CODE")
    ] = None,
    ignore: Annotated[
        list[str] | None, Option(help=mark("Leave out these codes or beginnings of codes."), metavar="CODE")
    ] = None,
    against: Annotated[
        str | None,
        Option(
            help=mark(
                "Report too what this revision of git has and the ledgers have lost, changed or doubled "
                "(bare: both parents of a merge, else the last commit)."
            ),
            metavar="[REV]",
            bare=True,
        ),
    ] = None,
    publish: Annotated[
        bool,
        Option(
            "--publish",
            help=mark(
                "Report too what names or reaches a person, all that is private as errors: "
                "may these ledgers be passed on and their texts printed?"
            ),
        ),
    ] = False,
    strict: Annotated[bool, Option("--strict", help=mark("Warnings count as findings too (exit code 1)."))] = False,
    fix: Annotated[
        bool, Option("--fix", help=mark("Put right what can be put right in one way only; prove it, write it."))
    ] = False,
    dry_run: Annotated[bool, Option("--dry-run", help=mark("With --fix: show it as a diff; write nothing."))] = False,
    output: Annotated[
        Path | None,
        Option("--output", "-o", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
) -> int:
    """Every finding of every ledger, in one run."""
    from bangfu.cli.check_formats import FORMATS, document, summarise
    from bangfu.cli.choices import one_of
    from bangfu.extract.answer import Answer
    from bangfu.extract.codec import dumps, loads
    from bangfu.findings.text import summary
    from bangfu.model.errors import UsageError

    form = "json" if json else one_of("--format", form, FORMATS)
    if dry_run and not fix:
        raise UsageError(_("--dry-run belongs to --fix"))
    root = session.root
    plain = form in ("text", "json") and not (fix or paths) and against is None
    question = (form, strict, publish, select, ignore, session.translate.language)
    answer = Answer(session.cache if plain else None, root, "check", session.today, *question)
    if kept := answer.known():
        page, identity, args, code = loads(kept)
        return _tell(session, form, output, page, Message(identity, args), code)
    wanted = _chosen(root, paths, select, ignore)
    if fix:
        from bangfu.cli.check_fix import put_right

        diagnostics = put_right(session, wanted, against, publish=publish, dry_run=dry_run)
    else:
        from bangfu import pipeline

        with session.progress(_("reading")) as progress:
            diagnostics = pipeline.check(
                root, session.today, progress, against=against, publish=publish, keeper=session.cache
            )
    diagnostics = [diagnostic for diagnostic in diagnostics if wanted(diagnostic)]
    failed = any(d.is_error for d in diagnostics) or (strict and diagnostics)
    if dry_run:
        session.remark(summary(diagnostics))
        return 1 if failed else 0
    page = document(session, form, diagnostics, strict=strict)
    counted = summary(diagnostics)
    code = 1 if failed else 0
    answer.keep(dumps([page, counted.id, counted.args, code]))
    _tell(session, form, output, page, counted, code)
    if form == "github":
        summarise(session, diagnostics)
    return code


def _tell(session: Session, form: str, output: Path | None, page: str, counted: Message, code: int) -> int:
    """Prints the findings, which are `page` in their format, and how many they are; returns the exit code."""
    from bangfu.cli.output import deliver

    if page or output:
        deliver(session, page + "\n", output)
    if form != "json":
        session.remark(counted)
    return code


def _chosen(
    root: Path, paths: list[Path] | None, select: list[str] | None, ignore: list[str] | None
) -> Callable[[Diagnostic], bool]:
    """Whether a finding is one that the command line asks for.

    Raises:
        UsageError: a path is not there, or no finding has such a code.
    """
    from bangfu.cli.choices import relative_names

    names = relative_names(root, paths) if paths else None
    selected = codes("--select", select) if select else ("",)
    ignored = codes("--ignore", ignore) if ignore else ()

    def wanted(found: Diagnostic) -> bool:
        here = names is None or any(name in (".", found.file) or found.file.startswith(f"{name}/") for name in names)
        return (
            (here or found.code in EVERYWHERE)
            and found.code.startswith(selected)
            and not found.code.startswith(ignored)
        )

    return wanted


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
