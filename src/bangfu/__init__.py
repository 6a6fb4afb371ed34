"""bangfu 帮扶: plain-text ledgers for targeted assistance to enterprises.

For programs: `bangfu.load` (docs/api.md). Nothing is imported until it is asked for: the command has to start quickly.
"""

from __future__ import annotations

__version__ = "0.1.0"

_WHERE = {
    "load": "api", "as_data": "api", "text": "api", "Ledgers": "api",
    "Bulletin": "bulletin.document", "Diagnostic": "model.diagnostic", "Message": "i18n", "Pair": "check.alike",
    "Period": "model.period", "Row": "tally.figures", "Severity": "model.diagnostic", "Tally": "tally.figures",
    "BangfuError": "model.errors", "ConfigurationError": "model.errors", "LedgerError": "model.errors",
    "UsageError": "model.errors",
}  # fmt: skip
"""The names of the interface for programs, and where they live; their types are in __init__.pyi."""


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'bangfu' has no attribute '{name}'")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"bangfu.{_WHERE[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
