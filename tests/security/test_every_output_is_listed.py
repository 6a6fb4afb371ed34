"""The list of outputs is whole: every command, every format, every option that writes a file or prints JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bangfu.cli.app import COMMANDS
from outputs import Output, outputs, public_outputs

Run = Callable[..., Any]
Make = Callable[..., Path]

LISTED = [*outputs()]
SAME_OUTPUT = {
    "public", "allow_errors", "strict", "overdue", "stale", "unanswered", "everything", "demo", "check",
}  # fmt: skip
"""Switches that choose among the same things, or only the exit code."""
WRITTEN = {"output": "-o", "as_json": "--json"}
"""Options that have another name than their parameter."""


def parameters(command: str) -> dict[str, Any]:
    module, function = COMMANDS[command].target.split(":")
    return get_type_hints(getattr(import_module(f"bangfu.cli.{module}"), function), include_extras=True)


def test_every_command_is_in_the_list() -> None:
    assert {output.command for output in LISTED} == set(COMMANDS)


@pytest.mark.parametrize("command", [name for name in COMMANDS if "form" in parameters(name)])
def test_every_format_is_in_the_list(run_bangfu: Run, repository: Make, command: str) -> None:
    """The program says itself which formats it has: when it is asked for one that it has not."""
    needed = {"letter": ("assign", "ZZ-1", "--to", "甲"), "commitment": ("list",), "policy": ("match",)}.get(
        command, ()
    )
    result = run_bangfu(repository({}), command, *needed, "--format", "no-such-format")
    assert result.code == 2
    named = re.fullmatch(r"bangfu: --format takes (.+), not “no-such-format”\n", result.err)
    assert named, result.err
    listed = {given(output, "--format") for output in LISTED if output.command == command}
    implied = {"yaml"} if command == "merge" else set()  # by the ending of the file
    assert set(re.findall(r"\w+", named[1])) == (listed | implied) - {None}


def given(output: Output, option: str) -> str | None:
    at = output.arguments.index(option) if option in output.arguments else None
    return None if at is None else output.arguments[at + 1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_makes_another_output_is_in_the_list(command: str) -> None:
    used = {argument for output in LISTED if output.command == command for argument in output.arguments}
    for name, kind in parameters(command).items():
        switch = getattr(kind, "__origin__", kind) in (bool, Path, Path | None) and "Argument" not in str(kind)
        if switch and name not in SAME_OUTPUT:
            same = {"json"} if name == "json" else set()  # as a value of --format
            assert used & {WRITTEN.get(name, f"--{name.replace('_', '-')}"), *same}, (command, name)


def test_every_command_that_takes_public_is_in_that_list() -> None:
    takes = {name for name in COMMANDS if "public" in parameters(name)}
    assert takes == {output.command for output in public_outputs()}
