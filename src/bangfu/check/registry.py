"""The rules, in the order of their codes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from bangfu.check import rules
from bangfu.check.rule import Rule


@cache
def modules(besides: tuple[str, ...] = ()) -> dict[str, ModuleType]:
    """Every rule's module by its code; those whose codes begin with one of `besides` are not imported."""
    names = (file.stem for folder in rules.__path__ for file in Path(folder).glob("bf*.py"))
    found = [import_module(f"{rules.__name__}.{name}") for name in names if not name.upper().startswith(besides)]
    return {module.RULE.code: module for module in sorted(found, key=lambda module: module.RULE.code)}


@cache
def registry(besides: tuple[str, ...] = ()) -> dict[str, Rule]:
    """Every rule by its code, without those whose codes begin with one of `besides`."""
    return {code: module.RULE for code, module in modules(besides).items()}
