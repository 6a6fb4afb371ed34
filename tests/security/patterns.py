"""Every regular expression of the program, with how it is applied, and texts that make bad ones slow."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import pairwise
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import bangfu

_WAYS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")
_SAMPLES = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w", "CATEGORY_NOT_SPACE": "x"}


class Applied(NamedTuple):
    """A pattern and the way in which it is applied (a function of `re`)."""

    where: str
    pattern: re.Pattern[str]
    way: str


def applied() -> tuple[list[Applied], list[str]]:
    """All patterns of the program; and the places of those that are made of what is only known there."""
    found: dict[tuple[str, int, str], Applied] = {}
    unknown: list[str] = []
    for module in pkgutil.walk_packages(bangfu.__path__, "bangfu."):
        if module.name.endswith("__main__"):
            continue
        here = importlib.import_module(module.name)
        for call in ast.walk(ast.parse(inspect.getsource(here))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _WAYS):
                continue
            owner, way = call.func.value, call.func.attr
            where = f"{module.name}:{call.lineno}"
            if isinstance(owner, ast.Name) and owner.id == "re":
                pattern = _value(call.args[0], here)
                flags = next((_value(word.value, here) for word in call.keywords if word.arg == "flags"), None)
                if flags is None and way not in ("sub", "split") and len(call.args) > 2:
                    flags = _value(call.args[2], here)
                pattern = re.compile(pattern, flags or 0) if isinstance(pattern, str) else pattern
            elif isinstance(owner, (ast.Name, ast.Attribute)):
                pattern = _value(owner, here)
                if pattern is None:  # a text, or a pattern that is made where it is used
                    continue
            else:
                continue
            if not isinstance(pattern, re.Pattern):
                if isinstance(owner, ast.Name) and owner.id == "re":
                    unknown.append(where)
                continue
            if isinstance(pattern.pattern, str):
                found.setdefault((pattern.pattern, pattern.flags, way), Applied(where, pattern, way))
    return list(found.values()), unknown


def _value(node: ast.expr, module: Any) -> Any:
    """What an expression comes to at the top of a module; None where that cannot be told there."""
    try:
        return eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module))  # noqa: S307
    except Exception:
        return None


def texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of some length that repeat what the pattern takes, and end with what it does not take."""
    letters = list(dict.fromkeys(_letters(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))))[:24] or ["x"]
    units = [*letters, *(a + b for a, b in pairwise(letters)), "".join(letters)]
    for unit in units:
        for end in ("\0", "\n", ""):
            yield unit * (length // len(unit)) + end
    lead = "".join(letters)
    for letter in letters[:8]:
        yield lead + letter * (length - len(lead)) + "\0"


def _letters(tree: Any) -> Iterator[str]:
    """A character for each thing that a pattern takes, in its order."""
    for kind, value in tree:
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
            yield chr(value) if kind is kinds.LITERAL else "x"
        elif kind is kinds.ANY:
            yield "x"
        elif kind is kinds.IN:
            yield from _of_set(value)
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            yield from _letters(value[2])
        elif kind is kinds.SUBPATTERN:
            yield from _letters(value[3])
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from _letters(branch)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from _letters(value[1])
        elif kind is kinds.ATOMIC_GROUP:
            yield from _letters(value)


def _of_set(items: list[tuple[Any, Any]]) -> Iterator[str]:
    if items and items[0][0] is kinds.NEGATE:
        yield "x"
        return
    for kind, value in items[:3]:
        if kind is kinds.LITERAL:
            yield chr(value)
        elif kind is kinds.RANGE:
            yield chr(value[0])
        elif kind is kinds.CATEGORY:
            yield _SAMPLES.get(str(value), "x")
