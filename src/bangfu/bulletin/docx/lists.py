"""The three lists as a .docx: wide sheets, each list beginning one."""

from __future__ import annotations

from bangfu.bulletin.docx.draft import Draft
from bangfu.bulletin.lists import Lists


def lists_to_docx(lists: Lists, issuer: str) -> bytes:
    """`lists` on paper; `issuer` is named as the document's author. The same lists give the same bytes."""
    draft = Draft(landscape=True)
    for mark in lists.marks:
        draft.paragraph("Mark", mark)
    draft.lines("AnnexTitle", lists.title)
    draft.paragraph("Basis", f"（{lists.basis}）")
    for part in lists.parts:
        if part is not lists.parts[0]:
            draft.page(landscape=True)
        draft.paragraph("Heading1", part.heading)
        draft.blocks(part.blocks)
    for note in lists.notes:
        draft.paragraph("TableNote", note)
    return draft.finish(title=lists.name, issuer=issuer, issued=lists.as_of)
