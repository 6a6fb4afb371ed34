"""Texts that cannot be read as ledgers are brought together line by line, and never lost."""

from __future__ import annotations

import pytest

from bangfu import git
from bangfu.edit.markers import textual

BASE, OURS, THEIRS = b"a\nb\nc\n", b"a\nours\nc\n", b"a\ntheirs\nc\n"
MARKED = b"a\n<<<<<<< ours\nours\n||||||| base\nb\n=======\ntheirs\n>>>>>>> theirs\nc\n"


def test_the_lines_in_conflict_are_marked() -> None:
    assert textual(BASE, OURS, THEIRS) == MARKED


@pytest.mark.parametrize(
    ("code", "out"),
    [
        (127, b""),  # no library for git, or no git behind the name
        (1, b""),
        (1, OURS),
        (2, MARKED),
        (1, MARKED[:20]),
        (255, b""),
        (-9, b""),
    ],
)
def test_a_git_that_fails_loses_no_line(code: int, out: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its exit code is the number of conflicts, as a rule."""
    monkeypatch.setattr(git, "answer", lambda *_given, **_named: git.Answer(code, out, b""))
    assert textual(BASE, OURS, THEIRS) == MARKED
