"""Figures in braces."""

from __future__ import annotations

import pytest

from bangfu.model.placeholder import Placeholder, fill, placeholders


def test_placeholders_are_found_with_their_places() -> None:
    assert list(placeholders("收集{reported}个，办结{resolved}个")) == [
        Placeholder("reported", 2, 12),
        Placeholder("resolved", 16, 26),
    ]


@pytest.mark.parametrize("text", ["没有", "{", "}{", "{}", "{收集}", "{1}", "{a b}", "{reported", "{a-b}"])
def test_other_braces_are_text(text: str) -> None:
    assert list(placeholders(text)) == []
    assert fill(text, {"reported": "256", "": "?", "收集": "?", "1": "?"}) == text


def test_known_names_are_filled_in_and_others_stay() -> None:
    assert fill("{reported}、{nothing}、{{resolved}}", {"reported": "256", "resolved": "62"}) == "256、{nothing}、{62}"
