"""What docs/screens/ shows is what the program prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "docs" / "screens"


def test_the_recorded_commands_print_what_was_recorded() -> None:
    run = subprocess.run(
        [sys.executable, "tools/screens.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout + run.stderr) == (0, "")


def test_a_recording_is_of_the_format_that_players_read() -> None:
    for cast in FOLDER.glob("*.cast"):
        head, *events = map(json.loads, cast.read_text("utf-8").splitlines())
        assert (head["version"], head["width"], head["height"]) == (2, 80, 24)
        assert [event[0] for event in events] == sorted(event[0] for event in events)
        assert {event[1] for event in events} == {"o"}


def test_a_picture_asks_for_nothing() -> None:
    pictures = list(FOLDER.glob("*.svg"))
    assert len(pictures) == 10
    for picture in pictures:
        text = picture.read_text("utf-8")
        assert "@font-face" not in text
        assert "url(http" not in text
        assert "href" not in text
