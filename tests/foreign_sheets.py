"""What was read of a sheet that bangfu did not make, in the words that a clerk is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bangfu.exchange.sheets.foreign import SheetsRead
from bangfu.i18n import Translator

TODAY = date(2019, 7, 31)
Read = Callable[..., SheetsRead]


def told(found: SheetsRead) -> list[str]:
    """The remarks in Chinese, each with its row."""
    text = Translator("zh")
    return [f"{remark.row} {text(remark.message)}" for remark in found.remarks]


def refusals(found: SheetsRead) -> list[str]:
    """The reasons in Chinese, each with its row, heading and cell."""
    text = Translator("zh")
    return [
        " ".join(filter(None, (str(row.number), reason.heading, reason.text, text(reason.message))))
        for row in found.refused
        for reason in row.reasons
    ]
