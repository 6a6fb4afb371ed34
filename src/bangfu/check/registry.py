"""The rules, in the order of their codes, and their manual."""

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


def manual(code: str) -> str:
    """The manual page of a rule, as it stands in its module.

    Raises:
        KeyError: no rule has that code.
    """
    return (modules()[code].__doc__ or "").strip() + "\n"


def title(code: str, language: str) -> str:
    """The title of a rule's manual page in `zh` or `en`: its first line is `English. / 中文。`.

    Raises:
        KeyError: no rule has that code.
    """
    english, _slash, chinese = manual(code).split("\n", 1)[0].partition(" / ")
    return chinese if language == "zh" and chinese else english
