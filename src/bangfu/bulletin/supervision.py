"""督办: the issues that are past a limit of bangfu.yaml, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bangfu.bulletin.material import Material
from bangfu.lifecycle.deadlines import stale, unanswered, unassigned
from bangfu.lifecycle.replay import State
from bangfu.merge.book import Case
from bangfu.tally.mark import OVERDUE, STALE, UNANSWERED, UNASSIGNED

ANNEX = 2
"""The number of the annex that lists them."""


class Reason(StrEnum):
    """Why an issue is pressed, as the list says it."""

    OVERDUE = "逾期未办结"
    UNANSWERED = "逾期未回应"
    UNASSIGNED = "逾期未交办"
    STALE = "久无进展"
    DUE = "即将到期"


class Pressed(NamedTuple):
    """An issue to be pressed, as of the bulletin's day."""

    case: Case
    state: State
    reasons: tuple[Reason, ...]


def pressed(material: Material) -> tuple[Pressed, ...]:
    """The issues past a limit, city by city in the official order."""
    limits = material.province.limits
    found = []
    for case, state in material.states(having=OVERDUE | UNANSWERED | UNASSIGNED | STALE):
        reasons = [
            reason
            for reason, holds in (
                (Reason.OVERDUE, state.overdue),
                (Reason.UNANSWERED, unanswered(state, limits)),
                (Reason.UNASSIGNED, unassigned(state, limits)),
                (Reason.STALE, stale(state, limits)),
            )
            if holds
        ]
        if reasons:
            found.append(Pressed(case, state, tuple(reasons)))
    return tuple(found)
