"""The command-line library's own words, in the reader's language: help pages and usage errors."""

from __future__ import annotations

import re
from typing import Any

import typer
import typer.core

from bangfu.i18n import Message, Translator, _, mark

_HEADINGS = {
    "Usage:": mark("Usage:"),
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
    "Install completion for the current shell.": mark("Install completion for the current shell."),
    "Show completion for the current shell, to copy it or customize the installation.": mark(
        "Show completion for the current shell, to copy it or customize the installation."
    ),
}


def translator_of(ctx: Any) -> Translator:
    """The translator that the root command carries."""
    translate: Translator = ctx.find_root().command.translate
    return translate


class Command(typer.core.TyperCommand):
    """A command whose help page is all in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return translate_page(super().get_help(ctx), translator_of(ctx))


def translate_page(page: str, translate: Translator) -> str:
    """A help page with the library's own headings and phrases translated."""
    for heading, text in _HEADINGS.items():
        page = re.sub(rf"^{re.escape(heading)}", lambda _m, t=text: translate(t), page, flags=re.MULTILINE)  # type: ignore[misc]
    for phrase, text in _PHRASES.items():
        words = r"\s+".join(re.escape(word) for word in phrase.strip().split(" "))
        page = re.sub(words + (" " if phrase.endswith(" ") else ""), lambda _m, t=text: translate(t), page)  # type: ignore[misc]
    return page


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
    return str(parameter.human_readable_name).upper()
