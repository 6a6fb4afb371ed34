"""Help pages, in the reader's language, made of what the commands declare."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from bangfu.cli.app import COMMANDS
from bangfu.cli.options import Argument, Parameter
from bangfu.findings.columns import columns
from bangfu.i18n import Translator, mark

SUMMARY = mark("Plain-text ledgers for targeted assistance to enterprises (帮扶), from YAML to bulletin.")
_HELP = ("--help", mark("Show this message and exit."))
_COMPLETION = (  # the library adds these options
    ("--install-completion", mark("Install completion for the current shell.")),
    ("--show-completion", mark("Show completion for the current shell, to copy it or customize the installation.")),
)
_WIDEST = 80
_FIRST_COLUMN = 30  # columns at most; the text of a longer name begins on the next line
_NAMED = r" +\S+(?: \S+)*? {2,}(?=\S)"
_PIECE = r" *[（“]*(?:`[^`]*`|[\u2e80-\u9fff]|[^ （“”\u2e80-\uffef]+)[\u3001\u3002，；：）”]*|."
"""What stays on one line: a word, a text in backticks, or a Chinese character with its punctuation."""

Row = tuple[str, str]


def whole_page(own: Sequence[Parameter], translate: Translator) -> str:
    """The page of the program; `own` are the options before the command."""
    options = [*_rows(own, translate), *_translated((*_COMPLETION, _HELP), translate)]
    commands = [(name, translate(entry.summary)) for name, entry in COMMANDS.items()]
    usage = ["bangfu", translate(mark("[OPTIONS]")), translate(mark("COMMAND [ARGS]..."))]
    return _page(usage, SUMMARY, ((mark("Options:"), options), (mark("Commands:"), commands)), translate)


def command_page(name: str, own: Sequence[Parameter], translate: Translator) -> str:
    """The page of a command; `own` is what it takes."""
    arguments = [each for each in own if isinstance(each.declared, Argument)]
    options = [*_rows([each for each in own if each.names], translate), *_translated((_HELP,), translate)]
    usage = ["bangfu", name, translate(mark("[OPTIONS]")), *map(_in_usage, arguments)]
    sections = ((mark("Arguments:"), _rows(arguments, translate)), (mark("Options:"), options))
    return _page(usage, COMMANDS[name].summary, sections, translate)


def folded(text: str) -> str:
    """The text with no line longer than the terminal, nor than 80 columns."""
    width = min(_terminal(), _WIDEST) - 1
    return "\n".join(part for line in text.split("\n") for part in _fold(line, width))


def _terminal() -> int:
    """How many columns the terminal has, as the environment or the terminal says; 80 where neither does."""
    text = os.environ.get("COLUMNS", "")
    if text.isascii() and text.isdigit() and int(text):
        return int(text)
    try:
        return os.get_terminal_size(1).columns or _WIDEST
    except OSError:
        return _WIDEST


def _page(usage: list[str], summary: str, sections: Iterable[tuple[str, list[Row]]], translate: Translator) -> str:
    lines = [translate(mark("Usage: ")) + " ".join(usage), "", f"  {translate(summary)}"]
    for heading, rows in sections:
        if rows:
            lines += ["", translate(heading), *_table(rows)]
    return folded("\n".join(lines))


def _table(rows: list[Row]) -> Iterator[str]:
    width = min(max(len(name) for name, _text in rows), _FIRST_COLUMN)
    for name, text in rows:
        if len(name) > width:
            yield f"  {name}"
            yield f"  {'':{width}}  {text}"
        else:
            yield f"  {name:{width}}  {text}".rstrip()


def _translated(rows: Iterable[Row], translate: Translator) -> Iterator[Row]:
    for name, text in rows:
        yield name, translate(text)


def _rows(own: Iterable[Parameter], translate: Translator) -> list[Row]:
    """A row for each parameter: how it is given, and what it is."""
    rows = []
    for each in own:
        names = ", ".join(sorted(each.names, key=lambda name: name.startswith("--")))
        given = " ".join(filter(None, (names, each.declared.metavar)))
        text = translate(each.declared.help)
        if each.required:
            text += "  " + translate(mark("[required]"))
        elif each.kind is not bool and each.default is not None:
            text += "  " + translate(mark("[default: ")) + f"{each.default}]"
        rows.append((given, text))
    return rows


def _in_usage(argument: Parameter) -> str:
    name = argument.declared.metavar or ""
    if name.startswith("["):
        return name
    return f"{{{name}}}" if argument.required else f"[{name}]"


def _fold(line: str, width: int) -> Iterator[str]:
    """The line in lines of at most `width` columns, the further ones below the beginning of the text."""
    if columns(line) <= width:
        yield line
        return
    first = re.match(_NAMED, line)
    begin = first.end() if first else len(line) - len(line.lstrip(" "))
    indent, shown = " " * columns(line[:begin]), line[:begin]
    for piece in re.findall(_PIECE, line[begin:]):
        if columns(shown + piece) > width and shown.strip():
            yield shown
            shown = indent + piece.lstrip(" ")
        else:
            shown += piece
    yield shown
