"""The three-way merge of an issue's life: events in the order of their dates, none lost, none contradicting another."""

from __future__ import annotations

import pytest
from versions import ASSIGNED, BASE, RAISED, clean, marked, merge, reasons, with_


def life(*lines: str) -> str:
    """BASE with these events of 2019 below the 交办 of its first issue, such as `03-20 办理 note: 一`."""
    return with_(BASE, (ASSIGNED, ASSIGNED + "".join(map(event, lines))))


def event(line: str) -> str:
    day, kind, *rest = line.split(maxsplit=2)
    more = f", {rest[0]}" if rest else ""
    return f"      - {{date: 2019-{day}, type: {kind}{more}}}\n"


DONE = "04-02 办结 note: 供地三十亩"


def test_new_events_of_both_sides_stand_in_the_order_of_their_dates() -> None:
    ours = life("03-20 办理 note: 甲一", "03-28 办理 note: 甲二")
    theirs = life("03-15 督办", "03-25 办理 note: 乙", "04-02 办结 note: 供地")
    assert clean(ours, theirs) == life(
        "03-15 督办", "03-20 办理 note: 甲一", "03-25 办理 note: 乙", "03-28 办理 note: 甲二", "04-02 办结 note: 供地"
    )


def test_on_one_day_each_sides_events_keep_their_order() -> None:
    ours, theirs = (
        life("03-20 办理 note: 一", "03-20 办理 note: 二"),
        life("03-20 督办 note: 甲", "03-20 督办 note: 乙"),
    )
    assert clean(ours, theirs) == life(
        "03-20 办理 note: 一", "03-20 办理 note: 二", "03-20 督办 note: 甲", "03-20 督办 note: 乙"
    )


def test_on_one_day_the_order_is_one_that_the_life_cycle_allows() -> None:
    ours = with_(BASE, (RAISED, RAISED + event("03-10 交办 to: [市金融办]")))
    theirs = with_(BASE, (RAISED, RAISED + event("03-10 核实")))
    both = with_(BASE, (RAISED, RAISED + event("03-10 核实") + event("03-10 交办 to: [市金融办]")))
    assert clean(ours, theirs) == clean(theirs, ours) == both


def test_what_both_sides_record_alike_is_one_event() -> None:
    ours, theirs = life("03-20 办理 note: 一", DONE), life(DONE, "04-05 评价 satisfaction: 满意")
    assert clean(ours, theirs) == life("03-20 办理 note: 一", DONE, "04-05 评价 satisfaction: 满意")


def test_a_corrected_date_is_a_change_and_no_second_event() -> None:
    base = life("03-20 办理 note: 一", DONE)
    ours = with_(base, ("2019-03-20", "2019-03-21"))
    theirs = with_(base, ("note: 供地三十亩", "note: 供地三十五亩"), ("note: 一", "note: 协调会"))
    assert clean(ours, theirs, base) == life("03-21 办理 note: 协调会", "04-02 办结 note: 供地三十五亩")


def test_a_key_of_one_event_that_both_corrected_is_a_conflict_with_both_texts() -> None:
    base = life(DONE)
    ours, theirs = with_(base, ("三十亩", "三十一亩")), with_(base, ("三十亩", "三十二亩"))
    merged = merge(ours, theirs, base)
    assert reasons(merged) == [("events", "both sides changed “note” of 办结 on 2019-04-02")]
    assert merged.data.decode() == with_(
        ours,
        (
            event("04-02 办结 note: 供地三十一亩"),
            marked(*(event(f"04-02 办结 note: 供地{mu}") for mu in ("三十一亩", "三十亩", "三十二亩"))),
        ),
    )


def test_an_event_taken_out_here_and_corrected_there_is_a_conflict() -> None:
    base = life("03-20 办理 note: 一")
    merged = merge(BASE, with_(base, ("note: 一", "note: 二")), base)
    assert reasons(merged) == [("events", "one side took out 办理 on 2019-03-20, the other changed it")]


def test_an_event_taken_out_here_and_left_there_is_gone() -> None:
    base = life("03-20 办理 note: 一", "03-25 办理 note: 二")
    assert clean(base, life("03-25 办理 note: 二"), base) == life("03-25 办理 note: 二")


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ([DONE], ["04-03 办结 note: 供地二十亩"], "both sides have 办结, and not the same"),
        ([DONE, "04-06 销号"], [DONE, "04-07 销号"], "both sides have 销号, and not the same"),
        ([DONE, "04-06 销号"], [DONE, "04-07 重开 note: 没办好"], "one side ends it, the other reopens it"),
        ([DONE], ["04-05 办理 note: 又协调"], "办理 on 2019-04-05 may not follow 已办结"),
        (
            [DONE, "04-05 评价 satisfaction: 不满意"],
            [DONE, "04-06 销号"],
            "it would be struck off while its rating is 不满意",
        ),
    ],
)
def test_lives_that_contradict_each_other_are_a_conflict(ours: list[str], theirs: list[str], reason: str) -> None:
    for one, other in ((life(*ours), life(*theirs)), (life(*theirs), life(*ours))):
        merged = merge(one, other)
        assert reasons(merged) == [("events", reason)]
        text = merged.data.decode()
        for line in (*ours, *theirs):
            assert event(line) in text


def test_a_corrected_date_that_puts_the_events_out_of_order_is_a_conflict() -> None:
    base = life("03-20 办理 note: 一")
    ours, theirs = with_(base, ("2019-03-20", "2019-04-10")), life("03-20 办理 note: 一", DONE)
    assert reasons(merge(ours, theirs, base)) == [("events", "办结 on 2019-04-02 would stand below 2019-04-10")]


def test_a_copy_of_an_event_that_the_other_side_corrected_is_put_in_as_often_as_one_merges() -> None:
    """With the old base a second merge reads the copy in OURS as the event of the base, and THEIRS' as one more."""
    called = "03-20 办理"
    base, theirs = life(called), life(called, called)
    once = clean(life("03-20 办理 note: 协调会"), theirs, base)
    assert once == life("03-20 办理 note: 协调会", called)
    assert clean(once, theirs, base) == life("03-20 办理 note: 协调会", called, called)
    assert clean(once, theirs, theirs) == once


def test_what_a_merge_made_of_two_corrections_is_known_again() -> None:
    """Of 04-10 销号 only its type is left: it is known as what THEIRS has corrected."""
    base = life(DONE, "04-10 销号")
    ours, theirs = life(DONE, "04-08 销号"), life(DONE, "04-10 销号 note: 现场看过")
    once = life(DONE, "04-08 销号 note: 现场看过")
    assert clean(ours, theirs, base) == clean(theirs, ours, base) == once
    assert clean(once, theirs, base) == clean(ours, once, base) == once
