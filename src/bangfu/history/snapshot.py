"""The ledgers as they were at a revision: written to a folder of their own and read there like any repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bangfu import git
from bangfu.i18n import _
from bangfu.model.folders import LEDGERS, NAME, SEALS
from bangfu.read.files import SIZE_LIMIT

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def meant(root: Path, wanted: str) -> git.Commit:
    """The commit that a user means: by a revision of git, or by an ISO day: the last one up to the end of that day.

    Raises:
        GitError: there is none.
    """
    git.require(root)
    if _DAY.fullmatch(wanted) and git.commit(root, wanted) is None:
        try:
            day = date.fromisoformat(wanted)
        except ValueError:
            raise git.GitError(_("“{value}” is no day", value=wanted)) from None
        if (found := git.last_until(root, day)) is None:
            raise git.GitError(_("no commit is as old as {day}", day=wanted), _("see: git log"))
        return git.describe(root, found)
    return git.describe(root, wanted)


@contextmanager
def snapshot(root: Path, revision: str) -> Iterator[Path]:
    """A folder with bangfu.yaml, ledgers/ and seals/ as `revision` has them; it is gone when the work is done.

    Args:
        root: the folder with bangfu.yaml; it may lie below the top of git's work tree.
        revision: a revision of git.

    Raises:
        GitError: there is no such commit, or it holds no bangfu.yaml here.
    """
    commit = git.rev_parse(root, revision)
    names = [name for under in (NAME, LEDGERS, SEALS) for name in git.list_files(root, commit, under)]
    if NAME not in names:
        raise git.GitError(_("commit {commit} has no {name} here", commit=commit[:12], name=NAME))
    with TemporaryDirectory(prefix="bangfu-") as folder:
        for name, data in git.read_files(root, commit, names, limit=SIZE_LIMIT):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Path(folder)
