"""`bangfu log`."""

from __future__ import annotations

import json as as_json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session, printable
from bangfu.i18n import _, mark

if TYPE_CHECKING:
    from bangfu.git import Commit
    from bangfu.history.issue_log import Entry
    from bangfu.merge.book import Case
    from bangfu.model.event import Event

_INDENT = "            "


def log(
    session: Session,
    issue: Annotated[str, Argument(help=mark("The issue's id, or any unambiguous end of it."), metavar="ID")],
    json: Annotated[bool, Option("--json", help=mark("As JSON."))] = False,
) -> None:
    """Shows when each event of an issue became known, and who committed it: what git remembers."""
    from bangfu import pipeline
    from bangfu.cli.issues import by_id, say_unread
    from bangfu.history.issue_log import issue_log

    with session.progress(_("reading")) as progress:
        checked = pipeline.load(session.root, session.today, progress)
        case = by_id(checked.book, issue)
        progress(case.issue.id)
        entries = issue_log(session.root, case.issue)
    if json:
        document = {
            "schema": 1,
            "id": case.issue.id,
            "file": case.issue.file,
            "line": case.issue.line,
            "events": [_data(entry) for entry in entries],
        }
        session.data(as_json.dumps(document, ensure_ascii=False, indent=2))
    else:
        session.data("\n".join(_lines(session, case, entries)))
    say_unread(session, checked)


def _data(entry: Entry) -> dict[str, Any]:
    from bangfu.exchange.plain import plain

    def data(commit: Commit | None) -> dict[str, str] | None:
        return commit.data() if commit else None

    return plain(entry.event) | {
        "known": data(entry.known),
        "changes": [{"before": plain(change.before), "by": data(change.commit)} for change in entry.changes],
        "removed": {"by": data(entry.removal)} if entry.removed else None,
    }


def _lines(session: Session, case: Case, entries: tuple[Entry, ...]) -> Iterator[str]:
    """The page for people: an event a line, what git knows of it below."""

    def by(commit: Commit | None) -> str:
        if commit is None:
            return session.text(_("not committed yet"))
        return printable(f"{commit.day.isoformat()}  {commit.short}  {commit.author}")

    yield printable(f"{case.issue.id}  {case.issue.title}")
    for entry in entries:
        yield _event(entry.event)
        yield _INDENT + session.text(_("recorded: {commit}", commit=by(entry.known)))
        for change in entry.changes:
            before = _event(change.before)
            yield _INDENT + session.text(
                _("corrected: {commit}; before: {event}", commit=by(change.commit), event=before)
            )
        if entry.removed:
            yield _INDENT + session.text(_("removed: {commit}", commit=by(entry.removal)))


def _event(event: Event) -> str:
    """An event on one line, as a ledger has it."""
    from bangfu.edit.phrase import inline, tree_of

    return printable(inline(tree_of(event)))
