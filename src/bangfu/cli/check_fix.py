"""`bangfu check --fix`: the lock, the diff, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING

from bangfu.cli.editing import patience, show_diff
from bangfu.i18n import _

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.edit.fix import Fixed
    from bangfu.model.diagnostic import Diagnostic
    from bangfu.model.source import Source


def put_right(
    session: Session, wanted: Callable[[Diagnostic], bool], against: str | None, *, publish: bool, dry_run: bool
) -> list[Diagnostic]:
    """Fixes what can be fixed of the findings that are `wanted`, and says so; a dry run shows it and writes nothing.

    Returns:
        What is found afterwards, and after a dry run, what would be. Where bangfu.yaml is broken nothing is fixed.

    Raises:
        EditRefusedError: it could not be written; every file is as it was.
    """
    from bangfu import pipeline
    from bangfu.edit.fix import fix
    from bangfu.edit.lock import locked
    from bangfu.edit.write import write_all
    from bangfu.read.configuration import read_configuration
    from bangfu.read.discover import discover

    root = session.root

    with nullcontext() if dry_run else locked(root, patience()), session.progress(_("reading")) as progress:

        def look(instead: Mapping[str, Source]) -> list[Diagnostic]:
            return pipeline.check(root, session.today, progress, instead, against=against, publish=publish)

        province, _source, _findings = read_configuration(root)
        if province is None:
            return look({})
        cities = {city.slug: city for city in reversed(province.cities)}  # of two with one slug the first has the files
        owners = {name: cities[files.slug] for files in discover(root, province)[0] for name in files.names}
        fixed = fix(root, owners, look, wanted)
        if not dry_run:
            write_all(root, fixed.replacements)
    if dry_run:
        show_diff(session, fixed.texts)
    _tell(session, fixed, dry_run=dry_run)
    return fixed.remaining


def _tell(session: Session, fixed: Fixed, *, dry_run: bool) -> None:
    from bangfu.check.registry import registry

    for (file, code), lines in sorted(fixed.lines.items()):
        done = {"file": file, "code": code, "slug": registry()[code].slug, "lines": lines}
        would = _("{file}: {code} {slug} can be fixed; lines: {lines}", **done)
        session.remark(would if dry_run else _("{file}: {code} {slug} fixed; lines: {lines}", **done))
    if not fixed.lines:
        session.remark(_("nothing can be fixed without guessing"))
