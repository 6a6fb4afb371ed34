"""What stands in the cells of a record's row: plain text, days in ISO form, and a check figure over all of it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b

from bangfu.exchange.sheets.columns import ENTERPRISE_COLUMNS, Column, Kind
from bangfu.lifecycle.replay import replay
from bangfu.merge.book import Case
from bangfu.model.enterprise import Enterprise
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue
from bangfu.model.province import City

SEPARATOR = "、"
"""What stands between the entries of a list."""


_SEPARATORS = re.compile(r"[、，,;；\n]")


def clean(text: str) -> str:
    """A cell's text as it is compared and kept: Unicode NFC, LF, no space around it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def normal(column: Column, text: str) -> str:
    """A cell's text as cells are compared: a list's entries separated by 、, whatever stands between them."""
    if column.kind is Kind.LIST:
        return SEPARATOR.join(filter(None, map(str.strip, _SEPARATORS.split(text))))
    return text if column.kind is Kind.BLOCK else " ".join(text.split("\n"))


def latest(issue: Issue, kind: EventType) -> Event | None:
    """The last event of that type."""
    return next((event for event in reversed(issue.events) if event.type is kind), None)


def issue_values(case: Case) -> dict[str, str]:
    """The cells of an issue, by the keys of its columns, without those that are computed."""
    issue = case.issue
    state = replay(issue.events, date.max)
    verified, progress = latest(issue, EventType.VERIFY), latest(issue, EventType.PROGRESS)
    assigned = latest(issue, EventType.ASSIGN)
    resolved = latest(issue, EventType.RESOLVE) if state.resolved else None
    return {
        "city": case.city.name,
        "enterprise": clean(case.enterprise.name if case.enterprise else issue.enterprise),
        "title": clean(issue.title),
        "detail": clean(issue.detail or ""),
        "category": clean(issue.category),
        "reported": _iso(state.reported),
        "via": clean(state.via or ""),
        "verified": _iso(verified.date if verified else None),
        "departments": SEPARATOR.join(map(clean, state.departments)),
        "assigned": _iso(assigned.date if assigned else None),
        "due": _iso(state.due),
        "progress": clean(progress.note or "") if progress else "",
        "progressed": _iso(progress.date if progress else None),
        "resolved": _iso(state.resolved),
        "result": clean(resolved.note or "") if resolved else "",
        "satisfaction": state.satisfaction.value if state.satisfaction else "",
        "closed": _iso(state.closed),
    }


def enterprise_values(city: City, enterprise: Enterprise) -> dict[str, str]:
    """The cells of an enterprise, by the keys of its columns."""
    values = {"city": city.name}
    for column in read_back(ENTERPRISE_COLUMNS):
        if column.key != "city":
            value = getattr(enterprise, column.key)
            values[column.key] = SEPARATOR.join(map(clean, value)) if isinstance(value, tuple) else _text(value)
    return values


def read_back(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns that are no computed ones."""
    return tuple(column for column in columns if not column.computed)


def check_figure(values: Mapping[str, str]) -> str:
    """A short hash of a row's cells: it says whether the ledger still has what was sent."""
    return blake2b(json.dumps(sorted(values.items()), ensure_ascii=False).encode(), digest_size=8).hexdigest()


def enterprise_id(city: City, enterprise: Enterprise) -> str:
    """What an enterprise's row is found by: its city's slug and its name."""
    return f"{city.slug}/{enterprise.name}"


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else clean(str(value))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
