"""Commitments (承诺): how many were made, have been kept, were due, and are past their day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from bangfu.model.ledger import Commitment
from bangfu.tally.figures import Pledges


class Standing(StrEnum):
    """How a commitment stands on a day."""

    KEPT = "已兑现"
    OVERDUE = "逾期未兑现"
    OPEN = "未到期"
    UNDATED = "未定时限"


def standing(commitment: Commitment, day: date) -> Standing:
    """How a commitment that was made by `day` stands on it."""
    if commitment.kept is not None and commitment.kept <= day:
        return Standing.KEPT
    if commitment.due is None:
        return Standing.UNDATED
    return Standing.OVERDUE if commitment.due < day else Standing.OPEN


def counted(commitments: Iterable[Commitment], start: date, end: date) -> Pledges:
    """The counts over the days from `start` to `end`, as of `end`."""
    figures = Pledges()
    for commitment in commitments:
        if commitment.date <= end:
            figures = figures.plus(_one(commitment, start, end))
    return figures


def _one(commitment: Commitment, start: date, end: date) -> Pledges:
    stands = standing(commitment, end)
    kept = stands is Standing.KEPT
    due = commitment.due is not None and commitment.due <= end
    return Pledges(
        made=1,
        kept=kept,
        due=due,
        fulfilled=due and kept,
        overdue=stands is Standing.OVERDUE,
        newly_made=commitment.date >= start,
        newly_kept=kept and commitment.kept is not None and commitment.kept >= start,
    )
