"""The order of records: OURS', unless THEIRS alone has moved some; a record moves with its text and its comments."""

from __future__ import annotations

from versions import ASSIGNED, BASE, LAST, SECOND, clean, merge, with_

FIRST = BASE[BASE.index("  - id: ZZ-190305") : BASE.index("\n  # 下一条")]
NEW = """\
  - id: ZZ-190401-AAAA
    enterprise: 乙公司
    title: 缺焊工
    category: 用工
    events:
      - {date: 2019-04-01, type: 反映}
"""
SWAPPED = with_(BASE, (FIRST + "\n" + SECOND, SECOND + "\n" + FIRST))


def test_what_theirs_alone_moved_stands_where_theirs_has_it() -> None:
    assert clean(BASE, SWAPPED) == SWAPPED
    assert clean(SWAPPED, BASE) == SWAPPED
    later = ASSIGNED + "      - {date: 2019-04-02, type: 办理}\n"
    ours = with_(BASE, (ASSIGNED, later), ("leader: 市长", "leader: 书记"))
    expected = with_(SWAPPED, (ASSIGNED, later), ("leader: 市长", "leader: 书记"))
    assert clean(ours, SWAPPED) == clean(SWAPPED, ours) == expected


def test_an_issue_that_theirs_took_out_and_put_in_again_moves_and_is_changed() -> None:
    """OURS' quotes and comment of it come along; what THEIRS says otherwise now is put into its lines."""
    again = FIRST.replace("'", "").replace("   # 引号是有意的", "").replace(ASSIGNED, "").replace(", via: 走访", "")
    theirs = with_(BASE, (FIRST + "\n" + SECOND, SECOND + again))
    assert clean(BASE, theirs) == with_(SWAPPED, (ASSIGNED, ""), (", via: 走访", ""))


def test_where_both_moved_records_ours_stands() -> None:
    base = with_(BASE, (LAST, NEW + LAST))
    ours = with_(base, (FIRST + "\n" + SECOND, SECOND + "\n" + FIRST))
    theirs = with_(base, (SECOND + NEW, NEW + SECOND))
    assert clean(ours, theirs, base) == ours


def test_what_only_one_side_has_keeps_its_place() -> None:
    ours = with_(BASE, (FIRST + "\n", FIRST + "\n" + NEW))
    other = NEW.replace("AAAA", "BBBB").replace("焊", "电")
    theirs = with_(SWAPPED, (SECOND + "\n", SECOND + other))
    assert clean(ours, theirs) == with_(BASE, (FIRST + "\n" + SECOND, SECOND + "\n" + NEW + other + FIRST))


def test_enterprises_move_with_their_comments() -> None:
    theirs = with_(BASE, ("  - name: 甲公司   # 老企业\n    leader: 市长\n  - name: 乙公司\n",
                          "  - name: 乙公司\n  - name: 甲公司   # 老企业\n    leader: 市长\n"))  # fmt: skip
    assert clean(BASE, theirs) == theirs


def test_a_file_that_ends_without_a_line_end_ends_so_when_its_last_record_has_moved() -> None:
    last = "  - id: ZZ-190306-8N4P\n    enterprise: 甲公司\n    title: 融资难\n    category: 融资\n    events:\n"
    last += "      - {date: 2019-03-06, type: 反映}\n    detail: |\n      一行"
    head = "city: 株洲市\nenterprises: [{name: 甲公司}]\nissues:\n"
    base = head + FIRST + last
    theirs = head + last.replace("|", "|-") + "\n" + FIRST
    assert clean(base, theirs, base) == theirs.removesuffix("\n")


def test_records_that_cannot_be_moved_are_left_to_markers() -> None:
    entries = ("{name: 甲公司, leader: 市长}", "{name: 乙公司}")
    ours, moved = ("city: 株洲市\nenterprises: [{}, {}]\n".format(*order) for order in (entries, entries[::-1]))
    merged = merge(ours, moved, ours)
    assert not merged.clean
    assert str(merged.doubt) == "ledgers/zhuzhou.yaml, line 2: this layout cannot be edited safely"
