"""Reads one file safely: regular files only, size first, UTF-8 (docs/format.md)."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.source import Source, Span

SIZE_LIMIT = 8 * 1024 * 1024
BOM = b"\xef\xbb\xbf"


def read_source(path: Path, name: str, *, hashed: bool = True) -> tuple[Source | None, list[Finding]]:
    """The text of the file at `path`, called `name` in messages (relative to the repository, with /).

    A link, a folder, a FIFO or a device is refused without opening it for good; so is a file over 8 MiB. Bytes that are
    not UTF-8 are reported, and read as GB18030 where they are that, so that the rest of the file is still checked.
    Without `hashed` the source has no digest, which an edit does not ask for.
    """
    try:
        data = read_bytes(path)
    except RefusedFile as refusal:
        return None, [Finding("BF100", refusal.message, file=name)]
    except OSError as error:
        return None, [Finding("BF100", _("the file cannot be read: {reason}", reason=reason_of(error)), file=name)]
    return decode(data, name, hashed=hashed)


class RefusedFile(Exception):  # noqa: N818 - it is no error of the program
    """Why a file is not read."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def reason_of(error: OSError) -> Message | str:
    """The system's reason in the reader's language, for the usual ones."""
    usual = {
        errno.EACCES: _("permission is denied"),
        errno.EPERM: _("permission is denied"),
        errno.ENOENT: _("it does not exist"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EROFS: _("the disk is read-only"),
        errno.EISDIR: _("this is a folder"),
        errno.ENOTDIR: _("a part of the path is no folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most 8 MiB.

    Raises:
        RefusedFile: it is a link or no regular file, or it is too big.
        OSError: the system refuses.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RefusedFile(_("a symbolic link is not followed")) from None
        if error.errno == errno.ENXIO:
            raise RefusedFile(_("this is not a regular file")) from None  # a socket
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RefusedFile(_("this is not a regular file"))
        data = b"" if status.st_size > SIZE_LIMIT else _all(descriptor)
        if max(status.st_size, len(data)) > SIZE_LIMIT:
            raise RefusedFile(_("the file is larger than 8 MiB; split it into parts under ledgers/<slug>/"))
        return data
    finally:
        os.close(descriptor)


def _digest(data: bytes) -> str:
    from hashlib import sha256  # here, because OpenSSL comes with it

    return sha256(data).hexdigest()


def _all(descriptor: int) -> bytes:
    """Everything in a file, which may grow while it is read, up to one byte over the limit."""
    pieces: list[bytes] = []
    left = SIZE_LIMIT + 1
    while left and (piece := os.read(descriptor, left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def decode(data: bytes, name: str, *, hashed: bool = True) -> tuple[Source | None, list[Finding]]:
    """The source made of `data`, and a finding where it is not UTF-8."""
    digest = _digest(data) if hashed else ""
    bom = data.startswith(BOM)
    body = data[len(BOM) :] if bom else data
    head = body[:4096]
    # UTF-16 without its mark may be UTF-8 too: of its ASCII characters every other byte is NUL.
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(b"\0") * 4 > len(head)
    try:
        text = body.decode("utf-8")
        if not utf16:
            return Source(name, text, digest, bom), []
        span = Span(1, 1, 1, 2)
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        span = Span(line, column, line, column + 1)
    if utf16 or b"\0" in head:
        hint = _("save it as UTF-8")
        message = _("the file is not UTF-8; it looks like UTF-16") if utf16 else _("the file is not UTF-8 text")
        return None, [Finding("BF101", message, file=name, span=span, hint=hint)]
    try:
        text = body.decode("gb18030")
    except UnicodeDecodeError:
        finding = Finding("BF101", _("the file is not UTF-8 text"), file=name, span=span)
        return None, [finding]
    finding = Finding(
        "BF101",
        _("the file is not UTF-8; it looks like GB18030 (GBK)"),
        file=name,
        span=span,
        hint=_("save it as UTF-8, or convert it: iconv -f GB18030 -t UTF-8 FILE > NEW"),
    )
    return Source(name, text, digest, bom), [finding]
