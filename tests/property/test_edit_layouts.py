"""Edits of ledgers in any hand-kept layout: the change is made, every other byte stays, hardly any is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangfu.edit import desk as desks
from bangfu.edit import excerpt
from bangfu.edit.canonical import canonical
from bangfu.edit.change import Change, NewEvents, NewRecord
from bangfu.edit.desk import CityDesk, Desk
from bangfu.edit.make import Made, make
from bangfu.edit.thin import thinned
from bangfu.model.enterprise import Enterprise
from bangfu.model.errors import EditRefusedError
from bangfu.model.event import Event, EventType
from bangfu.model.issue import Issue
from bangfu.model.ledger import Measure
from bangfu.model.quantity import Quantity
from bangfu.model.source import Source
from bangfu.read.files import decode
from bangfu.read.part import read_part
from dice import Dice, Drawn, told
from edits import FILE, PROVINCE, an_edit
from layouts import kept_by_hand
from plain_yaml import composed, data_of, texts_of
from soak import cases, measured

TODAY = date(2024, 1, 1)
PARTS = 2
"""So many workers share the stories that are told from seeds."""

REFUSED = ("these entries stand on one line and cannot be edited together",)
"""What may be refused: two issues in one pair of brackets."""

_EMPTY = re.compile(r"\s*(\[?\s*\]?|~|n?u?l?l?)\s*")
"""What may go from a line: the sign of an empty list (as far as the new text does not share it), and space."""

_OPEN_TEXT = re.compile(r"([|>])[+]?([ \t]*(?:#.*)?\r?\n)")
"""A text that a file without a last line end may end in."""


LEDGER = """\
city: 株洲市
enterprises:
  - name: 甲公司
issues:
  - id: ZZ-190305-7K3M
    enterprise: 甲公司
    title: 用地
    category: 用地
    events:
      - {date: 2019-03-05, type: 反映}
"""


def read(data: bytes) -> Source:
    source, findings = decode(data, FILE)
    assert source is not None
    assert not findings
    return source


def opened(source: Source) -> Desk:
    """The repository whose only ledger is `source`, at no place on the disk."""
    city = CityDesk(next(city for city in PROVINCE.cities if city.slug == "zhuzhou"))
    desk = Desk(Path("/nowhere"), PROVINCE, TODAY, (), _cities={"zhuzhou": city})
    city.read(source, desk.excerpt(source))
    return desk


def edited(desk: Desk, wanted: Sequence[Change]) -> Made:
    """What the program makes of an edit, without writing it."""
    return make(desk, [("zhuzhou", change) for change in wanted], dry_run=True)


def story(
    dice: Dice, refused: Counter[str], fewest: int = 0, most: int = 3
) -> tuple[Source, list[Change], Made] | None:
    """A ledger in some layout and an edit of it, which is looked at; None where it is refused."""
    source = read(kept_by_hand(dice, fewest, most).data)
    desk = opened(source)
    part = desk.city("zhuzhou").readings[FILE].part
    assert part
    wanted = an_edit(dice, part)
    try:
        made = edited(desk, wanted)
    except EditRefusedError as refusal:
        refused[str(refusal.message)] += 1
        return None
    after = made.texts[FILE][1]
    only_added(source.text, after, alone=len(wanted) == 1)
    says_what_was_meant(source.text, after, wanted)
    if "\r\n" in source.text:
        assert "\n" not in after.replace("\r\n", ""), "the line endings are the file's"
    for lines, change in zip(made.lines, wanted, strict=True):
        word = "type" if isinstance(change, NewEvents) else {"issues": "id", "enterprises": "name"}.get(change.section)
        text = after.split("\n")
        assert lines
        assert all((word or "date") in text[number - 1] for number in lines), "the lines told are those of the entries"
    return source, wanted, made


def only_added(before: str, after: str, *, alone: bool) -> None:
    """Every line of `before` is there in its order; a line that an entry is put into keeps its beginning and end."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if alone and not old[-1].endswith("\n") and (closed := _closed(before)) and after.startswith(closed):
        before, old = closed, closed.splitlines(keepends=True)
    if alone:
        begin = alike(before, after)
        end = alike(before[begin:][::-1], after[begin:][::-1])
        assert re.fullmatch(f"(?s:{_EMPTY.pattern}(#[^\n]*)?\\s*)", before[begin : len(before) - end])
    at = 0
    for line in new:
        at += at < len(old) and (line == old[at] or _put_into(old[at], line) or _closed(old[at]) == line)
    assert at == len(old), f"lost: {old[at:]}"


def _closed(text: str) -> str:
    """`text` with the last `|` in it made `|-`."""
    found = [*_OPEN_TEXT.finditer(text)]
    return f"{text[: found[-1].start()]}{found[-1][1]}-{text[found[-1].start(2) :]}" if found else ""


def _put_into(old: str, new: str) -> bool:
    """Whether `new` is the line `old` with an entry or a comma put in, without its empty list, or with a line end."""
    new = new if old.endswith("\n") else new.rstrip("\r\n")
    begin = alike(old, new)
    end = alike(old[begin:][::-1], new[begin:][::-1])
    gone, added = old[begin : len(old) - end], new[begin : len(new) - end].strip()
    if gone.strip():
        return bool(_EMPTY.fullmatch(gone)) and (not added or added[0] == "[")
    return added[:1] in ("", ",", "{", "[") or added[-1:] in ("{", "[")


def alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))


def says_what_was_meant(before: str, after: str, wanted: Sequence[Change]) -> None:
    """Another reader finds what it found, each value of its type, and the change besides, word by word."""
    old, new = composed(before), composed(after)
    found, texts = data_of(new), texts_of(new)
    for change in reversed(wanted):
        said = taken(texts, change)
        meant = [_said(event) for event in change.events] if isinstance(change, NewEvents) else [_said(change.record)]
        assert said == meant
        taken(found, change)
    assert without_empty(found) == without_empty(data_of(old))


def taken(data: Any, change: Change) -> list[Any]:
    """Takes what the change has added out of the data."""
    if isinstance(change, NewEvents):
        count = len(change.events)
        items = next(issue for issue in data["issues"] if issue["id"] == change.issue)["events"]
    else:
        count, items = 1, data[change.section]
    added = items[-count:]
    del items[-count:]
    return added


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """The sections that hold something."""
    return {key: value for key, value in data.items() if value not in (None, [])}


def _said(value: Any) -> Any:
    """A record as another reader finds it: what is not as a matter of course, each value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return [_said(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, Quantity):
        given = ((field, getattr(value, field.name)) for field in fields(value) if field.name not in ("file", "line"))
        return {field.name: _said(one) for field, one in given if field.default is MISSING or one != field.default}
    return str(value)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_every_other_byte_is_identical(part: int) -> None:
    tries = cases(1_000, 100_000) // PARTS
    refused: Counter[str] = Counter()
    with measured(f"edits of hand-kept layouts, part {part + 1} of {PARTS}", __file__, edits=tries) as figures:
        told(part, tries, lambda dice: story(dice, refused))
        figures |= {"other bytes changed": 0, "wrong splices": 0, "refused": refused.total()}
        figures |= {f"refused: {reason}": count for reason, count in refused.items()}
        assert set(refused) <= set(REFUSED)
        assert refused.total() < 0.005 * tries


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_same_as_small_as_can_be(data: st.DataObject) -> None:
    refused: Counter[str] = Counter()
    story(Drawn(data.draw), refused)
    assert set(refused) <= set(REFUSED)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_a_big_file_is_edited_by_the_entries_it_is_about(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = cases(150, 10_000) // PARTS

    def tell(dice: Dice) -> None:
        whole = story(dice, Counter(), 4, 7)
        if whole is None:
            return
        source, wanted, made = whole
        with monkeypatch.context() as patch:
            patch.setattr(desks, "thinned", partial(thinned, small=0))
            assert _comes_to(edited(opened(source), wanted)) == _comes_to(made)
            patch.setattr(excerpt, "SMALL", 0)
            patch.setattr(excerpt, "MOST", 9)
            assert _comes_to(edited(opened(source), wanted)) == _comes_to(made)

    with measured(f"edits of an excerpt, part {part + 1} of {PARTS}", __file__, edits=tries) as figures:
        told(part, tries, tell)
        figures["other than edits of the whole"] = 0


def _comes_to(made: Made) -> tuple[Any, ...]:
    warnings = [(finding.code, str(finding.message)) for proof in made.proofs for finding in proof.warnings]
    return {name: data_of(composed(text)) for name, (_old, text) in made.texts.items()}, made.lines, warnings


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_canonical_layout_keeps_everything_and_is_stable(part: int) -> None:
    tries = cases(300, 20_000) // PARTS

    def tell(dice: Dice) -> None:
        source = read(kept_by_hand(dice).data)
        text = canonical(source, read_part(source))  # refuses where a record or a comment would be lost
        again = read(text.encode())
        assert canonical(again, read_part(again)) == text
        assert without_empty(data_of(composed(text))) == without_empty(data_of(composed(source.text)))
        assert "\r" not in text
        assert text.endswith("\n")

    with measured(f"canonical layouts, part {part + 1} of {PARTS}", __file__, ledgers=tries) as figures:
        told(part, tries, tell)
        figures |= {"other data": 0, "refused": 0, "laid out otherwise again": 0}


def test_an_entry_below_a_text_that_the_file_ends_in_leaves_that_text_as_it_is() -> None:
    before = f"{LEDGER}    detail: |  # 注\n      甲\n      乙"
    new = NewRecord(FILE, "issues", Issue(id="ZZ-210101-8N4P", enterprise="甲公司", title="用电", category="用地",
                    events=(Event(date=date(2021, 1, 1), type=EventType.REPORT),)))  # fmt: skip
    made = edited(opened(read(before.encode())), [new])
    assert made.texts[FILE][1] == (
        f"{LEDGER}    detail: |-  # 注\n      甲\n      乙\n"
        "  - id: ZZ-210101-8N4P\n    enterprise: 甲公司\n    title: 用电\n    category: 用地\n"
        "    events:\n      - {date: 2021-01-01, type: 反映}"
    )
    assert made.lines == [[14]]


def test_a_comment_below_such_a_text_has_ended_it() -> None:
    before = f"{LEDGER}    detail: |\n      甲\n  # 注"
    made = edited(opened(read(before.encode())), [NewRecord(FILE, "enterprises", Enterprise(name="乙公司"))])
    assert made.texts[FILE][1] == before.replace("甲公司\nissues", "甲公司\n  - name: 乙公司\nissues")
    kept = NewEvents(FILE, "ZZ-190305-7K3M", (Event(date=date(2021, 1, 1), type=EventType.VERIFY),))
    measure = NewRecord(FILE, "measures", Measure(date=date(2021, 1, 1), section="要素保障", text="现场办公"))
    assert edited(opened(read(before.encode())), [kept, measure]).texts[FILE][1] == (
        f"{LEDGER}      - {{date: 2021-01-01, type: 核实}}\n    detail: |\n      甲\n  # 注\n"
        "measures:\n  - {date: 2021-01-01, section: 要素保障, text: 现场办公}"
    )
