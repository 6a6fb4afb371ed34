"""The bulletin as a .docx."""

from __future__ import annotations

from bangfu.bulletin.document import Bulletin
from bangfu.bulletin.docx.closing import enclosed, signed
from bangfu.bulletin.docx.draft import Draft
from bangfu.bulletin.docx.head import head


def bulletin_to_docx(bulletin: Bulletin) -> bytes:
    """`bulletin` on paper as GB/T 9704-2012 has it; the same bulletin gives the same bytes."""
    draft = Draft()
    top = bulletin.head
    head(draft, f"{top.issuer}文件", top.number, top.title, top.recipients, bulletin.marks)
    draft.blocks(bulletin.opening)
    for part in bulletin.parts:
        draft.paragraph("Heading1", part.heading)
        draft.blocks(part.blocks, keep=part is bulletin.parts[-1])
    enclosed(draft, [annex.title for annex in bulletin.annexes])
    signed(draft, bulletin.signature, bulletin.date, bulletin.notes)
    for annex in bulletin.annexes:
        draft.annex(annex)
    return draft.finish(title=bulletin.name, issuer=bulletin.signature, issued=bulletin.issued)
