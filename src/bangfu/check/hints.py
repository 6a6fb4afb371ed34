"""Remedies that several rules offer."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.i18n import Message, _
from bangfu.merge.book import CityBook
from bangfu.model.nearest import nearest


def did_you_mean(name: str, known: Iterable[str]) -> Message | None:
    """The known name nearest to a mistyped one, as a question; None when none is near."""
    suggestion = nearest(name, known)
    return _("did you mean “{key}”?", key=suggestion) if suggestion else None


def enterprise_meant(name: str, book: CityBook) -> Message | None:
    """The enterprise of a city that is nearest to a mistyped name; full names are preferred to aliases."""
    full = [enterprise.name for enterprise in book.enterprises()]
    return did_you_mean(name, full) or did_you_mean(name, book.names)
