"""The few errors that stop the program; anything else that is raised is our bug."""

from __future__ import annotations

from bangfu.i18n import Message


class BangfuError(Exception):
    """Stops the command with a message in the reader's language and exit code 2.

    Args:
        message: what is wrong.
        hint: what to do about it.
    """

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)


class UsageError(BangfuError):
    """The command line asks for something that cannot be."""


class ConfigurationError(BangfuError):
    """There is no ledger repository here, or its bangfu.yaml is broken."""


class EditRefusedError(BangfuError):
    """The edit was not made; the file is untouched."""


class LedgerError(BangfuError):
    """The ledgers have errors, and no figures are given."""
