"""Diagnostics as workflow commands of GitHub Actions, which the site shows beside the lines, and as a job summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bangfu.findings.text import place
from bangfu.i18n import Message, _
from bangfu.model.diagnostic import Diagnostic

SHOWN = 300
"""Rows of the summary's table, of which the site takes 1 MiB."""

_WIDEST = 300

_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_CELL = {letter: f"\\{letter}" for letter in r"\`*_{}[]()#+-.!|~$"}
_TAGS = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}
_MARKDOWN = str.maketrans(_CELL | _TAGS | dict.fromkeys("\n\r\t", " "))


def render(diagnostics: Sequence[Diagnostic], shown: Callable[[Message | str], str]) -> str:
    """A workflow command a line. `shown` puts a message into the reader's language, safe for a terminal."""
    return "\n".join(_command(diagnostic, shown) for diagnostic in diagnostics)


def summary(diagnostics: Sequence[Diagnostic], counts: Message, shown: Callable[[Message | str], str]) -> str:
    """The findings as Markdown for the job's summary page, `counts` above them."""
    title = _("Check of the ledgers")
    lines = [f"### {cell(shown(title))}", "", cell(shown(counts)), ""]
    if diagnostics:
        heads = (_("code"), _("severity"), _("place"), _("finding"), _("remedy"))
        lines += [_row([cell(shown(head)) for head in heads]), _row(["---"] * len(heads))]
        lines += [_row([cell(text) for text in _cells(found, shown)]) for found in diagnostics[:SHOWN]]
        if len(diagnostics) > SHOWN:
            lines += ["", cell(shown(_("… and {count} more", count=len(diagnostics) - SHOWN)))]
        lines.append("")
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """`text` as it is, in a cell of a Markdown table: no markup, no tag, no mention, no formula."""
    return text.translate(_MARKDOWN)


def _command(diagnostic: Diagnostic, shown: Callable[[Message | str], str]) -> str:
    level = "error" if diagnostic.is_error else "warning"
    properties = {"file": shown(diagnostic.file)}
    if span := diagnostic.span:
        properties |= {"line": str(span.line), "endLine": str(max(span.line, span.end_line)), "col": str(span.column)}
        if span.end_line == span.line:  # the site refuses columns of several lines
            properties["endColumn"] = str(max(span.column, span.end_column))
    properties["title"] = f"{diagnostic.code} {diagnostic.slug}"
    lines = [f"{shown(place(diagnostic.file, span))}: {diagnostic.code} {shown(diagnostic.message)}"]
    lines += [f"{shown(place(other.file, other.span))}: {shown(other.message)}" for other in diagnostic.related]
    if diagnostic.hint:
        lines.append(f"= {shown(diagnostic.hint)}")
    inside = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    text = "\n".join(lines).translate(_DATA)
    return f"::{level} {inside}::{text}"


def _cells(diagnostic: Diagnostic, shown: Callable[[Message | str], str]) -> list[str]:
    severity = _("error") if diagnostic.is_error else _("warning")
    hint = shown(diagnostic.hint) if diagnostic.hint else ""
    where = shown(place(diagnostic.file, diagnostic.span))
    texts = (diagnostic.code, shown(severity), where, shown(diagnostic.message), hint)
    return [text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…" for text in texts]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
