"""What the editing commands share: the lock, the diff, and what is said when the change is on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session, printable
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from bangfu.edit.desk import Desk
    from bangfu.edit.make import Made
    from bangfu.model.province import City

Ids = Annotated[list[str], Argument(help=mark("Ids, or unambiguous ends of ids."), metavar="ID...")]
Day = Annotated[str | None, Option("--date", help=mark("The day it happened (default: today)."), metavar="DAY")]
Note = Annotated[str | None, Option("--note", help=mark("A note, such as what was done or why."), metavar="TEXT")]
DryRun = Annotated[bool, Option("--dry-run", help=mark("Show the change as a diff; write nothing."))]

TIMEOUT = "BANGFU_LOCK_TIMEOUT"
"""The environment's variable that says how many seconds to wait for another edit."""

_WITH_HINT = ("BF503", "BF506")  # what a clerk can do about at once: join the two
_LONGEST = 3600
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def day_of(session: Session, text: str | None) -> date:
    """The day given, today without one.

    Raises:
        UsageError: the text is no day.
    """
    from bangfu.cli.choices import iso_day

    return iso_day(text) if text is not None else session.today


@contextmanager
def desk_of(session: Session, *, dry_run: bool = False) -> Iterator[Desk]:
    """The repository opened for an edit, its lock held unless nothing will be written.

    Raises:
        UsageError: the environment's time to wait is no number of seconds.
        EditRefusedError: another run holds the lock for longer.
    """
    from bangfu.edit.desk import open_desk
    from bangfu.edit.lock import locked

    root = session.root
    with nullcontext() if dry_run else locked(root, patience()):
        yield open_desk(root, session.today)


def enterprise_named(desk: Desk, city: City, option: str, name: str) -> str:
    """The own name of an enterprise that `option` names.

    Raises:
        UsageError: the city has none of that name or alias.
    """
    from bangfu.cli.ask import cleaned
    from bangfu.model.nearest import nearest

    name = cleaned(option, name)
    if enterprise := desk.city(city.slug).enterprise(name):
        return enterprise.name
    near = nearest(name, desk.city(city.slug).enterprises())
    hint = _("did you mean “{key}”?", key=near) if near else _("add it first: bangfu add-enterprise")
    raise UsageError(_("{city} has no enterprise “{name}”", city=city.name, name=name), hint)


def patience() -> float:
    """How many seconds to wait for another edit, as the environment says."""
    from bangfu.edit.lock import PATIENCE

    text = os.environ.get(TIMEOUT, "")
    if not text:
        return PATIENCE
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= _LONGEST):
        raise UsageError(
            _("{name} takes whole seconds up to {most}, not “{value}”", name=TIMEOUT, most=_LONGEST, value=text)
        )
    return float(text)


def show_diff(session: Session, texts: dict[str, tuple[str, str]]) -> None:
    """A unified diff of every file, in colour on a terminal only."""
    from difflib import unified_diff

    stream = session.out
    coloured = bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and not os.environ.get("NO_COLOR"))
    for name, (before, after) in texts.items():
        old = f"a/{name}" if before else "/dev/null"
        for line in unified_diff(_lines(before), _lines(after), old, f"b/{name}", lineterm=""):
            text = printable(line)
            colour = _COLOURS.get(line[:1]) if coloured else None
            session.data(f"{colour}{text}\x1b[0m" if colour else text)


def remark_on(session: Session, made: Made) -> None:
    """Says what the change brings with it, and what was wrong before."""
    for proof in made.proofs:
        for finding in proof.warnings:
            session.remark(_("{code}: {reason}", code=finding.code, reason=finding.message))
            if finding.hint and finding.code in _WITH_HINT:
                session.remark(f"  {session.translate(finding.hint)}")
    standing = sum(len(proof.standing) for proof in made.proofs)
    if standing:
        session.remark(_("errors that stood in this ledger before: {count}; see: bangfu check", count=standing))


def _lines(text: str) -> list[str]:
    """Lines for a diff; a missing last line ending is told, as git does."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[-1]:
        return [*lines[:-1], lines[-1] + "\n\\ No newline at end of file"]
    return lines[:-1]
