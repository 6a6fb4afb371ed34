"""`bangfu git`: sets up the merge driver of this clone, takes it away, or says how things are."""

from __future__ import annotations

import json as json_
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from bangfu.cli.options import Argument, Option
from bangfu.cli.session import Session
from bangfu.i18n import Message, _, mark
from bangfu.model.errors import UsageError
from bangfu.scaffold.attributes import DRIVER, MERGE, NAME

if TYPE_CHECKING:
    from bangfu.git import Answer

ACTIONS = ("install", "uninstall", "status")
_TITLE = "bangfu 帮扶: ledgers by record"
_SAMPLES = ("ledgers/a.yaml", "ledgers/a/b.yaml")


def git(
    session: Session,
    action: Annotated[
        str,
        Argument(
            help=mark("install the merge driver in this clone, uninstall it, or show its status."),
            metavar="install|uninstall|status",
        ),
    ],
    json: Annotated[bool, Option("--json", help=mark("status: print it as JSON."))] = False,
) -> int:
    """The merge driver of this clone."""
    from bangfu import git as calls
    from bangfu.cli.choices import one_of

    one_of("install|uninstall|status", action, ACTIONS)
    if json and action != "status":
        raise UsageError(_("{option} goes with: {command}", option="--json", command="git status"))
    root = session.root
    calls.require(root)
    if action == "install":
        _install(session, root)
    elif action == "uninstall":
        _uninstall(root)
        session.remark(_("the merge driver is not set in this clone any more"))
        return 0
    state = _state(root)
    if json:
        session.data(json_.dumps({"schema": 1, **state}, ensure_ascii=False, indent=2))
    else:
        for line in _told(state):
            session.data(session.text(line))
    return 0 if state["ready"] else 1


def driver_command() -> str:
    """The command that git runs: this interpreter and this bangfu, whatever lies in the repository.

    `-P` keeps Python from importing what lies in the folder it is started in, which is the repository.
    """
    return f"{shlex.quote(sys.executable)} -P -m bangfu merge-driver %O %A %B %L %P"


def covered(root: Path) -> bool:
    """Whether the attributes of the repository name our driver for its ledgers."""
    from bangfu import git as calls

    out = calls.run(root, "check-attr", "-z", "merge", "--", *_SAMPLES)
    return out.split(b"\0")[2::3] == [DRIVER.encode()] * len(_SAMPLES)


def _install(session: Session, root: Path) -> None:
    from bangfu import git as calls

    command = driver_command()
    for key, value in (("name", _TITLE), ("driver", command)):
        if _setting(root, key) != value:
            calls.run(root, "config", "--local", "--replace-all", f"merge.{DRIVER}.{key}", value)
    if covered(root):
        return
    from bangfu.cli.output import write

    path = root / NAME
    text = _attributes(path)
    eol = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else text + eol
    write(path, before + MERGE + eol)
    session.remark(_("{file}: added “{line}”; commit it, so that every clone has it", file=NAME, line=MERGE))


def _uninstall(root: Path) -> None:
    """The driver's settings go. The attribute stays: it is the repository's, and without a driver git merges lines."""
    from bangfu import git as calls

    if any(_setting(root, key) is not None for key in ("name", "driver")):
        calls.run(root, "config", "--local", "--remove-section", f"merge.{DRIVER}")


def _attributes(path: Path) -> str:
    from bangfu.read.files import RefusedFile, read_bytes

    try:
        return read_bytes(path).decode()
    except FileNotFoundError:
        return ""
    except (RefusedFile, UnicodeDecodeError):
        raise UsageError(
            _("{file} cannot be edited", file=NAME), _("add this line to it: {line}", line=MERGE)
        ) from None


def _setting(root: Path, key: str) -> str | None:
    """A setting of the driver in this clone; None where it is not set."""
    from bangfu import git as calls

    done: Answer = calls.answer(root, "config", "--local", "--get", f"merge.{DRIVER}.{key}")
    if done.code not in (0, 1):
        raise calls.failed(("config",), done)
    return done.out.decode("utf-8", "replace").removesuffix("\n") if done.code == 0 else None


def _state(root: Path) -> dict[str, Any]:
    driver = _setting(root, "driver")
    program = _program(driver) if driver else None
    found = program is not None and _runs(program)
    attribute = covered(root)
    return {
        "driver": driver,
        "program": program,
        "program_found": found,
        "current": driver == driver_command(),
        "attribute": attribute,
        "ready": found and attribute,
    }


def _program(command: str) -> str | None:
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    return words[0] if words else None


def _runs(program: str) -> bool:
    from shutil import which

    return which(program) is not None


def _told(state: dict[str, Any]) -> Sequence[Message]:
    """The status, a line for each thing that must be right."""
    if state["driver"] is None:
        driver = _("merge driver: not installed in this clone; install it: bangfu git install")
    elif not state["program_found"]:
        driver = _("merge driver: {program} is not there any more; install it again: bangfu git install",
                   program=state["program"] or state["driver"])  # fmt: skip
    elif state["current"]:
        driver = _("merge driver: installed ({command})", command=state["driver"])
    else:
        driver = _("merge driver: installed, by another bangfu ({command})", command=state["driver"])
    if state["attribute"]:
        return driver, _("{file}: the ledgers are merged by it", file=NAME)
    return driver, _("{file}: it lacks “{line}”, so git merges ledgers line by line", file=NAME, line=MERGE)
