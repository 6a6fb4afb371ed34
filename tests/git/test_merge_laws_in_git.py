"""What git makes of random work of two clerks with the driver: the same as the merge by itself, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from clones import PROVINCE, Clone

from bangfu.edit.reconcile import Merged
from bangfu.model.event import Event
from bangfu.model.ledger import Part
from clerks import add_issue, go_on, triple
from dice import Dice, told
from edits import FILE
from edits import PROVINCE as WORDS
from merges import (
    Versions,
    contents,
    in_conflict_or_passes_check,
    merge,
    mistakes,
    no_event_is_lost,
    read,
    versions,
    written,
)
from soak import cases, measured

PARTS = 2
"""So many workers share the stories."""

CONFIGURATION = (
    f"{PROVINCE}sections: [要素保障]\nchannels: [走访, 企业服务专线, 问题交办函]\ncategories:\n"
    + "".join(f"  {group}: [{', '.join(names)}]\n" for group, names in WORDS.categories.items())
)  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_git_merges_rebases_and_criss_crosses_by_the_laws(part: int, make: Callable[..., Clone]) -> None:
    tries = cases(2, 300) // PARTS
    clone = make({"bangfu.yaml": CONFIGURATION, FILE: "city: 株洲市\n"})
    found: Counter[str] = Counter()
    with measured(f"real git, part {part + 1} of {PARTS}", __file__, stories=tries) as figures:
        told(part, tries, lambda dice: _story(dice, clone, found))
        figures.update(found)
        figures["events lost"] = 0


def _story(dice: Dice, clone: Clone, found: Counter[str]) -> None:
    of = versions(*triple(dice))
    by_itself = merge(of.before, of.mine, of.other)
    no_event_is_lost(by_itself, of)
    in_conflict_or_passes_check(by_itself, of)
    put(clone, "base", "main", of.before)
    put(clone, "ours", "base", of.mine)
    put(clone, "theirs", "base", of.other)

    clone.git("switch", "-q", "-C", "merged", "ours")
    clean = clone.try_git("merge", "-q", "--no-edit", "theirs").code == 0
    _agrees(clone, clean, by_itself, of)
    found["merges" if clean else "merges with a conflict"] += 1
    clone.git("reset", "-q", "--hard")

    clone.git("switch", "-q", "-C", "rebased", "theirs")
    replayed = clone.try_git("rebase", "-q", "ours").code == 0
    _agrees(clone, replayed, by_itself, of)
    found["rebases" if replayed else "rebases with a conflict"] += 1
    if not replayed:
        clone.git("rebase", "--abort")

    if clean:
        clone.git("switch", "-q", "-C", "turned", "theirs")
        clone.git("merge", "-q", "--no-edit", "ours")
        _criss_cross(dice, clone, found)


def put(clone: Clone, branch: str, at: str, version: bytes) -> None:
    """A branch with one commit of that ledger."""
    clone.git("switch", "-q", "-C", branch, at)
    (clone.root / FILE).write_bytes(version)
    clone.git("commit", "-q", "--allow-empty", "-am", branch)


def _agrees(clone: Clone, clean: bool, by_itself: Merged, of: Versions) -> None:
    """Git leaves what the merge by itself does, to the byte where the driver was called, and marks what conflicts."""
    result = (clone.root / FILE).read_bytes()
    assert clean == by_itself.clean
    if not clean:
        assert b"<<<<<<< " in result
        assert len(result.splitlines()) == len(by_itself.data.splitlines())
    elif of.before in (of.mine, of.other) or of.mine == of.other:
        assert contents(read(result)) == contents(read(by_itself.data))
    else:
        assert result == by_itself.data


def _criss_cross(dice: Dice, clone: Clone, found: Counter[str]) -> None:
    """Both have merged the other and go on; they merge again, with two bases."""
    sides = []
    for branch in ("merged", "turned"):
        clone.git("switch", "-q", branch)
        part = read((clone.root / FILE).read_bytes())
        for _number in range(dice.number(1, 3)):
            part = dice.pick((go_on, add_issue))(dice, part)
        put(clone, branch, branch, written(part))
        sides.append(part)
    clone.git("switch", "-q", "merged")
    assert len(clone.git("merge-base", "--all", "merged", "turned").split()) == 2
    clean = clone.try_git("merge", "-q", "--no-edit", "turned").code == 0
    result = (clone.root / FILE).read_bytes()
    found["criss-crosses" if clean else "criss-crosses with a conflict"] += 1
    if not clean:
        assert b"<<<<<<< " in result
        clone.git("reset", "-q", "--hard")
        return
    assert events(sides[0]) | events(sides[1]) <= events(read(result))
    assert not mistakes(result) - mistakes(written(sides[0])) - mistakes(written(sides[1]))


def events(part: Part) -> set[tuple[str, Event]]:
    """All events with the titles of their issues."""
    return {(issue.title, event) for issue in part.issues for event in issue.events}
