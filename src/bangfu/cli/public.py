"""`--public`: what is printed names no enterprise and no person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from bangfu.cli.options import Option
from bangfu.cli.session import Stopped
from bangfu.i18n import mark

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.pipeline import Checked
    from bangfu.seal.cause import Restated

Public = Annotated[
    bool,
    Option("--public", help=mark("De-identified: no enterprise, no person, no number of either is named.")),
]


def published(session: Session, checked: Checked, restating: Sequence[Restated] = ()) -> Checked:
    """`checked`, de-identified; what whoever publishes it should know is said on stderr.

    `restating` is what its bulletin restates.

    Raises:
        Stopped: the ledgers have errors, --allow-errors or not (exit code 1). A record that cannot be read may hold
            a name that would stay elsewhere.
    """
    from bangfu import pipeline
    from bangfu.cli.refusal import refused

    if refused(session, checked.errors, allow=False):
        raise Stopped(1)
    return pipeline.public(checked, session.complain, restating)
