"""Issues as `list` and `show` speak of them: found by the end of an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bangfu.i18n import _
from bangfu.merge.book import Book, Case
from bangfu.model.errors import UsageError
from bangfu.model.ids import resolve_end
from bangfu.tally.issue_document import document, enterprise_of, iso

if TYPE_CHECKING:
    from bangfu.cli.session import Session
    from bangfu.pipeline import Checked

__all__ = ["as_data", "by_id", "enterprise_of", "iso", "paragraphs", "say_unread"]

as_data = document
_NAMED = 5


def by_id(book: Book, text: str) -> Case:
    """The issue of that id, or whose id alone ends so; ids that a merge replaced count too. Case does not matter.

    Raises:
        UsageError: there is none, or more than one.
    """
    present = [(case.issue.id, case) for case in book.cases]
    former = [(name, case) for case in book.cases for name in case.issue.was]
    for names in (present, former):
        fitting = set(resolve_end([name for name, _case in names], text.strip()))
        found = [case for name, case in names if name in fitting]
        if len(found) == 1:
            return found[0]
        if found:
            shown = tuple(f"{case.issue.id} ({case.issue.file}:{case.issue.line})" for case in found[:_NAMED])
            more = ("…",) if len(found) > _NAMED else ()
            raise UsageError(_("“{id}” is the end of more than one id: {names}", id=text, names=(*shown, *more)))
    from bangfu.model.nearest import nearest

    suggestion = nearest(text.upper(), [case.issue.id for case in book.cases])
    hint = _("did you mean “{key}”?", key=suggestion) if suggestion else _("all issues: bangfu list")
    raise UsageError(_("there is no issue “{id}”", id=text), hint)


def say_unread(session: Session, checked: Checked) -> None:
    """Says on stderr that something could not be read or is wrong, and where to see it."""
    if checked.errors:
        files = list(dict.fromkeys(error.file for error in checked.errors))
        names = (*files[:_NAMED], *["…"][: len(files) > _NAMED])
        session.complain(
            _("errors in {files}: {count}; something may be missing here; see: bangfu check",
              count=len(checked.errors), files=names)
        )  # fmt: skip


def paragraphs(text: str, indent: str) -> Iterator[str]:
    """The lines of a text, indented."""
    for line in text.strip().splitlines():
        yield f"{indent}{line}"
