"""`# bangfu: ignore[BF412] reason` at the end of a line: findings that someone has looked at and answers for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bangfu.check.registry import registry
from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.frozen import frozen
from bangfu.model.source import Source, Span
from bangfu.read.build import every_key
from bangfu.read.configuration import configuration_keys
from bangfu.read.fast import compose_left
from bangfu.read.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from bangfu.check.runner import Placed

MARK = "bangfu: ignore["
COMMENT = r"(?:^|[ \t])#[ \t]*bangfu: ignore\[([^\]\n]*)\]([^\n]*)$"
_CODE = r"BF[0-9]{3}"
NEVER = ("BF001", "BF1", "BF61", "BF62", "BF91")
UNUSED, UNREASONED = "BF910", "BF911"
PUBLISHED = ("BF804", "BF805")
"""What `check --publish` alone looks for: without it, nobody can tell whether a comment that names it has effect."""


@frozen
class Ignore:
    """One such comment: the codes it names, each with its place, whether it gives a reason, and its line."""

    file: str
    line: int
    codes: tuple[tuple[str, Span], ...]
    reasoned: bool
    span: Span
    excerpt: str


def comments_in(sources: Iterable[Source]) -> list[Ignore]:
    """Every such comment of some files."""
    return [comment for source in sources if MARK in source.text for comment in _comments(source)]


def suppress(placed: Iterable[Placed], comments: Iterable[Ignore], *, publish: bool = False) -> list[Diagnostic]:
    """The diagnostics that no comment suppresses, and those on comments without a reason or without effect.

    A comment acts on what is found on its own line, and on its line's whole record when it stands on the record's
    first line. What the reader finds (BF1), a broken bangfu.yaml (BF001) and changes of what was published or committed
    (BF61, BF62) cannot be suppressed.
    """
    comments = list(comments)
    if not comments:
        return [diagnostic for diagnostic, _lines in placed]
    answered = {
        (comment.file, comment.line, code): (comment, place)
        for comment in comments
        if comment.reasoned
        for code, place in comment.codes
    }
    used: set[tuple[str, int, str]] = set()
    kept: list[Diagnostic] = []
    for found, lines in placed:
        hits = {(found.file, line, found.code) for line in lines} & answered.keys()
        if hits and not found.code.startswith(NEVER):
            used |= hits
        else:
            kept.append(found)
    unasked = () if publish else PUBLISHED
    kept += (
        _unused(key[2], comment, place)
        for key, (comment, place) in answered.items()
        if key not in used and key[2] not in unasked
    )
    kept += (_unreasoned(comment) for comment in comments if not comment.reasoned)
    return kept


def _unused(code: str, comment: Ignore, place: Span) -> Diagnostic:
    if code.startswith(NEVER):
        hint = _("findings of this kind cannot be suppressed")
    elif not re.fullmatch(_CODE, code):
        hint = _("write the codes as {example}, separated by commas", example="[BF412, BF413]")
    else:
        hint = _("delete it; it acts on its own line, and on a whole record from the record's first line")
    message = _("nothing is suppressed here: there is no {code} on this line", code=code or "?")
    return _diagnostic(UNUSED, message, comment, place, hint)


def _unreasoned(comment: Ignore) -> Diagnostic:
    hint = _("write the reason after the bracket: # bangfu: ignore[{code}] REASON", code=comment.codes[0][0])
    return _diagnostic(UNREASONED, _("findings are suppressed without a reason"), comment, comment.span, hint)


def _diagnostic(code: str, message: Message, comment: Ignore, span: Span, hint: Message) -> Diagnostic:
    rule = registry()[code]
    return Diagnostic(code, rule.slug, rule.severity, message, comment.file, span, comment.excerpt, hint)


def _comments(source: Source) -> Iterator[Ignore]:
    """The comments of a file. What looks like one inside quotes or a block of text is text."""
    lines = source.text.split("\n")
    inside: set[int] | None = None
    for number, line in enumerate(lines, 1):
        match = re.search(COMMENT, line.removesuffix("\r")) if MARK in line else None
        if match is None:
            continue
        if inside is None:
            inside = set(_lines_of_text(source))
        if number in inside:
            continue
        start = line.index("#", match.start())
        codes = tuple(
            (text.strip(), Span(number, at + 1, number, at + 1 + len(text.strip())))
            for text, at in _split(match[1], match.start(1))
        )
        span = Span(number, start + 1, number, match.end() + 1)
        yield Ignore(source.name, number, codes, bool(match[2].strip()), span, line.rstrip("\r"))


def _split(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The codes in brackets, each with the offset in the line at which it begins."""
    for code in text.split(","):
        yield code, start + len(code) - len(code.lstrip())
        start += len(code) + 1


def _lines_of_text(source: Source) -> Iterator[int]:
    """The lines on which a text with a mark in it stands."""
    keys = configuration_keys() if source.name == "bangfu.yaml" else every_key()
    waiting: list[Node] = [root] if (root := compose_left(source, keys)) else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += (part for pair in node.pairs for part in pair)
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Scalar) and MARK in node.text:
            after = 1 if node.end.column == 0 else 2  # a block of text ends where the next line begins
            yield from range(node.start.line + 1, node.end.line + after)
