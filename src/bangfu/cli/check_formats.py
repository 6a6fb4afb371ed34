"""The findings of `bangfu check` in the format that was asked for, and the job summary of GitHub Actions."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bangfu.i18n import _

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.model.diagnostic import Diagnostic

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where the systems of continuous integration say which folder file names are to be relative to."""

_JSON, _XML = r"\\u0023", "&#35;"
"""How the letter # can be written in either."""


def document(session: Session, form: str, diagnostics: Sequence[Diagnostic], *, strict: bool) -> str:
    """The findings in `form`, without a line end; empty where the format has nothing to say."""
    from bangfu.findings import github, gitlab, json, sarif, text

    if form == "text":
        return text.render(diagnostics, session.text)
    if form == "json":
        return _for_log(json.render(diagnostics, session.translate), _JSON)
    prefix = _prefix(session.root)
    diagnostics = [_below(prefix, diagnostic) for diagnostic in diagnostics]
    if form == "github":
        return github.render(diagnostics, session.text)
    if form == "gitlab":
        return _for_log(gitlab.render(diagnostics, session.text), _JSON)
    if form == "sarif":
        return _for_log(sarif.render(diagnostics, session.text, session.translate.language), _JSON)
    from bangfu.findings import junit  # here: it alone needs the XML library
    from bangfu.pipeline import files

    names = [f"{prefix}{name}" for name in files(session.root)]
    return _for_log(junit.render(diagnostics, names, session.text, strict=strict), _XML)


def _for_log(page: str, written: str) -> str:
    """The same page with a letter written otherwise in what continuous integration takes for a command in its log."""
    return re.sub(r"(?<=#)#(?=[A-Za-z]*\[)", written, page)


def summarise(session: Session, diagnostics: Sequence[Diagnostic]) -> None:
    """Adds the findings to the page that GitHub Actions shows of a job, where it names a file for that.

    The file is the site's own and is added to, as its protocol has it; it is no link, and no other kind of file. Where
    it cannot be written, that is said, and the check goes on.
    """
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    from bangfu.findings import github, text
    from bangfu.read.files import reason_of

    page = github.summary(diagnostics, text.summary(diagnostics), session.text)
    try:
        _append(name, page.encode("utf-8", "replace"))
    except OSError as error:
        session.complain(_("“{path}” cannot be written: {reason}", path=name, reason=reason_of(error)))


def _append(name: str, data: bytes) -> None:
    """Adds to a regular file, which is made where there is none.

    Raises:
        OSError: it is a link or no regular file, or the system refuses.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(name, flags, 0o644)
    with open(descriptor, "ab") as file:  # noqa: PTH123 - from a descriptor
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(None, "this is not a regular file")
        file.write(data)


def _prefix(root: Path) -> str:
    """What stands before the names of the repository's files where it is a folder of the project that CI works on."""
    for variable in _WORKSPACES:
        workspace = os.environ.get(variable)
        top, here = Path(os.path.realpath(workspace or root)), Path(os.path.realpath(root))
        if here != top and here.is_relative_to(top):
            return f"{here.relative_to(top).as_posix()}/"
    return ""


def _below(prefix: str, diagnostic: Diagnostic) -> Diagnostic:
    related = tuple(replace(other, file=prefix + other.file) for other in diagnostic.related)
    return replace(diagnostic, file=prefix + diagnostic.file, related=related)
