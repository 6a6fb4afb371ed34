"""The `bangfu` command: global options, the table of commands, the error boundary and the exit codes."""

from __future__ import annotations

import errno
import gc
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
import typer.core
import typer.main

from bangfu import __version__
from bangfu.cli.choices import iso_day
from bangfu.cli.help import Command, help_page, translate_parameters, translator_of, usage_message
from bangfu.cli.session import Session, printable, session_of
from bangfu.i18n import Message, Translator, _, choose_language, mark
from bangfu.model.errors import BangfuError, UsageError

FINE, FINDINGS, REFUSED, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130
_ClickError: type[Exception] = typer.BadParameter.__mro__[2]


class Entry(NamedTuple):
    """Where a command lives (`module:function` below bangfu.cli) and its line in the list of commands."""

    target: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "init": Entry("init:init", mark("Make a ledger repository")),
    "add-enterprise": Entry("add_enterprise:add_enterprise", mark("Add a paired enterprise to a city's ledger")),
    "add-issue": Entry("add_issue:add_issue", mark("Add an issue to a city's ledger")),
    "verify": Entry("step:verify", mark("Verify issues (核实)")),
    "reject": Entry("step:reject", mark("Send issues back with a reason (退回)")),
    "assign": Entry("step:assign", mark("Assign issues to departments (交办)")),
    "progress": Entry("step:progress", mark("Record what was done (办理)")),
    "supervise": Entry("step:supervise", mark("Press for a result (督办)")),
    "extend": Entry("step:extend", mark("Give issues a new due date (延期)")),
    "resolve": Entry("step:resolve", mark("Record the result (办结)")),
    "rate": Entry("step:rate", mark("Record how satisfied the enterprise is (评价)")),
    "close": Entry("step:close", mark("Strike issues off (销号)")),
    "reopen": Entry("step:reopen", mark("Reopen issues (重开)")),
    "list": Entry("list:list_issues", mark("List issues")),
    "show": Entry("show:show", mark("Show one issue with its events")),
    "log": Entry("log:log", mark("Show when an issue's events became known, by git")),
    "check": Entry("check:check", mark("Find every problem in every ledger")),
    "explain": Entry("explain:explain", mark("Explain a finding's code")),
    "schema": Entry("schema:schema", mark("Write the JSON Schema of a ledger or of bangfu.yaml, for editors")),
    "fmt": Entry("fmt:fmt", mark("Write ledgers in the canonical layout")),
    "merge": Entry("merge:merge", mark("Consolidate the cities' ledgers into one book, or bring a copy into a ledger")),
    "sync": Entry("sync:sync", mark("Merge the base branch into this one, and check")),
    "git": Entry("git:git", mark("Set up git's merge driver for the ledgers")),
    "merge-driver": Entry("merge_driver:merge_driver", mark("Merge one ledger for git (git calls it)")),
    "tally": Entry("tally:tally", mark("Count issues: stock, flow, rates, days")),
    "report": Entry("report:report", mark("Write the bulletin of a period")),
    "letter": Entry("letter:letter", mark("Write a letter that assigns or presses issues, and record it")),
    "check-bulletin": Entry("check_bulletin:check_bulletin", mark("Check an edited bulletin against the ledgers")),
    "site": Entry("site:site", mark("Write the wall chart: static pages of the province, its cities and issues")),
    "seal": Entry("seal:seal", mark("Freeze the figures of a published period")),
    "lists": Entry("lists:lists", mark("Write the lists of issues, measures and duties")),
    "cache": Entry("cache:cache", mark("Show or clear what is kept between runs")),
}


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


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code: 0 fine, 1 findings, 2 refused, 3 internal, 130 interrupted."""
    gc.disable()  # a run is short; collecting while thousands of records are made costs a third of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them takes 15 ms
    _prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in arguments  # looked at now: the library empties the list
    translate = Translator(_language(arguments))
    command = build(translate)
    if "_BANGFU_COMPLETE" in os.environ:
        command.main(arguments, prog_name="bangfu")
    try:
        with command.make_context("bangfu", arguments, obj=None) as context:
            code = command.invoke(context)
        sys.stdout.flush()
        return code if isinstance(code, int) else FINE
    except typer.Exit as stop:
        return int(stop.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (KeyboardInterrupt, typer.Abort, EOFError):
        _complain(translate, _("interrupted"))
        return INTERRUPTED
    except BangfuError as error:
        _complain(translate, error.message, error.hint)
        return REFUSED
    except _ClickError as error:
        context_of = getattr(error, "ctx", None)
        hint = _("see: {command} --help", command=context_of.command_path) if context_of else None
        _complain(translate, usage_message(error), hint)
        return REFUSED
    except OSError as error:
        if debug or error.filename is not None or error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            return _internal(translate, error, debug=debug)
        from bangfu.read.files import reason_of

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to print has no place either
        _complain(translate, _("the output cannot be written: {reason}", reason=reason_of(error)))
        return REFUSED
    except Exception as error:
        return _internal(translate, error, debug=debug)


def _internal(translate: Translator, error: Exception, *, debug: bool) -> int:
    """One line for a mistake of ours, the whole traceback after --debug."""
    if debug:
        raise error
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    report = _("this is a mistake in bangfu; please report it with what the same command prints after --debug")
    _complain(translate, _("internal error: {reason}", reason=reason), report)
    return INTERNAL


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
        sys.stdout.write(f"bangfu {__version__}\n")
        raise typer.Exit


def _language(arguments: list[str]) -> str:
    """The reader's language, before any command is looked at: --lang, BANGFU_LANG, the repository, the locale."""
    given = None
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            given = arguments[position + 1]
        elif argument.startswith("--lang="):
            given = argument.removeprefix("--lang=")
    if choose_language(given) == given:
        return choose_language(given)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return choose_language(os.environ.get("BANGFU_LANG"), _repository_language(arguments), locale)


def _repository_language(arguments: list[str]) -> str | None:
    """The `language` of bangfu.yaml, by a look at its text alone."""
    start = Path.cwd()
    for position, argument in enumerate(arguments):
        if argument == "--repo" and position + 1 < len(arguments):
            start = Path(arguments[position + 1])
        elif argument.startswith("--repo="):
            start = Path(argument.removeprefix("--repo="))
    for folder in (start, *start.absolute().parents):
        try:
            with (folder / "bangfu.yaml").open(encoding="utf-8") as file:
                match = re.search(r"^language:[ ]*[\"']?(zh|en)\b", file.read(65536), re.MULTILINE)
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError):
            return None
        return match[1] if match else None
    return None


def _prepare_streams() -> None:
    """UTF-8 or not, printing never fails: what a terminal cannot show is replaced."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _complain(translate: Translator, message: Message, hint: Message | None = None) -> None:
    sys.stderr.write(printable(f"bangfu: {translate(message)}") + "\n")
    if hint:
        sys.stderr.write(printable(f"  {translate(hint)}") + "\n")


if __name__ == "__main__":
    sys.exit(main())
