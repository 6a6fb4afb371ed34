"""`bangfu sync`: brings the base branch into the present one with the merge driver, and checks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from bangfu import git
from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

_NETWORK = 600.0
_MERGE = 3600.0
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")


def sync(
    session: Session,
    branch: Annotated[
        str | None,
        Argument(
            help=mark("The branch to bring in (default: the upstream, else origin/HEAD, else main)."),
            metavar="[BRANCH]",
        ),
    ] = None,
    no_fetch: Annotated[bool, Option("--no-fetch", help=mark("Take the branch as this clone knows it."))] = False,
) -> int:
    """Merges the base branch into the present one and checks the ledgers."""
    from bangfu import pipeline
    from bangfu.cli.git import covered
    from bangfu.findings import text

    root = session.root
    top = git.require(root)
    _refuse_unfinished(top)
    if not covered(root):
        raise UsageError(
            _("git would merge the ledgers line by line here"),
            _("set it up, and commit .gitattributes: bangfu git install"),
        )
    name = branch or _base_branch(top)
    if not no_fetch:
        _fetch(session, top, name)
    if git.commit(top, name) is None:
        raise git.GitError(_("git knows no commit “{revision}”", revision=name))
    if not _merge(session, top, name):
        return 1
    with session.progress(_("reading")) as progress:
        diagnostics = pipeline.check(root, session.today, progress)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.is_error]
    if errors:
        session.err.write(text.render(errors, session.text) + "\n")
    session.remark(text.summary(diagnostics))
    return 1 if errors else 0


def _refuse_unfinished(top: Path) -> None:
    """Refuses to start from a work tree in which something is under way.

    Raises:
        GitError: there are changes that are not committed, or a merge or the like is not finished.
    """
    for name in _UNFINISHED:
        if git.commit(top, name):
            raise git.GitError(_("a merge or a rebase is not finished here"), _("see: git status"))
    if git.run(top, "status", "--porcelain", "--untracked-files=no"):
        raise git.GitError(_("there are changes that are not committed"), _("commit them first: git commit"))
    if git.answer(top, "symbolic-ref", "--quiet", "HEAD").code:
        raise git.GitError(_("no branch is checked out here"), _("go to one: git switch BRANCH"))


def _base_branch(top: Path) -> str:
    """The upstream of the present branch, else the default branch of origin, else main or master.

    Raises:
        UsageError: there is none of them.
    """
    present = _word(top, "symbolic-ref", "--short", "HEAD")
    for found in (
        _word(top, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}"),
        _word(top, "rev-parse", "--abbrev-ref", "origin/HEAD"),
        "main",
        "master",
    ):
        if found and found not in (present, "origin/HEAD") and git.commit(top, found):
            return found
    raise UsageError(_("there is no branch to bring in"), _("name it: bangfu sync BRANCH"))


def _word(top: Path, *arguments: str) -> str:
    done = git.answer(top, *arguments)
    return done.out.decode("utf-8", "replace").strip() if done.code == 0 else ""


def _fetch(session: Session, top: Path, name: str) -> None:
    """Fetches from the remote that the branch is of. Without it the work goes on with what this clone knows."""
    remotes = git.run(top, "remote").decode("utf-8", "replace").split()
    remote = next((one for one in sorted(remotes, key=len, reverse=True) if name.startswith(f"{one}/")), None)
    if remote is None:
        return
    try:
        git.run(top, "fetch", "--quiet", remote, patience=_NETWORK)
    except git.GitError as error:
        session.complain(_("{remote} cannot be reached, {branch} is taken as this clone knows it: {reason}",
                           remote=remote, branch=name, reason=error.message))  # fmt: skip


def _merge(session: Session, top: Path, name: str) -> bool:
    """Merges the branch. False: something is left to resolve, as after any `git merge`."""
    from bangfu.cli.git import driver_command
    from bangfu.scaffold.attributes import DRIVER

    before = git.rev_parse(top, "HEAD")
    driver = ("-c", f"merge.{DRIVER}.driver={driver_command()}")
    done = git.answer(top, *driver, "merge", "--no-edit", "--end-of-options", name, patience=_MERGE,
                      language=session.translate.language)  # fmt: skip
    told = [line for line in done.err.decode("utf-8", "replace").splitlines() if line.strip()]
    for line in told if done.code == 0 or git.commit(top, "MERGE_HEAD") else ():
        session.complain(line)
    if done.code == 0:
        same = git.rev_parse(top, "HEAD") == before
        session.remark(_("{branch} holds nothing new", branch=name) if same else _("merged: {branch}", branch=name))
        return True
    if not git.commit(top, "MERGE_HEAD"):
        raise git.failed(("merge",), done)
    found = git.run(top, "diff", "--name-only", "--diff-filter=U", "-z").decode("utf-8", "replace").split("\0")
    names = tuple(name for name in found if name)
    if not names:  # a full disk, or a hook that refuses
        raise git.GitError(_("git could not finish the merge"), _("go back, then try again: git merge --abort"))
    session.complain(_("left to resolve: {files}", files=names))
    session.complain(_("edit them, then: git add FILE, git commit; or go back: git merge --abort"))
    return False
