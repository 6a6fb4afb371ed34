"""A letter as a .docx."""

from __future__ import annotations

from bangfu.bulletin.document import Annex
from bangfu.bulletin.docx.closing import signed
from bangfu.bulletin.docx.draft import Draft
from bangfu.bulletin.docx.head import head
from bangfu.bulletin.docx.paragraph import run
from bangfu.bulletin.letters import Letter, Matter

_SLIP = 1600
"""The height of a row of the reply slip (twips): it is filled in by hand."""


def letter_to_docx(letter: Letter) -> bytes:
    """`letter` on paper, its reply slip on a sheet of its own; the same letter gives the same bytes."""
    draft = Draft()
    head(draft, letter.issuer, letter.number, (letter.title,), letter.recipient, letter.marks)
    draft.blocks(letter.opening)
    draft.paragraph("Heading1", "一、问题情况")
    for matter in letter.matters:
        _matter(draft, matter)
    draft.paragraph("Heading1", "二、办理要求")
    draft.blocks(letter.asked, keep=True)
    signed(draft, letter.signature, letter.date)
    if letter.copies:
        draft.paragraph("Copies", f"抄送：{letter.copies}")
    draft.annex(Annex(letter.number, "回执", letter.slip), row_height=_SLIP)
    return draft.finish(title=letter.title, issuer=letter.signature, issued=letter.issued)


def _matter(draft: Draft, matter: Matter) -> None:
    runs = [run(f"{matter.heading}。", "RunIn")]
    if matter.urgency:
        runs.append(run(matter.urgency, matter.urgency.colour))
    draft.paragraph("BodyText", *runs, matter.words)
