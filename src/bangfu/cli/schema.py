"""`bangfu schema`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import _, mark

if TYPE_CHECKING:
    from bangfu.model.province import Province


def schema(
    session: Session,
    kind: Annotated[str, Argument(help=mark("ledger, or config (bangfu.yaml)."), metavar="[ledger|config]")] = "ledger",
    output: Annotated[
        Path | None,
        Option("--output", "-o", help=mark("Write to this file (default: standard output)."), metavar="FILE"),
    ] = None,
) -> None:
    """The JSON Schema of a kind of file, with the repository's own words where there is one."""
    import json

    from bangfu.cli.choices import one_of
    from bangfu.cli.output import deliver, write
    from bangfu.read.configuration import default_province
    from bangfu.schema.document import KINDS
    from bangfu.schema.document import schema as made

    one_of("bangfu schema", kind, tuple(KINDS))
    province = _province(session)
    document = json.dumps(made(kind, province or default_province(), session.translate), ensure_ascii=False, indent=2)
    if output and not province:  # there is no repository to be spared
        write(output, document + "\n")
        session.remark(_("written: {path}", path=str(output)))
    else:
        deliver(session, document + "\n", output)


def _province(session: Session) -> Province | None:
    """The province of the repository; None outside of one.

    Raises:
        ConfigurationError: its bangfu.yaml is broken, or --repo names no repository.
    """
    from bangfu.edit.desk import open_desk
    from bangfu.model.errors import ConfigurationError
    from bangfu.read.discover import find_root

    try:
        root = find_root(session.repo or Path.cwd())
    except ConfigurationError:
        if session.repo:
            raise
        return None
    return open_desk(root, session.today).province
