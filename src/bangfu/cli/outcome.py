"""Outcomes as they are written on the command line."""

from __future__ import annotations

from bangfu.cli.ask import cleaned
from bangfu.i18n import _
from bangfu.model.errors import UsageError
from bangfu.model.event import OutcomeState, Result
from bangfu.model.quantity import Quantity


def results(texts: list[str] | None) -> tuple[Result, ...]:
    """Outcomes as written on the command line: a kind, a space, a quantity, and 计划 or 预计 where it is not 实现 yet.

    Raises:
        UsageError: one is none.
    """
    found = []
    for text in texts or ():
        kind, _space, rest = cleaned("--outcome", text).partition(" ")
        amount, _space, word = rest.strip().rpartition(" ")
        state = next((state for state in OutcomeState if state.value == word and amount), None)
        try:
            quantity = Quantity.parse(amount.strip() if state else rest.strip())
        except ValueError:
            raise UsageError(
                _("“{value}” is no outcome", value=text), _("write a kind, a space and a quantity: “授信 4365万元”")
            ) from None
        found.append(Result(kind=kind, value=quantity, state=state or OutcomeState.REALISED))
    return tuple(found)
