"""When two enterprises are paired at one time."""

from __future__ import annotations

from datetime import date

from bangfu.model.enterprise import Enterprise


def overlap(one: Enterprise, other: Enterprise) -> bool:
    """Whether there is a day on which both are paired."""
    return _since(one) < _until(other) and _since(other) < _until(one)


def _since(enterprise: Enterprise) -> date:
    return enterprise.since or date.min


def _until(enterprise: Enterprise) -> date:
    return enterprise.until or date.max
