"""A tally for programs (docs/cli.md, machine output): schema 1.

`stated` names the steps that a record or an opening says anything about; any other 0 is a gap, not a figure.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bangfu.lifecycle.replay import STEPS
from bangfu.tally.figures import Counts, Days, Rate, Row, Tally

_RATES = ("resolution", "closure", "collected_resolution", "overdue", "on_time", "satisfaction", "reply")


def document(tally: Tally) -> dict[str, Any]:
    """The tally as data for json.dumps. Percentages and days are numbers with one decimal, or null."""
    return {
        "schema": 1,
        "as_of": tally.as_of.isoformat(),
        "period": {
            "start": None if tally.period.start == date.min else tally.period.start.isoformat(),
            "end": tally.period.end.isoformat(),
            "label": tally.period.label,
        },
        "by": tally.by,
        "rows": [_row(row) for row in tally.rows],
        "total": _row(tally.total),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "stock": _counts(row.stock),
        "flow": _counts(row.flow),
        "undone": _counts(row.undone),
        "status": {status.value: number for status, number in row.status.items()},
        "overdue": row.overdue,
        "unanswered": row.unanswered,
        "rates": {name: rate(getattr(row.rates, name)) for name in _RATES},
        "days": _days(row.days),
        "stated": [step.value for step in STEPS if step in row.stated],
        "enterprises": row.enterprises,
        "projects": row.projects,
        "prospects": row.prospects,
        "leaders": row.leaders,
        "departments": row.departments,
        "pledges": row.pledges._asdict() | {"fulfilment": rate(row.pledges.fulfilment)},
        "previous": _row(row.previous) if row.previous else None,
        "last_year": _row(row.last_year) if row.last_year else None,
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {step.value: counts[step] for step in STEPS}


def rate(of: Rate) -> dict[str, Any]:
    """A rate: both its figures, and the percentage with one decimal or null."""
    return {"numerator": of.numerator, "denominator": of.denominator, "percent": _number(of.percent)}


def _days(days: Days | None) -> dict[str, float | None]:
    names = ("median", "mean", "p90")
    return {name: _number(getattr(days, name)) if days else None for name in names}


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
