"""Edits of ledgers in any hand-kept layout: the change is made, every other byte stays, hardly any is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangfu.edit.canonical import canonical
from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.edit.comments import comments_of
from bangfu.edit.page import Page, last_leaf
from bangfu.edit.prove import intended, untouched
from bangfu.edit.splice import applied, splice
from bangfu.edit.thin import thinned
from bangfu.edit.write import encoded
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import EditRefusedError
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue
from bangfu.model.source import Source
from bangfu.read.build import every_key
from bangfu.read.files import BOM, decode
from bangfu.read.nodes import Mapping, Scalar
from bangfu.read.part import read_part
from bangfu.read.recover import compose_source
from layouts import WORDS, HandKept, hand_kept

NOTES = (
    *WORDS,
    "两行\n文字",
    "tab\there",
    "  ",
    '"',
    "\\",
    "~",
    "?",
    "!x",
    "&a",
    "*a",
    "100%",
    "a #b",
    "- a",
    "……",
    "' \"",
)


def page_of(source: Source) -> Page:
    root = compose_source(source, every_key()).root
    assert isinstance(root, Mapping)
    return Page(source.name, source.text, root)


def read(data: bytes) -> Source:
    source, findings = decode(data, "ledgers/zhuzhou.yaml")
    assert source is not None
    assert not findings
    return source


@st.composite
def changes(draw: st.DrawFn, ids: tuple[str, ...]) -> list[Change]:
    """One edit: events for one issue or for all, a new issue, a new enterprise, or several of them."""
    day = date(2021, 1, 1) + timedelta(days=draw(st.integers(0, 99)))
    notes = st.none() | st.sampled_from([note for note in NOTES if note.strip()])
    events = tuple(
        Event(date=day, type=EventType.PROGRESS, note=draw(notes)) for _number in range(draw(st.integers(1, 2)))
    )
    file = "ledgers/zhuzhou.yaml"
    made: list[Change] = [NewEvents(file, name, events) for name in ids if draw(st.booleans())]
    title = draw(st.sampled_from(WORDS))
    detail = draw(
        st.none() | st.sampled_from(("一行", "两行\n  缩进\n", "\n开头空行", "末尾\n\n", "# 井号\n", "a\n\nb\n"))
    )
    report = Event(date=day, type=EventType.REPORT)
    issue = Issue(id="ZZ-NEW", enterprise="甲公司", title=title, category="用地", detail=detail, events=(report,))
    if draw(st.booleans()):
        made.append(NewRecord(file, "issues", issue))
    if not made or draw(st.booleans()):
        aliases = tuple(draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True)))
        made.append(NewRecord(file, "enterprises", Enterprise(name="乙公司", aliases=aliases)))
    return made


def edited(source: Source, wanted: list[Change], page: Page | None = None) -> bytes:
    """The file after an edit, proven as the program proves it."""
    before = read_part(source)
    assert before.part is not None
    page = page or page_of(source)
    splices = [splice(page, change) for change in wanted]
    text, lines = applied(source.text, splices)
    untouched(source.text, text, splices)
    data = encoded(text, bom=source.bom)
    new = read(data)
    intended(before, wanted, new)
    for found, change in zip(lines, wanted, strict=True):
        word = "type" if isinstance(change, NewEvents) else "id" if change.section == "issues" else "name"
        assert all(word in new.line(number) for number in found), "the lines told are those of the new entries"
    return data


def shared(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with alike."""
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))


def replaced(before: bytes, after: bytes) -> str:
    """What of `before` is gone from between its first and its last byte that `after` shares."""
    begin = shared(before, after)
    end = shared(before[begin:][::-1], after[begin:][::-1])
    return before[begin : len(before) - end].decode("utf-8", "replace")


def ends_within_a_text_block(source: Source) -> bool:
    """Whether the file ends in a `|` text without a line end: anything below would change that text."""
    leaf = last_leaf(page_of(source).root)
    return isinstance(leaf, Scalar) and leaf.style == "|" and not source.text.endswith("\n")


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(hand_kept(), st.data())
def test_every_other_byte_is_identical(kept: HandKept, data: st.DataObject) -> None:
    source = read(kept.data)
    wanted = data.draw(changes(kept.ids))
    try:
        after = edited(source, wanted)
    except EditRefusedError:
        assert ends_within_a_text_block(source), "nothing else is refused"
        return
    assert after.startswith(BOM) == kept.data.startswith(BOM)
    assert b"\r\n" not in kept.data or b"\n" not in after.replace(b"\r\n", b"")
    old = [comment.text for comment in comments_of(page_of(source))]
    new = [comment.text for comment in comments_of(page_of(read(after)))]
    assert old == new, "comments stay, in their order"
    if len(wanted) == 1:
        gone = replaced(kept.data, after)
        assert re.fullmatch(r"\s*(\[?\s*\]?|~|n?u?l?l?)\s*(#.*)?\s*", gone), "only an empty list may go"


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(hand_kept(4, 7), st.data())
def test_a_big_file_is_edited_by_the_entries_it_is_about(kept: HandKept, data: st.DataObject) -> None:
    source = read(kept.data)
    wanted = data.draw(changes(kept.ids[2:3]))
    root = thinned(source.text, kept.ids[2:3], small=0)
    if root and not ends_within_a_text_block(source):
        page = Page(source.name, source.text, root)
        assert read_part(read(edited(source, wanted, page))) == read_part(read(edited(source, wanted)))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(hand_kept())
def test_canonical_layout_keeps_everything_and_is_stable(kept: HandKept) -> None:
    source = read(kept.data)
    text = canonical(source, read_part(source))  # refuses where a record or a comment would be lost
    again = read(text.encode())
    assert canonical(again, read_part(again)) == text
    assert "\r" not in text
    assert text.endswith("\n")
