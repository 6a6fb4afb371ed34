"""`bangfu report --list-blocks`: the templates, their blocks, and which of them the repository overrides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.i18n import Message, _
from bangfu.model.errors import ConfigurationError

if TYPE_CHECKING:
    from bangfu.bulletin.template_blocks import State, Template
    from bangfu.cli.session import Session


def list_blocks(session: Session, *, as_json: bool) -> None:
    """Prints every template with its blocks, a line each; outside a repository the packaged ones alone.

    Raises:
        BangfuError: bangfu.yaml or one of the repository's own templates is broken.
    """
    from bangfu.bulletin.template_blocks import templates

    named, folder = _overrides(session)
    found = templates(folder)
    session.data(_json(session, named, found) if as_json else "\n".join(_lines(session, found)))
    if not as_json and named is None:
        session.remark(
            _("to override one, name a folder in bangfu.yaml: {example}", example="bulletin: {templates: templates}")
        )


def _overrides(session: Session) -> tuple[str | None, Path | None]:
    """The folder of the repository's own templates as bangfu.yaml names it, and where it is."""
    from bangfu.bulletin.templates import override_folder
    from bangfu.edit.desk import open_desk

    try:
        root = session.root
    except ConfigurationError:
        if session.repo is not None:
            raise
        return None, None
    named = open_desk(root, session.today).province.bulletin.templates
    return named, override_folder(root, named)


def _lines(session: Session, found: tuple[Template, ...]) -> list[str]:
    width = max(len(block.name) for template in found for block in template.blocks)
    lines = []
    for template in found:
        lines.append("  ".join(filter(None, (template.name, _said(session, template.about, template.state)))))
        lines += [
            f"  {block.name:{width}}  {_said(session, block.about, block.state)}".rstrip() for block in template.blocks
        ]
    return lines


def _said(session: Session, about: str, state: State) -> str:
    """What it is, and in brackets whose it is where it is not the packaged one."""
    mark = _mark(state)
    return " ".join(filter(None, (session.text(about), f"[{session.text(mark)}]" if mark else "")))


def _mark(state: State) -> Message | None:
    from bangfu.bulletin.template_blocks import State

    return {
        State.PACKAGED: None,
        State.EXTENDED: _("overridden in part"),
        State.OVERRIDDEN: _("overridden"),
        State.OWN: _("the repository's own"),
    }[state]


def _json(session: Session, named: str | None, found: tuple[Template, ...]) -> str:
    import json

    document = {
        "schema": 1,
        "folder": named,
        "templates": [
            {
                "name": template.name,
                "about": session.text(template.about),
                "state": template.state.value,
                "blocks": [
                    {"name": block.name, "about": session.text(block.about), "state": block.state.value}
                    for block in template.blocks
                ],
            }
            for template in found
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
