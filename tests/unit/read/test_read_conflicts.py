"""Git's conflict markers: named once a conflict, the rest of the file still read with our side of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _conflict(ours: str, theirs: str, base: str | None = None) -> str:
    middle = f"||||||| base\n{base}" if base is not None else ""
    return f"<<<<<<< HEAD\n{ours}{middle}=======\n{theirs}>>>>>>> branch\n"


def _records(issue: Callable[..., str], *tails: str) -> list[str]:
    return [issue("7K3M", tail).removeprefix("city: 株洲市\nissues:\n") for tail in tails]


def test_our_side_is_read(read: Any, issue: Callable[..., str]) -> None:
    first, ours, theirs, last = _records(issue, "AAAA", "BBBB", "CCCC", "DDDD")
    story = read("city: 株洲市\nissues:\n" + first + _conflict(ours, theirs) + last)
    assert story.places == ["BF102 9:1"]
    assert story.ids == ["ZZ-190305-AAAA", "ZZ-190305-BBBB", "ZZ-190305-DDDD"]


def test_the_base_between_the_sides_is_passed_over(read: Any, issue: Callable[..., str]) -> None:
    ours, base, theirs = _records(issue, "AAAA", "BBBB", "CCCC")
    story = read("city: 株洲市\nissues:\n" + _conflict(ours, theirs, base))
    assert story.places == ["BF102 3:1"]
    assert story.ids == ["ZZ-190305-AAAA"]


def test_a_conflict_within_a_conflict_is_one(read: Any, issue: Callable[..., str]) -> None:
    first, inner, theirs, last = _records(issue, "AAAA", "BBBB", "CCCC", "DDDD")
    story = read("city: 株洲市\nissues:\n" + _conflict(first, _conflict(inner, theirs)) + last)
    assert story.places == ["BF102 3:1"]
    assert story.ids == ["ZZ-190305-AAAA", "ZZ-190305-DDDD"]


def test_markers_left_behind_are_named(read: Any, issue: Callable[..., str]) -> None:
    first, last = _records(issue, "AAAA", "BBBB")
    for marker in ("=======", ">>>>>>> branch", "||||||| base"):
        story = read("city: 株洲市\nissues:\n" + first + marker + "\n" + last)
        assert story.places == ["BF102 9:1"], marker
        assert story.ids == ["ZZ-190305-AAAA", "ZZ-190305-BBBB"]


def test_seven_signs_inside_a_text_are_text(read: Any, issue: Callable[..., str]) -> None:
    story = read(issue("    category", "    detail: |\n      <<<<<<< HEAD\n      =======\n    category"))
    assert story.places == []
    assert story.reading.part.issues[0].detail == "<<<<<<< HEAD\n=======\n"
