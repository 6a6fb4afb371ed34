"""The fuzzer's kept inputs: one file a target, one input a line as a JSON string, which a difference can show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")


def kept(target: str) -> list[bytes]:
    """The inputs kept for a target."""
    lines = (FOLDER / f"{target}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line).encode("utf-8", "surrogateescape") for line in lines]


def keep(target: str, inputs: Iterable[bytes]) -> None:
    """Keeps these inputs and no other."""
    lines = sorted(json.dumps(data.decode("utf-8", "surrogateescape"), ensure_ascii=False) for data in set(inputs))
    plain = re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda odd: f"\\u{ord(odd[0]):04x}", "\n".join([*lines, ""]))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{target}.jsonl").write_text(plain, "utf-8")
