"""An open folder of our own, in which names are used without looking at its path again, and no link is followed."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator

from bangfu.i18n import Message, _

_DAY = 24 * 3600
_BY_DESCRIPTOR = (
    {os.open, os.stat, os.mkdir, os.rmdir, os.rename, os.unlink, os.utime} <= os.supports_dir_fd
    and os.scandir in os.supports_fd
)  # fmt: skip
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unfit(Exception):  # noqa: N818 - it is no error of the program
    """Why a folder is not used."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Folder:
    """An open folder that belongs to this user and in which nobody else may write.

    Where the system opens no folders (Windows), its path stands for it.

    Args:
        name: a path, or a name in the folder `within`.
        within: where to look for a mere name.

    Raises:
        Unfit: it is a link or no folder, another user's, or others may write in it.
        OSError: the system refuses.
    """

    __slots__ = ("_descriptor", "path")

    def __init__(self, name: str, within: Folder | None = None) -> None:
        self.path: str = within.path + os.sep + name if within else name
        self._descriptor: int | None = None
        if _BY_DESCRIPTOR:
            at = within._descriptor if within else None  # noqa: SLF001 - it is one of us
            try:
                self._descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
            except OSError as error:
                if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENOTDIR):
                    raise Unfit(_("it is a link, or no folder")) from None
                raise
        status = os.lstat(self.path) if self._descriptor is None else os.fstat(self._descriptor)
        if not stat.S_ISDIR(status.st_mode):
            raise Unfit(_("it is a link, or no folder"))
        if hasattr(os, "geteuid"):
            if status.st_uid != os.geteuid():
                raise Unfit(_("it belongs to another user"))
            if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise Unfit(_("others may write in it"))

    def __del__(self) -> None:
        if self._descriptor is not None:
            try:
                os.close(self._descriptor)
            except OSError:
                return

    def files(self) -> Iterator[tuple[str, os.stat_result]]:
        """What lies in it, links as links; what is removed meanwhile is left out."""
        # Opened anew: a forked process shares the position of the descriptor that it has inherited.
        again = None if self._descriptor is None else os.open(".", os.O_RDONLY, dir_fd=self._descriptor)
        try:
            with os.scandir(self.path if again is None else again) as entries:
                for entry in entries:
                    try:
                        yield entry.name, entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue
        finally:
            if again is not None:
                os.close(again)

    def read(self, name: str, limit: int) -> bytes | None:
        """A regular file of at most `limit` bytes; None where it is anything else. Marks it as used, once a day.

        Raises:
            OSError: it is not there, or the system refuses.
        """
        descriptor = self._open(name, os.O_RDONLY)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
                return None
            data = os.read(descriptor, status.st_size)
            while len(data) < status.st_size and (more := os.read(descriptor, status.st_size - len(data))):
                data += more
        finally:
            os.close(descriptor)
        if abs(time.time() - status.st_mtime) > _DAY:
            self._touch(name)
        return data

    def write(self, name: str, data: bytes) -> None:
        """Writes a file from its beginning, in place: for what every run writes alike."""
        descriptor = self._open(name, os.O_WRONLY | os.O_CREAT)
        try:
            _write(descriptor, data)
        finally:
            os.close(descriptor)

    def append(self, name: str, data: bytes) -> int:
        """Adds to the end of a file, made if need be, and says how long it is then."""
        descriptor = self._open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            _write(descriptor, data)
            return os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)

    def replace(self, name: str, data: bytes) -> None:
        """Puts a whole file in place. Nothing is synchronised: after a power cut it may be torn."""
        temporary = f"{NEW}{os.urandom(8).hex()}"
        descriptor = self._open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            try:
                _write(descriptor, data)
            finally:
                os.close(descriptor)
            at = self._descriptor
            os.replace(self._at(temporary), self._at(name), src_dir_fd=at, dst_dir_fd=at)
        except BaseException:
            self.discard(temporary)
            raise

    def make(self, name: str) -> bool:
        """Makes a folder in it, for this user only; False when there is something of that name."""
        try:
            os.mkdir(self._at(name), 0o700, dir_fd=self._descriptor)
        except FileExistsError:
            return False
        return True

    def remove(self, name: str) -> bool:
        """Removes a file, or a link itself; False when it is gone already."""
        try:
            os.unlink(self._at(name), dir_fd=self._descriptor)
        except FileNotFoundError:
            return False
        return True

    def discard(self, name: str) -> None:
        """Removes a file if that can be done."""
        try:
            self.remove(name)
        except OSError:
            return

    def remove_empty(self, name: str) -> None:
        """Removes a folder in it, unless there is something left in that."""
        try:
            os.rmdir(self._at(name), dir_fd=self._descriptor)
        except OSError:
            return

    def _at(self, name: str) -> str:
        return name if self._descriptor is not None else self.path + os.sep + name

    def _open(self, name: str, flags: int) -> int:
        return os.open(self._at(name), flags | _CAREFUL, 0o600, dir_fd=self._descriptor)

    def _touch(self, name: str) -> None:
        try:
            os.utime(self._at(name), dir_fd=self._descriptor)
        except OSError:
            return


NEW = "new-"
"""How the names of unfinished files begin."""


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
