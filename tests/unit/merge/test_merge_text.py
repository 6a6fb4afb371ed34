"""What a merge leaves as it is: the layout, comments and line ends of OURS; and what it marks when in doubt."""

from __future__ import annotations

from versions import ASSIGNED, BASE, LAST, RAISED, SECOND, clean, marked, merge, reasons, with_

from bangfu.edit.canonical import canonical
from bangfu.model.source import Source
from bangfu.read.part import read_part

BLOCK = "      - date: 2019-03-08\n        type: 交办\n        to: [市自然资源局]\n        due: 2019-04-08\n"
NEWS = "      - {date: 2019-03-20, type: 办理, note: 协调会}\n"


def formatted(text: str) -> str:
    source = Source("ledgers/zhuzhou.yaml", text, "")
    return canonical(source, read_part(source))


def test_where_theirs_only_laid_out_anew_nothing_is_done() -> None:
    ours = with_(BASE, ("leader: 市长", "leader:    书记"))
    assert clean(ours, formatted(BASE)) == ours


def test_where_ours_laid_out_anew_theirs_goes_into_that_layout() -> None:
    by_hand = with_(
        BASE,
        (
            ASSIGNED,
            BLOCK.replace("to: [市自然资源局]", "to:\n          - 市自然资源局"),
        ),
    )
    ours = formatted(by_hand)
    theirs = with_(by_hand, ("due: 2019-04-08\n", "due: 2019-04-18\n"))
    assert clean(ours, theirs, by_hand) == with_(ours, ("due: 2019-04-08}", "due: 2019-04-18}"))


def test_block_events_are_changed_key_by_key() -> None:
    block = BLOCK.replace("03-08", "03-08   # 周五")
    ours = with_(BASE, (ASSIGNED, block))
    theirs = with_(BASE, (ASSIGNED, ASSIGNED.replace(", due: 2019-04-08", ", note: 催过")))
    changed = block.replace("due: 2019-04-08", "note: 催过")
    assert clean(ours, theirs) == with_(BASE, (ASSIGNED, changed))


def test_entries_in_brackets_stay_in_brackets() -> None:
    ours = with_(BASE, (LAST, "measures: [{date: 2019-05-20, section: 要素保障, text: 现场办公}]\n"))
    theirs = with_(BASE, ("measures:\n", "measures:\n  - {date: 2019-06-02, section: 要素保障, text: 宣讲}\n"))
    assert clean(ours, theirs).endswith(
        "measures: [{date: 2019-06-02, section: 要素保障, text: 宣讲}, "
        "{date: 2019-05-20, section: 要素保障, text: 现场办公}]\n"
    )


def test_line_ends_and_the_byte_order_mark_of_ours_are_kept() -> None:
    ours = ("\ufeff" + with_(BASE, ("leader: 市长", "leader: 书记")).replace("\n", "\r\n")).encode()
    theirs = with_(
        BASE, (ASSIGNED, ASSIGNED + NEWS), ("category: 融资", "category: 融资\n    detail: |\n      一\n      二")
    )
    merged = merge(ours, theirs)
    assert merged.clean
    text = merged.data.decode()
    assert text.startswith("\ufeff# 株洲台账")
    assert text.count("\n") == text.count("\r\n")
    assert NEWS.replace("\n", "\r\n") in text
    assert "    detail: |\r\n      一\r\n      二\r\n" in text


def test_markers_have_the_line_ends_of_ours() -> None:
    ours = with_(BASE, ("leader: 市长", "leader: 书记")).replace("\n", "\r\n")
    text = merge(ours, with_(BASE, ("leader: 市长", "leader: 副市长"))).data.decode()
    assert text.count("\n") == text.count("\r\n")
    assert "<<<<<<< ours\r\n" in text


def test_comments_that_theirs_added_come_along() -> None:
    ours = with_(BASE, (ASSIGNED, ASSIGNED + NEWS), (LAST, LAST.replace("现场办公", "现场会")))
    late = "      - {date: 2019-04-02, type: 办结, note: 供地}"
    theirs = with_(
        BASE,
        ("# 株洲台账，手工维护\n", "# 株洲台账，手工维护\n# 四月起由乙接手\n"),
        (ASSIGNED, ASSIGNED.replace("\n", "  # 函已发\n") + "      # 现场核过\n" + late + "  # 见档案\n"),
        ("  - name: 乙公司\n", "  - name: 乙公司  # 待核\n    # 新领导\n    leader: 书记\n"),
    )
    assert clean(ours, theirs) == with_(
        ours,
        ("# 株洲台账，手工维护\n", "# 株洲台账，手工维护\n# 四月起由乙接手\n"),
        (ASSIGNED + NEWS, ASSIGNED.replace("\n", "  # 函已发\n") + NEWS + "      # 现场核过\n" + late + "  # 见档案\n"),
        ("  - name: 乙公司\n", "  - name: 乙公司  # 待核\n    # 新领导\n    leader: 书记\n"),
    )


def test_a_comment_that_both_sides_added_is_one() -> None:
    both = with_(BASE, (RAISED, RAISED.replace("\n", "  # 急\n")))
    theirs = with_(both, ("category: 融资", "category: 用工"))
    assert clean(both, theirs) == theirs


def test_a_comment_like_one_that_is_there_comes_along_too() -> None:
    base = with_(BASE, (RAISED, RAISED.replace("\n", "  # 老企业\n")))
    line = "  - {date: 2019-05-20, section: 要素保障, text: 现场办公}"
    theirs = with_(base, (line, line + "  # 老企业"), (ASSIGNED, ASSIGNED.replace("\n", "  # 老企业\n")))
    assert clean(with_(base, ("市长", "书记")), theirs, base) == with_(theirs, ("市长", "书记"))


def test_a_comment_on_what_the_other_side_took_out_stands_above_the_list() -> None:
    """Gone is what was taken out; what the other clerk meanwhile noted about it is not lost, whoever that was."""
    without = with_(
        BASE, ("\n" + SECOND, ""), (ASSIGNED, ""), (LAST, LAST.replace("05-20", "05-21").replace("现", "当"))
    )
    noted = with_(
        BASE,
        ("    title: 融资难\n", "    title: 融资难  # 银行已回函\n"),
        (RAISED, "      # 当面反映\n" + RAISED.replace("\n", "  # 急\n")),
        (ASSIGNED, ASSIGNED.replace("\n", "  # 函已发\n")),
        ("text: 现场办公}", "text: 现场办公}  # 三家"),
    )
    expected = with_(
        without,
        ("issues:\n", "# 银行已回函\n# 当面反映\n# 急\nissues:\n"),
        ("    events:\n", "    # 函已发\n    events:\n"),
        ("measures:\n", "# 三家\nmeasures:\n"),
    )
    assert clean(without, noted) == expected
    assert clean(noted, without) == expected
    assert clean(expected, noted) == expected


def test_a_comment_on_a_key_that_the_other_side_took_out_stands_above_the_record() -> None:
    without = with_(BASE, ("    leader: 市长\n", ""))
    noted = with_(BASE, ("    leader: 市长\n", "    leader: 市长  # 四月换\n"))
    expected = with_(without, ("  - name: 甲公司", "  # 四月换\n  - name: 甲公司"))
    assert clean(without, noted) == expected
    assert clean(noted, without) == expected


def test_a_comment_of_the_base_goes_with_what_theirs_took_out_or_replaced() -> None:
    base = with_(BASE, (ASSIGNED, "      # 函号待补\n" + ASSIGNED.replace("\n", "  # 急\n")))
    done = "      - {date: 2019-04-02, type: 办结, note: 供地}\n"
    assert clean(base, with_(BASE, (ASSIGNED, done)), base) == with_(BASE, (ASSIGNED, done))


def test_comments_above_what_is_in_conflict_come_along() -> None:
    ours = with_(BASE, (", due: 2019-04-08", ", due: 2019-04-18"), (SECOND, SECOND.replace("融资难", "融资贵")))
    theirs = with_(
        BASE,
        (", due: 2019-04-08", ", due: 2019-04-28"),
        ("    events:\n", "    # 已核对\n    events:\n"),
        ("\n" + SECOND, ""),
    )
    text = merge(ours, with_(theirs, ("  - id: ZZ-190305", "  # 头号\n  - id: ZZ-190305"))).data.decode()
    assert "  # 头号\n  - id: ZZ-190305-7K3M\n" in text
    assert "    # 已核对\n    events:\n" in text
    other = with_(SECOND, ("  - id", "  # 乙处\n  - id"), ("融资难", "融资慢"))
    text = merge(with_(BASE, ("\n" + SECOND, "")), with_(BASE, (SECOND, other))).data.decode()
    assert "# 乙处\n" in text[: text.index("<<<<<<< ours")]


def test_where_markers_would_lose_a_comment_the_texts_are_marked_line_by_line() -> None:
    entry = "{date: 2019-05-20, section: 要素保障, text: 现场办公}"
    theirs = with_(
        BASE, (f"  - {entry}\n", f"  [\n  {entry.replace('办公', '会')}, # 已核\n  ]\n"), ("市长", "市长  # 已核过")
    )
    merged = merge(with_(BASE, ("现场办公", "现场办公两次")), theirs)
    assert str(merged.doubt) == "a comment cannot be placed safely"
    assert "text: 现场会}, # 已核\n" in merged.data.decode()
    assert "现场办公两次" in merged.data.decode()


def test_a_comment_in_the_way_of_a_change_makes_a_conflict_and_is_not_lost() -> None:
    ours = with_(BASE, (ASSIGNED, ASSIGNED.replace("due:", "# 说明\n          due:")))
    merged = merge(ours, with_(BASE, ("due: 2019-04-08", "due: 2019-04-18")))
    assert not merged.clean
    text = merged.data.decode()
    assert "# 说明" in text
    assert "due: 2019-04-18" in text
    assert "<<<<<<< ours\n" in text


def test_what_cannot_be_read_is_marked_line_by_line() -> None:
    ours = with_(BASE, ("leader: 市长", "leader: 书记"))
    theirs = with_(BASE, ("leader: 市长", "leader: 副市长"), ("type: 反映, via", "type: 反映, : via"))
    merged = merge(ours, theirs)
    assert not merged.clean
    assert merged.plan is None
    assert str(merged.doubt).startswith("THEIRS, line ")
    text = merged.data.decode()
    assert (
        "<<<<<<< ours\n    leader: 书记\n||||||| base\n    leader: 市长\n=======\n    leader: 副市长\n>>>>>>> theirs\n"
        in text
    )


def test_what_cannot_be_read_is_marked_even_where_the_lines_fit_together() -> None:
    ours = with_(BASE, ("leader: 市长", "leader: 书记"))
    theirs = with_(BASE, ("type: 反映, via", "type: 反映, : via"))
    text = merge(ours, theirs).data.decode()
    assert text.count("<<<<<<< ours") == 1
    assert "leader: 书记" in text
    assert "type: 反映, : via" in text


def test_a_carriage_return_alone_stays_one_where_texts_are_marked() -> None:
    theirs = with_(BASE, ("type: 反映, via", "type: 反映,\rvia"))
    text = merge(with_(BASE, ("leader: 市长", "leader: 书记")), theirs).data
    assert "type: 反映,\rvia".encode() in text


def test_a_base_that_is_no_ledger_counts_as_unknown_or_leaves_markers() -> None:
    ours = with_(BASE, ("leader: 市长", "leader: 书记"))
    for base in ("- 一\n# 二\n", "只有一行字\n", "a: [\n", "\x00"):
        merged = merge(ours, with_(BASE, (ASSIGNED, ASSIGNED + NEWS)), base)
        assert not merged.clean
        assert "leader: 书记" in merged.data.decode()
        assert NEWS in merged.data.decode()


def test_bytes_that_are_no_text_are_marked_too() -> None:
    merged = merge(BASE.encode("utf-16"), BASE)
    assert not merged.clean
    assert b"<<<<<<< ours" in merged.data
    assert BASE.splitlines()[-1].encode() in merged.data


def test_what_was_in_conflict_in_the_base_is_taken_for_unknown() -> None:
    """A merge of merges: git gives as base what merging the two bases left, markers included."""
    marked = (
        "<<<<<<<<< ours\n    leader: 书记\n||||||||| base\n    leader: 市长\n"
        "=========\n    leader: 副市长\n>>>>>>>>> theirs\n"
    )
    base = with_(BASE, ("    leader: 市长\n", marked))
    ours, theirs = with_(BASE, ("市长\n", "书记\n")), with_(BASE, ("市长\n", "副市长\n"), (ASSIGNED, ASSIGNED + NEWS))
    merged = merge(ours, theirs, base)
    assert reasons(merged) == [("leader", "both sides changed it")]
    assert NEWS in merged.data.decode()
    assert clean(theirs, theirs, base) == theirs


def test_a_conflict_in_the_only_record_of_a_section_keeps_its_key() -> None:
    without = with_(BASE, (LAST, ""))
    text = merge(without, with_(BASE, ("现场办公", "现场会"))).data.decode()
    assert text.endswith(marked("", LAST, LAST.replace("现场办公", "现场会")))


def test_in_a_big_ledger_only_the_records_at_hand_are_parsed_and_all_comes_out_right() -> None:
    """From 20,000 characters on, the records that a merge is not about are not parsed to find places."""

    def record(number: int) -> str:
        return (
            f"  - id: ZZ-{number}\n    enterprise: 甲公司\n    title: 事{number}  # 第{number}件\n    category: 用地\n"
            "    events:\n      - {date: 2019-03-05, type: 反映}\n"
        )

    base = BASE.replace(LAST, "".join(map(record, range(400))) + LAST)
    new = record(150).replace("150", "X150")
    ours = with_(base, (record(100), ""), ("title: 事200 ", "title: 事二百 "), ("title: 事300 ", "title: 甲 "))
    theirs = with_(
        base, (record(150), record(150) + new), (record(201), ""), ("title: 事300 ", "title: 乙 "),
        (record(100), record(100).replace("用地", "融资")),
    )  # fmt: skip
    merged = merge(ours, theirs, base)
    assert reasons(merged) == [("", "one side took it out, the other changed it"), ("title", "both sides changed it")]
    lines = ["    title: 甲  # 第300件\n", "    title: 事300  # 第300件\n", "    title: 乙  # 第300件\n"]
    assert merged.data.decode() == with_(
        ours,
        (record(99), record(99) + marked("", record(100), record(100).replace("用地", "融资"))),
        (record(150), record(150) + new),
        (record(201), ""),
        (lines[0], marked(*lines)),
    )


def test_amounts_are_compared_as_amounts() -> None:
    done = "      - {date: 2019-04-02, type: 办结, note: 供地, outcomes: [{kind: 供地, value: 30亩}]}\n"
    ours, theirs = with_(BASE, (ASSIGNED, ASSIGNED + done)), with_(BASE, (ASSIGNED, ASSIGNED + NEWS + done))
    assert clean(ours, theirs) == theirs
    assert reasons(merge(ours, with_(theirs, ("30亩", "35亩")))) == [
        ("events", "both sides have 办结, and not the same")
    ]


def test_a_key_goes_and_another_comes_in_its_place() -> None:
    base = with_(BASE, ("    leader: 市长\n", "    leader: 市长\n    department: 市工信局\n"))
    theirs = with_(base, ("    leader: 市长\n    department: 市工信局\n", "    tier: 重点\n    station: 服务站\n"))
    assert clean(base, theirs, base) == theirs


def test_a_ledger_in_braces_stays_in_braces() -> None:
    ours = "{city: 株洲市}\n"
    theirs = "city: 株洲市\nenterprises:\n  - name: 甲公司\nvisits:\n  - {date: 2019-05-01, people: 3}\n"
    assert clean(ours, theirs, ours) == (
        "{city: 株洲市, enterprises: [{name: 甲公司}], visits: [{date: 2019-05-01, people: 3}]}\n"
    )


def test_a_ledger_without_a_line_end_at_its_end() -> None:
    ours = "city: 株洲市\nenterprises:\n  - name: 甲公司"
    theirs = ours + "\n  - name: 乙公司\nvisits:\n  - {date: 2019-05-01, people: 3}\n"
    assert clean(ours, theirs, ours) == theirs.removesuffix("\n")
