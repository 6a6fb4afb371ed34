"""Which issues a letter to a department is about when none is named."""

from __future__ import annotations

from datetime import date

from bangfu.bulletin.letter_number import Kind
from bangfu.bulletin.letters import Urgency, urgency
from bangfu.cli.choices import city_named
from bangfu.i18n import _
from bangfu.lifecycle.replay import replay
from bangfu.merge.book import Book
from bangfu.model.errors import EditRefusedError
from bangfu.model.nearest import nearest

_PRESSED = {Kind.REMIND: frozenset(Urgency), Kind.SUPERVISE: frozenset({Urgency.RED})}
"""What a letter presses for: a reminder for all that is due, a 督办函 for what is overdue."""


def due_ids(book: Book, kind: Kind, department: str, city: str | None, day: date) -> list[str]:
    """The ids of the issues that `department` leads and the letter presses for on its day, of one city or of all.

    Raises:
        EditRefusedError: there are none.
        UsageError: there is no such city.
    """
    only = city_named(book.province, city) if city is not None else None
    found: list[str] = []
    leads: set[str] = set()
    for case in book.cases:
        state = replay(case.issue.events, day)
        if only in (None, case.city) and state.department and urgency(state, book.province.limits) in _PRESSED[kind]:
            leads.add(state.department)
            if state.department == department:
                found.append(case.issue.id)
    if not found:
        name = nearest(department, sorted(leads))
        reason = (
            _("{department} leads no issue that is overdue, stale or due soon", department=department)
            if kind is Kind.REMIND
            else _("{department} leads no overdue issue", department=department)
        )
        raise EditRefusedError(reason, _("did you mean “{key}”?", key=name) if name else None)
    return found
