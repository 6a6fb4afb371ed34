"""The power goes at each step of a write: what was acknowledged is on the disk, the rest is as before or as intended.

A disk in a file is copied while the program stands still after a system call. The copy holds what the system had sent
to the disk and nothing of what it had in memory; mounted, its journal is brought in, as after a power cut.
"""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from ext4 import Disk, disk, mounted
from fork_server import ForkServer, Ran
from stage import Stage
from tracing import Tracer, need_tracing

from editing_commands import tried
from soak import is_long, measured

STEPS = "write,fsync,renameat2,linkat,fchmod,fchown,openat,close,unlinkat,?rename,?renameat,?unlink,?mkdir,?mkdirat"
"""Every machine has its own of the calls with a question mark."""


def test_what_is_not_synchronised_is_lost_here(tmp_path: Path) -> None:
    """Else the proof below would prove nothing."""
    with disk() as drive:
        (drive.folder / "ledger").write_text("old")
        os.sync()
        (drive.folder / "ledger").write_text("new")
        (drive.folder / "other").write_text("acknowledged")
        cut = drive.cut()
        after = tmp_path / "after"
        with mounted(cut, after):
            assert not (after / "other").exists() or not (after / "other").read_text()
            assert (after / "ledger").read_text() != "new"


@pytest.mark.soak
def test_the_power_goes_at_every_step(tmp_path: Path, server: ForkServer) -> None:
    need_tracing()
    wrong: list[str] = []
    taken = different = 0
    chosen = [command for command in tried(2, everything=is_long()) if not command.own]
    with measured("Power cuts on ext4", __file__, commands=len(chosen)) as figures:
        for number, command in enumerate(chosen):
            stage = Stage.of(command, tmp_path / f"stage{number}", server)
            with disk() as drive:
                steps, cuts, last = cut_at_each_step(stage, drive, server, tmp_path)
                for cut in (*cuts, last):
                    with mounted(cut, tmp_path / "after") as after:
                        # Only what was acknowledged must be there; before that it may be either.
                        ran = Ran(0 if cut == last else -signal.SIGKILL, "", "")
                        wrong += [f"{command.name}: {what}" for what in stage.faults(after / "work", ran, server)]
            assert len(cuts) > 1, "nothing was synchronised before success was told"
            taken, different = taken + steps + 1, different + len(cuts) + 1
            figures |= {
                "power cuts": taken, "different disks after them": different,
                "acknowledged changes lost, ledgers torn": len(wrong),
            }  # fmt: skip
        assert not wrong, "\n".join(wrong)


def cut_at_each_step(stage: Stage, drive: Disk, server: ForkServer, folder: Path) -> tuple[int, set[Path], Path]:
    """Runs the command on the disk, and cuts the power after each step, and when success was told.

    Returns:
        How many steps there were, the different disks after them, and the disk when success was told.
    """
    root = drive.folder / "work"
    shutil.copytree(stage.origin, root, symlinks=True)
    os.sync()
    held = Tracer(server, folder / "log").begin(
        root, stage.command.argv, "-e", f"trace={STEPS}", "-e", f"inject={STEPS}:signal=STOP"
    )
    steps, cuts = 0, set()
    server.go()
    while not server.answered():
        if stopped := held.stopped():
            steps += 1
            cuts.add(drive.cut())
            os.kill(stopped, signal.SIGCONT)
    ran, last = server.wait(), drive.cut()
    held.finish()
    assert ran.code == 0, ran.err
    return steps, cuts - {last}, last
