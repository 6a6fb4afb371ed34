"""Finds one issue in the text of a ledger without reading the rest: a long history holds thousands of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangfu.model.issue import Issue
from bangfu.model.source import Source
from bangfu.read.files import decode
from bangfu.read.part import read_part


class IssueReader:
    """Reads an issue out of file after file; a text of it that was seen before is not parsed again.

    Args:
        ids: the issue's id and its former ones, the present one first.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        self._seen: dict[str, Issue | None] = {}

    def read(self, data: bytes, name: str) -> Issue | None:
        """The issue in a file; None where it is not there or cannot be read.

        Args:
            data: the file.
            name: what the file is called.
        """
        for identity in self._ids:
            if identity.encode() in data and (source := decode(data, name)[0]):
                text = source.text.replace("\r\n", "\n")
                found = self._in(_item(text, identity), identity) or self._in(text, identity)
                if found:
                    return found
        return None

    def _in(self, text: str | None, identity: str) -> Issue | None:
        if text is None:
            return None
        if text not in self._seen:
            part = read_part(Source("", text, "")).part
            issues = part.issues if part else ()
            self._seen[text] = next((issue for issue in issues if issue.id == identity), None)
        return self._seen[text]


def _item(text: str, identity: str) -> str | None:
    """A ledger with nothing but the list entry that has this id; None where it does not stand on lines of its own."""
    match = re.search(rf"(?:^|[-{{,]) *id: *[\"']?{re.escape(identity)}(?![\w-])", text, re.MULTILINE)
    if match is None:
        return None
    lines = text.split("\n")
    begin = text.count("\n", 0, match.end())
    column = _indent(lines[begin])
    if not lines[begin].lstrip().startswith("- "):  # the id is not its first key
        above = (at for at in range(begin - 1, -1, -1) if lines[at].lstrip().startswith("- "))
        found = next((at for at in above if _indent(lines[at]) < column), None)
        if found is None:
            return None
        begin, column = found, _indent(lines[found])
    end = begin + 1
    while end < len(lines) and (_indent(lines[end]) > column or lines[end].lstrip()[:1] in ("", "#")):
        end += 1
    return "\n".join(("city: ?", "issues:", *lines[begin:end], ""))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
