"""The events of an issue with the commits behind them: who recorded each, and when it became known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bangfu import git
from bangfu.git import Commit
from bangfu.history.issue_text import IssueReader
from bangfu.model.event import Event
from bangfu.model.folders import LEDGERS
from bangfu.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Change:
    """A correction: what the event was before, and the commit that changed it (None: not committed yet)."""

    before: Event
    commit: Commit | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and its history.

    Attributes:
        event: as it is, or as it was last.
        known: the commit that brought it (None: not committed yet).
        changes: its corrections, the oldest first.
        removed: whether it is gone.
        removal: the commit that took it (None: not committed yet).
    """

    event: Event
    known: Commit | None
    changes: tuple[Change, ...] = ()
    removed: bool = False
    removal: Commit | None = None


Version = tuple[Entry, ...]
"""The entries of an issue at a commit: its events in their order, then those that were removed."""


def issue_log(root: Path, issue: Issue) -> Version:
    """The events of `issue`, in its order, then those that once stood there and are gone.

    Args:
        root: the ledger repository.
        issue: as it is in the work tree, committed or not.

    Raises:
        GitError: the folder is in no git repository, or git refuses.
    """
    git.require(root)
    if git.commit(root, "HEAD") is None:
        return _next(issue.events, (), None)
    ids = (issue.id, *issue.was)
    paths = sorted({path for each in ids for path in git.paths_that_held(root, "HEAD", each, LEDGERS)})
    commits = git.history(root, "HEAD", paths)
    names = [f"{commit.name}:./{path}" for commit, _parents in commits for path in paths]
    files = git.objects(root, names)
    reader = IssueReader(ids)
    versions: dict[str, Version] = {}
    last: Version = ()
    for commit, parents in commits:
        found = [reader.read(data, path) for path in paths if (data := next(files)) is not None]
        held = next(filter(None, found), None)
        last = _next(held.events if held else (), [versions.get(parent, ()) for parent in parents], commit)
        versions[commit.name] = last
    return _next(issue.events, [last], None)


def _next(events: Sequence[Event], parents: Sequence[Version], commit: Commit | None) -> Version:
    """The entries after `commit`, which holds `events` and follows `parents`."""
    before = _joined(parents)
    standing = [entry for entry in before if not entry.removed]
    gone = [entry for entry in before if entry.removed]
    kept: dict[int, Entry] = {}
    for place, event in enumerate(events):
        same = next((entry for entry in standing if entry.event == event), None)
        if same:
            standing.remove(same)
            kept[place] = same
    for place, event in enumerate(events):
        if place in kept:
            continue
        if back := next((entry for entry in gone if entry.event == event), None):
            gone.remove(back)
            kept[place] = replace(back, removed=False, removal=None)
        elif old := _corrected(event, standing):
            standing.remove(old)
            kept[place] = replace(old, event=event, changes=(*old.changes, Change(old.event, commit)))
        else:
            kept[place] = Entry(event, commit)
    lost = [replace(entry, removed=True, removal=commit) for entry in standing]
    return (*(kept[place] for place in range(len(events))), *gone, *lost)


def _joined(parents: Sequence[Version]) -> list[Entry]:
    """The entries of all parents, each event once: as the parent has it that knew it first.

    What one parent removed or changed and another still holds as it was before their ways parted is not there.
    """
    if len(parents) == 1:
        return list(parents[0])
    joined: list[Entry] = []
    for entry in (entry for version in parents for entry in version):
        twin = next((other for other in joined if _one(other, entry)), None)
        if twin is None:
            joined.append(entry)
        elif _further(entry, twin):
            joined[joined.index(twin)] = entry
    return joined


def _one(entry: Entry, other: Entry) -> bool:
    """Whether two parents speak of one event: it is the same now, or it began as the same in one commit."""
    return entry.event == other.event or (_first(entry) == _first(other) and entry.known == other.known)


def _first(entry: Entry) -> Event:
    return entry.changes[0].before if entry.changes else entry.event


def _further(entry: Entry, than: Entry) -> bool:
    """Whether more has happened to `entry`, or, of two that were added apart, it was known earlier."""
    weight, other = (len(each.changes) + each.removed for each in (entry, than))
    if weight != other:
        return weight > other
    return bool(entry.known and than.known and entry.known.day < than.known.day)


def _corrected(event: Event, standing: Iterable[Entry]) -> Entry | None:
    """The entry that `event` is a correction of: of the same type, on the same day before any other."""
    alike = [entry for entry in standing if entry.event.type is event.type]
    return next((entry for entry in alike if entry.event.date == event.date), alike[0] if alike else None)
