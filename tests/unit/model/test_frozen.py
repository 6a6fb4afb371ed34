"""Records whose methods are shared are frozen dataclasses to all who use them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from bangfu.i18n import Message
from bangfu.model.diagnostic import Finding
from bangfu.model.enterprise import Enterprise, Kind
from bangfu.model.fields import IsoDay, LimitedText, YesNo
from bangfu.model.province import BulletinWords, Outlooks
from bangfu.model.source import AtLine, Source

FIRM = Enterprise(name="示例轨道", since=date(2019, 3, 1), file="ledgers/a.yaml", line=3)


def _sent(record: Any) -> Any:
    return pickle.loads(pickle.dumps(record))  # noqa: S301 - our own


def test_what_is_not_given_has_its_default() -> None:
    assert (FIRM.kind, FIRM.tier, FIRM.aliases) == (Kind.ENTERPRISE, None, ())
    assert BulletinWords().outlooks == Outlooks()


def test_arguments_may_stand_in_the_order_of_the_fields() -> None:
    source = Source("a.yaml", "city: 甲\n", "", bom=True)
    assert (source.name, source.text, source.digest, source.bom) == ("a.yaml", "city: 甲\n", "", True)


def test_records_are_equal_by_what_they_say_wherever_they_stand() -> None:
    same = Enterprise(name="示例轨道", since=date(2019, 3, 1), file="ledgers/b.yaml", line=9)
    assert same == FIRM
    assert hash(same) == hash(FIRM)
    assert Enterprise(name="示例轨道") != FIRM
    assert AtLine(1) != 1
    assert len({IsoDay(), IsoDay(), YesNo(), LimitedText(), LimitedText(multiline=True)}) == 4


def test_a_record_shows_its_fields() -> None:
    assert repr(AtLine(7)) == "AtLine(line=7)"
    assert "file" not in repr(FIRM)
    assert "name='示例轨道'" in repr(FIRM)


def test_nothing_is_set_or_deleted() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="'name'"):
        FIRM.name = "乙"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="'name'"):
        del FIRM.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        FIRM.unknown = 1  # type: ignore[attr-defined]


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Enterprise()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="titel"):
        Enterprise(name="甲", titel="乙")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="too many"):
        Enterprise("甲")  # type: ignore[misc]
    with pytest.raises(TypeError, match="too many"):
        AtLine(1, line=2)  # type: ignore[misc]
    with pytest.raises(TypeError, match="too many"):
        AtLine(1, 2)  # type: ignore[call-arg]


def test_records_are_replaced_copied_and_sent_with_their_place() -> None:
    moved = dataclasses.replace(FIRM, line=4)
    assert (moved, moved.line, moved.file) == (FIRM, 4, "ledgers/a.yaml")
    for again in (copy.copy(FIRM), copy.deepcopy(FIRM), _sent(FIRM)):
        assert (again, again.line) == (FIRM, 3)
    finding = Finding("BF100", Message("{file}", {"file": "a"}), file="a")
    assert _sent(finding) == finding


def test_pydantic_makes_the_same_record() -> None:
    made = TypeAdapter(Enterprise).validate_json('{"name": "示例轨道", "since": "2019-03-01"}')
    assert made == FIRM
    assert type(made) is Enterprise
