"""A YAML file as an editor sees it: plain values typed by the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

from bangfu.read.nodes import Mapping, Node, Scalar, Sequence, compose

_NUMBER = re.compile(r"[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")


def loaded(text: str) -> Any:
    """The data of the only document in `text`."""
    return _data(compose(text))


def _data(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {_data(key): _data(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [_data(item) for item in node.items]
    if not isinstance(node, Scalar) or (not node.style and node.text in ("", "~", "null", "Null", "NULL")):
        return None
    if node.style:
        return node.text
    if node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.text.lower() == "true"
    if _NUMBER.fullmatch(node.text):
        number = float(node.text)
        return int(number) if number.is_integer() else number
    return node.text
