"""Writes records as canonical YAML text: what is put between a ledger's bytes by an edit, and all that `fmt` writes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any

from bangfu.model.quantity import Quantity
from bangfu.read.build import keys_of

Tree = str | None | list["Tree"] | dict[str, "Tree"]
"""A record as text: scalars, lists, and entries with their keys in canonical order. None is a value that is missing."""

INDENT = 2
_PLAIN = re.compile(r"(?![-=<&*!|>'\"%@`#~ .])[^:?,\[\]{}\t\n\r]+")
_MISSING = ("", "~", "null")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def scalar(text: str) -> str:
    """`text` on one line: plain where that reads back the same in block and in flow context, else quoted.

    libyaml takes no `:` or `?` inside a plain scalar between brackets, so these are quoted too.
    """
    plain = _PLAIN.fullmatch(text) and " #" not in text and text.strip() == text and text not in _MISSING
    if plain:
        return text
    if any(letter in text for letter in "\n\r\t"):
        return '"' + "".join(_ESCAPES.get(letter, letter) for letter in text) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def inline(tree: Tree) -> str:
    """A value on one line, lists in brackets and entries in braces."""
    if tree is None:
        return "~"
    if isinstance(tree, str):
        return scalar(tree)
    if isinstance(tree, list):
        return "[" + ", ".join(inline(item) for item in tree) + "]"
    return "{" + ", ".join(f"{scalar(key)}: {inline(value)}" for key, value in tree.items()) + "}"


def literal(text: str) -> list[str] | None:
    """The lines of a `|` block that reads back as `text`, its header first; None where quotes are safer."""
    lines = text.split("\n")
    ends = len(text) - len(text.rstrip("\n"))
    odd = any(line and not line.strip() for line in lines) or lines[0][:1] in ("", " ", "\t") or "\r" in text
    if len(lines) == 1 or ends > 1 or odd:
        return None
    return ["|", *lines[:-1]] if ends else ["|-", *lines]


def pair(key: str, tree: Tree, offset: int = INDENT) -> list[str]:
    """The lines of `key: value` in a block entry; a list of entries stands one to a line, `offset` columns in."""
    if isinstance(tree, str) and (block := literal(tree)):
        return [f"{key}: {block[0]}", *(" " * INDENT + line if line else "" for line in block[1:])]
    if isinstance(tree, list) and tree and all(isinstance(item, dict) for item in tree):
        return [f"{key}:", *(" " * offset + "- " + inline(item) for item in tree)]
    return [f"{key}:"] if tree is None else [f"{key}: {inline(tree)}"]


def block(tree: dict[str, Tree], offset: int = INDENT) -> list[str]:
    """The lines of an entry with one key to a line."""
    return [line for key, value in tree.items() for line in pair(key, value, offset)]


def tree_of(record: Any) -> dict[str, Tree]:
    """A record as a tree: its keys in canonical order, those left out that have their default."""
    defaults = {f.name: _default(f) for f in dataclasses.fields(record)}
    given = ((key, getattr(record, key)) for key in keys_of(record.__class__))
    return {key: _tree(value) for key, value in given if value != defaults[key]}


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def _tree(value: Any) -> Tree:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return [_tree(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, Quantity):
        return tree_of(value)
    return str(value)


def shifted(lines: Sequence[str], first: str, rest: str) -> Iterator[str]:
    """`lines` with `first` before the first and `rest` before the others; an empty line stays empty."""
    for number, line in enumerate(lines):
        yield (first if number == 0 else rest) + line if line else ""
