"""A bulletin to render, with what a ledger may hold at its worst."""

from __future__ import annotations

from datetime import date

from bangfu.bulletin.document import Annex, Bulletin, Column, Figure, Head, Items, Paragraph, Part, Table, text

HOSTILE = "<script>alert(1)</script> & \"'`*_[x](http://evil.example/)_* |\\ {{ 7 }} {% x %} $a$ ~~s~~ ${b}"


def bulletin(words: str = "正文") -> Bulletin:
    """A small document with every kind of block; `words` stands in every place that data can reach."""
    table = Table(
        columns=(Column("市州"), Column(words, numeric=False)),
        rows=(
            (text("株洲市"), text(words)),
            (text("25.6%（62/242）"), text(Figure("62", ("ledgers/a.yaml:3", words), "办结", "株洲市", "2019-06"))),
        ),
        caption=words,
        notes=(words,),
        landscape=True,
    )
    return Bulletin(
        head=Head(words, f"〔2019〕{words}号", ("关于", words), words),
        opening=(Paragraph(text(words)),),
        parts=(
            Part(
                f"一、{words}", (Paragraph(text("收集", Figure("256个"), words), f"1、{words}"), Items((text(words),)))
            ),
        ),
        annexes=(Annex("附件1", words, (table,)),),
        signature=words,
        issued=date(2019, 7, 5),
        notes=(words,),
        marks=(words,),
    )
