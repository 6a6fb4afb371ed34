"""The journal of a change to several files: while it is there the change is not made, and `recover` takes it back."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from bangfu.edit.helper import helper, is_helper, sync_folder, write_new
from bangfu.i18n import _
from bangfu.model.errors import EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.model.frozen import frozen
from bangfu.read.discover import UNFINISHED
from bangfu.read.files import RefusedFile, read_bytes, reason_of


def path(root: Path) -> Path:
    """Where the journal of the repository is."""
    return root / LEDGERS / UNFINISHED


def write(root: Path, entries: Sequence[tuple[str, bytes, Path | None]]) -> None:
    """Puts the journal on disk: for each file its name, the hash of its new bytes, and where its old ones are kept.

    Args:
        root: the repository.
        entries: name, new bytes, and the file that keeps the old bytes (None: there was no file).

    Raises:
        OSError: it could not be written.
    """
    lines = [
        f"{name}\t{_digest(new)}\t{old.relative_to(root).as_posix() if old else ''}\n" for name, new, old in entries
    ]
    fresh = helper(path(root), "new")
    try:
        write_new(fresh, "".join([*lines, "end\n"]).encode(), None)
        for folder in {(root / name).parent for name, _new, _old in entries}:
            sync_folder(folder)
        fresh.rename(path(root))
        sync_folder(path(root).parent)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def recover(root: Path) -> None:
    """Puts right what a killed run left: an unfinished change to several files is taken back, helper files go.

    The caller holds the lock, so no living run owns any of them.

    Raises:
        EditRefusedError: an unfinished change cannot be taken back.
    """
    ledgers = root / LEDGERS
    try:
        if os.path.lexists(path(root)):
            entries = _read(path(root))
            for entry in entries:
                entry.refuse_if_edited(root)
            for entry in entries:
                entry.take_back(root)
            path(root).unlink()
            sync_folder(ledgers)
        folders = [Path(found) for found in os.scandir(ledgers) if found.is_dir(follow_symlinks=False)]
        for folder in (ledgers, *folders):
            for found in os.scandir(folder):
                if is_helper(found.name) and found.is_file(follow_symlinks=False):
                    Path(found).unlink()
    except (OSError, RefusedFile, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else getattr(error, "message", None) or str(error)
        raise EditRefusedError(
            _("an unfinished change in {folder} could not be taken back: {reason}", folder=LEDGERS, reason=reason)
        ) from error


@frozen
class _Entry:
    """A line of the journal: a file, the hash of its new bytes, and where its old ones are kept (empty: nowhere)."""

    name: str
    digest: str
    kept: str

    def refuse_if_edited(self, root: Path) -> None:
        """Raises ValueError when the file is neither the old nor the new one: somebody went on working on it."""
        if not os.path.lexists(root / self.name):
            return
        now = read_bytes(root / self.name)
        kept = read_bytes(root / self.kept) if self.kept and os.path.lexists(root / self.kept) else None
        if _digest(now) != self.digest and now != kept and (kept is not None or not self.kept):
            where = self.kept or "git"
            journal = f"{LEDGERS}/{UNFINISHED}"
            raise ValueError(f"{self.name} was edited since; compare it with {where}, then delete {journal}")

    def take_back(self, root: Path) -> None:
        """Puts the old file back, or removes the new one where there was none."""
        target = root / self.name
        if not self.kept:
            target.unlink(missing_ok=True)
        elif os.path.lexists(root / self.kept):
            (root / self.kept).rename(target)
        sync_folder(target.parent)


def _read(file: Path) -> list[_Entry]:
    """The journal's lines; only names within ledgers/ are believed."""
    try:
        *lines, end = read_bytes(file).decode().splitlines()
    except UnicodeDecodeError as error:
        raise ValueError(f"{file.name} is broken") from error
    entries = [line.split("\t") for line in lines]
    if end != "end" or any(len(words) != 3 or not _within(words[0]) or not _within(words[2]) for words in entries):
        raise ValueError(f"{file.name} is broken")
    return [_Entry(*words) for words in entries]


def _within(name: str) -> bool:
    return not name or (name.startswith(f"{LEDGERS}/") and ".." not in name.split("/"))


def _digest(data: bytes) -> str:
    from hashlib import sha256  # here, because OpenSSL comes with it

    return sha256(data).hexdigest()
