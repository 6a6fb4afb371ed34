"""`bangfu site`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from bangfu.cli.options import Option
from bangfu.cli.periods import AsOf
from bangfu.cli.public import Public, published
from bangfu.cli.refusal import AllowErrors, refused
from bangfu.cli.session import Session
from bangfu.i18n import _, mark
from bangfu.model.errors import UsageError

MONTHS = 12
_MOST = 36


def site(
    session: Session,
    output: Annotated[
        Path,
        Option("-o", "--output", help=mark("The folder: new, empty, or a site that bangfu wrote."), metavar="DIR"),
    ],
    as_of: AsOf = None,
    months: Annotated[
        str | None,
        Option(help=mark("How many months are shown, 1 to 36 (default: 12)."), metavar="N"),
    ] = None,
    public: Public = False,
    allow_errors: AllowErrors = False,
) -> int:
    """Writes the wall chart (挂图作战) as static pages."""
    from bangfu import pipeline
    from bangfu.cli.choices import iso_day
    from bangfu.cli.output import spare
    from bangfu.site import folder

    shown = _months(months)
    day = iso_day(as_of) if as_of else session.today
    spare(session.root, output)
    folder.look(output)
    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
    if public:
        checked = published(session, checked)
    if refused(session, checked.errors, allow=allow_errors):
        return 1
    made = pipeline.site(checked, day, shown)
    with session.progress(_("writing"), made.count) as progress:
        count = folder.write(output, made.pages, progress)
    session.remark(_("written: {path}, pages: {count}", path=str(output / "index.html"), count=count))
    return 0


def _months(text: str | None) -> int:
    if text is None:
        return MONTHS
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST):
        raise UsageError(_("--months takes a whole number from 1 to {most}, not “{value}”", most=_MOST, value=text))
    return int(text)
