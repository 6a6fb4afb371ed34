"""`bangfu explain`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Argument
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bangfu.check.rule import Rule


def explain(
    session: Session,
    code: Annotated[
        str | None,
        Argument(help=mark("A finding's code, such as BF304; without it, all codes."), metavar="[CODE]"),
    ] = None,
) -> None:
    """What a finding means, why, an example, the remedy."""
    from bangfu.check.manual import manual
    from bangfu.check.registry import registry
    from bangfu.cli.page import folded
    from bangfu.model.errors import UsageError
    from bangfu.model.nearest import nearest

    rules = registry()
    if code is None:
        for line in _overview(rules.values(), session):
            session.data(line)
        return
    found = next((rule for rule in rules.values() if code.upper() == rule.code or code.lower() == rule.slug), None)
    if found is None:
        suggestion = nearest(code.upper(), rules) or nearest(code.lower(), [rule.slug for rule in rules.values()])
        hint = _("did you mean “{key}”?", key=suggestion) if suggestion else _("all codes: bangfu explain")
        raise UsageError(_("there is no finding “{code}”", code=code), hint)
    page = manual(found.code, session.translate.language)
    heading = _("{code} {slug} ({severity})", code=found.code, slug=found.slug, severity=_severity(found))
    session.data(session.text(heading) + "\n")
    if found.fix:
        session.data(folded(session.text(_("bangfu check --fix puts it right where there is one way only."))) + "\n")
    for line in page.splitlines():
        session.data(line if line.startswith(" ") else folded(line))  # an example is to be copied as it stands


def _overview(rules: Iterable[Rule], session: Session) -> list[str]:
    """A line for every rule; with its slug, where the terminal is wide enough for all of them."""
    from bangfu.check.manual import title
    from bangfu.findings.columns import columns

    language = session.translate.language
    rows = [(rule.code, session.text(_severity(rule)), rule.slug, title(rule.code, language)) for rule in rules]
    severity, slug = (max(columns(row[place]) for row in rows) for place in (1, 2))
    long = [f"{row[0]}  {_padded(row[1], severity)}  {_padded(row[2], slug)}  {row[3]}" for row in rows]
    if max(map(columns, long)) <= shutil.get_terminal_size().columns:
        return long
    return [f"{row[0]}  {_padded(row[1], severity)}  {row[3]}" for row in rows]


def _severity(rule: Rule) -> Message:
    from bangfu.model.diagnostic import Severity

    return _("error") if rule.severity is Severity.ERROR else _("warning")


def _padded(text: str, width: int) -> str:
    from bangfu.findings.columns import columns

    return text + " " * (width - columns(text))
