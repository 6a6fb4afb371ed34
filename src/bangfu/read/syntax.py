"""What a parser complains of, in words that a clerk can use."""

from __future__ import annotations

import re
from typing import Any, Protocol

from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Finding
from bangfu.model.source import Span


class Mark(Protocol):
    """A parser's position: all three count from 0, in characters."""

    line: int
    column: int
    index: int


class SyntaxProblem(Exception):  # noqa: N818 - a value for recover.py, it never leaves this package
    """The text is no YAML that a ledger may hold.

    Args:
        code, message: what is wrong.
        mark: where the parser stopped.
        context: where the trouble begins, if that helps the reader more.
        final: whether setting a record aside and going on makes no sense.
        hint: the remedy.
    """

    def __init__(
        self, code: str, message: Message, mark: Mark | None, context: Mark | None = None, *, final: bool = False,
        hint: Message | None = None,
    ) -> None:  # fmt: skip
        super().__init__(code)
        self.code = code
        self.message = message
        self.mark = mark
        self.context = context
        self.final = final
        self.hint = hint

    def finding(self, file: str, lines: int = 0) -> Finding:
        """The finding to show, at the place where the reader should look first; the text began `lines` lines down."""
        mark = self.context or self.mark
        line, column = (mark.line + 1 + lines, mark.column + 1) if mark else (1 + lines, 1)
        return Finding(self.code, self.message, file=file, span=Span(line, column, line, column + 1), hint=self.hint)


def alias() -> Message:
    """`*name`: something from elsewhere in the file."""
    return _("aliases (*name) are not used in a ledger; put a text that begins with * in quotes")


def anchor() -> Message:
    """`&name`: a place that an alias may refer to."""
    return _("anchors (&name) are not used in a ledger; put a text that begins with & in quotes")


def tag() -> Message:
    """`!name`: a type of its own."""
    return _("tags (!name) are not used in a ledger; put a text that begins with ! in quotes")


def hidden() -> Message:
    """An escape that makes a forbidden character."""
    return _("an escape in these quotes stands for a character that may not stand in a ledger")


def after_the_end() -> Message:
    """Something after `...`, or after a document that is one flow collection or quoted text."""
    return _("nothing may follow here: the ledger has ended above")


def no_key() -> Message:
    """`: value`."""
    return _("a colon with no key before it")


def unclosed() -> Message:
    """`'` or `"` without its fellow."""
    return _("a quote that begins here is never closed")


def colon() -> Message:
    """A colon where libyaml takes none."""
    return _("a colon inside this value; put the value in quotes")


_REASONS: tuple[tuple[str, str, Message], ...] = (
    (r".*an alias.*", "BF113", alias()),
    (r".*an anchor.*", "BF113", anchor()),
    (r".*directive.*\|.*", "BF113", _("% directives are not used in a ledger")),
    (r".*\ban? tag.*\|.*|.*tag handle", "BF113", tag()),
    (
        r".*quoted scalar.*(?:end of stream|document (?:indicator|separator))",
        "BF110",
        unclosed(),
    ),
    (r".*(?:Unicode character escape|hexdecimal|escape sequence of).*", "BF103", hidden()),
    (r".*unknown escape.*", "BF110", _("an unknown escape after \\ in double quotes; use single quotes")),
    (
        r".*flow mapping.*",
        "BF110",
        _("“{open}” begins here; a comma or “{close}” is missing after an entry", open="{", close="}"),
    ),
    (
        r".*flow sequence.*",
        "BF110",
        _("“{open}” begins here; a comma or “{close}” is missing after an entry", open="[", close="]"),
    ),
    (r".*found unexpected ':'", "BF110", colon()),
    (
        r".*mapping values are not allowed.*",
        "BF110",
        _("a colon where no key can stand; look at the indentation of this line, and at the line above"),
    ),
    (r".*tab character.*|.*'\\t'.*", "BF110", _("a tab stands where only spaces may")),
    (r".*cannot start any token", "BF110", _("a character that cannot begin a value; put the text in quotes")),
    (r".*block collection.*", "BF110", _("the entries of this list are not in one column")),
    (r".*block mapping.*", "BF110", _("the keys of this entry are not in one column")),
    (r".*simple key.*", "BF110", _("a key without its colon")),
    (
        r".*sequence entries are not allowed.*",
        "BF110",
        _("a list entry “- ” cannot stand here; look at the indentation, and put a text that begins so in quotes"),
    ),
    (r".*document.*", "BF110", after_the_end()),
    (
        r".*block scalar.*",
        "BF110",
        _("after | or > only a comment may stand on the line; put a text that begins so in quotes"),
    ),
    (r".*node content.*", "BF110", _("a value is missing between the brackets")),
)
"""A pattern of "context | problem" as either parser words it; the code; what a clerk can use."""

_FROM_ITS_BEGINNING = re.compile(r"quoted|flow|simple key|alias|anchor|tag|directive|plain scalar")


def complaint(error: Any) -> SyntaxProblem:
    """Either parser's complaint in words that a clerk can use."""
    where, problem = error.context or "", (error.problem or "").replace("\n", " ")
    said = f"{where} | {problem}"
    code, message = next(
        ((code, message) for pattern, code, message in _REASONS if re.fullmatch(pattern, said)),
        ("BF110", _("this is no YAML: {reason}", reason=problem or str(error).splitlines()[0])),
    )
    context = error.context_mark if _FROM_ITS_BEGINNING.search(where) else None
    return SyntaxProblem(code, message, error.problem_mark, context)
