"""Where a command's document goes: to a file, whole or not at all, or to stdout."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError
from bangfu.stages import stage

if TYPE_CHECKING:
    from bangfu.cli.session import Session

_KEPT = ("bangfu.yaml", "ledgers", "seals", "templates", ".git")


@stage(mark("writing files"))
def deliver(session: Session, document: str | bytes, output: Path | None) -> None:
    """Writes `document` (a text ends with a line end) to `output`, or to stdout without one.

    Raises:
        UsageError: the file cannot be written, or the repository lives from it.
    """
    if output is None:
        if isinstance(document, bytes):
            session.out.flush()
            session.out.buffer.write(document)
        else:
            session.data(document, end="")
        return
    spare(session.root, output)
    write(output, document)
    session.remark(_("written: {path}", path=str(output)))


def spare(root: Path, output: Path) -> None:
    """Refuses to write over what the repository at `root` lives from.

    Raises:
        UsageError: `output` is bangfu.yaml, or lies among the ledgers, seals or templates.
    """
    target = Path(os.path.realpath(output))
    if any(target.is_relative_to(Path(os.path.realpath(root), name)) for name in _KEPT):
        raise UsageError(
            _("“{path}” belongs to the repository and is not overwritten", path=str(output)),
            _("write it elsewhere, such as: {path}", path=f"out/{output.name}"),
        )


def write(path: Path, document: str | bytes) -> None:
    """Writes `document` to `path`, a text as UTF-8, whole or not at all.

    Raises:
        UsageError: the file cannot be written.
    """
    from bangfu.edit.atomic import replace_file
    from bangfu.read.files import reason_of

    try:
        replace_file(path, document if isinstance(document, bytes) else document.encode())
    except OSError as error:
        raise UsageError(_("“{path}” cannot be written: {reason}", path=str(path), reason=reason_of(error))) from error
