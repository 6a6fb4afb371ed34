"""`bangfu merge-driver`: what git calls to merge one ledger (gitattributes(5), "Defining a custom merge driver")."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Argument
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark

if TYPE_CHECKING:
    from bangfu.edit.reconcile import Merged

_SIZES = range(7, 1000)


def merge_driver(
    session: Session,
    base: Annotated[Path, Argument(help=mark("The common base (%O)."), metavar="BASE")],
    ours: Annotated[Path, Argument(help=mark("Our version (%A); the result is written here."), metavar="OURS")],
    theirs: Annotated[Path, Argument(help=mark("Their version (%B)."), metavar="THEIRS")],
    size: Annotated[int, Argument(help=mark("The length of conflict markers (%L)."), metavar="SIZE")],
    path: Annotated[str, Argument(help=mark("The ledger's path in the work tree (%P)."), metavar="PATH")],
) -> int:
    """Merges one ledger for git. It takes no lock: git holds its own."""
    from bangfu.cli.merging import explain, remark
    from bangfu.edit.atomic import replace_file
    from bangfu.edit.markers import textual
    from bangfu.edit.reconcile import Merged

    versions = [version.read_bytes() for version in (base, ours, theirs)]
    length = size if size in _SIZES else _SIZES[0]
    try:
        merged = _merged(session, versions, length, path)
    except Exception as error:
        if session.debug:
            raise
        before, mine, other = versions
        merged = Merged(textual(before, mine, other, length), doubt=_reason(error))
    replace_file(ours, merged.data)
    if not _is_of_bases(length, path):
        explain(session, path, merged)
        remark(session, path, merged)
    return 0 if merged.clean else 1


def _is_of_bases(size: int, path: str) -> bool:
    """Whether git merges two bases into one (criss-cross), which it tells by longer markers: no news for the reader."""
    from bangfu import git

    if size == _SIZES[0]:
        return False
    try:
        value = git.run(Path.cwd(), "check-attr", "-z", "conflict-marker-size", "--", path).split(b"\0")[2:3]
    except git.GitError:
        return False
    return value != [str(size).encode()]


def _merged(session: Session, versions: list[bytes], size: int, path: str) -> Merged:
    from bangfu.edit.reconcile import reconcile
    from bangfu.model.errors import ConfigurationError
    from bangfu.read.configuration import read_configuration
    from bangfu.read.discover import find_root

    place = Path.cwd() / path
    root = session.repo or find_root(place.parent)
    province, _source, _findings = read_configuration(root)
    if province is None:
        raise ConfigurationError(_("bangfu.yaml cannot be read"))
    name = place.relative_to(root).as_posix() if place.is_relative_to(root) else path
    base, ours, theirs = versions
    return reconcile(name, base, ours, theirs, province, session.today, size)


def _reason(error: Exception) -> Message:
    from bangfu.cli.machine import told_of_machine
    from bangfu.model.errors import BangfuError

    if isinstance(error, BangfuError):
        return error.message
    if isinstance(error, OSError) and (told := told_of_machine(error)):
        return told
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return _("internal error: {reason}", reason=reason)
