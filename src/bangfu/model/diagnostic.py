"""A problem in the data is a value, never an exception."""

from __future__ import annotations

from enum import StrEnum

from bangfu.i18n import Message
from bangfu.model.frozen import frozen
from bangfu.model.source import Place, Span


class Severity(StrEnum):
    """How grave a finding is: no figure is printed from a ledger with errors."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Related:
    """Another place that a finding speaks of, such as the first of two records with one id."""

    message: Message
    at: Place | None = None
    file: str = ""
    span: Span | None = None


@frozen
class Finding:
    """What a stage found: which rule, what, and where; `at` is resolved to a span by the check runner.

    Args:
        code: the rule's code, such as BF201.
        message: one sentence.
        at: the record or value it is about (None: see `file` and `span`).
        file, span: the exact place when there is no record (a syntax error).
        hint: the remedy.
        related: other places.
    """

    code: str
    message: Message
    at: Place | None = None
    file: str = ""
    span: Span | None = None
    hint: Message | None = None
    related: tuple[Related, ...] = ()


@frozen
class Diagnostic:
    """A finding with everything needed to print it."""

    code: str
    slug: str
    severity: Severity
    message: Message
    file: str
    span: Span | None
    excerpt: str = ""
    hint: Message | None = None
    related: tuple[Related, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether figures may not be printed while it stands."""
        return self.severity is Severity.ERROR
