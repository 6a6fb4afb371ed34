"""Writes files so that each is as it was or as intended, and of several either all or none, whatever happens.

Every new text goes to a temporary file beside its target, is forced to disk and read back. Then the targets are looked
at once more (same file, same bytes as were read), kept under a second name, and exchanged with the new files. What
comes out is looked at too, so that nothing is lost that an editor saved in the last moment. Several files have a
journal besides, which is on disk before the first is exchanged: while it is there the change is not made, and
`journal.recover` takes it back. All helper files begin with a dot, which the reader passes over.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bangfu.edit import journal
from bangfu.edit.exchange import exchange
from bangfu.edit.helper import helper, sync_folder, write_new
from bangfu.i18n import _, mark
from bangfu.model.errors import EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.model.frozen import frozen
from bangfu.read.files import BOM, SIZE_LIMIT, RefusedFile, read_bytes, reason_of
from bangfu.stages import stage


@frozen
class Replacement:
    """A file's new bytes. `before` are the bytes it was read with; None: it must not be there yet."""

    name: str
    before: bytes | None
    after: bytes


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
class _Move:
    """One replacement under way."""

    replacement: Replacement
    target: Path
    fresh: Path
    inode: int
    kept: Path | None = None

    @property
    def done(self) -> bool:
        """Whether the new file stands in the target's place: asked of the disk, an interrupt may come at any time."""
        try:
            return self.target.lstat().st_ino == self.inode
        except FileNotFoundError:
            return False


def encoded(text: str, *, bom: bool) -> bytes:
    """A ledger's bytes."""
    return (BOM if bom else b"") + text.encode("utf-8")


@stage(mark("writing files"))
def write_all(root: Path, replacements: Sequence[Replacement]) -> None:
    """Puts all replacements in place, durably, or none of them. The caller holds the repository's lock.

    Args:
        root: the repository; names are relative to it, with /.
        replacements: at most one a file.

    Raises:
        EditRefusedError: it could not be done; every file is as it was.
    """
    moves: list[_Move] = []
    name = ""
    try:
        for replacement in replacements:
            name = replacement.name
            if len(replacement.after) > SIZE_LIMIT:
                raise EditRefusedError(_("{file} would be larger than 8 MiB", file=name),
                                       _("split it into parts under ledgers/<slug>/"))  # fmt: skip
            moves.append(_prepare(root, replacement))
        for move in moves:
            name = move.replacement.name
            _keep(move)
        if len(moves) > 1:
            name = LEDGERS
            journal.write(root, [(m.replacement.name, m.replacement.after, m.kept) for m in moves])
        for move in moves:
            name = move.replacement.name
            _put(move)
        for folder in {move.target.parent for move in moves}:
            sync_folder(folder)
        if len(moves) > 1:
            name = LEDGERS
            journal.path(root).unlink()
            sync_folder(root / LEDGERS)
    except BaseException as error:
        clean = _take_back(root, moves)
        if isinstance(error, OSError):
            raise _failure(name, error, clean=clean) from error
        raise
    for move in moves:
        if move.kept:
            with contextlib.suppress(OSError):  # it is cleared away by the next edit
                move.kept.unlink()


def _prepare(root: Path, replacement: Replacement) -> _Move:
    """Writes the new bytes beside the target, forces them to disk and reads them back."""
    target = root / replacement.name
    _refuse_links(root, replacement.name)
    status = _unchanged(replacement, target)
    if status is None and not target.parent.is_dir():
        target.parent.mkdir(parents=True)
        sync_folder(target.parent.parent)
    fresh = helper(target, "new")
    write_new(fresh, replacement.after, status)
    try:
        if read_bytes(fresh) != replacement.after:
            raise OSError(errno.EIO, "the disk gives back other bytes than were written")
        inode = fresh.lstat().st_ino
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    return _Move(replacement, target, fresh, inode)


def _refuse_links(root: Path, name: str) -> None:
    """Refuses a name that would lead out of the repository: through a link, or with `..`.

    Raises:
        EditRefusedError: it would.
    """
    folder = root
    for step in Path(name).parts[:-1]:
        folder /= step
        if step == ".." or folder.is_symlink():
            raise EditRefusedError(_("{file}: a symbolic link is not followed", file=name))


def _unchanged(replacement: Replacement, target: Path) -> os.stat_result | None:
    """The target's status, None where there rightly is no file.

    Raises:
        EditRefusedError: it is not the file that was read.
    """
    try:
        status = target.lstat()
    except FileNotFoundError:
        if replacement.before is None:
            return None
        raise EditRefusedError(_("{file} was removed meanwhile", file=replacement.name)) from None
    try:
        if stat.S_ISREG(status.st_mode) and replacement.before is not None and read_bytes(target) == replacement.before:
            return status
    except RefusedFile as refusal:
        raise EditRefusedError(_("{file}: {reason}", file=replacement.name, reason=refusal.message)) from None
    raise _changed(replacement)


def _changed(replacement: Replacement) -> EditRefusedError:
    return EditRefusedError(
        _("{file} was changed by another program meanwhile", file=replacement.name), _("run the command again")
    )


def _keep(move: _Move) -> None:
    """Looks at the target once more and keeps its old content under a second name, to go back to."""
    status = _unchanged(move.replacement, move.target)
    if status is None:
        return
    kept = helper(move.target, "old")
    try:
        os.link(move.target, kept, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this file system: a copy
        write_new(kept, move.replacement.before or b"", status)
    move.kept = kept
    if kept.lstat().st_ino != status.st_ino and read_bytes(kept) != move.replacement.before:
        raise _changed(move.replacement)


def _put(move: _Move) -> None:
    """Puts the new file in the target's place, but never over what another program has put there in this moment.

    Where the system can exchange files, what comes out is looked at, and goes back if it is not what was read.
    Elsewhere the moment between the last look and the renaming is left.

    Raises:
        EditRefusedError: another program was there first; its file stands.
        OSError: the system refuses.
    """
    if move.kept is None:
        try:
            os.link(move.fresh, move.target, follow_symlinks=False)
        except FileExistsError:
            raise _changed(move.replacement) from None
        except OSError:  # no hard links on this file system
            move.fresh.rename(move.target)
            return
    elif not exchange(move.fresh, move.target):
        move.fresh.rename(move.target)
        return
    elif not _is_what_was_read(move):
        exchange(move.fresh, move.target)
        raise _changed(move.replacement)
    with contextlib.suppress(OSError):  # it is cleared away by the next edit
        move.fresh.unlink()


def _is_what_was_read(move: _Move) -> bool:
    """Whether what came out of the target's place has the bytes that the edit began with."""
    try:
        return read_bytes(move.fresh) == move.replacement.before
    except RefusedFile:
        return False


def _failure(name: str, error: OSError, *, clean: bool) -> EditRefusedError:
    reason = reason_of(error)
    if clean:
        return EditRefusedError(
            _("{file} could not be written: {reason}; nothing was changed", file=name, reason=reason)
        )
    return EditRefusedError(
        _("{file} could not be written: {reason}; the change could not be taken back wholly", file=name, reason=reason),
        _("look at the ledgers before you go on: git diff"),
    )


def _take_back(root: Path, moves: Sequence[_Move]) -> bool:
    """Undoes what was done so far, in the reverse order; the journal goes last. False: some could not be undone."""
    clean = True
    for move in reversed(moves):
        try:
            if move.done and move.kept:
                move.kept.rename(move.target)
            elif move.done:
                move.target.unlink()
        except OSError:
            clean = False
            continue
        for path in (move.fresh, move.kept):
            if path:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        for folder in {move.target.parent for move in moves}:
            sync_folder(folder)
        if clean:
            journal.path(root).unlink(missing_ok=True)
    return clean
