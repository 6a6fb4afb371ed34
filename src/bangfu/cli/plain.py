"""Reads a plain command line without the command-line library, whose import takes longer than most commands.

Plain is what needs no words: known options and arguments that are all there and are what they should be. Anything
else (help, a mistake, `-oFILE`, `--`) is the library's, which finds the same and words it; `tests/cli/test_plain.py`
holds the two to each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

from bangfu.cli.app import COMMANDS
from bangfu.cli.choices import iso_day
from bangfu.cli.options import Option, Parameter, bare_options, may_be_bare, parameters
from bangfu.cli.session import Session
from bangfu.i18n import Translator, mark
from bangfu.model.errors import UsageError

_TODAY = Option("--today", help=mark("Take this day as today, such as 2019-06-30."), metavar="DAY")
TODAY = Parameter("today", _TODAY, str | None, str, many=False, default=None)
"""Taken before a command and after it."""

Values = dict[str, Any]


class NotPlain(Exception):  # noqa: N818 - no error
    """The line is for the library."""


def overall(
    translate: Translator,
    repo: Annotated[
        Path | None, Option(help=mark("The ledger repository (default: found upward from here)."), metavar="DIR")
    ] = None,
    lang: Annotated[str | None, Option(help=mark("Language of messages: zh or en."), metavar="zh|en")] = None,
    today: Annotated[str | None, _TODAY] = None,
    quiet: Annotated[bool, Option("--quiet", help=mark("Print no remarks."))] = False,
    debug: Annotated[bool, Option("--debug", help=mark("Show a traceback on an internal error."))] = False,
    no_cache: Annotated[bool, Option("--no-cache", help=mark("Neither use nor keep results of earlier runs."))] = False,
    profile: Annotated[bool, Option("--profile", help=mark("Say on stderr where the time went."))] = False,
    version: Annotated[bool, Option("--version", help=mark("Show the version and stop."))] = False,
) -> Session:
    """The session that the options before the command ask for.

    Raises:
        UsageError: a language or a day is none.
    """
    from bangfu.i18n import _

    if lang is not None and lang not in ("zh", "en"):
        raise UsageError(_("--lang takes zh or en, not “{value}”", value=lang))
    day = iso_day(today) if today else date.today()  # noqa: DTZ011 - the reader's own calendar day
    return Session(translate, day, repo, quiet, debug, not no_cache)


def plain(arguments: Sequence[str], translate: Translator) -> Callable[[], Any] | None:
    """The command that the arguments name, or a help page, ready to be called; None where the library is to look."""
    try:
        if arguments[-1:] == ["--help"]:
            return _help(arguments[:-1], translate)
        given, words = _taken(arguments, list(parameters(overall)), options_first=True)
        if not words or words[0] not in COMMANDS or given.get("version"):
            return None
        function = function_of(words[0])
        own = [*parameters(function), TODAY]
        values, _rest = _taken(bare_options(words[1:], may_be_bare(own)), own)
        session = overall(translate, **given)
        if (day := values.pop("today", None)) is not None:
            session.today = iso_day(day)
    except (NotPlain, UsageError):
        return None
    return partial(function, session, **values)


def function_of(name: str) -> Callable[..., Any]:
    """The function of that command; its module is imported."""
    module, function = COMMANDS[name].target.split(":")
    found: Callable[..., Any] = getattr(import_module(f"bangfu.cli.{module}"), function)
    return found


def _help(arguments: Sequence[str], translate: Translator) -> Callable[[], Any] | None:
    """What prints the help page that is asked for; None where more is said than that."""
    from bangfu.cli.page import command_page, whole_page

    own = list(parameters(overall))
    given, words = _taken(arguments, own, options_first=True)
    if given.get("version") or len(words) > 1 or not COMMANDS.keys() >= set(words):
        return None
    if words:
        page = command_page(words[0], [*parameters(function_of(words[0])), TODAY], translate)
    else:
        page = whole_page(own, translate)
    return partial(print, page)


def _taken(words: Sequence[str], own: Sequence[Parameter], *, options_first: bool = False) -> tuple[Values, list[str]]:
    """The values of these parameters, and the words that are left: with `options_first` those from the first argument.

    Raises:
        NotPlain: the library is to look at them.
    """
    options = {name: parameter for parameter in own for name in parameter.names}
    values: Values = {}
    loose: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if not word.startswith("-"):
            loose.append(word)
            if options_first:
                return values, loose + left
            continue
        name, equals, value = word.partition("=")
        parameter = options.get(name)
        if parameter is None or (equals and (parameter.kind is bool or not name.startswith("--"))):
            raise NotPlain
        if parameter.kind is bool:
            values[parameter.name] = True
            continue
        if not equals:
            if not left or left[0].startswith("-"):
                raise NotPlain
            value = left.pop(0)
        _put(values, parameter, value)
    for parameter in own:
        if not parameter.names:
            for word in loose if parameter.many else loose[:1]:
                _put(values, parameter, word)
            loose = [] if parameter.many else loose[1:]
        if parameter.required and parameter.name not in values:
            raise NotPlain
    if loose and not options_first:
        raise NotPlain
    return values, loose


def _put(values: Values, parameter: Parameter, text: str) -> None:
    value = _converted(parameter.kind, text)
    if parameter.many:
        values.setdefault(parameter.name, []).append(value)
    else:
        values[parameter.name] = value


def _converted(kind: type, text: str) -> Any:
    """The text as a value of that type.

    Raises:
        NotPlain: it is none, or is a file that may not be read.
    """
    if kind is str:
        return text
    if kind is Path and text and (os.access(text, os.R_OK) or not os.path.lexists(text)):
        return Path(text)
    if kind is int and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise NotPlain
