"""Text with delimiters (CSV) as cells: encoding and delimiter are found out, never asked for."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from bangfu.i18n import _
from bangfu.model.errors import BangfuError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS = ",\t;，；"
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def decoded(data: bytes) -> str | None:
    """The text of `data`: by its byte-order mark, else UTF-8, else GB18030; None where it is no text."""
    encodings: tuple[str, ...] = ("utf-8", "gb18030")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            data, encodings = data[len(mark) :], (encoding,)
            break
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _BINARY.search(text) else text
    return None


def cells_of(text: str, path: Path) -> list[list[str]]:
    """The rows of a CSV.

    The delimiter is the one of comma, tab and semicolon (half or full width) that most lines have. ``="007"``, which
    programs write to keep digits, is 007.

    Raises:
        BangfuError: a quote is opened and not closed, or a cell is longer than the format's limit.
    """
    lines = text.splitlines()[:200]
    delimiter = max(_DELIMITERS, key=lambda mark: (sum(mark in line for line in lines), -_DELIMITERS.index(mark)))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        hint = _('a quote that opens a cell must close it, and one within is written twice: ""')
        raise BangfuError(_("“{file}” breaks off within a quoted cell, or is no CSV", file=path.name), hint) from None
    return [[match[1] if (match := _KEPT_AS_TEXT.fullmatch(cell)) else cell for cell in row] for row in rows]
