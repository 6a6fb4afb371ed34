"""Extracts and diagnostics as JSON: to send them from one process to another, and to keep them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from bangfu.i18n import Message
from bangfu.model.diagnostic import Diagnostic, Related, Severity
from bangfu.model.source import AtLine, Place, Span


def dumps(data: object) -> bytes:
    """As short as JSON gets."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def loads(text: bytes) -> Any:
    """What `dumps` wrote."""
    return json.loads(text.decode("utf-8", "surrogatepass"))


def from_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Any]:
    """Diagnostics as plain data."""
    return [from_diagnostic(each) for each in diagnostics]


def to_diagnostics(data: Iterable[Any]) -> list[Diagnostic]:
    """The reverse of `from_diagnostics`."""
    return [to_diagnostic(each) for each in data]


def from_diagnostic(found: Diagnostic) -> list[Any]:
    """A diagnostic as plain data."""
    return [
        found.code,
        found.slug,
        found.severity.value,
        _from_message(found.message),
        found.file,
        found.span,
        found.excerpt,
        _from_message(found.hint) if found.hint else None,
        [[_from_message(other.message), other.file, other.span] for other in found.related],
    ]


def to_diagnostic(data: list[Any]) -> Diagnostic:
    """The reverse of `from_diagnostic`."""
    code, slug, severity, message, file, span, excerpt, hint, related = data
    return Diagnostic(
        code,
        slug,
        Severity(severity),
        _to_message(message),
        file,
        to_span(span),
        excerpt,
        _to_message(hint) if hint else None,
        tuple(Related(_to_message(said), None, where, to_span(at)) for said, where, at in related),
    )


def to_span(data: list[int] | None) -> Span | None:
    """A span, of the list that JSON makes of it."""
    return Span(*data) if data else None


def from_place(place: Place) -> list[Any]:
    """A place as plain data; the entry on a line is a list of one number."""
    return [place.file, [[step.line] if isinstance(step, AtLine) else step for step in place.path], place.key]


def to_place(data: list[Any]) -> Place:
    """The reverse of `from_place`."""
    file, path, key = data
    return Place(file, tuple(AtLine(step[0]) if isinstance(step, list) else step for step in path), key)


def from_day(day: date | None) -> str | None:
    """A day in ISO 8601."""
    return day.isoformat() if day else None


def to_day(text: str | None) -> date | None:
    """The reverse of `from_day`."""
    return date.fromisoformat(text) if text else None


def _from_message(message: Message) -> list[Any]:
    return [message.id, {name: _from_argument(arg) for name, arg in message.args.items()}]


def _to_message(data: list[Any]) -> Message:
    identity, args = data
    return Message(identity, {name: _to_argument(arg) for name, arg in args.items()})


def _from_argument(arg: object) -> Any:
    """Text and numbers as they are, anything else as the text that it is shown as."""
    if isinstance(arg, Message):
        return {"message": _from_message(arg)}
    if isinstance(arg, tuple):
        return [_from_argument(one) for one in arg]
    return arg if type(arg) in (str, int) else str(arg)


def _to_argument(data: Any) -> object:
    if isinstance(data, dict):
        return _to_message(data["message"])
    if isinstance(data, list):
        return tuple(_to_argument(one) for one in data)
    return data
