"""An answer: what a command has printed before, kept for when it is asked the same of the same files."""

from __future__ import annotations

from pathlib import Path

from bangfu.extract.keys import Keeper, files_below, key
from bangfu.model.folders import LEDGERS, NAME, SEALS
from bangfu.read.files import RefusedFile, read_bytes


class Answer:
    """The answer to a question about a repository.

    Args:
        keeper: where answers are kept; None: nowhere.
        root: the repository.
        question: everything that bears on the answer besides its files (anything that repr tells apart).
    """

    def __init__(self, keeper: Keeper | None, root: Path, *question: object) -> None:
        self._keeper, self._root, self._question = keeper, root, question
        self._key = self._now()

    def known(self) -> bytes | None:
        """The answer that was given before; None where none was, or a file is not as it was."""
        return self._keeper.get(self._key) if self._keeper is not None and self._key else None

    def keep(self, answer: bytes) -> None:
        """Keeps an answer, unless a file was changed since the question was asked."""
        if self._keeper is not None and self._key and self._now() == self._key:
            self._keeper.put(self._key, answer)

    def _now(self) -> str | None:
        files = _files(self._root) if self._keeper is not None else None
        return key("answer", files, *self._question) if files is not None else None


def _files(root: Path) -> tuple[object, ...] | None:
    """What tells a repository's files from any others; None where that cannot be told."""
    try:
        configuration = read_bytes(root / NAME)
    except (OSError, RefusedFile):
        return None
    folders = [LEDGERS, SEALS]
    if b"templates" in configuration or b"\\" in configuration:  # own ones bear on the answer; a key may be escaped
        from bangfu.read.configuration import read_configuration

        province, _source, _findings = read_configuration(root)
        own = province.bulletin.templates if province else ".."
        if own is not None and (own.startswith(("/", "\\")) or ".." in own):
            return None  # they may lie anywhere
        folders += [own] if own else []
    below = files_below(root, folders)
    if below is None:
        return None
    return configuration, below, _history(root) if any(name == SEALS for name, _what in below) else None


def _history(root: Path) -> object:
    """The commit that is checked out: what has moved a published figure is looked up from there."""
    from bangfu import git

    try:
        return git.commit(root, "HEAD"), git.is_shallow(root)
    except git.GitError:
        return None
