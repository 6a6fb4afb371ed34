"""Formats of documents: what is asked for, or what a file's ending names; and the number of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.cli.choices import one_of
from bangfu.i18n import _
from bangfu.model.errors import UsageError

if TYPE_CHECKING:
    from bangfu.cli.session import Session

DOCUMENT = ("md", "html", "docx", "pdf")
"""The formats of a document; the first is the default."""
BINARY = ("docx", "pdf")
"""Formats that no terminal shows."""

_OTHER_ENDINGS = {"markdown": "md", "htm": "html", "txt": "text"}


def named_by(output: Path, formats: Sequence[str]) -> str | None:
    """The format that the ending of a file names; None where it names none of `formats`."""
    ending = output.suffix.lower().removeprefix(".")
    known = _OTHER_ENDINGS.get(ending, ending)
    return known if known in formats else None


def format_of(session: Session, form: str | None, output: Path | None, formats: Sequence[str] = DOCUMENT) -> str:
    """The format asked for, else the one that the file's ending names, else the first.

    Raises:
        UsageError: there is none of that name or ending, or it would be printed on a terminal that cannot show it.
    """
    if form is not None:
        chosen = one_of("--format", form, formats)
        if chosen in BINARY and output is None and session.out.isatty():
            raise UsageError(
                _("{form} is not for a terminal", form=chosen), _("name a file: -o FILE.{form}", form=chosen)
            )
        return chosen
    if output is None:
        return formats[0]
    if (known := named_by(output, formats)) is None:
        endings = tuple(f".{each}" for each in formats)
        raise UsageError(
            _("the format cannot be told from the ending of “{path}”", path=str(output)),
            _("end it with one of {endings}, or give --format", endings=endings),
        )
    return known


def serial_of(number: str | None) -> int | None:
    """A document's number: a positive whole number without leading zeros.

    Raises:
        UsageError: it is none.
    """
    if number is None:
        return None
    if not re.fullmatch("[1-9][0-9]{0,5}", number):
        raise UsageError(
            _("--number takes a whole number, not “{value}”", value=number), _("write it like --number 12")
        )
    return int(number)
