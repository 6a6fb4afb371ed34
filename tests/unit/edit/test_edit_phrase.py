"""How values are written: plain where that reads back the same anywhere, else quoted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.edit.phrase import block, inline, literal, scalar, tree_of
from bangfu.model.event import Event, EventType, Result
from bangfu.model.issue import Issue
from bangfu.model.quantity import Quantity
from bangfu.read.nodes import Mapping, Scalar, Sequence, compose
from bangfu.read.prescan import forbidden


@pytest.mark.parametrize("text", ["株洲市", "2019-06-30", "95.5%", "4365万元", "3#楼", "it's", "a - b", "true", "007"])
def test_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("null", '"null"'),
        ("~", '"~"'),
        ("a: b", '"a: b"'),
        ("10:30", '"10:30"'),
        ("a #b", '"a #b"'),
        ("甲,乙", '"甲,乙"'),
        ("{reported}", '"{reported}"'),
        ("- a", '"- a"'),
        ('说"好": 是', "'说\"好\": 是'"),
        ('"it\'s"', "'\"it''s\"'"),
        ("C:\\a", "'C:\\a'"),
        ("一\n二\t三", '"一\\n二\\t三"'),
        (" a", '" a"'),
    ],
)
def test_quoted(text: str, written: str) -> None:
    assert scalar(text) == written


visible = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]) | st.sampled_from(
    "\n\t:#,[]{}?-'\"\\|> "
)

letters = visible.filter(lambda letter: not forbidden(letter))


@given(st.text(letters, min_size=1, max_size=12))
def test_a_scalar_reads_back_the_same_in_block_and_in_flow(text: str) -> None:
    written = scalar(text)
    for line in (f"a: {written}\n", f"a: [{written}, b]\n", f"a: {{k: {written}}}\n", f"a:\n  - {written}  # c\n"):
        root = compose(line)
        assert isinstance(root, Mapping)
        node = root.get("a")
        if isinstance(node, Sequence):
            node = node.items[0]
        elif isinstance(node, Mapping):
            node = node.get("k")
        assert isinstance(node, Scalar)
        assert (node.text, node.missing) == (text, False)


@given(st.text(letters, min_size=1, max_size=20))
def test_a_text_block_reads_back_the_same(text: str) -> None:
    lines = block({"detail": text, "b": "c"})
    root = compose("a:\n" + "".join(f"  {line}\n" if line else "\n" for line in lines))
    assert isinstance(root, Mapping)
    inner = root.get("a")
    assert isinstance(inner, Mapping)
    detail = inner.get("detail")
    assert isinstance(detail, Scalar)
    assert detail.text == text


def test_a_text_of_several_lines_is_a_block() -> None:
    assert literal("第一行\n第二行\n") == ["|", "第一行", "第二行"]
    assert literal("第一行\n第二行") == ["|-", "第一行", "第二行"]
    assert literal("一行") is None
    assert literal("  缩进\n二\n") is None


def test_a_record_leaves_out_what_is_default_and_keeps_the_order_of_the_format() -> None:
    event = Event(
        date=date(2019, 4, 2),
        type=EventType.RESOLVE,
        note="供地三十亩",
        outcomes=(Result(kind="供地", value=Quantity(Decimal(30), "亩")),),
    )
    assert (
        inline(tree_of(event))
        == "{date: 2019-04-02, type: 办结, note: 供地三十亩, outcomes: [{kind: 供地, value: 30亩}]}"
    )
    assign = Event(
        date=date(2019, 3, 8), type=EventType.ASSIGN, via="问题交办函", to=("甲", "乙"), due=date(2019, 4, 8)
    )
    assert inline(tree_of(assign)) == "{date: 2019-03-08, type: 交办, to: [甲, 乙], via: 问题交办函, due: 2019-04-08}"
    issue = Issue(id="A", enterprise="甲", title="用地", category="用地", case=True, events=(assign,), source="省厅")
    assert [line.split(":")[0] for line in block(tree_of(issue))][:6] == [
        "id",
        "enterprise",
        "title",
        "category",
        "case",
        "source",
    ]
