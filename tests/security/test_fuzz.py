"""Fuzzing of what reads, edits and merges. An ordinary run tries the kept inputs; the long form looks for new ones."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import FOLDER, kept
from fuzz_targets import Targets, targets

from soak import measured, share

NAMES = ("read", "edit", "fix", "merge", "configuration", "bulletin", "sheet")
SECONDS = 900
"""How long each target is fuzzed in the long form."""


@pytest.fixture(scope="module")
def all_targets() -> Iterator[Targets]:
    found = targets()
    yield found
    found.close()


def test_every_target_has_inputs_and_they_are_small() -> None:
    assert sorted(targets_of()) == sorted(NAMES)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 300_000


def targets_of() -> list[str]:
    return [path.stem for path in FOLDER.glob("*.jsonl")]


@pytest.mark.parametrize("name", NAMES)
def test_the_kept_inputs_hold(name: str, all_targets: Targets) -> None:
    for data in kept(name):
        all_targets.all[name](data)


@pytest.mark.soak
@pytest.mark.skipif(not share(), reason="the fuzzer runs in the long form alone")
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no build for this Python")
@pytest.mark.parametrize("name", NAMES)
def test_fuzzing_finds_nothing_new(name: str, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for number, data in enumerate(kept(name)):
        (inputs / f"{number:04}").write_bytes(data)
    seconds = max(10, round(SECONDS * share()))
    keep_in = os.environ.get("BANGFU_FUZZ")  # a folder for the inputs that were found, to be kept by keep_corpus.py
    with measured(f"Fuzzing: {name}", __file__) as figures:
        command = [
            sys.executable, str(Path(__file__).with_name("fuzz.py")), name, str(inputs), f"-max_total_time={seconds}",
            "-print_final_stats=1", f"-artifact_prefix={tmp_path}/",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=tmp_path, check=False)
        if keep_in:
            Path(keep_in).mkdir(parents=True, exist_ok=True)
            inputs.rename(Path(keep_in, name))
        executed = re.search(r"number_of_executed_units: *([0-9]+)", done.stderr)
        covered = re.findall(r"cov: ([0-9]+)", done.stderr)
        figures["inputs tried"] = int(executed[1]) if executed else 0
        figures["branches reached"] = int(covered[-1]) if covered else 0
        found = [*tmp_path.glob("crash-*"), *tmp_path.glob("timeout-*"), *tmp_path.glob("oom-*")]
        figures["findings"] = len(found)
        assert done.returncode == 0, done.stderr[-3000:]
        assert not found
