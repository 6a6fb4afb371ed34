"""A file of sheets that is to be imported: one that bangfu sent and that has come back, or one that others made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bangfu.exchange.sheets.foreign import SheetsRead, read_sheets, texts_of
from bangfu.exchange.sheets.returned import Returned, Row, read_returned
from bangfu.exchange.sheets.rows import Remark
from bangfu.i18n import Message, _
from bangfu.model.errors import BangfuError, UsageError
from bangfu.model.event import Result
from bangfu.model.province import Province


class Incoming(NamedTuple):
    """What a file holds: rows to be brought into the ledgers, rows that cannot be, and what is to be said of it."""

    sheet: Returned
    refused: tuple[tuple[Row, Message], ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_incoming(
    path: Path, *, today: date, province: Province, year: int | None = None, sheet: str | None = None
) -> Incoming:
    """Reads a workbook or CSV, of bangfu's own or of others.

    Args:
        path, today, year, sheet: as for `read_sheets`, which reads those of others: new records, all of them.
        province: whose categories and cities the cells are read against.

    Raises:
        BangfuError: the file cannot be read.
        UsageError: `year` or `sheet` is given for a sheet of bangfu's own.
    """
    own = read_returned(path)
    if own is None:
        found = read_sheets(path, today=today, config=province, year=year, sheet=sheet)
        names = (str(row.values.get(key, "")) for row in found.rows for key in ("name", "enterprise"))
        if any(name.startswith("某") and _is_tagged(name) for name in names):
            raise BangfuError(
                _("“{file}” was de-identified; what it calls an enterprise is none", file=path.name),
                _("import the sheet that was sent without --public"),
            )
        rows = tuple(
            Row(row.subject, row.number, "", texts_of(row), outcomes=_outcomes(row.values.get("outcomes")))
            for row in found.rows
        )
        return Incoming(Returned(rows, None), tuple(_refused(found)), found.remarks)
    if year is not None or sheet is not None:
        raise UsageError(_("--year and --sheet are for sheets that bangfu export did not write"))
    return Incoming(own)


def _is_tagged(name: str) -> bool:
    """Whether it is what `--public` calls an enterprise."""
    from bangfu.privacy.tags import LETTERS, SHORTEST

    return bool(re.fullmatch(f"某(?:企业|项目|拟入规企业)[{LETTERS}]{{{SHORTEST},}}", name))


def _outcomes(value: object) -> tuple[Result, ...]:
    return tuple(each for each in value if isinstance(each, Result)) if isinstance(value, tuple) else ()


def _refused(found: SheetsRead) -> Iterator[tuple[Row, Message]]:
    """The rows that are not read, an entry a reason."""
    for refused in found.refused:
        row = Row(refused.subject, refused.number, "", {})
        for reason in refused.reasons:
            message = reason.message
            yield row, _("“{column}”: {reason}", column=reason.heading, reason=message) if reason.heading else message
