"""What stands below the text: what is enclosed, who signs on which day, and the remarks."""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.bulletin.document import Colophon
from bangfu.bulletin.docx.columns import ems
from bangfu.bulletin.docx.draft import Draft
from bangfu.bulletin.docx.page import CHAR, LINE, WIDTH

_LABEL = "附件："


def enclosed(draft: Draft, titles: Sequence[str]) -> None:
    """附件：1.… and the others below it, numbers under numbers, a second line of a title under the first."""
    for number, title in enumerate(titles, start=1):
        first = number == 1
        draft.paragraph(
            "Enclosed",
            f"{_LABEL if first else ''}{number}.{title}",
            spacing={"before": LINE} if first else None,
            indent={"left": 6 * CHAR, "hanging": 4 * CHAR} if first else None,
        )


def signed(draft: Draft, signature: str, day: str, notes: Sequence[str] = (), *, seal: bool = False) -> None:
    """Who signs, the day, and the remarks.

    Without a seal the signature ends two characters from the right, and the day begins two characters after it; for a
    seal the day ends four characters from the right, and the signature stands over its middle.
    """
    if seal:
        around: dict[str, str | int] = {"left": max(0, WIDTH - round((ems(day) + 8) * CHAR))}
        draft.paragraph("Signature", signature, indent=around, align="center")
        draft.paragraph("IssueDate", day, keep=bool(notes), indent={"right": 4 * CHAR}, align="right")
    else:
        block = max(ems(signature), ems(day) + 2)
        left = max(0, WIDTH - round((block + 2) * CHAR))
        draft.paragraph("Signature", signature, indent={"left": left})
        draft.paragraph("IssueDate", day, keep=bool(notes), indent={"left": left + 2 * CHAR})
    for note in notes:
        draft.paragraph("Remark", f"（{note}）")


def colophon(draft: Draft, words: Colophon) -> None:
    """版记 at the foot of the last page, an upright one: 4号 type, one character in on both sides."""
    draft.upright()
    rows = [[words.copies]] if words.copies else []
    draft.foot([*rows, [words.office, words.printed]])
