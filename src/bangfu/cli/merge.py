"""`bangfu merge`: all ledgers in one book, or two copies of one ledger in one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.editing import DryRun, show_diff
from bangfu.cli.options import Argument, Option
from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, refused
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.edit.desk import Desk
    from bangfu.edit.reconcile import Merged
    from bangfu.model.diagnostic import Diagnostic
    from bangfu.model.province import City, Province

_ACROSS = ("BF2", "BF5")  # identity, and across ledgers


def merge(
    session: Session,
    paths: Annotated[
        list[Path] | None,
        Argument(
            help=mark(
                "A copy to bring into the city's ledger, or a ledger and a copy; without: all ledgers in one book."
            ),
            metavar="[LEDGER] COPY",
        ),
    ] = None,
    base: Annotated[
        str | None,
        Option(
            help=mark("The version that both come from: a file, or a git revision (default: not known)."),
            metavar="FILE|REV",
        ),
    ] = None,
    into: Annotated[
        str | None,
        Option(help=mark("The copy's city: name, short name, slug or prefix (default: as it says)."), metavar="CITY"),
    ] = None,
    output: Annotated[
        Path | None,
        Option(
            "-o",
            "--output",
            help=mark("Write to this file (default: the book to standard output, a copy into its ledger)."),
            metavar="FILE",
        ),
    ] = None,
    form: Annotated[
        str | None,
        Option(
            "--format",
            help=mark("The book: yaml or json (default: by the ending of FILE, else yaml)."),
            metavar="FORMAT",
        ),
    ] = None,
    json: Annotated[bool, Option("--json", help=mark("Print what was merged, as JSON."))] = False,
    dry_run: DryRun = False,
    public: Public = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Consolidates all cities' ledgers into one document, or merges two copies of one ledger record by record."""
    if paths:
        for option, given in (("--format", form), ("--allow-errors", allow_errors), ("--public", public)):
            if given:
                raise UsageError(_("{option} goes with the book of all ledgers, not with a copy", option=option))
        if len(paths) > 2 or (len(paths) == 2 and into):
            raise UsageError(_("merge takes a ledger and a copy of it"), _("see: bangfu merge --help"))
        return _copies(session, paths, base, into, output, json=json, dry_run=dry_run)
    for option, given in (("--base", base), ("--into", into), ("--dry-run", dry_run)):
        if given:
            raise UsageError(_("{option} goes with a copy to merge", option=option), _("see: bangfu merge --help"))
    return _book(session, output, form, json=json, public=public, allow_errors=allow_errors)


def _book(
    session: Session, output: Path | None, form: str | None, *, json: bool, public: bool, allow_errors: bool
) -> int:
    from bangfu import pipeline
    from bangfu.cli.choices import one_of
    from bangfu.cli.output import deliver
    from bangfu.exchange import book as as_book

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


def _copies(
    session: Session, paths: list[Path], base: str | None, into: str | None, output: Path | None, *,
    json: bool, dry_run: bool,
) -> int:  # fmt: skip
    """Merges a copy into a ledger: into one of the repository under its lock, into any other file as it is."""
    from bangfu.cli.editing import desk_of
    from bangfu.cli.output import spare, write
    from bangfu.edit.bring import bring, home_of_copy
    from bangfu.edit.write import write_all

    copy = _read(paths[-1])
    if output:
        spare(session.root, output)
    with desk_of(session, dry_run=dry_run or output is not None) as desk:
        if len(paths) == 1:
            file: str | None = home_of_copy(desk, _city(desk.province, into, copy, paths[0]), paths[0])
        else:
            file = _ledger(session, desk, paths[0])
        if file:
            merged, replacement = bring(desk, file, _base(session, base, file), copy)
            before = replacement.before or b""
            if not (dry_run or output) and replacement.before != replacement.after:
                write_all(desk.root, [replacement])
    if not file:
        before, merged = _two_files(session, paths[0], _base(session, base, None), copy)
        output = output or paths[0]
    if output and not dry_run:
        write(output, merged.data.decode())
    _tell(session, file or paths[0].name, before, merged, str(output or file), json=json, dry_run=dry_run)
    return 0 if merged.clean else 1


def _two_files(session: Session, path: Path, base: bytes | None, copy: bytes) -> tuple[bytes, Merged]:
    """A ledger that is none of the repository's, and what merging a copy into it gives."""
    from bangfu.edit.bring import refuse_unmerged
    from bangfu.edit.desk import open_desk
    from bangfu.edit.reconcile import reconcile

    before = _read(path)
    merged = reconcile(path.name, base, before, copy, open_desk(session.root, session.today).province, session.today)
    refuse_unmerged(merged)
    return before, merged


def _tell(
    session: Session, file: str, before: bytes, merged: Merged, written: str, *, json: bool, dry_run: bool
) -> None:
    """Says what was done."""
    from bangfu.cli import merging

    merging.explain(session, file, merged)
    merging.remark(session, file, merged)
    if json:
        session.data(merging.as_json(session, file, None if dry_run else written, merged))
    elif dry_run:
        show_diff(session, {file: (before.decode("utf-8-sig"), merged.data.decode("utf-8-sig"))})
    elif merged.data == before:
        session.remark(_("{file}: the copy holds nothing new", file=file))
    elif merged.clean:
        session.remark(_("merged: {path}", path=written))
    if not merged.clean and not dry_run:
        session.complain(_("{path}: resolve what stands between <<<<<<< and >>>>>>>, then: bangfu check", path=written))


def _read(path: Path) -> bytes:
    """The bytes of a file that the user names.

    Raises:
        UsageError: it cannot be read.
    """
    from bangfu.read.files import RefusedFile, read_bytes, reason_of

    try:
        return read_bytes(path)
    except FileNotFoundError:
        raise UsageError(_("there is no “{path}”", path=str(path))) from None
    except RefusedFile as refusal:
        raise UsageError(_("{file}: {reason}", file=str(path), reason=refusal.message)) from None
    except OSError as error:
        raise UsageError(_("{file}: {reason}", file=str(path), reason=reason_of(error))) from None


def _city(province: Province, into: str | None, copy: bytes, path: Path) -> City:
    """The city that a copy is of: as --into says, else as the copy says.

    Raises:
        UsageError: there is no such city, or the copy names none.
    """
    from bangfu.cli.choices import city_named
    from bangfu.edit.desk import decoded
    from bangfu.read.part import read_part

    if into:
        return city_named(province, into)
    source = decoded(path.name, copy)
    part = read_part(source).part if source else None
    city = province.city(part.city) if part else None
    if city is None:
        raise UsageError(_("{file} names no city of the province", file=str(path)), _("name it: --into CITY"))
    return city


def _ledger(session: Session, desk: Desk, path: Path) -> str | None:
    """The name of a ledger of the repository at that path; None where it is none."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as given
    name = absolute.relative_to(session.root).as_posix() if absolute.is_relative_to(session.root) else ""
    return name if any(name in files.names for files in desk.files) else None


def _base(session: Session, given: str | None, file: str | None) -> bytes | None:
    """The common base: a file, or the ledger as it was in a git revision.

    Raises:
        UsageError: it is neither.
    """
    if given is None:
        return None
    if file is None or os.path.lexists(given):
        return _read(Path(given))
    from bangfu import git

    if git.toplevel(session.root) is None or git.commit(session.root, given) is None:
        raise UsageError(_("“{value}” is no file and no git revision", value=given))
    return git.show(session.root, given, file)
