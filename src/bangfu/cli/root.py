"""The root of the command line as the library has it: global options, and commands that are imported when used."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from bangfu.cli.app import COMMANDS, show_version
from bangfu.cli.choices import iso_day
from bangfu.cli.help import Command, help_page, translate_parameters, translator_of
from bangfu.cli.session import Session, session_of
from bangfu.i18n import Translator, _, mark
from bangfu.model.errors import UsageError


class LazyGroup(typer.core.TyperGroup):
    """A group that imports a command's module only when the command is used, and translates its help."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, function = entry.target.split(":")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        home = import_module(f"bangfu.cli.{module}")
        cls = getattr(home, "COMMAND", Command)  # a module may bring its own way of parsing
        app.command(cmd_name, help=entry.summary, cls=cls)(getattr(home, function))
        command = typer.main.get_command(app)
        command.params.append(_today_option())
        translate_parameters(command, translator_of(ctx))
        return command

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(ctx, super().get_help)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands, without importing any of them."""
        translate = translator_of(ctx)
        with formatter.section(translate("Commands")):
            formatter.write_dl([(name, translate(entry.summary)) for name, entry in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first; an unknown one is refused with the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from bangfu.model.nearest import nearest

            name = nearest(args[0], COMMANDS)
            hint = _("did you mean “{key}”?", key=name) if name else _("see: bangfu --help")
            raise UsageError(_("there is no command “{name}”", name=args[0]), hint)
        return super().resolve_command(ctx, args)


def build(translate: Translator) -> Any:
    """The root command, its help in the reader's language."""
    app = typer.Typer(
        cls=LazyGroup, name="bangfu", rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
        help=mark("Plain-text ledgers for targeted assistance to enterprises (帮扶), from YAML to bulletin."),
    )  # fmt: skip

    @app.callback()
    def root(
        context: typer.Context,
        repo: Annotated[
            Path | None,
            typer.Option(help=mark("The ledger repository (default: found upward from here)."), metavar="DIR"),
        ] = None,
        lang: Annotated[str | None, typer.Option(help=mark("Language of messages: zh or en."), metavar="zh|en")] = None,
        today: Annotated[
            str | None, typer.Option(help=mark("Take this day as today, such as 2019-06-30."), metavar="DAY")
        ] = None,
        quiet: Annotated[bool, typer.Option("--quiet", help=mark("Print no remarks."))] = False,
        debug: Annotated[bool, typer.Option("--debug", help=mark("Show a traceback on an internal error."))] = False,
        no_cache: Annotated[
            bool, typer.Option("--no-cache", help=mark("Neither use nor keep results of earlier runs."))
        ] = False,
        profile: Annotated[bool, typer.Option("--profile", help=mark("Say on stderr where the time went."))] = False,
        version: Annotated[
            bool,
            typer.Option("--version", help=mark("Show the version and stop."), is_eager=True, callback=_show_version),
        ] = False,
    ) -> None:
        if lang is not None and lang not in ("zh", "en"):
            raise UsageError(_("--lang takes zh or en, not “{value}”", value=lang))
        context.obj = Session(translate, iso_day(today) if today else _now(), repo, quiet, debug, not no_cache)

    command = typer.main.get_command(app)
    translate_parameters(command, translate)
    command.translate = translate  # type: ignore[attr-defined]
    return command


def _now() -> date:
    return date.today()  # noqa: DTZ011 - the reader's own calendar day


def _today_option() -> Any:
    def set_today(context: typer.Context, _parameter: Any, value: str | None) -> None:
        if value is not None:
            session_of(context).today = iso_day(value)

    return typer.core.TyperOption(
        param_decls=["--today"], expose_value=False, is_eager=True, callback=set_today, metavar="DAY", type=str,
        help=mark("Take this day as today, such as 2019-06-30."),
    )  # fmt: skip


def _show_version(value: bool) -> None:
    if value:
        show_version()
        raise typer.Exit
