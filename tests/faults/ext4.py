"""A small ext4 in a file, mounted by loop, from which the power can be taken at any moment."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_SIZE = 8 * 1024 * 1024
_ROOM = 100 * _SIZE
_NO_MERCY = "loop,noauto_da_alloc,data=writeback"
"""Without what ext4 does by itself for programs that do not synchronise."""


class Disk:
    """The file that holds the file system, and the folder where it is mounted."""

    def __init__(self, folder: Path) -> None:
        self.image, self.folder, self._cuts = folder / "image", folder / "mounted", folder / "cuts"
        self._cuts.mkdir()

    def cut(self) -> Path:
        """What the disk would hold if the power went now: what was sent to it, and nothing of what is in memory.

        Twice the same file where nothing was sent in between.
        """
        data = self.image.read_bytes()
        kept = self._cuts / sha256(data).hexdigest()
        if not kept.exists():
            kept.write_bytes(data)
        return kept


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[Path]:
    """Mounts an image; what its journal holds is brought in, as after a power cut."""
    folder.mkdir(exist_ok=True)
    _run("mount", "-o", _NO_MERCY, str(image), str(folder))
    try:
        yield folder
    finally:
        _run("umount", str(folder))


@contextmanager
def disk() -> Iterator[Disk]:
    """A new disk, mounted. Skips the test where that is not possible: it takes root and loop devices."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    if not (shutil.which("mkfs.ext4") and shutil.which("mount")):
        pytest.skip("mkfs.ext4 or mount is not installed")
    memory = Path("/dev/shm")  # quicker than a file on a disk
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    with TemporaryDirectory(dir=memory if roomy else None) as folder:
        yield from _disk(Disk(Path(folder)))


def _disk(made: Disk) -> Iterator[Disk]:
    with made.image.open("wb") as file:
        file.truncate(_SIZE)
    _run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(made.image))
    made.folder.mkdir()
    tried = subprocess.run(["mount", "-o", _NO_MERCY, made.image, made.folder], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"no disk can be mounted here: {tried.stderr.decode(errors='replace').strip()}")
    try:
        yield made
    finally:
        _run("umount", str(made.folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
