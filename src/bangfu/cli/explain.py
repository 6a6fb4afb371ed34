"""`bangfu explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from bangfu.cli.session import session_of
from bangfu.i18n import _, mark


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(help=mark("A finding's code, such as BF304; without it, all codes."), metavar="[CODE]"),
    ] = None,
) -> None:
    """What a finding means, why, an example, the remedy."""
    from bangfu.check.registry import manual, registry, title
    from bangfu.model.diagnostic import Severity
    from bangfu.model.errors import UsageError
    from bangfu.model.nearest import nearest

    session = session_of(context)
    rules = registry()
    language = session.translate.language
    words = {Severity.ERROR: session.text(_("error")), Severity.WARNING: session.text(_("warning"))}
    if code is None:
        for rule in rules.values():
            session.data(f"{rule.code}  {words[rule.severity]:7}  {rule.slug:27}  {title(rule.code, language)}")
        return
    found = next((rule for rule in rules.values() if code.upper() == rule.code or code.lower() == rule.slug), None)
    if found is None:
        suggestion = nearest(code.upper(), rules) or nearest(code.lower(), [rule.slug for rule in rules.values()])
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else _("all codes: bangfu explain")
        raise UsageError(_("there is no finding “{code}”", code=code), hint)
    session.data(f"{found.code} {found.slug} ({words[found.severity]})\n")
    session.data(title(found.code, language))
    session.data(manual(found.code).partition("\n")[2], end="")
