"""Under which key an extract is kept: a hash of everything that it is made from, the program included."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol

import bangfu
from bangfu.read.files import RefusedFile, read_bytes


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
    return hashlib.sha256(repr((program(), parts)).encode("utf-8", "surrogatepass")).hexdigest()


def digests(root: Path, names: Iterable[str]) -> dict[str, str] | None:
    """The hashes of files, by name; None where one cannot be read."""
    try:
        return {name: hashlib.sha256(read_bytes(root / name)).hexdigest() for name in names}
    except (OSError, RefusedFile):
        return None


def files_below(root: Path, folder: str) -> list[tuple[str, str]]:
    """Everything below a folder of a repository, by name, each with its content's hash or what it is.

    Raises:
        OSError, RefusedFile: something cannot be read.
    """
    found: list[tuple[str, str]] = []
    waiting = [folder]
    while waiting:
        name = waiting.pop()
        path = root / name
        if path.is_symlink():
            found.append((name, "link"))
        elif path.is_dir():
            found.append((name, "folder"))
            waiting += (f"{name}/{entry}" for entry in os.listdir(path))  # noqa: PTH208
        elif path.exists():
            found.append((name, hashlib.sha256(read_bytes(path)).hexdigest()))
    return sorted(found)


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
    beside = [(path, os.stat(path).st_mtime_ns) for path in sys.path if os.path.isdir(path)]  # noqa: PTH112, PTH116
    return bangfu.__version__, sys.version, tuple(sorted(files)), tuple(beside)
