"""The list that the proofs go through (editing_commands.py) is whole, and each command does what the list says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import bangfu.cli
from bangfu.cli import app
from editing_commands import COMMANDS, GIT, NEXT, NEXT_LEAVES, READING, TODAY, XT, EditingCommand

CLI = Path(bangfu.cli.__file__).parent
WRITERS = {"desk_of", "locked", "write_all", "replace_file", "write_new", "write"}
MACHINERY = {"app", "root", "complete", "editing", "output"}  # every command hangs on it, or the writers live there


def imported(module: str) -> set[tuple[str, str]]:
    """What a module of the commands imports, inside functions too: (module, name)."""
    tree = ast.parse((CLI / f"{module}.py").read_text("utf-8"))
    return {
        (node.module or "", name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }


def writes(module: str, seen: set[str]) -> bool:
    """Whether a module of the commands, or one that it uses, imports what writes."""
    seen.add(module)
    names = imported(module)
    if any(name in WRITERS and home.startswith(("bangfu.cli", "bangfu.edit")) for home, name in names):
        return True
    used = {home.removeprefix("bangfu.cli.") for home, _name in names if home.startswith("bangfu.cli.")}
    used |= {name for home, name in names if home == "bangfu.cli"}
    return any(writes(other, seen) for other in used - seen - MACHINERY if (CLI / f"{other}.py").exists())


def test_every_command_that_writes_is_in_the_list() -> None:
    listed = {command.argv[0] for command in COMMANDS}
    assert not listed & set(READING)
    assert listed | set(READING) == set(app.COMMANDS), "a new command is an entry of COMMANDS, or in READING"
    writing = {name for name, entry in app.COMMANDS.items() if writes(entry.target.split(":")[0], set())}
    assert not writing & set(READING)
    assert {"verify", "fmt", "check", "merge", "seal", "init", "git", "letter"} <= writing


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_does_what_the_list_says(
    command: EditingCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_bangfu
) -> None:
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    root = command.make(tmp_path / "repository")
    monkeypatch.chdir(root)
    done = run_bangfu(root, *command.argv, today=TODAY)
    assert done.code == 0, done.err
    for file, text in command.after.items():
        assert text in (root / file).read_bytes().decode()
        assert text not in command.files.get(file, "")
    assert run_bangfu(root, *NEXT, today=TODAY).code == 0
    assert (root / XT).read_text("utf-8") == NEXT_LEAVES
