"""The three-way merge of records: what two clerks do to one city's file, and what they cannot both have right."""

from __future__ import annotations

import pytest
from versions import ASSIGNED, BASE, LAST, RAISED, SECOND, clean, marked, merge, reasons, with_

NEW = """\
  - id: {id}
    enterprise: 乙公司
    title: {title}
    category: 用工
    events:
      - {{date: 2019-04-01, type: 反映}}
"""


def added(name: str, title: str, text: str = BASE) -> str:
    return with_(text, (LAST, NEW.format(id=name, title=title) + LAST))


def test_two_clerks_work_on_one_file_without_a_conflict() -> None:
    ours = with_(
        added("ZZ-190401-AAAA", "缺焊工"),
        ("    leader: 市长\n", "    leader: 副市长\n"),
        (RAISED, RAISED + "      - {date: 2019-03-09, type: 核实}\n"),
        ("text: 现场办公}\n", "text: 现场办公}\n  - {date: 2019-06-01, section: 要素保障, text: 银企对接}\n"),
    )
    theirs = with_(
        added("ZZ-190401-BBBB", "缺电工"),
        ("  - name: 乙公司\n", "  - name: 乙公司\n    leader: 书记\n  - name: 丙公司\n"),
        (ASSIGNED, ASSIGNED + "      - {date: 2019-04-02, type: 办结, note: 供地三十亩}\n"),
        ("measures:\n", "measures:\n  - {date: 2019-06-02, section: 要素保障, text: 政策宣讲}\n"),
    )
    assert clean(ours, theirs) == with_(
        ours,
        ("  - name: 乙公司\n", "  - name: 乙公司\n    leader: 书记\n  - name: 丙公司\n"),
        (ASSIGNED, ASSIGNED + "      - {date: 2019-04-02, type: 办结, note: 供地三十亩}\n"),
        (LAST[:9], NEW.format(id="ZZ-190401-BBBB", title="缺电工") + LAST[:9]),
        ("measures:\n", "measures:\n  - {date: 2019-06-02, section: 要素保障, text: 政策宣讲}\n"),
    )


def test_a_key_that_one_side_changed_is_taken_and_one_that_both_changed_is_a_conflict() -> None:
    ours = with_(BASE, ("category: 用地", "category: 用工"), ("leader: 市长", "leader: 副市长"))
    theirs = with_(BASE, ('title: "用地未落实"', "title: 用地仍未落实"), ("leader: 市长", "leader: 书记"))
    merged = merge(ours, theirs)
    assert reasons(merged) == [("leader", "both sides changed it")]
    assert merged.data.decode() == with_(
        ours,
        ('title: "用地未落实"', "title: 用地仍未落实"),
        (
            "    leader: 副市长\n",
            marked("    leader: 副市长\n", "    leader: 市长\n", "    leader: 书记\n"),
        ),
    )


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    both = with_(BASE, ("leader: 市长", "leader: 书记"))
    assert clean(both, both) == both


def test_names_in_a_list_are_a_set_in_order() -> None:
    base = with_(BASE, ("    leader: 市长\n", "    leader: 市长\n    aliases: [老甲, 甲厂]\n"))
    ours = with_(base, ("[老甲, 甲厂]", "[老甲, 甲厂, 甲集团]"))
    theirs = with_(base, ("[老甲, 甲厂]", "[甲厂, 甲股份]"))
    assert "    aliases: [甲厂, 甲集团, 甲股份]\n" in clean(ours, theirs, base)


def test_departments_are_added_but_two_leads_are_a_conflict() -> None:
    ours = with_(BASE, ("[市自然资源局]", "[市自然资源局, 市住建局]"))
    theirs = with_(BASE, ("[市自然资源局]", "[市自然资源局, 市供电公司]"))
    assert "to: [市自然资源局, 市住建局, 市供电公司]" in clean(ours, theirs)
    ours = with_(BASE, ("[市自然资源局]", "[市住建局]"))
    theirs = with_(BASE, ("[市自然资源局]", "[市供电公司, 市自然资源局]"))
    assert reasons(merge(ours, theirs)) == [("events", "both sides changed “to” of 交办 on 2019-03-08")]


def test_a_new_lead_and_a_new_helper_go_together() -> None:
    ours = with_(BASE, ("[市自然资源局]", "[市自然资源局, 市住建局]"))
    theirs = with_(BASE, ("[市自然资源局]", "[市供电公司, 市自然资源局]"))
    assert "to: [市供电公司, 市自然资源局, 市住建局]" in clean(ours, theirs)


def test_what_one_side_takes_out_and_the_other_leaves_is_gone() -> None:
    without = with_(BASE, (SECOND, ""))
    ours = with_(BASE, ("leader: 市长", "leader: 书记"))
    assert clean(ours, without) == with_(ours, ("\n" + SECOND, ""))
    assert clean(without, ours) == with_(without, ("leader: 市长", "leader: 书记"))


@pytest.mark.parametrize("ours_took_it_out", [True, False])
def test_what_one_side_takes_out_and_the_other_changes_is_a_conflict(*, ours_took_it_out: bool) -> None:
    without = with_(BASE, (SECOND, ""))
    changed = with_(BASE, ("title: 融资难", "title: 融资贵"))
    merged = merge(without, changed) if ours_took_it_out else merge(changed, without)
    assert reasons(merged) == [("", "one side took it out, the other changed it")]
    text = merged.data.decode()
    assert "title: 融资难" in text[text.index("|||||||") : text.index("=======")]
    side = text[text.index("=======") :] if ours_took_it_out else text[text.index("<<<<<<<") : text.index("|||||||")]
    assert "title: 融资贵" in side


def test_the_same_issue_added_twice_is_one() -> None:
    both = added("ZZ-190401-AAAA", "缺焊工")
    theirs = with_(both, ("type: 反映}\nmeasures", "type: 反映}\n      - {date: 2019-04-03, type: 核实}\nmeasures"))
    assert clean(both, both) == both
    assert clean(both, theirs) == theirs


def test_two_issues_with_one_id_the_smaller_hash_keeps_it_on_either_side() -> None:
    ours, theirs = added("ZZ-190401-AAAA", "缺焊工"), added("ZZ-190401-AAAA", "缺电工")
    one, other = merge(ours, theirs), merge(theirs, ours)
    assert one.clean
    assert other.clean
    assert one.plan
    assert other.plan
    assert one.plan.renamed == other.plan.renamed
    new = one.plan.renamed[0].new
    assert new.startswith("ZZ-190401-")
    assert new != "ZZ-190401-AAAA"
    for merged in (one, other):
        text = merged.data.decode()
        assert text.count("id: ZZ-190401-AAAA\n") == text.count(f"id: {new}\n") == 1
        assert "    was: [ZZ-190401-AAAA]\n" in text
    assert sorted(one.data.splitlines()) == sorted(other.data.splitlines())


def test_what_points_to_the_issue_that_got_a_new_id_follows_it() -> None:
    points = RAISED + "      - {date: 2019-04-02, type: 退回, note: 重复, into: ZZ-190401-AAAA}\n"
    for ours, theirs in (("缺焊工", "缺电工"), ("缺电工", "缺焊工")):
        mine = added("ZZ-190401-AAAA", ours, with_(BASE, (RAISED, points)))
        other = added("ZZ-190401-AAAA", theirs)
        for merged in (merge(mine, other), merge(other, mine)):
            assert merged.clean
            assert merged.plan
            kept = next(s.result for s in merged.plan.sections["issues"] if s.result and s.result.title == ours)
            assert f"into: {kept.id}" in merged.data.decode()


def test_an_edited_copy_of_a_new_issue_is_no_second_issue() -> None:
    """The id was made from enterprise, day and title; that of the corrected copy no longer fits, so it is a copy."""
    ours = added("ZZ-190401-BRH8", "缺焊工")
    assert reasons(merge(ours, added("ZZ-190401-BRH8", "缺焊工十人"))) == [("title", "both sides changed it")]


def test_a_bureaus_own_id_given_twice_is_a_conflict() -> None:
    merged = merge(added("GX-17", "缺焊工"), added("GX-17", "缺电工"))
    assert reasons(merged) == [("", "two different issues have this id")]
    assert "缺焊工" in merged.data.decode()
    assert "缺电工" in merged.data.decode()


def test_an_id_that_a_merge_replaced_is_followed() -> None:
    before = added("ZZ-190401-AAAA", "缺电工")
    after = with_(
        added("ZZ-190401-AAAA", "缺焊工"),
        (
            LAST,
            NEW.format(id="ZZ-190401-BBBB", title="缺电工").replace(
                "    events", "    was: [ZZ-190401-AAAA]\n    events"
            )
            + LAST,
        ),
    )
    theirs = with_(before, ("type: 反映}\nmeasures", "type: 反映}\n      - {date: 2019-04-03, type: 核实}\nmeasures"))
    assert clean(after, theirs, before) == with_(
        after, ("type: 反映}\nmeasures", "type: 反映}\n      - {date: 2019-04-03, type: 核实}\nmeasures")
    )


def test_a_rename_that_keeps_the_old_name_is_followed() -> None:
    ours = with_(BASE, ("  - name: 甲公司   # 老企业\n", "  - name: 甲集团   # 老企业\n    aliases: [甲公司]\n"))
    theirs = with_(
        added("ZZ-190401-AAAA", "缺焊工"),
        ("leader: 市长", "leader: 书记"),
        ("enterprise: 乙公司\n    title: 缺", "enterprise: 甲公司\n    title: 缺"),
    )
    assert clean(ours, theirs) == with_(
        ours,
        ("leader: 市长", "leader: 书记"),
        (LAST, "\n" + NEW.format(id="ZZ-190401-AAAA", title="缺焊工").replace("乙公司", "甲公司") + LAST),
    )


def test_a_rename_that_drops_the_old_name_conflicts_with_what_refers_to_it() -> None:
    ours = with_(BASE, ("name: 甲公司", "name: 甲集团"), ("enterprise: 甲公司", "enterprise: 甲集团"))
    theirs = with_(
        added("ZZ-190401-AAAA", "缺焊工"), ("enterprise: 乙公司\n    title: 缺", "enterprise: 甲公司\n    title: 缺")
    )
    merged = merge(ours, theirs)
    assert [(key, reason.split()[0]) for key, reason in reasons(merged)] == [("", "BF208")]
    assert "缺焊工" in merged.data.decode()


def test_entries_without_ids_are_a_union_against_the_base() -> None:
    ours = with_(BASE, ("measures:\n", "measures:\n  - {date: 2019-06-01, section: 要素保障, text: 银企对接}\n"))
    theirs = with_(
        BASE,
        ("text: 现场办公}\n", "text: 政策宣讲}\n"),
        ("measures:\n", "measures:\n  - {date: 2019-06-02, section: 要素保障, text: 专班推进}\n"),
    )
    assert clean(ours, theirs).endswith(
        "measures:\n"
        "  - {date: 2019-06-01, section: 要素保障, text: 银企对接}\n"
        "  - {date: 2019-06-02, section: 要素保障, text: 专班推进}\n"
        "  - {date: 2019-05-20, section: 要素保障, text: 政策宣讲}\n"
    )


def test_an_entry_that_one_side_took_out_and_a_like_one_that_both_have_now() -> None:
    held, called = (f"  - {{date: {day}, section: 要素保障, text: 现场办公}}\n" for day in ("2019-05-20", "2019-04-06"))
    ours, theirs = with_(BASE, (held, called)), with_(BASE, (held, called + held))
    assert clean(ours, theirs).endswith(f"measures:\n{called}")  # called is no second one, and held is gone
    assert clean(theirs, ours).endswith(f"measures:\n{called}")


def test_an_entry_that_both_sides_corrected_differently_is_a_conflict() -> None:
    merged = merge(with_(BASE, ("现场办公", "现场办公两次")), with_(BASE, ("现场办公", "现场办公三次")))
    assert reasons(merged) == [("", "both sides changed it")]


def test_figures_that_only_the_two_together_count_twice_are_a_conflict() -> None:
    stated = "opening:\n  - {date: 2019-02-28, reported: %d}\nenterprises:\n"
    merged = merge(with_(BASE, ("enterprises:\n", stated % 256)), with_(BASE, ("enterprises:\n", stated % 258)))
    assert [reason.split()[0] for _key, reason in reasons(merged)] == ["BF603"]


def test_errors_that_a_side_has_already_are_not_the_merges() -> None:
    ours = with_(BASE, ("leader: 市长", "leader: 书记"))
    theirs = with_(BASE, ("category: 融资", "category: 不认识"))
    merged = merge(ours, theirs)
    assert merged.clean
    assert [finding.code for finding in merged.standing] == ["BF210"]


def test_a_section_that_ours_lacks_is_made_where_it_belongs() -> None:
    theirs = with_(BASE, ("issues:\n", "outcomes:\n  - {date: 2019-06-30, kind: 授信, value: 4365万元}\nissues:\n"))
    assert clean(BASE, theirs).endswith(LAST + "outcomes:\n  - {date: 2019-06-30, kind: 授信, value: 4365万元}\n")


def test_ledgers_of_two_cities_are_not_one() -> None:
    merged = merge(BASE, with_(BASE, ("city: 株洲市", "city: 长沙市")), None)
    assert merged.plan
    assert [str(conflict.reason) for conflict in merged.plan.conflicts] == ["these are ledgers of two cities"]


def test_without_a_base_nothing_is_dropped_and_what_differs_is_a_conflict() -> None:
    """A copy that was mailed back: one side has what the other lacks; nobody took anything out."""
    ours = with_(added("ZZ-190401-AAAA", "缺焊工"), (SECOND, ""))
    theirs = with_(
        BASE,
        (ASSIGNED, ASSIGNED + "      - {date: 2019-04-02, type: 办结, note: 供地三十亩}\n"),
        ("  - name: 乙公司\n", "  - name: 乙公司\n    department: 市工信局\n"),
    )
    text = clean(ours, theirs, None)
    for line in ("缺焊工", "融资难", "供地三十亩", "department: 市工信局"):
        assert line in text
    merged = merge(ours, with_(theirs, ("leader: 市长", "leader: 书记")), None)
    assert reasons(merged) == [("leader", "both sides changed it")]
