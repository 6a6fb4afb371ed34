"""Typing without pydantic takes what pydantic takes, and as the same; what is odd it leaves to pydantic."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from test_read_lanes import ledgers

from bangfu.model.event import Event, Result
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.province import City, ColophonWords, Limits, Outlook, Policy, Province, RosterEntry, Team
from bangfu.model.seal import Figures, Seal
from bangfu.model.source import Source
from bangfu.read.build import adapter, keys_of
from bangfu.read.light import light, read_lightly
from bangfu.read.part import read_part

OWNERS = [
    *SECTIONS.values(),
    Event,
    Result,
    City,
    ColophonWords,
    Limits,
    Outlook,
    Policy,
    RosterEntry,
    Team,
    Figures,
    Seal,
]
TEXTS = (
    "甲", "a b", "2019-06-30", "2019-02-30", "2019-6-30", "20190630", "0000-01-01", "2019-06-30\n",
    "\uff12\uff10\uff11\uff19-06-30",
    "2019-06-30T00:00:00", "1557100800", "0", "7", "007", "+7", "1_0", "1.0", "\uff17", "999999999", "1000000000", "-1",
    "true", "false", "True", "yes", "true\n", "30亩", "5000万元以上", "约20余项", "20万", "95.5%", "", " ", "甲\n乙",
    "甲\r", "\u2028", "\ud800", "\0", "x" * 20_000, "x" * 20_001, "企业", "项目", "竣工达产", "实现", "办结", "满意",
    "不满意", "销号", "REPORT", "政府", "工作日", "62/242", "0/7", "7/0", "07/9", "62/242\n", "1000000000000/1",
)  # fmt: skip
EVENT = {"date": "2019-06-30", "type": "反映"}
OTHERS: tuple[Any, ...] = (None, True, 7, 1.5, [], ["甲"], ["甲", ""], ["甲", None], [["甲"]], {}, {"a": "甲"},
                           ["2019-06-30", "2019-07-01"], ["2019-02-30"],
                           [EVENT], [{**EVENT, "note": "甲\n乙"}], [{**EVENT, "x": "甲"}],
                           [{"kind": "供地", "value": "30亩"}])  # fmt: skip


def _by_pydantic(data: Any, owner: Any) -> Any:
    try:
        return adapter(owner).validate_json(json.dumps(data))
    except ValidationError:
        return None


@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.__name__)
@given(st.data())
@settings(max_examples=40, deadline=None)
def test_light_typing_is_pydantic_s(owner: Any, data: st.DataObject) -> None:
    entry = {}
    for key in (*keys_of(owner), "file", "unknown"):
        usual = data.draw(st.integers(0, 9))
        if usual < 5:
            entry[key] = data.draw(st.sampled_from(TEXTS))
        elif usual == 5:
            entry[key] = data.draw(st.sampled_from(OTHERS))
    made = light(entry, owner)
    if made is not None:
        assert repr(made) == repr(_by_pydantic(entry, owner))


@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.__name__)
def test_every_value_of_every_key_is_taken_by_both_or_by_none(owner: Any) -> None:
    """One key after the other has every value, the others a value that fits: nothing usual is left to pydantic."""
    fits: dict[str, Any] = {}
    for key in keys_of(owner):
        for value in (*TEXTS, *OTHERS):
            others = {other: fits.get(other) or _fitting(owner, other) for other in keys_of(owner) if other != key}
            entry = {name: given for name, given in {**others, key: value}.items() if given is not None}
            ours, theirs = light(entry, owner), _by_pydantic(entry, owner)
            assert repr(ours) == repr(theirs), (key, value)


def _fitting(owner: Any, key: str) -> Any:
    """A value that `key` takes, as pydantic has it."""
    for value in ("甲", "2019-06-30", "7", "true", "30亩", "企业", "前期", "实现", "反映", "满意", "工作日", ["甲"],
                  ["2019-06-30"], [EVENT],
                  [{"kind": "供地", "value": "30亩"}], "62/242", {"city": "甲"}, [{"city": "甲"}],
                  [], "1"):  # fmt: skip
        try:
            adapter(owner).validate_json(json.dumps({key: value}))
        except ValidationError as error:
            if any(problem["loc"][:1] == (key,) for problem in error.errors()):
                continue
        return value
    raise AssertionError(key)


def test_a_configuration_with_every_key_is_read_without_pydantic() -> None:
    data = {
        "format": "1", "province": "湖南省", "issuer": "省工信厅", "recipients": "各市州", "campaign": "帮扶",
        "language": "zh", "layout": "issue", "demo": "true", "public_secret": "x",
        "cities": [{"slug": "changsha", "name": "长沙市", "prefix": "CS", "code": "430100", "file": "a", "line": 4}],
        "categories": {"要素保障": ["用地", "融资"]}, "channels": ["走访"], "sections": ["概况"],
        "limits": {"reply": "3"},
        "roster": [{"name": "甲", "city": "长沙市"}], "policies": [{"id": "1", "title": "甲", "since": "2019-01-01"}],
        "teams": [{"name": "甲组", "categories": ["融资"]}],
        "scoring": {"resolution_rate": "3"},
        "bulletin": {
            "title": "甲", "outlook": [{"text": "甲"}], "outlooks": {"week": [{"heading": "乙", "text": "甲"}]},
            "headings": "standard", "seal": "false", "colophon": {"office": "甲"},
        },
    }  # fmt: skip
    province = light(data, Province)
    assert province is not None
    assert repr(province) == repr(_by_pydantic(data, Province))
    assert set(data) == set(keys_of(Province))
    for odd in ({"layout": "town"}, {"cities": [{}]}, {"scoring": {"a": "b"}}, {"format": "2"}, {"x": "y"}):
        assert light({**data, **odd}, Province) is None
        assert _by_pydantic({**data, **odd}, Province) is None


def test_a_part_without_its_city_is_left_to_pydantic() -> None:
    assert light({"file": "a"}, Part) is None


@given(ledgers())
@settings(max_examples=100, deadline=None)
def test_both_lanes_read_the_same_as_long_as_pydantic_is_not_in_use(text: str) -> None:
    source = Source("ledgers/zhuzhou.yaml", text.removeprefix("\ufeff"), "")
    whole = read_part(source)
    with patch("bangfu.read.build.is_pydantic_in_use", return_value=False):
        assert repr(read_part(source)) == repr(whole)


@given(ledgers())
@settings(max_examples=150, deadline=None)
def test_a_file_reads_the_same_without_pydantic(text: str) -> None:
    source = Source("ledgers/zhuzhou.yaml", text.removeprefix("\ufeff"), "")
    lightly, whole = read_lightly(source), read_part(source)
    assert lightly == whole
    if lightly.part and whole.part:
        for section in SECTIONS:
            lines = [(record.file, record.line) for record in getattr(lightly.part, section)]
            assert lines == [(record.file, record.line) for record in getattr(whole.part, section)]
