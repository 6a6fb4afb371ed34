"""What kind of file the bytes are, told before anything opens them; bombs and passwords stop here."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from bangfu.exchange.sheets.delimited import decoded
from bangfu.exchange.sheets.merged import Rectangle, merged_ranges
from bangfu.i18n import _
from bangfu.model.errors import BangfuError

ENTRY_LIMIT = 2_000
UNPACKED_LIMIT = 64 * 1024 * 1024
RATIO_LIMIT = 150
"""How many times its size a workbook of more than a few MiB may unpack to; sheets come to 10 to 40."""
_SMALL = 8 * 1024 * 1024
_KINDS = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv", ".tsv": "csv", ".txt": "csv",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Container:
    """A file whose kind is known.

    Attributes:
        kind: xlsx, xls, ods or csv.
        text: of a csv, its text.
        macros: whether it has macros.
        merged: the merged ranges of each sheet, where the library does not tell them (ods).
    """

    kind: str
    text: str = ""
    macros: bool = False
    merged: tuple[tuple[Rectangle, ...], ...] = ()


def container_of(data: bytes, path: Path) -> Container:
    """What `data` is.

    Raises:
        BangfuError: no sheet, another kind than the ending of `path` says, protected by a password, damaged or a bomb.
    """
    wanted = _KINDS.get(path.suffix.lower())
    if wanted is None:
        known = tuple(ending for ending in _KINDS if ending not in (".tsv", ".txt"))
        raise BangfuError(_("“{file}” is no sheet; sheets end in {endings}", file=path.name, endings=known))
    if data.startswith(b"PK"):
        found = _zipped(data, path)
    elif data.startswith(_OLE):
        found = _compound(data, path)
    else:
        found = Container("csv", _text(data, path))
    if found.kind != wanted:
        message = _("“{file}” is by its content {kind}, not what its name says", file=path.name, kind="." + found.kind)
        raise BangfuError(message, _("give it the right ending, or save it again under its name"))
    return found


def protected(path: Path) -> BangfuError:
    """The refusal of a file that only a password opens."""
    hint = _("take the password off in Excel or WPS, and save it again")
    return BangfuError(_("“{file}” is protected by a password", file=path.name), hint)


def damaged(path: Path) -> BangfuError:
    """The refusal of a file that is not whole."""
    hint = _("open it in Excel or WPS, and save it again as .xlsx")
    return BangfuError(_("“{file}” is damaged or incomplete", file=path.name), hint)


def too_big(path: Path) -> BangfuError:
    """The refusal of a file over the limits."""
    hint = _("a file may have 16 MiB, 400,000 cells and 256 columns; copy what is wanted into a new one")
    return BangfuError(_("“{file}” is too big to be read, or made to look like that", file=path.name), hint)


def too_long(path: Path, limit: int) -> BangfuError:
    """The refusal of a file of more rows than are read."""
    hint = _("copy what is wanted into several files")
    return BangfuError(_("“{file}” has more than {limit} rows", file=path.name, limit=limit), hint)


def _zipped(data: bytes, path: Path) -> Container:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise protected(path)
            unpacked = sum(entry.file_size for entry in entries)
            bomb = unpacked > _SMALL and unpacked > RATIO_LIMIT * len(data)
            if len(entries) > ENTRY_LIMIT or unpacked > UNPACKED_LIMIT or bomb:
                raise too_big(path)
            if "xl/workbook.xml" in names:
                return Container("xlsx", macros="xl/vbaProject.bin" in names)
            if "content.xml" in names and archive.read("mimetype").startswith(_ODS):
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise protected(path)
                return Container("ods", merged=merged_ranges(archive.read("content.xml")))
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
        raise damaged(path) from None
    raise _no_sheet(path)


def _compound(data: bytes, path: Path) -> Container:
    """A file of the older kind, or a newer one that a password has wrapped into that."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise protected(path)
    if "WordDocument".encode("utf-16-le") in data:
        raise _no_sheet(path)
    return Container("xls", macros="_VBA_PROJECT".encode("utf-16-le") in data)


def _text(data: bytes, path: Path) -> str:
    head = data[:1024].lstrip().lower()
    if not data.strip():
        raise BangfuError(_("“{file}” is empty", file=path.name))
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"%pdf", b"{\\rtf")):
        raise _no_sheet(path)
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods") and b"\0" in data:
        raise damaged(path)
    text = decoded(data)
    if text is None:
        hint = _("save it as .xlsx, or as CSV in UTF-8")
        raise BangfuError(_("“{file}” is neither UTF-8, UTF-16 nor GB18030 text", file=path.name), hint)
    return text


def _no_sheet(path: Path) -> BangfuError:
    hint = _("open it in Excel or WPS, and save it again as .xlsx")
    return BangfuError(_("“{file}” is by its content no sheet", file=path.name), hint)
