"""The hashes that keys are made of."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from bangfu.extract import keys
from bangfu.extract.keys import digests, files_below, key


@pytest.mark.parametrize("many", [0, 8_000_000])
def test_hashes_come_in_the_order_of_the_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(keys, "_MANY", many)
    names = [f"{number}.yaml" for number in range(40)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(b"x" * (400_000 if number < 2 else 10))
    found = digests(tmp_path, names)
    assert found is not None
    assert list(found) == names
    assert found["5.yaml"] == sha256(b"x" * 10).hexdigest()


@pytest.mark.parametrize("many", [0, 8_000_000])
def test_a_file_that_cannot_be_read_gives_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(keys, "_MANY", many)
    (tmp_path / "a.yaml").write_bytes(b"a")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert digests(tmp_path, ["a.yaml", "b.yaml"]) is None
    assert digests(tmp_path, ["a.yaml", "c.yaml"]) is None
    assert digests(tmp_path, []) == {}


def test_what_lies_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "ledgers" / "zhuzhou").mkdir(parents=True)
    (tmp_path / "ledgers" / "zhuzhou" / "a.yaml").write_bytes(b"a")
    (tmp_path / "ledgers" / "b.yaml").symlink_to("a.yaml")
    assert files_below(tmp_path, ["ledgers", "seals"]) == [
        ("ledgers", "folder"),
        ("ledgers/b.yaml", "link"),
        ("ledgers/zhuzhou", "folder"),
        ("ledgers/zhuzhou/a.yaml", sha256(b"a").hexdigest()),
    ]


def test_keys_tell_values_of_different_types_apart() -> None:
    made = {key(1), key("1"), key(1, 2), key((1, 2)), key(), key(None)}
    assert len(made) == 6
    assert key(1) in made


def test_a_key_does_not_hang_on_where_the_program_is_started(tmp_path: Path) -> None:
    script = tmp_path / "tell.py"  # its folder is the first on the path
    script.write_text("from bangfu.extract.keys import key; print(key())")
    told = []
    for name in "ab":
        (tmp_path / name).mkdir()
        told.append(subprocess.run([sys.executable, script], capture_output=True, check=True).stdout)
    assert told[0] == told[1]
