"""Ids: the same record gets the same id everywhere, and no two records one (docs/format.md, ``id``)."""
# ruff: noqa: RUF001 (full-width characters are meant)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.model.ids import ALPHABET, is_id, key, make_id, resolve_end

DAY = date(2019, 3, 5)
RECORD = ("ZZ", "株洲市", "示例轨道装备有限公司", DAY, "新增用地未落实")
FIRST, SECOND = "ZZ-190305-PCVT", "ZZ-190305-U5QD"  # never to change: an import made again must find its issues

words = st.text("用地电企业公司ab", min_size=1, max_size=6)


def test_alphabet_has_no_look_alikes() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("01OIL") & set(ALPHABET)


def test_the_same_record_has_the_same_id_for_ever() -> None:
    assert make_id(*RECORD, taken=()) == FIRST
    assert make_id(*RECORD, taken=["ZZ-190305-0000"]) == FIRST


@pytest.mark.parametrize(
    "taken",
    [
        [FIRST],
        {FIRST.lower()},
        ("Zz-190305-pCvT",),
        lambda text: text == FIRST,
        lambda text: text == FIRST.lower(),
    ],
)
def test_a_taken_id_is_passed_over_in_any_case(taken: object) -> None:
    assert make_id(*RECORD, taken=taken) == SECOND  # type: ignore[arg-type]


def test_gives_up_where_everything_is_taken() -> None:
    with pytest.raises(ValueError, match="no free id"):
        make_id(*RECORD, taken=lambda _: True)


def test_every_field_counts_and_fields_do_not_run_together() -> None:
    made = {
        make_id("ZZ", city, enterprise, day, title, ())[-4:]
        for city, enterprise, day, title in [
            ("株洲市", "甲公司", DAY, "用地"),
            ("长沙市", "甲公司", DAY, "用地"),
            ("株洲市", "乙公司", DAY, "用地"),
            ("株洲市", "甲公司", date(2019, 3, 6), "用地"),
            ("株洲市", "甲公司", DAY, "用电"),
            ("株洲市甲", "公司", DAY, "用地"),
            ("株洲", "市甲公司", DAY, "用地"),
        ]
    }
    assert len(made) == 7


@given(words, words, st.dates(min_value=date(1900, 1, 1)), st.lists(words, max_size=8, unique=True))
def test_made_ids_are_ids_and_unique(city: str, enterprise: str, day: date, titles: list[str]) -> None:
    made: list[str] = []
    for title in titles:
        made.append(make_id("HN", city, enterprise, day, title, made))
    assert len(set(made)) == len(titles)
    for text in made:
        assert is_id(text)
        assert text[:10] == f"HN-{day.year % 100:02d}{day.month:02d}{day.day:02d}-"
        assert set(text[10:]) <= set(ALPHABET)
        assert len(text) == 14


@pytest.mark.parametrize("text", ["ZZ-190305-7K3M", "7", "a", "2019-001", "a-", "A" * 32])
def test_is_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "-1", "A" * 33, "ZZ 1", "ZZ_1", "ZZ-1\n", "株-1", "ＺＺ-1", "ZZ-１", "é1", "ZZ.1", "\u212a1"]
)
def test_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_key_ignores_case() -> None:
    assert key("zz-190305-7k3m") == key("ZZ-190305-7K3M")


@pytest.mark.parametrize(
    ("given_id", "found"),
    [
        ("ZZ-190305-7K3M", ["ZZ-190305-7K3M"]),
        ("zz-190305-7k3m", ["ZZ-190305-7K3M"]),
        ("7k3m", ["ZZ-190305-7K3M"]),
        ("3M", ["3m"]),
        ("AA3M", ["CS-190401-AA3M"]),
        ("m", ["ZZ-190305-7K3M", "CS-190401-AA3M", "3m"]),
        ("ab", ["ab"]),
        ("AB", ["AB"]),
        ("Ab", ["ab", "AB"]),
        ("B", ["ab", "AB"]),
        ("ZZ", []),
        ("", []),
    ],
)
def test_resolve_end(given_id: str, found: list[str]) -> None:
    ids = ["ZZ-190305-7K3M", "CS-190401-AA3M", "3m", "ab", "AB"]
    assert resolve_end(iter(ids), given_id) == found
