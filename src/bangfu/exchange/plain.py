"""Records as plain data: text, counts, yes or no, lists and keys, as docs/format.md has them."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from typing import Any

from bangfu.model.quantity import Quantity
from bangfu.model.record import Record
from bangfu.read.build import keys_of

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]


def plain(record: Any) -> dict[str, Plain]:
    """The keys of a record in canonical order, with their values; what is missing is left out.

    A record of a section (a `Record`) also has `origin`, where it begins: `{file, line}`.
    """
    data: dict[str, Plain] = {}
    for key in keys_of(record.__class__):
        value = getattr(record, key)
        if value is not None and value != () and value is not False:
            data[key] = _plain(value)
    if isinstance(record, Record):
        data["origin"] = {"file": record.file, "line": record.line}
    return data


def _plain(value: Any) -> Plain:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (date, Quantity)):
        return str(value)
    assert dataclasses.is_dataclass(value)  # noqa: S101 - records hold nothing else
    return plain(value)
