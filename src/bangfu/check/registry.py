"""The rules, in the order of their codes."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from bangfu.check import rules
from bangfu.check.rule import Rule


@cache
def modules() -> dict[str, ModuleType]:
    """Every rule's module by its code."""
    found = [import_module(f"{rules.__name__}.{info.name}") for info in pkgutil.iter_modules(rules.__path__)]
    return {module.RULE.code: module for module in sorted(found, key=lambda module: module.RULE.code)}


@cache
def registry() -> dict[str, Rule]:
    """Every rule by its code."""
    return {code: module.RULE for code, module in modules().items()}
