"""An editor saves a ledger while a command is at work on it: the save stays, and the command says so.

The command is stopped after each of its system calls in turn, and the editor saves then, in either of the two ways of
editors: into the file, or into a new one that takes its name.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from fork_server import ForkServer, Ran
from stage import Stage, ledgers, tree
from tracing import Held, Tracer, calls, need_tracing

from editing_commands import NEXT, ZHUZHOU, ZZ, tried
from soak import is_long, measured

STEPS = "openat,read,fsync,linkat,renameat2,fchmod,close,?rename,?renameat,?unlink,?unlinkat"
TITLE = "title: 贷款未获批\n"
SAVED = ZHUZHOU.replace(TITLE, "title: 编辑器改的\n")


def into_it(path: Path) -> None:
    path.write_text(SAVED, "utf-8")


def in_its_place(path: Path) -> None:
    new = path.with_name(".saved~")
    new.write_text(SAVED, "utf-8")
    new.replace(path)


@pytest.mark.soak
@pytest.mark.parametrize("save", [into_it, in_its_place])
def test_an_editor_saves_in_between(tmp_path: Path, server: ForkServer, save: Callable[[Path], None]) -> None:
    need_tracing()
    wrong: list[str] = []
    refused = told = 0
    part = f"An editor saves in between, {save.__name__.replace('_', ' ')}"
    with measured(part, __file__) as figures:
        for command in tried(2 if is_long() else 1, everything=False):
            stage = Stage.of(command, tmp_path / command.name, server)
            tracer = Tracer(server, tmp_path / "log")
            _ran, log = tracer.run(stage.copy(tmp_path / "work"), command.argv, "-e", f"trace={STEPS}")
            for call, count in calls(log).items():
                for number in steps(call, count):
                    root = stage.copy(tmp_path / "work")
                    stop = f"inject={call}:signal=STOP:when={number}"
                    held = tracer.begin(root, command.argv, "-e", f"trace={STEPS}", "-e", stop)
                    done, ran = run_and_save(held, server, root / ZZ, save, stage)
                    held.finish()
                    if done is None:  # the call was not made this time
                        continue
                    what = judged(stage, root, done, ran)
                    refused, told = refused + (ran.code == 2), told + (ran.code == 0)
                    wrong += [f"{command.name}, {call} {number}: {what}"] if what else []
                    if server.run(root, NEXT).code:
                        wrong.append(f"{command.name}, {call} {number}: the next command fails")
            figures |= {"saves": refused + told, "edits refused": refused, "saves lost or edits lost": len(wrong)}
        assert not wrong, "\n".join(wrong)
    assert refused >= 3


def steps(call: str, count: int) -> range:
    """Which of the calls: all in the long form, and in an ordinary run those near the change."""
    near = call in ("linkat", "renameat2", "fsync", "fchmod") or is_long()
    return range(1, count + 1) if near else range(max(1, count - 1), count)


def run_and_save(
    held: Held, server: ForkServer, path: Path, save: Callable[[Path], None], stage: Stage
) -> tuple[bool | None, Ran]:
    """Lets the command run; the editor saves at its stop.

    Returns:
        Whether the edit was in its place already (None: there was no stop and no save), and the run.
    """
    done = None
    server.go()
    while not server.answered():
        if stopped := held.stopped():
            done = path.read_bytes() == stage.new[ZZ]
            save(path)
            os.kill(stopped, signal.SIGCONT)
    return done, server.wait()


def judged(stage: Stage, root: Path, done: bool, ran: Ran) -> str:
    """What is wrong, if anything."""
    now = ledgers(tree(root))
    there = now.pop(ZZ)
    others = {name: data for name, data in ledgers(stage.old).items() if name != ZZ}
    if ran.code == 0 and not done and there != SAVED.encode():
        # The editor was before the edit began to read: both are there.
        both = stage.new[ZZ].decode().replace(TITLE, "title: 编辑器改的\n").encode()
        return "" if there == both else "the save is lost"
    if there != SAVED.encode():
        return f"the save is lost: {ran}"
    if ran.code == 2 and ("changed by another program" not in ran.err or now != others):
        return f"a refusal that is none: {ran}"
    if ran.code == 0 and not done:
        return "success is told, and the edit is not there"
    return "" if ran.code in (0, 2) else f"{ran}"
