"""`bangfu explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from bangfu.cli.session import session_of
from bangfu.i18n import _, mark


def explain(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(help=mark("A finding's code, such as BF304; without it, all codes."))
    ] = None,
) -> None:
    """What a finding means, why, an example, the remedy."""
    from bangfu.check.registry import manual, registry
    from bangfu.model.errors import UsageError
    from bangfu.model.nearest import nearest

    session = session_of(context)
    rules = registry()
    if code is None:
        for rule in rules.values():
            session.data(f"{rule.code}  {rule.severity.value:7}  {rule.slug:40}  {manual(rule.code).splitlines()[0]}")
        return
    found = next((rule for rule in rules.values() if code.upper() == rule.code or code.lower() == rule.slug), None)
    if found is None:
        suggestion = nearest(code.upper(), rules) or nearest(code.lower(), [rule.slug for rule in rules.values()])
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else _("all codes: bangfu explain")
        raise UsageError(_("there is no finding “{code}”", code=code), hint)
    session.data(f"{found.code} {found.slug} ({found.severity.value})\n\n{manual(found.code)}", end="")
