"""`check --against`: what earlier states of the ledgers have and the present one has lost, changed or doubled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bangfu import git
from bangfu.history.difference import Change, changes
from bangfu.history.judge import Past, findings_of, seals_of, unread
from bangfu.history.snapshot import snapshot
from bangfu.i18n import _
from bangfu.model.diagnostic import Finding
from bangfu.read.repository import Reading, read_repository

_SINCE = "..."


@dataclass(frozen=True, slots=True)
class _Side:
    """An earlier state, and what others did that it has no part in: to that it cannot object."""

    past: Past
    others: frozenset[Change] = frozenset()


def against(root: Path, now: Reading, revision: str) -> list[Finding]:
    """What is wrong with the way from earlier states to the present one.

    Args:
        root: the repository.
        now: as it was read from the disk.
        revision: a revision of git; `REV...`: where the present branch left REV; empty: both parents of a merge that
            is under way or was committed last, else the last commit.

    Raises:
        GitError: the folder is in no git repository, there is no such commit, or a shallow clone does not hold it.
    """
    git.require(root)

    @cache
    def past(commit: str) -> Past:
        with snapshot(root, commit) as folder:
            return Past(git.describe(root, commit), read_repository(folder))

    commits = _meant(root, revision)
    found: dict[Change, Finding] = {}
    told: list[Finding] = []
    for number, commit in enumerate(commits):
        state = past(commit)
        others: set[Change] = set()
        for other in commits:
            if other != commit:
                base = _base(root, commit, other)
                ledgers = past(base).reading.ledgers if base else ()
                others |= set(changes(ledgers, past(other).reading.ledgers))
        for change, finding in findings_of(state, now, frozenset(others), published=number == 0):
            found.setdefault(change, finding)
        told += [one for one in (*seals_of(state, now), *unread(state)) if one not in told]
    return [*found.values(), *told]


def _meant(root: Path, revision: str) -> list[str]:
    """The commits to compare with."""
    if revision.endswith(_SINCE):
        name = revision.removesuffix(_SINCE)
        base = _base(root, git.rev_parse(root, "HEAD"), git.rev_parse(root, name))
        if base is None:
            raise git.GitError(_("the present branch has nothing in common with “{revision}”", revision=name))
        return [base]
    if revision:
        return [git.rev_parse(root, revision)]
    if git.commit(root, "HEAD") is None:
        raise git.GitError(_("nothing has been committed here yet"))
    head = git.rev_parse(root, "HEAD")
    if others := git.merging(root):
        return [head, *others]
    parents = git.parents(root, head)
    return [git.rev_parse(root, parent) for parent in parents] if len(parents) > 1 else [head]


def _base(root: Path, one: str, other: str) -> str | None:
    """Where two commits parted; None where they never were one.

    Raises:
        GitError: a shallow clone does not hold it.
    """
    base = git.merge_base(root, one, other)
    if base is None and git.is_shallow(root):
        raise git.GitError(
            _("this shallow clone does not hold the commit at which the two sides parted"),
            _("fetch the rest: git fetch --unshallow"),
        )
    return base
