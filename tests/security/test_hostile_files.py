"""Every hostile file of the catalogue meets the real command: one clear line a problem, in bounded time and memory.

An ordinary run takes every eighth, in forks of a process that has imported the program; the long form takes all, the
heavy ones too, each in a new process.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bounded_runs import Bangfu, Run, bangfu, cheapest

from hostile_files import CONFIGURATION, PROVINCE, Hostile, everything, put
from soak import share

__all__ = ["bangfu"]

BYTES = 200_000
"""What is printed of one file at most."""
_FINDING = re.compile(r"[^\n]+?(?::[0-9]+:[0-9]+)?: BF[0-9]{3} (?:error|warning): [^\n]+")
_FILE_AND_LINE = re.compile(r" \| |^ +\||^  = |^  \S+:[0-9]+:[0-9]+: |^errors: |^no findings$|^bangfu: |^  \S")
_CASES = everything() if share() else [case for case in everything() if not case.heavy][::8]


def laid_out(root: Path, case: Hostile) -> None:
    """The repository in which the hostile thing lies."""
    for name, content in {CONFIGURATION: PROVINCE, **case.others}.items():
        if name != case.at:
            put(root / name, content)
    put(root / case.at, case.content)


def states(root: Path) -> dict[str, tuple[int, ...] | bytes]:
    """Every file as it is: its bytes, of big ones and of others than files what the system says of them."""
    found: dict[str, tuple[int, ...] | bytes] = {}
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        whole = path.is_file() and not path.is_symlink() and status.st_size < 1_000_000
        found[str(path)] = (
            path.read_bytes() if whole else (status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns)
        )
    return {name: state for name, state in found.items() if not Path(name).is_dir()}


@pytest.mark.soak
@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_a_hostile_file_costs_little_is_told_in_words_and_stays(case: Hostile, bangfu: Bangfu, tmp_path: Path) -> None:
    laid_out(tmp_path, case)
    before = states(tmp_path)
    done = _cheapest(case, bangfu, tmp_path)
    assert done.code == case.code, done.out[:2000]
    assert "Traceback" not in done.out
    assert "internal error" not in done.out
    assert len(done.out) < BYTES
    if isinstance(case.says, tuple):
        assert re.findall(r"^[^ \n]+: (BF[0-9]{3}) error", done.out, re.MULTILINE) == list(case.says)
    else:
        assert case.says in done.out
    if case.run[0] == "check" and len(case.run) == 1:
        for line in done.out.splitlines():
            assert _FINDING.fullmatch(line) or _FILE_AND_LINE.search(line), line
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", done.out)
    assert states(tmp_path) == before


def _cheapest(case: Hostile, bangfu: Bangfu, root: Path) -> Run:
    return cheapest(bangfu, root, *(word.replace("{file}", case.at) for word in case.run))
