"""`check --fix` on slips made at random in any hand-kept layout: it guesses nothing, loses nothing, and ends."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangfu import pipeline
from bangfu.edit.comments import leaves
from bangfu.edit.fix import fix
from bangfu.edit.phrase import inline, tree_of
from bangfu.edit.write import write_all
from bangfu.model.diagnostic import Diagnostic
from bangfu.model.ledger import SECTIONS, Part
from bangfu.model.province import City
from bangfu.model.source import Source
from bangfu.read.build import every_key
from bangfu.read.files import decode
from bangfu.read.part import read_part
from bangfu.read.recover import compose_source
from layouts import HandKept, hand_kept

CITY = City(slug="zhuzhou", name="株洲市", prefix="ZZ")
NAME = "ledgers/zhuzhou.yaml"
CONFIGURATION = "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n"
SLIPS = ("wide", "close", "indent", "unseen")


def records(part: Part | None) -> list[tuple[str, str]]:
    return [(name, inline(tree_of(one))) for name in SECTIONS for one in getattr(part, name)] if part else []


def read(data: bytes) -> Part | None:
    source, _findings = decode(data, NAME)
    return read_part(source).part if source else None


def slipped(source: Source, place: int, slip: str) -> str:
    """The text with one slip at a key: nothing that a reader would see as another text."""
    root = compose_source(source, every_key()).root
    keys = [leaf for leaf in leaves(root) if not leaf.style and leaf.text in every_key()] if root else []
    text, key = source.text, keys[place % len(keys)]
    end, start = key.end.index, text.rfind("\n", 0, key.start.index) + 1
    if slip == "indent":
        return text[:start] + text[start:].replace("  ", "\u3000", 1) if text[start : start + 2] == "  " else text
    if slip == "unseen":
        return text[:end] + "\u200b" + text[end:]
    return text[:end] + ("：" if slip == "wide" else ":") + text[end + 2 :] if text[end : end + 2] == ": " else text


def fixed(data: bytes) -> bytes:
    """What the program makes of the file, in a repository of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "ledgers").mkdir()
        (root / "bangfu.yaml").write_text(CONFIGURATION, "utf-8")
        (root / NAME).write_bytes(data)

        def look(instead: Mapping[str, Source]) -> list[Diagnostic]:
            return pipeline.check(root, date(2030, 1, 1), None, instead)

        write_all(root, fix(root, {NAME: CITY}, look, lambda _found: True).replacements)
        return (root / NAME).read_bytes()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(hand_kept(), st.lists(st.tuples(st.integers(0, 500), st.sampled_from(SLIPS)), min_size=1, max_size=4))
def test_a_fix_gives_what_was_written_or_leaves_it(kept: HandKept, slips: list[tuple[int, str]]) -> None:
    source, _findings = decode(kept.data, NAME)
    assert source
    text = source.text
    for place, slip in slips:
        text = slipped(Source(NAME, text, "", source.bom), place, slip)
    broken = (b"\xef\xbb\xbf" if source.bom else b"") + text.encode()
    after = fixed(broken)
    meant, found = records(read(kept.data)), records(read(after))
    assert [record for record in found if record not in meant] == []  # nothing new was made up
    assert [record for record in records(read(broken)) if record not in found] == []  # nothing is lost
    assert fixed(after) == after
