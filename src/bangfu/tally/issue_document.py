"""An issue for programs (docs/cli.md, machine output)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bangfu.lifecycle.replay import State
from bangfu.merge.book import Case


def document(case: Case, state: State) -> dict[str, Any]:
    """The keys of one entry of `list --json`, with that state."""
    return {
        "id": case.issue.id,
        "city": case.city.name,
        "enterprise": enterprise_of(case),
        "title": case.issue.title,
        "category": case.issue.category,
        "status": state.status.value,
        "department": state.department,
        "reported": iso(state.reported),
        "due": iso(state.due),
        "overdue": state.overdue,
        "resolved": iso(state.resolved),
        "closed": iso(state.closed),
        "satisfaction": state.satisfaction.value if state.satisfaction else None,
        "file": case.issue.file,
        "line": case.issue.line,
    }


def enterprise_of(case: Case) -> str:
    """The enterprise's present name; as the issue has it where it has no record."""
    return case.enterprise.name if case.enterprise else case.issue.enterprise


def iso(day: date | None) -> str | None:
    """A day in ISO form."""
    return day.isoformat() if day else None
