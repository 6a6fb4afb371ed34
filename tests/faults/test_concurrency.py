"""Many edit at once, some are killed: what was acknowledged is there, once; every file reads well at every moment."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bangfu.edit.lock import locked
from bangfu.read.files import read_source
from bangfu.read.part import read_part
from editing_commands import BEFORE, CS, NEXT, ZHUZHOU, ZZ
from soak import is_long, measured

WORKER = """\
import contextlib, io, random, sys
from bangfu.cli.app import main

root, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
lot = random.Random(name)
base = ["--repo", root, "--lang", "en", "--today", "2019-06-30"]
kinds = {
    "issue": lambda token: ["add-issue", "--city", "zz", "--enterprise", "甲公司", "--category", "用地",
                            "--title", token],
    "enterprise": lambda token: ["add-enterprise", "--city", "cs", "--name", token],
    "progress": lambda token: ["progress", "BB33", "--note", token],
    "both": lambda token: ["supervise", "BB33", "EE66", "--note", token],
    "fmt": lambda token: ["fmt"],
    "fix": lambda token: ["check", "--fix"],
}
for number in range(rounds):
    kind = lot.choices(list(kinds), (4, 3, 4, 4, 1, 1))[0]
    token = f"{name}之{number}号"
    print("begun", kind, token, flush=True)
    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        code = main([*base, *kinds[kind](token)])
    print("done" if code == 0 else f"refused {code} {told.getvalue()!r}", kind, token, flush=True)
"""
_ASSIGNED = "      - {date: 2019-03-08, type: 交办, to: [市交通运输局], due: 2019-04-08}\n"


@dataclass
class Worker:
    """A process that edits, started again when it was killed, until it has made all its edits."""

    root: Path
    name: str
    left: int
    log: Path
    lives: int = 0
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.log.touch()
        self.start()

    def start(self) -> None:
        self.lives += 1
        arguments = [sys.executable, "-c", WORKER, str(self.root), f"{self.name}命{self.lives}", str(self.left)]
        # On a busy machine ten seconds may bring nobody's turn.
        patient = {"PYTHONUTF8": "1", "BANGFU_LOCK_TIMEOUT": "600", "PYTHONPATH": os.pathsep.join(sys.path)}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(arguments, stdout=out, stderr=out, env={**os.environ, **patient})

    def kill(self) -> bool:
        """Kills it and starts it again for what is left; False: it had ended."""
        self.process.kill()
        if self.process.wait() == 0:
            return False
        done = rf"^done \w+ {self.name}命{self.lives}之"
        self.left -= len(re.findall(done, self.log.read_text("utf-8"), re.MULTILINE))
        self.start()
        return True


def findings(root: Path) -> list[str]:
    """What is wrong with a ledger at this moment."""
    found = []
    for name in (ZZ, CS):
        source, refused = read_source(root / name, name)
        found += [str(finding.message) for finding in (read_part(source).findings if source else refused)]
    return found


@pytest.mark.soak
def test_many_edit_at_once_and_some_are_killed(repository, run_bangfu, tmp_path: Path) -> None:
    from bangfu.edit.helper import is_helper

    root = repository({**BEFORE, CS: BEFORE[CS] + _ASSIGNED})
    many, edits, kills = (16, 100, 60) if is_long() else (8, 10, 6)
    lot = random.Random(0)  # noqa: S311
    wrong: list[str] = []
    with measured("Edits at once, some killed", __file__, processes=many) as figures:
        workers = [Worker(root, f"工{number}", edits, tmp_path / f"log{number}") for number in range(many)]
        killed = 0
        while any(worker.process.poll() is None for worker in workers):
            time.sleep(lot.random() * (1 if killed < kills else 0.1))
            wrong += findings(root)
            if killed < kills:
                killed += lot.choice(workers).kill()
        said = [line for worker in workers for line in worker.log.read_text("utf-8").splitlines()]
        assert run_bangfu(root, "progress", "BB33", "--note", "最后").code == 0
        done = [line.split()[1:] for line in said if line.startswith("done ")]
        begun = [line.split()[1:] for line in said if line.startswith("begun ")]
        wrong += [line for line in said if not line.startswith(("done ", "begun "))]
        texts = {name: (root / name).read_text("utf-8") for name in (ZZ, CS)}
        for kind, token in begun:
            wrong += judged(kind, token, [kind, token] in done, texts)
        assert run_bangfu(root, "check").code == 0
        assert not [path for path in (root / "ledgers").iterdir() if is_helper(path.name)]
        figures |= {
            "edits acknowledged": len(done), "killed": killed, "killed within an edit": len(begun) - len(done),
            "edits lost, doubled or half made": len(wrong),
        }  # fmt: skip
        assert not wrong, "\n".join(wrong)
    assert killed
    assert len(done) >= many * edits


def judged(kind: str, token: str, acknowledged: bool, texts: dict[str, str]) -> Iterator[str]:
    """What is wrong with an edit: acknowledged, it is there once; else once or not at all; never in one file of two."""
    places = {"issue": (ZZ,), "enterprise": (CS,), "progress": (ZZ,), "both": (ZZ, CS)}.get(kind, ())
    counts = {texts[name].count(token) for name in places}
    if places and counts != {1} and (acknowledged or counts != {0}):
        yield f"{kind} {token}: {counts}, acknowledged: {acknowledged}"


def held(root: Path) -> tuple[int, Callable[[], None]]:
    """A process that holds the lock, and what ends it."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        with locked(root):
            os.write(go, b"x")
            signal.pause()
        os._exit(0)
    os.read(ready, 1)
    os.close(ready)
    os.close(go)

    def end() -> None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    return child, end


def test_a_stuck_lock_is_explained_and_goes_with_its_holder(repository, run_bangfu, monkeypatch) -> None:
    monkeypatch.setenv("BANGFU_LOCK_TIMEOUT", "0")
    root = repository(BEFORE)
    child, end = held(root)
    try:
        busy = run_bangfu(root, *NEXT)
        os.kill(child, signal.SIGSTOP)
        os.waitpid(child, os.WUNTRACED)
        stuck = run_bangfu(root, *NEXT)
        others = [run_bangfu(root, *command) for command in (("seal", "2019-05"), ("check", "--fix"), ("fmt",))]
    finally:
        end()
    who = re.compile(rf"another bangfu \(process {child} of \S+, started 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\) is editing")
    assert [busy.code, stuck.code] == [2, 2]
    assert who.search(busy.err)
    assert "try again when it has ended" in busy.err
    assert who.search(stuck.err)
    assert f"it was stopped: let it go on (kill -CONT {child}) or end it (kill -KILL {child})" in stuck.err
    assert [(one.code, bool(who.search(one.err))) for one in others] == [(2, True)] * 3
    assert (root / ZZ).read_text("utf-8") == ZHUZHOU
    assert run_bangfu(root, *NEXT).code == 0, "the lock goes with its holder, however it ends"


def test_who_waits_goes_on_when_the_holder_is_killed(repository) -> None:
    root = repository(BEFORE)
    _child, end = held(root)
    command = [sys.executable, "-m", "bangfu", "--repo", str(root), "--today", "2019-06-30", *NEXT]
    patient = {"BANGFU_LOCK_TIMEOUT": "60", "PYTHONPATH": os.pathsep.join(sys.path)}
    waiting = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, **patient})
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1)
    finally:
        end()
    assert waiting.wait(60) == 0
