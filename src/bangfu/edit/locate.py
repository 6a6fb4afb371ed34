"""Finds what an edit is about: the issue that a user means by the end of its id, and the file to add a record to."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Many
from typing import NamedTuple

from bangfu.edit.desk import Desk, decoded
from bangfu.edit.thin import thinned
from bangfu.i18n import _, mark
from bangfu.model.errors import EditRefusedError
from bangfu.model.folders import LEDGERS
from bangfu.model.ids import resolve_end
from bangfu.model.province import City
from bangfu.read.build import every_key
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence
from bangfu.read.recover import compose_source
from bangfu.stages import stage

_SHOWN = 10


class Located(NamedTuple):
    """Where an issue stands: its full id, its city's slug, its file and line."""

    id: str
    slug: str
    file: str
    line: int


@stage(mark("reading files"))
def find_issues(desk: Desk, given: Many[str]) -> list[Located]:
    """The issues that a user means by ids or their ends (docs/cli.md), in the order given.

    An id that an issue had before a merge (`was`) is followed where no present id fits.

    Raises:
        EditRefusedError: none fits, several do, or one is named twice.
    """
    present: list[tuple[str, Located]] = []
    former: list[tuple[str, Located]] = []
    ends = [text.strip() for text in given]
    for names, located in _issues(desk, ends):
        present.append((names[0], located))
        former += [(name, located) for name in names[1:]]
    found = [_one(desk, end, present, former) for end in ends]
    for index, located in enumerate(found):
        if located in found[:index]:
            raise EditRefusedError(_("{id} is named twice", id=located.id))
    return found


def home(desk: Desk, city: City, record: str = "") -> str:
    """The file that takes a new record of `city`, there or not. `record`, an issue's id, may name a file of its own."""
    if record and desk.province.layout == "issue":
        return f"{LEDGERS}/{city.slug}/{record}.yaml"
    return f"{LEDGERS}/{city.slug}.yaml"


def _one(desk: Desk, end: str, present: list[tuple[str, Located]], former: list[tuple[str, Located]]) -> Located:
    for names in (present, former):
        fitting = set(resolve_end([name for name, _located in names], end))
        found = [located for name, located in names if name in fitting]
        if len(found) == 1:
            return found[0]
        if found:
            shown = [f"{one.id} ({one.file}:{one.line})" for one in found[:_SHOWN]] + ["…"][: len(found) > _SHOWN]
            raise EditRefusedError(
                _("“{id}” may be any of {count} issues: {names}", id=end, count=len(found), names=tuple(shown)),
                _("write more of the id"),
            )
    hint = _("all ids: bangfu list")
    if desk.passed_over:
        hint = _("{files} could not be read; see: bangfu check", files=tuple(dict.fromkeys(desk.passed_over)))
    raise EditRefusedError(_("there is no issue “{id}”", id=end), hint)


def _issues(desk: Desk, ends: Many[str]) -> Iterator[tuple[list[str], Located]]:
    """The issues of every file that may hold one of the ends. Only those are parsed; an escape may hide an id."""
    wanted = [end.lower().encode("utf-8", "replace") for end in ends if end]
    for files, name, data in desk.texts():
        folded = data.lower()
        if not any(end in folded for end in wanted) and b"\\" not in data:
            continue
        source = decoded(name, data)
        if source is None:
            desk.passed_over.append(name)
        root: Node | None = None
        excerpt = None
        if source:
            excerpt = desk.excerpt(source) if b"\\" not in data else None
            if excerpt:
                excerpt.keep(number for end in ends for number in excerpt.with_end(end))
                root = compose_source(excerpt.shown, every_key()).root
            else:
                root = (b"\\" not in data and thinned(source.text, ends)) or compose_source(source, every_key()).root
        issues = root.get("issues") if isinstance(root, Mapping) else None
        for item in issues.items if isinstance(issues, Sequence) else ():
            if isinstance(item, Mapping) and (names := _names(item)):
                line = item.start.line + 1
                yield names, Located(names[0], files.slug, name, excerpt.line(line) if excerpt else line)


def _names(item: Mapping) -> list[str]:
    """An issue's id and the ids it had before."""
    given, was = item.get("id"), item.get("was")
    if not isinstance(given, Scalar) or not given.text:
        return []
    earlier = was.items if isinstance(was, Sequence) else []
    return [given.text, *(node.text for node in earlier if isinstance(node, Scalar))]
