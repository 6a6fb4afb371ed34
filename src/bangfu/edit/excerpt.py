"""What an edit looks at of a big file: the issues it is about and whatever is not canonical, without the rest.

An issue or enterprise is left out only where it is canonical to the letter. Such an entry ends where the next one's
dash stands, whatever is around it, so that what the others read as does not hang on it (read.fast has the argument);
and an edit that leaves its bytes alone leaves what it says alone. An issue's id, enterprise and title are known all the
same, so that whatever a rule compares with the issues of an edit is looked at too (`related`). Where anything is wrong
in what is looked at, the whole file is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import maxsize
from typing import Any, NamedTuple

from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.edit.splice import Splice
from bangfu.model.enterprise import Enterprise
from bangfu.model.ids import key
from bangfu.model.issue import Issue
from bangfu.model.ledger import SECTIONS
from bangfu.model.record import Record
from bangfu.model.source import Source
from bangfu.read.canonical import pattern_of
from bangfu.read.light import read_lightly
from bangfu.read.nodes import NODE_LIMIT
from bangfu.read.part import PartReading
from bangfu.read.prescan import forbidden

SMALL = 10_000
"""Characters (about 25 issues) up to which a file is read as a whole: there is nothing to gain."""

MOST = 0.5
"""The part of a file from which on the whole is read as quickly."""

_SECTION = re.compile(r"\n(issues|enterprises):[ ]*\n(?=  - )")
_NEXT = re.compile(r"\n(?=  - |[^ \n\r#])")
_END = re.compile(r"[^ \n\r#]|\Z")
_DASH = "  - "
_HEAD = re.compile(r"id: (.*)\n    enterprise: (.*)\n    title: (.*)\n")
_LEFT_OUT = "#\n"
_ROOM = 100_000  # values that an edit may add


class Entry(NamedTuple):
    """A canonical issue: where it begins and ends in the text, and what other issues are compared with."""

    start: int
    end: int
    id: str
    enterprise: str
    title: str


class Firm(NamedTuple):
    """A canonical enterprise: where it begins and ends in the text, its name and aliases."""

    start: int
    end: int
    names: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # as few methods as will do
class Excerpt:
    """A file of which some entries are left out.

    Attributes:
        source: the whole file.
        entries: its canonical issues and enterprises, in the order of the text.
        others: how many issues and enterprises it has besides; they are never left out.
        kept: which of the entries are not left out.
        shown: the file with a line of comment in the place of each run of entries that is left out.
    """

    source: Source
    entries: list[Entry | Firm]
    others: int
    kept: set[int]
    shown: Source = field(init=False)
    _gaps: list[tuple[int, int]] = field(init=False)
    _lines: list[tuple[int, int]] = field(init=False)  # of what is shown, each with that of the file: where they part
    _unread: bool = True
    _numbers: list[int] = field(init=False)  # which of the entries are issues
    _ids: str = field(init=False)  # theirs, a line each: folding ten thousand in one go takes a tenth of the time
    _titles: list[str] | None = None
    _names: dict[str, list[int]] | None = None

    def __post_init__(self) -> None:
        issues = [(number, entry.id) for number, entry in enumerate(self.entries) if isinstance(entry, Entry)]
        self._numbers = [number for number, _id in issues]
        self._ids = "\n".join([name for _number, name in issues])
        self._show()

    def keep(self, numbers: Iterable[int]) -> bool:
        """Takes more entries in; whether there is something that was not read yet."""
        more = set(numbers) - self.kept
        if more:
            self.kept |= more
            self._show()
        return self._unread

    def read(self) -> PartReading | None:
        """What the excerpt reads as; None where something in it is wrong."""
        part, findings, *_others = read_lightly(self.shown)
        self._unread = False
        if findings or part is None or len(part.issues) + len(part.enterprises) != self.others + len(self.kept):
            return None
        lists: dict[str, Any] = {name: tuple(map(self._placed, getattr(part, name))) for name in SECTIONS}
        return PartReading(replace(part, **lists), [])

    def line(self, shown: int) -> int:
        """The line of the file that is that line of what is shown."""
        number, line = self._lines[bisect_right(self._lines, (shown, maxsize)) - 1]
        return line + shown - number

    def with_end(self, text: str) -> list[int]:
        """The issues whose id ends so, in any case."""
        end = key(text)
        if not end:
            return []
        ids = key(self._ids).split("\n")
        return [number for number, name in zip(self._numbers, ids, strict=False) if name.endswith(end)]

    def titled(self, titles: Collection[str]) -> list[int]:
        """The issues whose title says one of `titles`."""
        from bangfu.check.fold import fold_title, fold_titles

        if self._titles is None:
            self._titles = fold_titles([entry.title for entry in self.entries if isinstance(entry, Entry)])
        wanted = {fold_title(title) for title in titles}
        return [number for number, title in zip(self._numbers, self._titles, strict=True) if title in wanted]

    def firms(self, names: Iterable[str]) -> list[int]:
        """The enterprises with one of `names`, or that as an alias."""
        if self._names is None:
            self._names = {}
            for number, entry in enumerate(self.entries):
                for name in entry.names if isinstance(entry, Firm) else ():
                    self._names.setdefault(name, []).append(number)
        return [number for name in names for number in self._names.get(name, ())]

    def related(self, ids: Collection[str], titles: Collection[str]) -> list[int]:
        """The issues with an id that looks like one of `ids`, or a title that says one of `titles`."""
        from bangfu.check.fold import fold_look

        wanted = {fold_look(text) for text in ids}
        looks = fold_look(self._ids).split("\n")
        alike = [number for number, look in zip(self._numbers, looks, strict=False) if look in wanted]
        return [*self.titled(titles), *alike]

    def alike(self, issue: Issue, enterprise: Enterprise | None) -> list[int]:
        """The issues of the same enterprise whose title may be of the same difficulty."""
        names = {issue.enterprise, *((enterprise.name, *enterprise.aliases) if enterprise else ())}
        own = [
            (number, entry.title)
            for number, entry in enumerate(self.entries)
            if isinstance(entry, Entry) and entry.enterprise in names
        ]
        if not own:
            return []
        from bangfu.check.alike import likeness

        return [number for number, title in own if likeness(issue.title, title)]

    def in_whole(self, splices: Sequence[Splice]) -> list[Splice]:
        """The splices of what is shown as splices of the whole file."""
        starts = [(0, 0)]
        for start, end in self._gaps:
            piece, at = starts[-1]
            starts.append((piece + start - at + len(_LEFT_OUT), end))

        def moved(offset: int) -> int:
            piece, at = starts[bisect_right(starts, (offset, maxsize)) - 1]
            return at + offset - piece

        return [splice._replace(start=moved(splice.start), end=moved(splice.end)) for splice in splices]

    def shown_in(self, new: str, splices: Sequence[Splice]) -> str | None:
        """What is shown of the file's new text, made with `splices`; None where these touch what is left out."""
        gaps: list[tuple[int, int]] = []
        for start, end in self._gaps:
            if any(splice.start < end and splice.end > start for splice in splices):
                return None
            shift = sum(len(splice.new) - (splice.end - splice.start) for splice in splices if splice.end <= start)
            gaps.append((start + shift, end + shift))
        return _cut(new, gaps)

    def _show(self) -> None:
        self._unread = True
        self._gaps = []
        for number, entry in enumerate(self.entries):
            if number in self.kept:
                continue
            if self._gaps and self._gaps[-1][1] == entry.start:
                self._gaps[-1] = (self._gaps[-1][0], entry.end)
            else:
                self._gaps.append((entry.start, entry.end))
        text = self.source.text
        self.shown = replace(self.source, text=_cut(text, self._gaps))
        self._lines = [(1, 1)]
        at = 0
        for start, end in self._gaps:
            number, line = self._lines[-1]
            between = text.count("\n", at, start)
            self._lines.append((number + between + 1, line + between + text.count("\n", start, end)))
            at = end

    def _placed(self, record: Record) -> Record:
        return replace(record, line=self.line(record.line))


def excerpt_of(source: Source) -> Excerpt | None:
    """The least excerpt of a file: of its canonical entries the first and the last two, which show the layout.

    Returns:
        None where the file is small, or where its text alone may be of interest to the reader's pre-scan.
    """
    text = source.text
    if len(text) <= SMALL or forbidden(text) or re.search("：(?<=[a-z_]：)", text) or "\r" in text:
        return None
    entries: list[Entry | Firm] = []
    kept: set[int] = set()
    others = 0
    lists = [(match.end(), match[1]) for match in _SECTION.finditer(text)]
    for at, section in lists:
        found = list(_entries(text, at, section))
        for number, entry in enumerate(found):
            if entry is None:
                others += 1
                continue
            if number == 0 or number >= len(found) - 2:
                kept.add(len(entries))
            entries.append(entry)
    made = Excerpt(source, entries, others, kept)
    shown = made.shown.text
    return made if len(shown) < MOST * len(text) and _values(text, len(entries), shown) <= NODE_LIMIT else None


def related(
    changes: Iterable[Change], issues: Iterable[Issue], known: Mapping[str, Enterprise], excerpt: Excerpt
) -> list[int]:
    """The issues that a rule may compare with those that `changes` change.

    `issues` are those that are looked at, `known` their enterprises by every name.
    """
    touched = {change.issue for change in changes if isinstance(change, NewEvents)}
    about = [issue for issue in issues if issue.id in touched]
    about += [change.record for change in changes if isinstance(change, NewRecord) and isinstance(change.record, Issue)]
    events = [event for issue in about for event in issue.events]
    events += [event for change in changes if isinstance(change, NewEvents) for event in change.events]
    ids = {*(issue.id for issue in about), *(event.into for event in events if event.into)}
    same = excerpt.related(ids, {issue.title for issue in about})
    return [*same, *(number for issue in about for number in excerpt.alike(issue, known.get(issue.enterprise)))]


def _entries(text: str, at: int, section: str) -> Iterator[Entry | Firm | None]:
    """The entries of the list that begins at `at`; None for one that is not canonical."""
    match = pattern_of(section).match
    make = _issue if section == "issues" else _firm
    while text.startswith(_DASH, at):
        found = match(text, at)
        entry = make(found[1], at, found.end()) if found and _ends(text, found.end()) else None
        if entry is None:
            after = _NEXT.search(text, at)
            at = after.end() if after else len(text)
        else:
            at = entry.end
        yield entry


def _ends(text: str, at: int) -> bool:
    """Whether what ends at `at` is whole, and does not go on in another layout."""
    return text.startswith(_DASH, at) or _END.match(text, at) is not None


def _issue(record: str, start: int, end: int) -> Entry | None:
    """The entry of a canonical issue; None where it lacks something, or has had another id."""
    head = _HEAD.match(record)
    return Entry(start, end, head[1], head[2], head[3]) if head else None


def _firm(record: str, start: int, end: int) -> Firm:
    first, _end, rest = record.partition("\n")
    aliases = re.search(r"^    aliases: \[(.*)\]$", rest, re.MULTILINE) if "aliases" in rest else None
    return Firm(start, end, (first[6:], *(aliases[1].split(", ") if aliases else ())))


def _values(text: str, issues: int, shown: str) -> int:
    """At most how many values a file has: few in the canonical entries, perhaps more in what is shown."""
    plain = 2 * text.count(": ") + text.count(", ") + text.count("{") + text.count("[") + 3 * issues
    return plain + 2 * sum(map(shown.count, ":,-[{")) + _ROOM


def _cut(text: str, gaps: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in gaps:
        pieces += (text[at:start], _LEFT_OUT)
        at = end
    return "".join([*pieces, text[at:]])
