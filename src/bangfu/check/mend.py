"""What the fixes of rules share: changing the lines on which something was found, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bangfu.model.diagnostic import Diagnostic
from bangfu.model.source import Span


def on_lines(text: str, found: Sequence[Diagnostic], change: Callable[[str, Span], str]) -> str:
    """`text` with every line on which something was found put through `change`, from the last place to the first.

    `change` gets the line without its ending and the place in it, and returns the new line.
    """
    lines = text.split("\n")
    for span in sorted((diagnostic.span for diagnostic in found if diagnostic.span), reverse=True):
        if span.line <= len(lines):
            line = lines[span.line - 1]
            body = line.removesuffix("\r")
            lines[span.line - 1] = change(body, span) + line[len(body) :]
    return "\n".join(lines)


def value_at(line: str, span: Span) -> tuple[int, int]:
    """Where in `line` the value at `span` begins and ends, its quotes left out."""
    start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line)
    if end - start > 1 and line[start] in "'\"" and line[end - 1] == line[start]:
        return start + 1, end - 1
    return start, end
