"""`bangfu fmt`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from bangfu.cli.editing import DryRun, desk_of, show_diff
from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark


def fmt(
    session: Session,
    paths: Annotated[
        list[Path] | None,
        Argument(help=mark("Only these ledgers, or those in these folders."), metavar="[PATH]..."),
    ] = None,
    check: Annotated[
        bool, Option("--check", help=mark("Write nothing; list the ledgers that would change (exit code 1)."))
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Canonical layout: two spaces a level, keys in order, an event a line. Comments stay, and so does the meaning."""
    from bangfu.cli.choices import relative_names
    from bangfu.edit.layout import lay_out
    from bangfu.edit.write import write_all
    from bangfu.model.errors import UsageError

    names = relative_names(session.root, paths) if paths else None
    with desk_of(session, dry_run=dry_run or check) as desk:
        done = lay_out(desk, names)
        if names and not done.seen:
            raise UsageError(_("there is no ledger in {paths}", paths=tuple(names)))
        if not (dry_run or check):
            write_all(desk.root, done.replacements)
    for name, reason in done.refused.items():
        session.complain(_("{file}: {reason}; it was left as it is", file=name, reason=reason))
    if dry_run:
        show_diff(session, done.texts)
    elif check:
        for name in done.texts:
            session.data(session.text(name))
    for_change = _("ledgers that would change: {count} of {total}", count=len(done.texts), total=done.seen)
    changed = _("ledgers changed: {count} of {total}", count=len(done.texts), total=done.seen)
    session.remark(for_change if dry_run or check else changed)
    return 1 if done.refused or (check and done.texts) else 0
