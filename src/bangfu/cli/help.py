"""The command-line library's own words, in the reader's language: help pages and usage errors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Iterator
from typing import Any

import typer
import typer.core

from bangfu.cli.options import bare_options
from bangfu.findings.columns import columns
from bangfu.i18n import Message, Translator, _, mark

_HEADINGS = {
    "Usage: ": mark("Usage: "),
    "Options:": mark("Options:"),
    "Arguments:": mark("Arguments:"),
    "Commands:": mark("Commands:"),
}
_PHRASES = {
    "Show this message and exit.": mark("Show this message and exit."),
    "[OPTIONS]": mark("[OPTIONS]"),
    "COMMAND [ARGS]...": mark("COMMAND [ARGS]..."),
    "[required]": mark("[required]"),
    "[default: ": mark("[default: "),
}
_COMPLETION = (  # translated with the other options; here for the catalogue
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)
_UNFOLDED = 1000
_WIDEST = 80
_FIRST_COLUMN = r" +\S+(?: \S+)*? {2,}(?=\S)"
_PIECE = r" *[（“]*(?:`[^`]*`|[\u2e80-\u9fff]|[^ （“”\u2e80-\uffef]+)[\u3001\u3002，；：）”]*|."
"""What stays on one line: a word, a text in backticks, or a Chinese character with its punctuation."""


def translator_of(ctx: Any) -> Translator:
    """The translator that the root command carries."""
    translate: Translator = ctx.find_root().command.translate
    return translate


class Command(typer.core.TyperCommand):
    """A command whose help page is all in the reader's language. Its `bare` options may stand without a value."""

    bare: Collection[str] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the arguments; `--month` before another option or at the end becomes `--month=`."""
        return super().parse_args(ctx, bare_options(args, self.bare))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(ctx, super().get_help)


def help_page(ctx: Any, make: Callable[[Any], str]) -> str:
    """The library's help page with its own headings and phrases translated.

    It is folded here: the library counts letters, and a Chinese one is two columns wide.
    """
    ctx.terminal_width = _UNFOLDED
    page, translate = "\n" + make(ctx), translator_of(ctx)
    for heading, text in _HEADINGS.items():
        page = page.replace(f"\n{heading}", f"\n{translate(text)}")
    for phrase, text in _PHRASES.items():
        page = page.replace(phrase, translate(text))
    return folded(page[1:])


def folded(text: str) -> str:
    """The text with no line longer than the terminal, nor than 80 columns."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) - 1
    return "\n".join(part for line in text.split("\n") for part in _fold(line, width))


def _fold(line: str, width: int) -> Iterator[str]:
    """The line in lines of at most `width` columns, the further ones below the beginning of the text."""
    if columns(line) <= width:
        yield line
        return
    first = re.match(_FIRST_COLUMN, line)
    begin = first.end() if first else len(line) - len(line.lstrip(" "))
    indent, shown = " " * columns(line[:begin]), line[:begin]
    for piece in re.findall(_PIECE, line[begin:]):
        if columns(shown + piece) > width and shown.strip():
            yield shown
            shown = indent + piece.lstrip(" ")
        else:
            shown += piece
    yield shown


def translate_parameters(command: Any, translate: Translator) -> None:
    """Puts the help of a command and of its parameters into the reader's language."""
    command.help = translate(command.help or "")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = translate(parameter.help)


def usage_message(error: Any) -> Message:
    """A usage error of the library as a message of ours."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _("there is no option {option}", option=error.option_name)
    if kind == "MissingParameter" and error.param is not None:
        return _("{name} is missing", name=_name(error.param))
    if kind == "BadOptionUsage":
        if "does not take a value" in str(error.message):
            return _("the option {option} takes no value", option=error.option_name)
        return _("the option {option} needs a value", option=error.option_name)
    if kind == "BadParameter" and error.param is not None:
        return _("{name}: {reason}", name=_name(error.param), reason=error.message)
    if isinstance(error, typer.BadParameter) and error.param is None:
        return Message("{reason}", {"reason": error.message})
    if extra := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", str(error.message)):
        return _("too many arguments: {extra}", extra=extra[1])
    return Message("{reason}", {"reason": error.format_message()})


def _name(parameter: Any) -> str:
    if isinstance(parameter, typer.core.TyperOption):
        return max(parameter.opts, key=len)
    return str(parameter.human_readable_name).upper().strip("[].")
