"""What stands above the text of an issued document: warnings, the red head, the number, the title, the recipients."""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.bulletin.docx.draft import Draft
from bangfu.bulletin.docx.page import LINE, MM, WIDTH
from bangfu.bulletin.docx.paragraph import run
from bangfu.bulletin.docx.styles import MARK_HEIGHT

_LARGEST = 62.0
"""Of the red head, in points."""
_ABOVE = round(35 * MM)
"""From the top of the text area to the red head."""
_LEADING = 1.2
"""Of the red head's line: at less its strokes would be cut off."""
_STROKES, _FOOT = 0.105, 0.12
"""How far the strokes begin below the top of that line, and how much of it stands below the type, in ems: the programs
set the baseline at four fifths of an exact line."""


def head(
    draft: Draft, issuer: str, number: str, title: Sequence[str], recipients: str, marks: Sequence[str] = ()
) -> None:
    """Adds the head.

    Args:
        draft: the document, empty yet.
        issuer: the red head as it is printed.
        number: the document's number.
        title: a string a line.
        recipients: without the colon.
        marks: warnings; they stand in the space above the red head, which keeps its place.
    """
    for mark in marks:
        draft.paragraph("Mark", mark)
    size = red_size(issuer)
    em = 20 * size
    above = max(0, round(_ABOVE - _STROKES * em) - len(marks) * MARK_HEIGHT)
    draft.paragraph(
        "Issuer",
        run(issuer, size=size),
        spacing={"before": above, "line": round(_LEADING * em), "lineRule": "exact"},
    )
    draft.paragraph("Number", number, spacing={"before": 2 * LINE - round(_FOOT * em)})
    draft.lines("Title", title)
    draft.paragraph("Recipients", f"{recipients}：")


def red_size(issuer: str) -> float:
    """The size of the red head in points: as large as fits the width, in steps of half a point."""
    return min(_LARGEST, int(WIDTH / 20 / max(1, len(issuer)) * 2) / 2)
