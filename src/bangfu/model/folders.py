"""Where things lie in a ledger repository (docs/format.md, files)."""

from __future__ import annotations

NAME = "bangfu.yaml"
"""The configuration."""

LEDGERS = "ledgers"
"""The cities' ledgers."""

SEALS = "seals"
"""The figures of published periods."""
