"""The command line as the library has it: global options, and commands that are imported when used.

It reads what `cli.plain` leaves: help, completion, and whatever is to be refused with a word.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from bangfu.cli.app import COMMANDS, show_version
from bangfu.cli.choices import iso_day
from bangfu.cli.help import Command, translate_parameters, translator_of, usage_message
from bangfu.cli.options import Argument, Parameter, parameters
from bangfu.cli.page import SUMMARY, whole_page
from bangfu.cli.plain import TODAY, function_of, overall
from bangfu.i18n import Translator, _
from bangfu.model.errors import UsageError

_UsageProblem: type[Exception] = typer.BadParameter.__mro__[2]  # the library does not name it


class LazyGroup(typer.core.TyperGroup):
    """A group that imports a command's module only when the command is used, and translates its help."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        function = function_of(cmd_name)
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        own = list(parameters(function))
        app.command(cmd_name, help=COMMANDS[cmd_name].summary, cls=Command)(
            _as_the_library_takes_it(_with_session(function), own)
        )
        command = typer.main.get_command(app)
        assert isinstance(command, Command)  # noqa: S101 - it was asked for
        command.own = [*own, TODAY]
        command.params.append(_today_option())
        translate_parameters(command, translator_of(ctx))
        return command

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return whole_page(list(parameters(overall)), translator_of(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first; an unknown one is refused with the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from bangfu.model.nearest import nearest

            name = nearest(args[0], COMMANDS)
            hint = _("did you mean “{key}”?", key=name) if name else _("see: bangfu --help")
            raise UsageError(_("there is no command “{name}”", name=args[0]), hint)
        return super().resolve_command(ctx, args)


def run(arguments: Sequence[str], translate: Translator) -> Any:
    """Reads the arguments, runs the command, and returns what it returns.

    Raises:
        UsageError: something is wrong in the arguments.
    """
    try:
        with build(translate).make_context("bangfu", list(arguments), obj=None) as context:
            return context.command.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except _UsageProblem as error:
        context_of = getattr(error, "ctx", None)
        hint = _("see: {command} --help", command=context_of.command_path) if context_of else None
        raise UsageError(usage_message(error), hint) from None


def build(translate: Translator) -> Any:
    """The root command, its help in the reader's language."""
    app = typer.Typer(
        cls=LazyGroup, name="bangfu", rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
        help=SUMMARY,
    )  # fmt: skip

    def root(context: typer.Context, **values: Any) -> None:
        context.obj = overall(translate, **values)

    app.callback()(_as_the_library_takes_it(root, list(parameters(overall)), {"version": _show_version}))
    command = typer.main.get_command(app)
    translate_parameters(command, translate)
    command.translate = translate  # type: ignore[attr-defined]
    return command


def _with_session(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command as a function of the library's context, where the root command has put the session."""

    def command(context: typer.Context, **values: Any) -> Any:
        return function(context.find_root().obj, **values)

    return command


def _as_the_library_takes_it(
    function: Callable[..., Any], own: Iterable[Parameter], eager: dict[str, Callable[[bool], None]] | None = None
) -> Callable[..., Any]:
    """`function`, which takes the context and keywords, with a signature of the library's own declarations."""
    context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    declared = [context, *(_parameter(each, (eager or {}).get(each.name)) for each in own)]
    function.__signature__ = inspect.Signature(declared)  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in declared}
    return function


def _parameter(each: Parameter, eager: Callable[[bool], None] | None) -> inspect.Parameter:
    declared = each.declared
    default = inspect.Parameter.empty if each.default is ... else each.default
    if isinstance(declared, Argument):
        info = typer.Argument(help=declared.help, metavar=declared.metavar, show_default=declared.show_default)
    else:
        info = typer.Option(
            *each.names, help=declared.help, metavar=declared.metavar, is_eager=eager is not None, callback=eager
        )
    return inspect.Parameter(
        each.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[each.shape, info]
    )


def _today_option() -> Any:
    def set_today(context: typer.Context, _parameter: Any, value: str | None) -> None:
        if value is not None:
            context.find_root().obj.today = iso_day(value)

    return typer.core.TyperOption(
        param_decls=list(TODAY.names), expose_value=False, is_eager=True, callback=set_today, type=str,
        metavar=TODAY.declared.metavar, help=TODAY.declared.help,
    )  # fmt: skip


def _show_version(value: bool) -> None:
    if value:
        show_version()
        raise typer.Exit
