"""What is composed without the parser is what the parser composes, node for node and place for place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bangfu.read.configuration import defaults_text
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence, compose, parse
from bangfu.read.plain import compose_plainly
from bangfu.read.syntax import SyntaxProblem
from soak import cases, measured

TOP = Path(__file__).resolve().parents[2]
INDENTS = ("", "  ", "    ", "      ", " ")
DASHES = ("", "", "- ", "-  ", "- - ", "-")
KEYS = ("title: ", "date: ", "要素保障: ", "title:", "a b: ", "'k': ", "null: ", "<<: ", "12: ", "a#b: ", "a:b: ",
        "title:  ", "", "a: b: ", "? ", "title : ", "[a]: ", "~: ", "a,b: ")  # fmt: skip
VALUES = (
    "甲",
    "",
    "a b",
    "a:b",
    "a #b",
    "a# b",
    "#b",
    " # b",
    "'a'",
    '"a"',
    "''",
    "'it''s'",
    '"a\\tb"',
    '"a"b',
    "'a' # b",
    "'a'#b",
    "- a",
    "-1",
    "1-",
    "null",
    "~",
    "12:30",
    "http://a/b#c",
    "a:",
    "a: b",
    "a ",
    "?a",
    ": a",
    "a, b",
    "a]",
    "[a]",
    "[]",
    "[ ]",
    "{}",
    "[a, b]",
    "[a,b]",
    "[a , b ]",
    "[ a, b]",
    "[a, ]",
    "[, a]",
    "[a b, 'c, d']",
    "[a]b",
    "[a] # b",
    "[a]#b",
    "[[a], {b: c}]",
    "{a: b}",
    "{a: b, c: [d]}",
    "{a:b}",
    "{a : b}",
    "{a}",
    "{a: }",
    "{'a': b}",
    '{a: b c, d: "e"}',
    "{a: b: c}",
    "{a: [b}]",
    "[a",
    "a}",
    "{null: a}",
    "{a: b?}",
    "[a#b]",
    "[a #b]",
    "|",
    ">-",
    "&a b",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "'a",
    '"️"',
    "'️'",
    "𠮷",
    "…",
    "\u3000",
    "\xa0",
    "\t",
    "\r",
    "=",
    "<",
    ".",
    "...",
    "---",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "[[[[[[[[[[[[]]]]]]]]]]]]",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of entries and lists, each with an indentation, a dash, a key and a value, most of them usual ones."""
    lines = []
    for _line in range(draw(st.integers(1, 7))):
        parts = [draw(st.sampled_from(some) | st.sampled_from(some[:3])) for some in (INDENTS, DASHES, KEYS, VALUES)]
        lines.append("".join(parts) + draw(st.sampled_from(("", "", "", " ", "  # 注", "\n", "\n  # 注"))))
    return "\n".join(lines) + draw(st.sampled_from(("\n", "", "\n\n", "\n# 注", "  ")))


@st.composite
def indented(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of an entry or a list that is rightly indented."""
    lines: list[str] = []
    kind = draw(st.sampled_from(("entry", "list")))
    for number in range(draw(st.integers(1, 3))):
        value = draw(st.sampled_from(VALUES) | st.sampled_from(("甲", "[甲, 乙]", "{a: b}", "")))
        below = draw(indented(depth + 1)) if depth < 3 and draw(st.booleans()) else []
        shift = draw(st.sampled_from(("  ", "  ", "  ", "    ", "")))
        if kind == "entry":
            key = draw(st.sampled_from((f"key{number}", "甲")))
            lines += [f"{key}:", *(shift + line for line in below)] if below else [f"{key}: {value}"]
        elif below:
            lines += ["- " + below[0], *("  " + line for line in below[1:])]
        else:
            lines.append(f"- {value}")
        lines += draw(st.sampled_from(([], [], [], [""], ["  # 注"], ["# 注: a"])))
    return lines


def _flat(node: Node | None) -> Any:
    if node is None:
        return None
    places = [(mark.line, mark.column, mark.index) for mark in (node.start, node.end)]
    if isinstance(node, Scalar):
        return "text", places, node.text, node.style or ""
    if isinstance(node, Sequence):
        return "list", places, node.flow, [_flat(item) for item in node.items]
    assert isinstance(node, Mapping)
    return "entry", places, node.flow, [(_flat(key), _flat(value)) for key, value in node.pairs]


def _agree(text: str) -> bool:
    """Whether `text` was composed plainly; if so, the parser composes the same."""
    plain = compose_plainly(text)
    if plain is None:
        return False
    assert _flat(plain) == _flat(parse(text)), text
    return True


@example("a:\n  - b\n  c: d\n")
@example("a: b\n  - c\n")
@example("- a\n  b: c\n")
@example("a: b # c\nd:\n\n  # e\n  - f: g\n    h:\n  - i\n# j")
@example("    a: b\n# c")
@settings(max_examples=60, deadline=None)
@given(texts() | indented().map("\n".join))
def test_plain_texts_are_composed_as_the_parser_composes_them(text: str) -> None:
    _agree(text)


@pytest.mark.soak
def test_many_texts_are_composed_as_the_parser_composes_them() -> None:
    with measured("composed without the parser, and with it", __file__, texts=0, plain=0) as found:

        @settings(max_examples=cases(60, 40_000), deadline=None)
        @given(texts() | indented().map("\n".join))
        def every(text: str) -> None:
            found["texts"] = int(found["texts"]) + 1
            found["plain"] = int(found["plain"]) + _agree(text)

        every()


@pytest.mark.parametrize("path", [*sorted(TOP.glob("ledgers/*.yaml")), TOP / "bangfu.yaml"], ids=lambda path: path.name)
def test_our_own_files_are_plain(path: Path) -> None:
    assert _agree(path.read_text("utf-8"))


def test_the_defaults_are_plain() -> None:
    assert _agree(defaults_text())


@pytest.mark.parametrize(
    "text", ["a: |\n  b\n", "a: 'b''c'\n", "a: b\n c\n", "a:\n- b\n", "\ta: b\n", "a: &b c\n", "a: b\r\n"]
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert compose_plainly(text) is None


def test_a_mistake_is_told_by_the_parser() -> None:
    with pytest.raises(SyntaxProblem):
        compose("a: [b\nc: d\n")
