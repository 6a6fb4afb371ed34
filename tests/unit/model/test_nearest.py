"""Suggestions: the known name that a mistyped one most likely means."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.model.nearest import nearest


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("示例轨道", ["示例装备", "示例轨道装备有限公司"], "示例轨道装备有限公司"),
        ("示例轨道装备有限公司", ["示例", "示例轨道"], "示例轨道"),
        ("轨道装备", ["示例轨道装备有限公司", "示例装备有限公司"], "示例轨道装备有限公司"),
        ("示例", ["示例轨道装备有限公司", "示例钢铁", "示例电子"], "示例钢铁"),
        ("株洲", ["湘潭市", "株洲市"], "株洲市"),
        ("株", ["湘潭市", "株洲市"], "株洲市"),
        ("株工信局", ["株洲市商务局", "株洲市工业和信息化局"], "株洲市工业和信息化局"),
        ("示例轨到装备有限公司", ["示例电子有限公司", "示例轨道装备有限公司"], "示例轨道装备有限公司"),
        ("融姿", ["用地", "融资"], "融资"),
        ("enterprize", ["title", "enterprise"], "enterprise"),
        ("Titel", ["detail", "title"], "title"),
        ("TITLE", ["title"], "title"),
        ("categroy", ["category", "city"], "category"),
        ("完全不同", ["用地", "融资"], None),
        ("xyz", ["title"], None),
        ("市", ["长沙市"], None),
        ("用地", [], None),
        ("", ["用地"], None),
        (" ", ["用地"], None),
        ("用地", ["", "用地"], "用地"),
    ],
)
def test_nearest(name: str, known: list[str], found: str | None) -> None:
    assert nearest(name, iter(known)) == found


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=20))
def test_any_names(name: str, known: list[str]) -> None:
    found = nearest(name, known)
    assert found is None or found in known


@given(st.lists(st.text("示例轨道装备ab", min_size=1, max_size=8), min_size=1, max_size=20))
def test_a_known_name_is_nearest_to_itself(known: list[str]) -> None:
    for name in known:
        assert nearest(name, known) == name


def test_is_quick_for_hostile_input() -> None:
    known = [f"{'示' * 20_000}{number}" for number in range(2_000)]
    began = time.perf_counter()
    nearest("例" + "示" * 20_000, known)
    nearest("x" * 20_000, (f"{'xy' * 30}{number}" for number in range(10**9)))
    assert time.perf_counter() - began < 3
