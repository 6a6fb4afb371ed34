"""`bangfu seal`."""

from __future__ import annotations

import json as as_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.editing import DryRun
from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import EditRefusedError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from bangfu.model.period import Period
    from bangfu.model.seal import Figures, Replaced, Seal


def seal(
    session: Session,
    period: Annotated[
        str, Argument(help=mark("The period: 2019-06, 2019-W23, 2019-Q2, 2019-H1 or 2019."), metavar="PERIOD")
    ],
    number: Annotated[str | None, Option(help=mark("The number of its bulletin."), metavar="N")] = None,
    replace: Annotated[
        str | None,
        Option(help=mark("Seal a sealed period again, for this reason; it is kept."), metavar="REASON"),
    ] = None,
    dry_run: DryRun = False,
    json: Annotated[bool, Option("--json", help=mark("Say what was sealed as JSON."))] = False,
) -> int:
    """Freezes the figures of a published period in seals/. Later changes to them are findings of check, and the next
    bulletin says so.
    """
    from contextlib import nullcontext

    from bangfu import pipeline
    from bangfu.cli.editing import patience, show_diff
    from bangfu.cli.formats import serial_of
    from bangfu.cli.output import write
    from bangfu.cli.refusal import refused
    from bangfu.edit.lock import locked
    from bangfu.seal.make import make_seal, text_of

    chosen, root = _period(period, session.today), session.root
    bulletin = serial_of(number)
    with nullcontext() if dry_run else locked(root, patience()):
        with session.progress(_("reading")) as progress:
            checked = pipeline.load(root, session.today, progress)
        if refused(session, checked.errors, allow=False):
            return 1
        seals = checked.reading.seals
        before = next((one for one in seals if one.period == chosen.key), None)
        replaced = _replaced(chosen, before, replace)
        made = make_seal(
            checked.book,
            chosen,
            sealed=session.today,
            number=bulletin,
            commit=_commit(root),
            seals=seals,
            replaced=replaced,
        )
        text = text_of(made)
        if not dry_run:
            (root / made.file).parent.mkdir(exist_ok=True)
            write(root / made.file, text)
    if json:
        session.data(as_json.dumps(_data(made, written=not dry_run), ensure_ascii=False, indent=2))
    elif dry_run:
        old = text_of(before) if before else ""
        show_diff(session, {made.file: (old, text)})
    else:
        session.data(made.file)
        session.remark(_("commit it with the ledgers: git add {file}", file=made.file))
    return 0


def _period(text: str, today: date) -> Period:
    """The period to seal.

    Raises:
        UsageError: it is none, or a span of days, or it is not over.
    """
    from bangfu.model.period import Period, PeriodKind

    try:
        period = Period.from_key(text)
    except ValueError:
        period = None
    if period is None or period.kind is PeriodKind.CUSTOM:
        hint = _("write it like {examples}", examples="2019-06, 2019-W23, 2019-Q2, 2019-H1, 2019")
        raise UsageError(_("“{value}” is no period that is published", value=text), hint)
    if period.end >= today:
        raise UsageError(
            _("{period} is not over on {today}", period=period.key, today=today.isoformat()),
            _("a period is sealed when its bulletin goes out"),
        )
    return period


def _replaced(period: Period, before: Seal | None, reason: str | None) -> tuple[Replaced, ...]:
    """The seals that the new one takes the place of.

    Raises:
        EditRefusedError: the period is sealed and no reason is given.
        UsageError: a reason is given, and there is nothing to replace.
    """
    from bangfu.cli.ask import cleaned
    from bangfu.model.seal import Replaced

    if before is None:
        if reason is not None:
            raise UsageError(_("{period} is not sealed: there is nothing to replace", period=period.key))
        return ()
    if reason is None:
        raise EditRefusedError(
            _("{period} is sealed since {day}", period=period.key, day=before.sealed.isoformat()),
            _("what changes after that is told by the next bulletin; to seal it again all the same: --replace REASON"),
        )
    words = cleaned("--replace", reason)
    return (*before.replaced, Replaced(sealed=before.sealed, digest=before.digest, reason=words))


def _commit(root: Path) -> str | None:
    """The commit that holds the ledgers as they are; None where git is not used.

    Raises:
        GitError: they are not committed, or git cannot read the repository that is there.
    """
    import shutil

    from bangfu import git
    from bangfu.model.folders import LEDGERS, NAME

    if shutil.which("git") is None:
        return None
    if git.toplevel(root) is None:
        if any((folder / ".git").exists() for folder in (root, *root.parents)):  # git says so of a file it cannot open
            raise git.GitError(_("git cannot read the repository of {folder}", folder=str(root)), _("see: git status"))
        return None
    if git.commit(root, "HEAD") is None or git.is_changed(root, [NAME, LEDGERS]):
        raise git.GitError(
            _("the ledgers have changes that are not committed"),
            _("commit them first: a seal names the commit that holds what was published"),
        )
    return git.rev_parse(root, "HEAD")


def _data(made: Seal, *, written: bool) -> dict[str, Any]:
    def row(figures: Figures) -> dict[str, Any]:
        data: dict[str, Any] = {"period": figures.period} if figures.period else {}
        return data | {"city": figures.city, "records": figures.records, "figures": dict(figures.stated())}

    return {
        "schema": 1,
        "file": made.file,
        "written": written,
        "period": made.period,
        "as_of": made.as_of.isoformat(),
        "sealed": made.sealed.isoformat(),
        "number": made.number,
        "commit": made.commit,
        "cities": [row(each) for each in made.figures],
        "total": row(made.total),
        "restated": [row(each) for each in made.restated],
        "replaced": [
            {"sealed": each.sealed.isoformat(), "digest": each.digest, "reason": each.reason} for each in made.replaced
        ],
        "digest": made.digest,
    }
