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


def slipped(source: Source, slips: list[tuple[int, str]]) -> str:
    """The text with slips at keys: nothing that a reader would see as another text."""
    root = compose_source(source, every_key()).root
    keys = [leaf for leaf in leaves(root) if not leaf.style and leaf.text in every_key()] if root else []
    text = source.text
    chosen = {place % len(keys): slip for place, slip in slips}
    for place in sorted(chosen, reverse=True):
        end, slip = keys[place].end.index, chosen[place]
        start = text.rfind("\n", 0, keys[place].start.index) + 1
        if slip == "indent" and text[start : start + 2] == "  ":
            text = f"{text[:start]}\u3000{text[start + 2 :]}"
        elif slip == "unseen":
            text = f"{text[:end]}\u200b{text[end:]}"
        elif slip in ("wide", "close") and text[end : end + 2] == ": ":
            text = text[:end] + ("：" if slip == "wide" else ":") + text[end + 2 :]
    return text


def fixed(data: bytes) -> bytes:
    """What the program would make of the file, in a repository of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "ledgers").mkdir()
        (root / "bangfu.yaml").write_text(CONFIGURATION, "utf-8")
        (root / NAME).write_bytes(data)

        def look(instead: Mapping[str, Source]) -> list[Diagnostic]:
            return pipeline.check(root, date(2030, 1, 1), None, instead)

        made = fix(root, {NAME: CITY}, look, lambda _found: True).replacements
        return made[0].after if made else data


@settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
@given(hand_kept(), st.lists(st.tuples(st.integers(0, 500), st.sampled_from(SLIPS)), min_size=1, max_size=4))
def test_a_fix_gives_what_was_written_or_leaves_it(kept: HandKept, slips: list[tuple[int, str]]) -> None:
    source, _findings = decode(kept.data, NAME)
    assert source
    text = slipped(source, slips)
    broken = (b"\xef\xbb\xbf" if source.bom else b"") + text.encode()
    after = fixed(broken)
    meant, left, found = (records(read(data)) for data in (kept.data, broken, after))
    assert [record for record in found if record not in [*meant, *left]] == []  # nothing new was made up
    assert [record for record in left if record not in found] == []  # nothing is lost
    assert fixed(after) == after
