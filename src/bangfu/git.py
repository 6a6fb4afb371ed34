"""Every call of git: its answers as values, its complaints as one error. Nothing else in bangfu starts git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bangfu.i18n import Message, _
from bangfu.model.errors import BangfuError

PATIENCE = 60.0
"""Seconds that git gets, unless told otherwise."""

_AT_ONCE = 50

_FORMAT = "%H%x00%an%x00%cI"

_OTHERS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What a hook sets for its own repository: ours is found from the folder."""


class GitError(BangfuError):
    """Git is not there, or refuses. `code` is its exit code (None: it did not end by itself)."""

    def __init__(self, message: Message, hint: Message | None = None, code: int | None = None) -> None:
        super().__init__(message, hint)
        self.code = code


class Commit(NamedTuple):
    """A commit: its full name, who wrote it, and the day it was made, in its committer's own time."""

    name: str
    author: str
    day: date

    @property
    def short(self) -> str:
        """The name as people give it."""
        return self.name[:10]

    def data(self) -> dict[str, str]:
        """For programs: its keys as they stand in JSON."""
        return {"commit": self.name, "author": self.author, "day": self.day.isoformat()}


class Answer(NamedTuple):
    """What a run of git gave."""

    code: int
    out: bytes
    err: bytes


def answer(
    root: Path, *arguments: str, patience: float = PATIENCE, stdin: bytes = b"", language: str | None = None
) -> Answer:
    """Runs git in `root`, in English, without pager, editor or prompt, whatever its exit code.

    Args:
        root: a folder within the repository.
        arguments: git's arguments.
        patience: seconds after which it is stopped.
        stdin: what it reads.
        language: that of a bangfu which git calls in turn.

    Raises:
        GitError: git cannot be started or takes too long.
    """
    command = ["git", "-C", str(root), "--no-pager", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command, check=False, input=stdin, capture_output=True, timeout=patience, env=_environment(language)
        )
    except FileNotFoundError:
        raise GitError(_("git is not installed"), _("install git, or work without it")) from None
    except OSError as error:
        raise GitError(_("git cannot be started: {reason}", reason=error.strerror or str(error))) from None
    except subprocess.TimeoutExpired:
        raise GitError(
            _("git {command} took more than {seconds} seconds", command=_name(arguments), seconds=round(patience))
        ) from None
    return Answer(done.returncode, done.stdout, done.stderr)


def run(root: Path, *arguments: str, patience: float = PATIENCE, stdin: bytes = b"") -> bytes:
    """What git prints.

    Raises:
        GitError: it fails; its own first line is in the message.
    """
    done = answer(root, *arguments, patience=patience, stdin=stdin)
    if done.code != 0:
        raise failed(arguments, done)
    return done.out


def failed(arguments: Sequence[str], done: Answer) -> GitError:
    """The error that stands for a failed run."""
    said = (done.err or done.out).decode("utf-8", "replace").strip()
    reason = next((line.strip() for line in said.splitlines() if line.strip()), f"exit {done.code}")
    for prefix in ("fatal: ", "error: "):
        reason = reason.removeprefix(prefix)
    if reason.startswith("detected dubious ownership"):
        hint = _("the folder belongs to another user; if you trust it: git config --global --add safe.directory DIR")
        return GitError(_("git does not trust this folder"), hint, done.code)
    return GitError(_("git {command}: {reason}", command=_name(arguments), reason=reason[:500]), code=done.code)


def toplevel(root: Path) -> Path | None:
    """The top folder of the work tree that `root` lies in; None where it lies in none."""
    done = answer(root, "rev-parse", "--show-toplevel")
    if done.code == 0:
        return Path(os.fsdecode(done.out.removesuffix(b"\n")))
    if b"not a git repository" in done.err or b"must be run in a work tree" in done.err:
        return None
    raise failed(("rev-parse",), done)


def require(root: Path) -> Path:
    """The top folder of the work tree that `root` lies in.

    Raises:
        GitError: it lies in none.
    """
    top = toplevel(root)
    if top is None:
        raise GitError(_("{folder} is in no git repository", folder=str(root)), _("make one: git init"))
    return top


def rev_parse(root: Path, revision: str) -> str:
    """The full name of the commit that `revision` means.

    Raises:
        GitError: it means none.
    """
    found = commit(root, revision)
    if found is None:
        hint = _("the clone is shallow; fetch the rest: git fetch --unshallow") if is_shallow(root) else None
        raise GitError(_("git knows no commit “{revision}”", revision=revision), hint)
    return found


def commit(root: Path, revision: str) -> str | None:
    """The full name of the commit that `revision` means; None where it means none."""
    if not revision or revision.startswith("-") or "\0" in revision:
        return None
    done = answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    lines = done.out.decode("ascii", "replace").split()
    return lines[-1] if done.code == 0 and lines else None


def show(root: Path, revision: str, path: str) -> bytes:
    """The bytes of a file as it is in a commit.

    Args:
        root: a folder within the repository.
        revision: the commit.
        path: the file, relative to `root`, with /.

    Raises:
        GitError: the commit has no such file.
    """
    return run(root, "cat-file", "blob", f"{rev_parse(root, revision)}:./{path}")


def list_files(root: Path, revision: str, under: str = ".") -> list[str]:
    """The files of a commit that are or lie in `under`, relative to `root`, with /, by name. Links are left out.

    Raises:
        GitError: there is no such commit.
    """
    out = run(root, "ls-tree", "-r", "-z", rev_parse(root, revision), "--", under)
    names = []
    for entry in out.split(b"\0"):
        head, _tab, name = entry.partition(b"\t")
        if head.startswith(b"100"):
            names.append(name.decode("utf-8", "surrogateescape"))
    return sorted(names)


def merge_base(root: Path, one: str, other: str) -> str | None:
    """The best common ancestor of two commits; None where they have none (or a shallow clone does not hold it).

    Raises:
        GitError: one is no commit.
    """
    done = answer(root, "merge-base", rev_parse(root, one), rev_parse(root, other))
    if done.code not in (0, 1):
        raise failed(("merge-base",), done)
    return done.out.decode("ascii").split()[0] if done.code == 0 else None


def parents(root: Path, revision: str) -> list[str]:
    """The full names of a commit's parents, in order, as the commit has them: a shallow clone may not hold them.

    Raises:
        GitError: there is no such commit.
    """
    head, _blank, _message = run(root, "cat-file", "commit", rev_parse(root, revision)).partition(b"\n\n")
    return [line.split()[1].decode("ascii") for line in head.splitlines() if line.startswith(b"parent ")]


def merging(root: Path) -> list[str]:
    """The full names of the commits that are being merged into HEAD, while that merge is not committed yet."""
    name = os.fsdecode(run(root, "rev-parse", "--git-path", "MERGE_HEAD").removesuffix(b"\n"))
    try:
        return Path(root, name).read_text("ascii").split()
    except FileNotFoundError:
        return []


def is_shallow(root: Path) -> bool:
    """Whether the clone holds only the latest commits."""
    return answer(root, "rev-parse", "--is-shallow-repository").out.strip() == b"true"


def is_changed(root: Path, paths: Sequence[str]) -> bool:
    """Whether anything in these files or folders is not committed as it is, new files included."""
    return bool(run(root, "status", "--porcelain", "--untracked-files=all", "--", *paths).strip())


def last_until(root: Path, day: date) -> str | None:
    """The last commit of the present branch up to the end of a day; None where all are later."""
    out = run(root, "rev-list", "-1", f"--before={day.isoformat()} 23:59:59", "HEAD")
    return out.decode("ascii").strip() or None


def describe(root: Path, revision: str) -> Commit:
    """A commit with its author and day.

    Raises:
        GitError: there is no such commit.
    """
    out = run(root, "log", "-1", f"--format={_FORMAT}", rev_parse(root, revision))
    return _commit_of(out.removesuffix(b"\n"))


def history(root: Path, revision: str, paths: Sequence[str]) -> list[tuple[Commit, list[str]]]:
    """The commits up to `revision` that changed any of `paths`, parents before children.

    Each comes with the names of its parents among them: commits in between that left the paths alone are passed over.

    Raises:
        GitError: there is no such commit.
    """
    if not paths:
        return []
    out = run(
        root, "log", f"--format={_FORMAT}%x00%P", "--topo-order", "--reverse", "--full-history", "--simplify-merges",
        "--parents", rev_parse(root, revision), "--", *paths,
    )  # fmt: skip
    found = []
    for line in out.decode("utf-8", "replace").splitlines():
        front, _nul, parents = line.rpartition("\0")
        found.append((_commit_of(front.encode()), parents.split()))
    return found


def paths_that_held(root: Path, revision: str, text: str, under: str) -> list[str]:
    """The files in `under`, relative to `root`, in which `text` came or went up to `revision`.

    Raises:
        GitError: there is no such commit.
    """
    out = run(
        root, "log", f"-S{text}", "--format=", "--name-only", "--relative", "--no-renames", "-m", "-z",
        rev_parse(root, revision), "--", under,
    )  # fmt: skip
    names = {name.strip(b"\n").decode("utf-8", "surrogateescape") for name in out.split(b"\0")}
    return sorted(names - {""})


def read_files(root: Path, revision: str, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """The files of a commit, relative to `root`, with their bytes; one larger than `limit` is cut after one byte more.

    Raises:
        GitError: the commit has no such file.
    """
    commit = rev_parse(root, revision)
    for path, data in zip(paths, objects(root, [f"{commit}:./{path}" for path in paths]), strict=True):
        if data is None:
            raise GitError(_("git {command}: {reason}", command="cat-file", reason=path))
        yield path, data[: limit + 1]


def objects(root: Path, names: Sequence[str]) -> Iterator[bytes | None]:
    """The bytes of each named object, such as `HEAD:./ledgers/zhuzhou.yaml`; None for one that is no file.

    A run of git answers for a few at a time, so that a long history does not fill the memory.
    """
    for begin in range(0, len(names), _AT_ONCE):
        some = names[begin : begin + _AT_ONCE]
        asked = [name for name in some if "\n" not in name]  # git cannot be asked for others, one to a line
        stdin = "".join(f"{name}\n" for name in asked).encode("utf-8", "surrogateescape")
        answers = _batch(run(root, "cat-file", "--batch", stdin=stdin)) if asked else iter(())
        yield from (next(answers) if "\n" not in name else None for name in some)


def _batch(out: bytes) -> Iterator[bytes | None]:
    """The objects in the answer of `cat-file --batch`: a line `<name> blob <size>` before each, or `<name> missing`."""
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        words = out[at:end].rsplit(b" ", 2)
        at = end + 1
        if len(words) < 3 or not words[2].isdigit():
            yield None
            continue
        size = int(words[2])
        yield out[at : at + size] if words[1] == b"blob" else None
        at += size + 1


def _commit_of(line: bytes) -> Commit:
    name, author, day = line.decode("utf-8", "replace").split("\0")
    return Commit(name, author, date.fromisoformat(day[:10]))


def _name(arguments: Sequence[str]) -> str:
    """The command among git's arguments."""
    return next((word for word in arguments if not word.startswith("-")), "")


def _environment(language: str | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    if language:
        kept["BANGFU_LANG"] = language
    return kept | {
        "LC_ALL": "C",
        "LANGUAGE": "",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_PAGER": "cat",
        "GIT_ASKPASS": "true",
        "SSH_ASKPASS": "true",
    }
