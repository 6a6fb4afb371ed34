"""A full disk, limits, folders that may not be written, odd things in the place of a file: told, and nothing torn."""

from __future__ import annotations

import os
import random
import resource
import shutil
import socket
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fork_server import ForkServer
from stage import Stage, of_what_was_said, tree

from editing_commands import BEFORE, COMMANDS, NEXT, WAYS, XT, ZZ, tried
from soak import cases, is_long, measured

_PAGE = 4096
_NOBODY = 65534


@pytest.mark.soak
def test_the_disk_is_full(tmp_path: Path, server: ForkServer) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    wrong: list[str] = []
    full = 0
    try:
        with measured("A full disk", __file__) as figures:
            for number, command in enumerate(tried(2, everything=is_long())):
                stage = Stage.of(command, tmp_path / f"stage{number}", server)
                for pages in range(12 if is_long() else 3):
                    root = stage.copy(folder / "work")
                    filler = folder / "filler"
                    filler.write_bytes(b"\0" * (shutil.disk_usage(folder).free - pages * _PAGE))
                    ran = server.run(root, command.argv)
                    full += ran.code != 0
                    filler.unlink()
                    wrong += [f"{command.name}, {pages} pages: {what}" for what in stage.faults(root, ran, server)]
            figures |= {"runs refused": full, "torn, lost or untold": len(wrong)}
            assert not wrong, "\n".join(wrong)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    assert full > 2


@pytest.mark.soak
def test_limits(tmp_path: Path, server: ForkServer) -> None:
    wrong: list[str] = []
    refused = 0
    with measured("Limits on files", __file__) as figures:
        for number, command in enumerate(tried(2, everything=is_long())):
            stage = Stage.of(command, tmp_path / f"stage{number}", server)
            for kind, limits in ((resource.RLIMIT_FSIZE, (700, 1100, 4000)), (resource.RLIMIT_NOFILE, range(4, 12))):
                for limit in limits if is_long() else limits[:2]:
                    root = stage.copy(tmp_path / "work")
                    ran = server.run(root, command.argv, [(kind, limit)])
                    refused += ran.code != 0
                    wrong += [f"{command.name}, {kind} {limit}: {what}" for what in stage.faults(root, ran, server)]
        figures |= {"runs refused": refused, "torn, lost or untold": len(wrong)}
        assert not wrong, "\n".join(wrong)
    assert refused > 3


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's name is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


ODD = {
    "a link": lambda path: path.symlink_to(path.parents[1] / "outside"),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a FIFO": os.mkfifo,
    "a socket": _socket,
    "a folder": lambda path: path.mkdir(),
    "a link to a device": lambda path: path.symlink_to("/dev/full"),
}


@pytest.mark.soak
def test_odd_things_in_the_place_of_a_file(tmp_path: Path, server: ForkServer) -> None:
    found = [
        (command, file, kind)
        for command in tried(len(WAYS), everything=is_long())
        for file in sorted({*command.files, *command.after, "ledgers", "seals"} - {XT})
        for kind in ODD
    ]
    random.Random(2).shuffle(found)  # noqa: S311
    wrong: list[str] = []
    refused = 0
    stages: dict[str, Stage] = {}
    with measured("Odd things in the place of a file", __file__) as figures:
        for command, file, kind in found[: cases(25, len(found))]:
            if command.name not in stages:
                stages[command.name] = Stage.of(command, tmp_path / f"stage{len(stages)}", server)
            shutil.rmtree(tmp_path / "work", ignore_errors=True)
            root = stages[command.name].copy(tmp_path / "work" / "root")
            outside = tmp_path / "work" / "outside"
            outside.write_text("outside", "utf-8")
            path = root / file
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
            path.parent.mkdir(exist_ok=True, parents=True)
            ODD[kind](path)
            before = tree(root)
            ran = server.run(root, command.argv)
            refused += ran.code != 0
            what = of_what_was_said(ran)
            if ran.code not in (0, 1, 2):
                what.append(f"ended with {ran.code}")
            if outside.read_text("utf-8") != "outside" and (
                file.startswith(("ledgers", "bangfu", "seals")) or ran.code
            ):
                what.append("what lies outside was written")
            if ran.code == 2 and not command.piecewise and tree(root) != before:
                what.append(f"refused, and yet changed: {set(tree(root).items()) ^ set(before.items())}"[:300])
            wrong += [f"{command.name}, {kind} for {file}: {one}" for one in what]
        figures |= {"tried": cases(25, len(found)), "refused": refused, "hung, torn or untold": len(wrong)}
        assert not wrong, "\n".join(wrong)
    assert refused > 10


VERIFY = next(command for command in COMMANDS if command.name == "verify")


def warmed(server: ForkServer, folder: Path) -> None:
    """Has imported what an edit needs, also to be refused: another user may not be allowed to read Python."""
    for number, broken in enumerate(("", ZZ, "bangfu.yaml")):
        root = VERIFY.make(folder / f"warm{number}")
        if broken:
            (root / broken).unlink()
            (root / broken).mkdir()
        server.warm(root, VERIFY.argv)


@pytest.mark.parametrize("what", ["ledgers", "ledger", "bangfu.yaml"])
def test_what_may_not_be_touched_is_told(tmp_path: Path, server: ForkServer, what: str) -> None:
    warmed(server, tmp_path)
    user = _NOBODY if os.geteuid() == 0 else 0  # root may touch everything
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = VERIFY.make(Path(folder, "root"))
        for path in (root, *root.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        place = root / {"ledger": ZZ}.get(what, what)
        place.chmod(0o555 if place.is_dir() else 0)
        ran = server.run(root, VERIFY.argv, user=user)
        place.chmod(0o755)
        reason = f"{ZZ} could not be read" if what == "ledger" else "permission is denied"
        assert (ran.code, reason in ran.err, of_what_was_said(ran)) == (2, True, []), ran.err
        assert tree(root) == {name: text.encode() for name, text in BEFORE.items()}
        assert server.run(root, NEXT).code == 0


def test_a_ledger_of_another_user_is_edited_all_the_same(tmp_path: Path, server: ForkServer) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root has files of another user")
    warmed(server, tmp_path)
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = VERIFY.make(Path(folder, "root"))
        for path in (root, *root.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o644)
        assert server.run(root, VERIFY.argv, user=_NOBODY).code == 0
        assert "type: 核实" in (root / ZZ).read_text("utf-8")
        assert (root / ZZ).stat().st_mode & 0o777 == 0o644
