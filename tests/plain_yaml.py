"""A YAML file as an editor sees it, read without the program: plain values typed by the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

_NUMBER = re.compile(r"[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")
_MISSING = ("", "~", "null", "Null", "NULL")


def loaded(text: str) -> Any:
    """The data of the only document in `text`."""
    return data_of(composed(text))


def composed(text: str) -> Node | None:
    """The nodes of the only document in `text`."""
    return yaml.compose(text, Loader=yaml.CBaseLoader)


def data_of(node: Node | None) -> Any:
    """Its data, typed."""
    return _walked(node, _typed)


def texts_of(node: Node | None) -> Any:
    """Its data, each value as it is written, whatever its type; None where it is missing."""
    return _walked(node, lambda scalar: None if not scalar.style and scalar.value in _MISSING else scalar.value)


def _walked(node: Node | None, value: Any) -> Any:
    if node is None or isinstance(node, ScalarNode):
        return None if node is None else value(node)
    if isinstance(node, MappingNode):
        return {_walked(key, value): _walked(inner, value) for key, inner in node.value}
    return [_walked(item, value) for item in node.value]


def _typed(node: ScalarNode) -> Any:
    if not node.style and node.value in _MISSING:
        return None
    if node.style:
        return node.value
    if node.value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.value.lower() == "true"
    if _NUMBER.fullmatch(node.value):
        number = float(node.value)
        return int(number) if number.is_integer() else number
    return node.value
