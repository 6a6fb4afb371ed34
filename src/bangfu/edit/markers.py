"""Conflict markers of the diff3 kind, around what is in conflict and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence as Sequence_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bangfu.edit.atomic import replace_file
from bangfu.edit.graft import by_line, dash_of, nested_offset_of, place_of_key, top_of
from bangfu.edit.page import Page
from bangfu.edit.phrase import INDENT, block, inline, pair, shifted, tree_of
from bangfu.edit.splice import BLOCKS, Splice, at
from bangfu.merge.slot import Slot
from bangfu.merge.threeway import Plan
from bangfu.model.ledger import Part
from bangfu.read.nodes import Mapping, Node, Sequence

SIZE = 7
"""How many signs a marker has, unless git wants more."""


def marked(
    page: Page, part: Part, plan: Plan, base: Page | None, theirs: Page | None, size: int = SIZE
) -> list[Splice]:
    """The splices that put markers around each conflict of the plan.

    Args:
        page, part: the merged text with OURS' version of what is in conflict, and what it reads as.
        plan: what it was made by.
        base, theirs: the other two texts (None: not there, or not at hand; then their values are written anew).
        size: the length of a marker.

    Raises:
        EditRefusedError: a conflict is about something that has no lines of its own.
    """
    marker = _Marker(page, (base, theirs), size)
    for conflict in plan.conflicts:
        marker.key(page.root, conflict.key, (conflict.base, conflict.theirs), "")
    for section, slots in plan.sections.items():
        records = getattr(part, section)
        nodes = by_line(page.root.get(section))
        number, above = 0, None
        for slot in slots:
            node = nodes.get(records[number].line) if slot.result is not None else None
            if slot.conflicts:
                marker.slot(section, slot, node, above)
            number += slot.result is not None
            above = node or above
    return marker.splices


def lines_of(plan: Plan, part: Part) -> set[int]:
    """The lines of the records of the merged text that must be at hand to mark the plan's conflicts."""
    lines: set[int] = set()
    for section, slots in plan.sections.items():
        number, above = 0, 0
        for slot in slots:
            line = getattr(part, section)[number].line if slot.result is not None else 0
            if slot.conflicts:
                lines |= {above, line}
            number += slot.result is not None
            above = line or above
    return lines - {0}


def textual(base: bytes, ours: bytes, theirs: bytes, size: int = SIZE) -> bytes:
    """The three texts brought together line by line, with at least one conflict marked: for what cannot be read."""
    from bangfu import git

    try:
        with TemporaryDirectory(prefix="bangfu-") as folder:
            paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
            for path, data in zip(paths, (ours, base, theirs), strict=True):
                replace_file(path, data)
            labels = [word for path in paths for word in ("-L", path.name)]
            command = ["merge-file", "-p", "--diff3", f"--marker-size={size}", *labels, *map(str, paths)]
            done = git.answer(Path(folder), *command)
        if 0 < done.code < 128 and _has_regions(done.out, done.code, size):
            return done.out  # so many conflicts; none at all would pass over what could not be read
    except (git.GitError, OSError):
        pass
    return _one_region(base, ours, theirs, size)


def _has_regions(text: bytes, number: int, size: int) -> bool:
    """Whether conflicts are marked, as many as git says: a git that did not start ends with a number as well, 127."""
    begun, ended = (
        len(re.findall(rb"(?m)^" + line, text)) for line in (b"<" * size + b" ours", b">" * size + b" theirs")
    )
    return begun >= number and ended >= number


def _one_region(base: bytes, ours: bytes, theirs: bytes, size: int) -> bytes:
    """The lines from the first to the last in which the texts differ, as one conflict. A CR alone ends no line."""
    texts = [re.findall(rb"[^\n]*\n|[^\n]+", data) for data in (ours, base, theirs)]
    start, end = _shared(texts)
    eol = b"\r\n" if texts[0][:1] and texts[0][0].endswith(b"\r\n") else b"\n"
    middle = [
        [line.removesuffix(b"\n").removesuffix(b"\r") + eol for line in lines[start : len(lines) - end]]
        for lines in texts
    ]
    pieces = texts[0][:start]
    for sign, label, lines in zip((b"<", b"|", b"="), (b" ours", b" base", b""), middle, strict=True):
        pieces += [sign * size + label + eol, *lines]
    return b"".join([*pieces, b">" * size + b" theirs" + eol, *texts[0][len(texts[0]) - end :]])


class _Marker:
    """The splices found so far, for one page."""

    def __init__(self, page: Page, others: tuple[Page | None, Page | None], size: int) -> None:
        self.page = page
        self.others = others
        self.size = size
        self.splices: list[Splice] = []

    def slot(self, section: str, slot: Slot[Any], node: Node | None, above: Node | None) -> None:
        """Marks the keys of a record that are in conflict; the record as a whole where it has no lines for its keys."""
        keys = list(dict.fromkeys(conflict.key for conflict in slot.conflicts))
        if "" in keys or not isinstance(node, Mapping) or node.flow:
            self._record(section, slot, node, above)
            return
        for key in keys:
            self.key(node, key, (slot.base, slot.theirs), section)

    def key(self, entry: Mapping, key: str, versions: tuple[Any, Any], section: str) -> None:
        """Marks a key of a block entry. `versions` are the base's and THEIRS' record, or the values themselves."""
        page, column = self.page, entry.start.column
        name, value = entry.key(key), entry.get(key)
        lead = " " * column
        if name is None or value is None:
            start = end = place_of_key(page, entry, key)
        else:
            start, end = page.line_start(name.start.index), page.below(value, column + 1)
            lead = page.text[start : name.start.index]
        sides = [self._own(start, end)]
        for other, version in zip(self.others, versions, strict=True):
            lines = self._raw_key(other, version, section, key, column)
            if lines is None:
                tree = tree_of(version).get(key) if section and version is not None else version
                lines = pair(key, tree, nested_offset_of(entry)) if tree is not None else []
                lines = [" " * column + line if line else "" for line in lines]
            if lines:
                lines[0] = lead + lines[0][column:]
            sides.append(lines)
        self._mark(start, end, sides, trim=key == "events")

    def _record(self, section: str, slot: Slot[Any], node: Node | None, above: Node | None) -> None:
        page = self.page
        listed = page.root.get(section)
        if not isinstance(listed, Sequence) or not listed.items:
            self._only_record(section, slot)
            return
        if listed.flow:
            raise page.refusal(listed)
        column, gap = dash_of(page, listed, node or listed.items[0])
        if node is not None:
            start, end = page.line_start(node.start.index), page.below(node, column + 1)
        else:
            start = end = page.below(above, column + 1) if above else top_of(page, page.root, section)
        sides = [self._own(start, end)]
        for other, version in zip(self.others, (slot.base, slot.theirs), strict=True):
            sides.append(self._entry(other, section, version, column, gap))
        self._mark(start, end, sides)

    def _only_record(self, section: str, slot: Slot[Any]) -> None:
        """OURS took out the last record of a section: the key goes with it."""
        page = self.page
        name, value = page.root.key(section), page.root.get(section)
        start = end = len(page.text)
        if name is not None and value is not None:
            start, end = page.line_start(name.start.index), page.line_end(name.start.index) + 1
        sides = [self._own(start, end)]
        for other, version in zip(self.others, (slot.base, slot.theirs), strict=True):
            lines = self._entry(other, section, version, INDENT, " ")
            sides.append([f"{section}:", *lines] if lines else sides[0])
        self._mark(start, end, sides)

    def _entry(self, other: Page | None, section: str, version: Any, column: int, gap: str) -> list[str]:
        """The lines of a record as that version has it, its dash in `column`."""
        if version is None:
            return []
        listed = other.root.get(section) if other else None
        node = by_line(listed).get(version.line)
        if other and isinstance(listed, Sequence) and not listed.flow and node is not None:
            own, _gap = dash_of(other, listed, node)
            start, end = other.line_start(node.start.index), other.below(node, own + 1)
            lines = _moved(other.text[start:end], column - own)
            if lines is not None:
                return lines
        tree = tree_of(version)
        lines = block(tree) if section in BLOCKS else [inline(tree)]
        return list(shifted(lines, " " * column + "-" + gap, " " * (column + 1 + len(gap))))

    def _raw_key(self, other: Page | None, version: Any, section: str, key: str, column: int) -> list[str] | None:
        """The lines of a key as that version has it; None where it has none of its own."""
        if other is None or not section or version is None:
            return None
        entry = by_line(other.root.get(section)).get(version.line)
        if not isinstance(entry, Mapping) or entry.flow:
            return None
        name, value = entry.key(key), entry.get(key)
        if name is None or value is None:
            return []
        start, own = other.line_start(name.start.index), entry.start.column
        text = other.text[name.start.index : other.below(value, own + 1)]
        return None if start + own != name.start.index else _moved(" " * own + text, column - own)

    def _own(self, start: int, end: int) -> list[str]:
        text = self.page.text[start:end]
        return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []

    def _mark(self, start: int, end: int, sides: list[list[str]], *, trim: bool = False) -> None:
        """Puts the three versions between markers; `trim`: lines at either end that all three have stay outside."""
        head, tail = _shared(sides) if trim else (0, 0)
        ours, base, theirs = (lines[head : len(lines) - tail] for lines in sides)
        first, last = sides[0][:head], sides[0][len(sides[0]) - tail :]
        markers = [
            sign * self.size + label for sign, label in (("<", " ours"), ("|", " base"), ("=", ""), (">", " theirs"))
        ]
        lines = [*first, markers[0], *ours, markers[1], *base, markers[2], *theirs, markers[3], *last]
        made = at(self.page, start, [lines])
        if start == end:
            self.splices.append(made)
            return
        eol = self.page.eol(start)
        self.splices.append(Splice(start, end, "".join(line + eol for line in lines), ()))


def _shared(texts: Sequence_[Sequence_[Any]]) -> tuple[int, int]:
    """How many lines all texts have in common at their beginning, and at their end."""
    least = min(map(len, texts))
    start = end = 0
    while start < least and all(lines[start] == texts[0][start] for lines in texts):
        start += 1
    while end < least - start and all(lines[-1 - end] == texts[0][-1 - end] for lines in texts):
        end += 1
    return start, end


def _moved(text: str, columns: int) -> list[str] | None:
    """The lines of `text` so many columns to the right, or to the left; None where one has not the room."""
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    if columns < 0 and any(line.strip() and not line.startswith(" " * -columns) for line in lines):
        return None
    return [(" " * columns + line if columns >= 0 else line[-columns:]) if line.strip() else "" for line in lines]
