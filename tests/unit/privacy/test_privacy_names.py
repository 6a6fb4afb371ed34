"""The forms in which a text names an enterprise, and what short and common ones do."""

from __future__ import annotations

import pytest

from bangfu.privacy.lexicon import Lexicon
from bangfu.privacy.masking import Masking
from bangfu.privacy.names import forms
from bangfu.privacy.people import People
from bangfu.privacy.tags import Tags

REGIONS = ("湖南省", "湖南", "株洲市", "株洲")


def masking(names: dict[str, str]) -> tuple[Masking, Lexicon]:
    """Masks enterprises of 株洲 by what stands for them."""
    lexicon = Lexicon("某企业", swallow=True)
    for name, instead in names.items():
        for form in forms(name, REGIONS):
            lexicon.add(form, "zhuzhou", instead)
    return Masking(lexicon, People(())), lexicon


@pytest.mark.parametrize(
    "text",
    [
        "演示株洲甲机械有限公司",
        "演示株洲甲机械",
        "演示株洲甲机械公司",
        "演示株洲甲机械股份有限公司",
        "株洲甲机械",
        "甲机械公司",
        "甲机械",
        "演示（株洲）甲机械有限公司",
        "演示 株洲 甲机械\n有限公司",
    ],
)
def test_every_way_of_writing_a_name(text: str) -> None:
    mask, _lexicon = masking({"演示株洲甲机械有限公司": "某企业BCDFG"})
    assert mask.text(f"与{text}对接", "zhuzhou") == "与某企业BCDFG对接"


@pytest.mark.parametrize("text", ["ＡＢＢ电机", "abb电机", "ABB 电机"])
def test_width_case_and_spaces_do_not_matter(text: str) -> None:
    mask, _lexicon = masking({"ABB电机": "某企业BCDFG"})
    assert mask.text(f"{text}用电", "zhuzhou") == "某企业BCDFG用电"


def test_the_longest_name_comes_first() -> None:
    mask, _lexicon = masking({"示例轨道": "某企业BBBBB", "示例轨道装备": "某企业CCCCC"})
    assert mask.text("示例轨道装备与示例轨道", "zhuzhou") == "某企业CCCCC与某企业BBBBB"


def test_a_short_name_is_a_name_only_where_that_is_plain() -> None:
    mask, lexicon = masking({"建设": "某企业BCDFG"})
    assert mask.text("加快建设，建设公司和“建设”反映", "zhuzhou") == "加快建设，某企业BCDFG和“某企业BCDFG”反映"
    assert mask.text("建设", "zhuzhou") == "某企业BCDFG"
    assert lexicon.doubtful == {"建设": 1}


def test_words_of_trade_are_everybodys() -> None:
    mask, _lexicon = masking({"株洲电力机车有限公司": "某企业BCDFG"})
    text = "电力机车产业链，株洲电力机车、电力机车公司反映"
    assert mask.text(text, "zhuzhou") == "电力机车产业链，某企业BCDFG、某企业BCDFG反映"


def test_figures_and_parts_of_words_are_no_names() -> None:
    mask, _lexicon = masking({"331": "某企业BBBBB", "TCL": "某企业CCCCC"})
    assert mask.text("供地331亩，331厂；TCLX，TCL的", "zhuzhou") == "供地331亩，某企业BBBBB；TCLX，某企业CCCCC的"


def test_a_form_of_two_enterprises_has_no_tag() -> None:
    lexicon = Lexicon("某企业", swallow=True)
    for city, instead in (("zhuzhou", "某企业BBBBB"), ("changsha", "某企业CCCCC")):
        for form in forms("甲机械有限公司", ()):
            lexicon.add(form, city, instead)
    mask = Masking(lexicon, People(()))
    told = [mask.text("甲机械公司", city) for city in ("zhuzhou", "changsha", "yueyang")]
    assert told == ["某企业BBBBB", "某企业CCCCC", "某企业"]


def test_a_tag_does_not_run_into_a_figure() -> None:
    mask, _lexicon = masking({"示例轨道装备": "某企业BCDFG"})
    assert mask.text("示例轨道装备30亩", "zhuzhou") == "某企业BCDFG 30亩"


def test_tags_need_the_key_and_tell_all_apart() -> None:
    things = {("zhuzhou", f"企业{number}") for number in range(3000)}
    tags = Tags("5f0c2b7e91d84a36b2c7e05d9a1f4c68").of(things)
    assert len(set(tags.values())) == 3000
    assert {len(tag) for tag in tags.values()} == {5, 6}  # two of 3000 begin alike, and get a letter more
    assert Tags("another key of some length").of(things) != tags
    few = {("zhuzhou", f"企业{number}") for number in range(20)}
    assert Tags("5f0c2b7e91d84a36b2c7e05d9a1f4c68").of(few) == {thing: tags[thing][:5] for thing in few}
