"""The bulletin as a .docx."""

from __future__ import annotations

from bangfu.bulletin.document import Bulletin
from bangfu.bulletin.docx.closing import colophon, enclosed, signed
from bangfu.bulletin.docx.draft import Draft
from bangfu.bulletin.docx.head import head

RUN_IN = {"notice": "RunIn", "standard": "RunInStandard"}
"""The style of a heading within its paragraph, by `Bulletin.headings`."""


def bulletin_to_docx(bulletin: Bulletin) -> bytes:
    """`bulletin` on paper as GB/T 9704-2012 has it; the same bulletin gives the same bytes."""
    draft = Draft(run_in=RUN_IN[bulletin.headings])
    top = bulletin.head
    head(draft, f"{top.issuer}文件", top.number, top.title, top.recipients, bulletin.marks)
    draft.blocks(bulletin.opening)
    for part in bulletin.parts:
        draft.paragraph("Heading1", part.heading)
        draft.blocks(part.blocks, keep=part is bulletin.parts[-1])
    enclosed(draft, [annex.title for annex in bulletin.annexes])
    signed(draft, bulletin.signature, bulletin.date, bulletin.notes, seal=bulletin.seal)
    for annex in bulletin.annexes:
        draft.annex(annex)
    if bulletin.colophon:
        colophon(draft, bulletin.colophon)
    return draft.finish(title=bulletin.name, issuer=bulletin.signature, issued=bulletin.issued)
