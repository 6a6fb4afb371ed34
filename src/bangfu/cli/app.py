"""The `bangfu` command: global options, the table of commands, the error boundary and the exit codes."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bangfu import __version__
from bangfu.cli.session import Stopped, printable
from bangfu.i18n import Message, Translator, _, choose_language, mark
from bangfu.model.errors import BangfuError

if TYPE_CHECKING:
    from bangfu.stages import StopWatch

FINE, FINDINGS, REFUSED, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130

_OTHER, _WHOLE = mark("other"), mark("whole run")


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
    "commitment": Entry("commitment:commitment", mark("Record commitments (承诺), that they were kept, list them")),
    "list": Entry("list:list_issues", mark("List issues")),
    "show": Entry("show:show", mark("Show one issue with its events")),
    "duplicates": Entry("duplicates:duplicates", mark("Find issues that may have been entered twice, in other words")),
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
    "visits": Entry("visits:visits", mark("Show how far visits cover what is paired (走遍), or record a visit")),
    "policy": Entry("policy:policy", mark("Find whom policies fit and who has not been told, or record a delivery")),
    "stages": Entry("stages:stages", mark("Show the stages of projects and which have moved, or record a new one")),
    "pairing": Entry("pairing:pairing", mark("Show who is paired with whom, each one's load, and who is unpaired")),
    "report": Entry("report:report", mark("Write the bulletin of a period")),
    "letter": Entry("letter:letter", mark("Write a letter that assigns or presses issues, and record it")),
    "remind": Entry("remind:remind", mark("Remind departments informally, for chat or mail (a 催办函: letter remind)")),
    "calendar": Entry("calendar:calendar", mark("Write the due dates as a calendar (.ics)")),
    "check-bulletin": Entry("check_bulletin:check_bulletin", mark("Check an edited bulletin against the ledgers")),
    "site": Entry("site:site", mark("Write the wall chart: static pages of the province, its cities and issues")),
    "seal": Entry("seal:seal", mark("Freeze the figures of a published period")),
    "lists": Entry("lists:lists", mark("Write the lists of issues, measures and duties")),
    "export": Entry("export:export", mark("Write the ledgers as a workbook, csv or json")),
    "import": Entry(
        "import_sheet:import_sheet", mark("Take a sheet, exported by bangfu or made by others, into the ledgers")
    ),
    "cache": Entry("cache:cache", mark("Show or clear what is kept between runs")),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code: 0 fine, 1 findings, 2 refused, 3 internal, 130 interrupted."""
    gc.disable()  # a run is short; collecting while thousands of records are made costs a third of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them takes 15 ms
    _prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        show_version()  # without the command-line library: scripts ask for it often
        return FINE
    if "_BANGFU_COMPLETE" in os.environ:
        from bangfu.cli.complete import complete

        answer = complete(os.environ)
        if answer is not None:
            sys.stdout.write(f"{answer}\n" if answer else "")
            return FINE
    debug = "--debug" in arguments
    translate = _translator(_language(arguments))
    watch = _watch() if "--profile" in arguments else None
    if "_BANGFU_COMPLETE" in os.environ:
        from bangfu.cli.root import build

        build(translate).main(arguments, prog_name="bangfu")
    try:
        call = _call(arguments, translate)
        if watch:
            watch.go_on(_OTHER)
        code = call()
        sys.stdout.flush()
        return code if isinstance(code, int) else FINE
    except Stopped as stop:
        return stop.code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (KeyboardInterrupt, EOFError):
        _complain(translate, _("interrupted"))
        return INTERRUPTED
    except BangfuError as error:
        _complain(translate, error.message, error.hint)
        return REFUSED
    except OSError as error:
        from bangfu.cli.machine import told_of_machine

        told = None if debug else told_of_machine(error)
        if told is None:
            return _internal(translate, error, debug=debug)
        if error.filename is None:
            with suppress(OSError):  # what is left to print has no place either
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _complain(translate, told)
        return REFUSED
    except MemoryError:
        if debug:
            raise
        _complain(translate, _("there is not enough memory"))
        return REFUSED
    except Exception as error:
        return _internal(translate, error, debug=debug)
    finally:
        if watch:
            _show_profile(translate, watch)


def _call(arguments: list[str], translate: Translator) -> Callable[[], object]:
    """What the arguments ask for, read without the command-line library where they are plain."""
    from bangfu.cli.plain import plain

    call = plain(arguments, translate)
    if call is None:
        from bangfu.cli.root import run

        call = partial(run, arguments, translate)
    return call


def _watch() -> StopWatch:
    """A stop-watch for the run, which has run since the program was called: until now all was start-up."""
    from time import process_time

    from bangfu.stages import WATCH, StopWatch

    watch = StopWatch(mark("start-up"), process_time())
    WATCH.set(watch)
    return watch


def _show_profile(translate: Translator, watch: StopWatch) -> None:
    """Where the time went, a line a stage, on stderr."""
    from bangfu.findings.columns import columns
    from bangfu.stages import WATCH

    WATCH.set(None)
    spent = watch.stop()
    whole = sum(spent.values())
    rows = [(translate(name), seconds) for name, seconds in spent.items()] + [(translate(_WHOLE), whole)]
    width = max(columns(name) for name, _seconds in rows)
    sys.stdout.flush()
    for name, seconds in rows:
        space = " " * (width - columns(name))
        sys.stderr.write(f"{name}{space}  {seconds:8.3f} s  {seconds / whole:4.0%}\n")


def show_version() -> None:
    """Prints the version."""
    sys.stdout.write(f"bangfu {__version__}\n")


def _internal(translate: Translator, error: Exception, *, debug: bool) -> int:
    """One line for a mistake of ours, the whole traceback after --debug."""
    if debug:
        raise error
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    report = _("this is a mistake in bangfu; please report it with what the same command prints after --debug")
    _complain(translate, _("internal error: {reason}", reason=reason), report)
    return INTERNAL


def _translator(language: str) -> Translator:
    """What tells the reader; in English where the catalogue cannot be read, since that is to be told, too."""
    try:
        return Translator(language)
    except OSError:
        return Translator("en")


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
            # A pipe in its place is not waited for.
            descriptor = os.open(folder / "bangfu.yaml", os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as file:
                match = re.search(rb"^language:[ ]*[\"']?(zh|en)\b", file.read(65536) or b"", re.MULTILINE)
        except FileNotFoundError:
            continue
        except OSError:
            return None
        return match[1].decode() if match else None
    return None


def _prepare_streams() -> None:
    """UTF-8 or not, printing never fails: what a terminal cannot show is replaced."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            with suppress(OSError):  # it asks where the stream stands; if that fails, printing will, and is told
                stream.reconfigure(errors="replace")


def _complain(translate: Translator, message: Message, hint: Message | None = None) -> None:
    with suppress(OSError):  # nobody can be told; the exit code stays
        sys.stderr.write(printable(f"bangfu: {translate(message)}") + "\n")
        if hint:
            sys.stderr.write(printable(f"  {translate(hint)}") + "\n")


if __name__ == "__main__":
    sys.exit(main())
