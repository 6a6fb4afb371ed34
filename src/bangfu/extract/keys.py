"""Under which key an extract is kept: a hash of everything that it is made from, the program included."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Protocol

import bangfu
from bangfu.read.files import RefusedFile, read_bytes

_MANY = 8_000_000
"""Bytes from which on a second thread saves more than it costs."""


class Keeper(Protocol):
    """Where values are kept by key from run to run. It may lose them; it never gives another's."""

    def get(self, key: str) -> bytes | None:
        """The value of a key, None where there is none."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keeps a value, if it can."""
        ...


def key(*parts: object) -> str:
    """The key of a value that is made from `parts` (anything that repr tells apart) by this very program."""
    return sha256(repr((program(), parts)).encode("utf-8", "surrogatepass")).hexdigest()


def digests(root: Path, names: Sequence[str]) -> dict[str, str] | None:
    """The hashes of files, by name; None where one cannot be read. Many bytes are hashed on two cores."""
    found: dict[str, str] = {}
    failed: list[str] = []
    waiting = list(reversed(names))

    def work() -> None:
        while True:
            try:
                name = waiting.pop()
            except IndexError:
                return
            try:
                found[name] = sha256(read_bytes(root / name)).hexdigest()
            except (OSError, RefusedFile):
                failed.append(name)

    try:
        size = sum((root / name).stat().st_size for name in names)
    except OSError:
        return None
    other = Thread(target=work) if size > _MANY else None  # hashing lets other threads run
    if other:
        other.start()
    work()
    if other:
        other.join()
    return None if failed else {name: found[name] for name in names}  # in their order, whichever was ready first


def files_below(root: Path, folders: Iterable[str]) -> list[tuple[str, str]] | None:
    """Everything below some folders of a repository, by name, each with its content's hash or what it is.

    None where something cannot be read.
    """
    others: list[tuple[str, str]] = []
    files: list[str] = []
    waiting = list(folders)
    try:
        while waiting:
            name = waiting.pop()
            path = root / name
            if path.is_symlink():
                others.append((name, "link"))
            elif path.is_dir():
                others.append((name, "folder"))
                waiting += (f"{name}/{entry}" for entry in os.listdir(path))  # noqa: PTH208
            elif path.exists():
                files.append(name)
    except OSError:
        return None
    found = digests(root, files)
    return None if found is None else sorted([*others, *found.items()])


@cache
def program() -> tuple[object, ...]:
    """What tells this program from any other: its files, Python, and what is installed beside it.

    The version alone would not do: a program may be run from its source.
    """
    package = Path(bangfu.__file__).parent
    files: list[tuple[str, int, int]] = []
    waiting = [str(package), *([str(package.parents[1] / "templates")] if package.parent.name == "src" else [])]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    status = entry.stat()
                    files.append((entry.path, status.st_size, status.st_mtime_ns))
    installed = [path for path in map(Path, sys.path) if path.name in ("site-packages", "dist-packages")]
    beside = [(str(path), path.stat().st_mtime_ns) for path in installed if path.is_dir()]
    return bangfu.__version__, sys.version, tuple(sorted(files)), tuple(beside)
