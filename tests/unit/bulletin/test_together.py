"""Cities that have the same to say are told together."""

from __future__ import annotations

import pytest

from bangfu.bulletin.document import Figure, plain, text
from bangfu.bulletin.together import shared, together


def told(*clauses: tuple[str, str]) -> list[str]:
    return [plain(each.words) for each in together([(name, (words,)) for name, words in clauses])]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([("甲市", "1")], "甲市1个"),
        ([("甲市", "1"), ("乙市", "2"), ("丙市", "1")], "乙市2个，甲市、丙市各1个"),
        ([("甲市", "0"), ("乙市", "3")], "乙市3个"),
        ([("甲市", "0")], ""),
        ([("甲市", "9"), ("乙市", "10")], "乙市10个，甲市9个"),
    ],
)
def test_equal_counts_share_one_figure(counts: list[tuple[str, str]], said: str) -> None:
    assert plain(shared(counts, "个")) == said


def test_a_shared_figure_keeps_the_records_of_all() -> None:
    counts = [(name, Figure("1", (origin,), "逾期", name)) for name, origin in (("甲市", "A-1"), ("乙市", "B-1"))]
    (figure,) = [span for span in shared(counts, "个") if isinstance(span, Figure)]
    assert (figure.text, figure.origins, figure.of) == ("1", ("A-1", "B-1"), "甲市、乙市")
    assert figure.members == tuple(count for _, count in counts)


def test_three_that_differ_in_figures_alone_become_one() -> None:
    assert told(
        ("甲市", "走访企业3家，收集问题12个。"),
        ("乙市", "走访企业5家，收集问题7个。"),
        ("丙市", "走访企业5家，收集问题9个。"),
    ) == ["甲市、乙市、丙市分别走访企业3家、5家、5家，收集问题12个、7个、9个。"]


def test_two_stay_apart_unless_they_are_the_same() -> None:
    assert told(("甲市", "召开会议3次。"), ("乙市", "召开会议2次。")) == ["甲市召开会议3次。", "乙市召开会议2次。"]
    assert told(("甲市", "召开推进会。"), ("乙市", "设立专栏。"), ("丙市", "召开推进会。")) == [
        "甲市、丙市均召开推进会。",
        "乙市设立专栏。",
    ]
    assert told(("甲市", "召开会议3次。"), ("乙市", "召开会议3次。")) == ["甲市、乙市召开会议各3次。"]


def test_what_is_the_same_for_all_is_said_once() -> None:
    same = text("办结", Figure("2"), "个，办结率", Figure("100.0%（2/2）"))
    others = text("办结", Figure("3"), "个，办结率", Figure("100.0%（2/2）"))
    (one,) = together([("甲市", same), ("乙市", others), ("丙市", same)])
    assert plain(one.words) == "甲市、乙市、丙市分别办结2个、3个、2个，办结率均为100.0%（2/2）"
    assert one.members == (0, 1, 2)


def test_a_text_that_goes_on_with_the_name_takes_no_adverb() -> None:
    assert told(("甲市", "工信局走访企业。"), ("乙市", "工信局走访企业。")) == ["甲市、乙市工信局走访企业。"]


def test_days_and_names_with_digits_are_no_figures() -> None:
    clauses = [("甲市", "6月3日启用2号公章。"), ("乙市", "6月4日启用2号公章。"), ("丙市", "6月5日启用2号公章。")]
    assert told(*clauses) == [name + words for name, words in clauses]
    assert told(("甲市", "推进“2+10”工程。"), ("乙市", "推进“2+10”工程。")) == ["甲市、乙市均推进“2+10”工程。"]


def test_measure_words_and_amounts_stay_with_their_figures() -> None:
    assert told(
        ("甲市", "组织10人次走访，发放贷款3余亿元。"),
        ("乙市", "组织20人次走访，发放贷款4余亿元。"),
        ("丙市", "组织30人次走访，发放贷款5余亿元。"),
    ) == ["甲市、乙市、丙市分别组织10人次、20人次、30人次走访，发放贷款3余亿元、4余亿元、5余亿元。"]


def test_a_city_that_says_it_twice_is_told_in_two_sentences() -> None:
    assert told(("甲市", "开会。"), ("甲市", "开会。"), ("乙市", "开会。")) == ["甲市、乙市均开会。", "甲市开会。"]


def test_more_than_a_reader_can_match_become_two_sentences() -> None:
    names = "甲乙丙丁戊己庚辛"
    made = told(*((f"{name}市", f"走访企业{number}家。") for number, name in enumerate(names, start=1)))
    assert made == [
        "甲市、乙市、丙市、丁市分别走访企业1家、2家、3家、4家。",
        "戊市、己市、庚市、辛市分别走访企业5家、6家、7家、8家。",
    ]
