"""What the command-line library says, in the reader's language: helps, and usage errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer
import typer.core

from bangfu.cli.options import Parameter, bare_options, may_be_bare
from bangfu.cli.page import command_page
from bangfu.i18n import Message, Translator, _


def translator_of(ctx: Any) -> Translator:
    """The translator that the root command carries."""
    translate: Translator = ctx.find_root().command.translate
    return translate


class Command(typer.core.TyperCommand):
    """A command with a help page of ours, of what it takes: its `own` parameters. Some may stand without a value."""

    own: Sequence[Parameter] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the arguments; `--month` before another option or at the end becomes `--month=`."""
        return super().parse_args(ctx, bare_options(args, may_be_bare(self.own)))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return command_page(str(self.name), self.own, translator_of(ctx))


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
