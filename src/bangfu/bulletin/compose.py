"""Composes the bulletin of a period: every sentence and figure, as a document (docs/format.md has the definitions)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bangfu.bulletin.annexes import annexes
from bangfu.bulletin.document import Block, Bulletin, Head, Paragraph, Part, text
from bangfu.bulletin.material import Material, gather
from bangfu.bulletin.shapes import shape_of
from bangfu.bulletin.shapes.shape import Shape
from bangfu.bulletin.supervision import pressed
from bangfu.bulletin.wording import day, heading, numeral, tidy
from bangfu.merge.book import Book
from bangfu.model.period import Period
from bangfu.model.placeholder import fill

BLANK = "　"
"""Stands in the document number until it is given one."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the ledgers cannot say: the day of issue, the document's number, and whether the ledgers have errors."""

    issued: date
    number: int | None = None
    errors: int = 0


def compose(book: Book, period: Period, as_of: date, imprint: Imprint) -> Bulletin:
    """The bulletin of `period` as of a day within it (its end, or today where it is not over)."""
    material = gather(book, period, as_of)
    province, words = book.province, book.province.bulletin
    urgent = pressed(material)
    shape = shape_of(period.kind)
    parts = [(name, _numbered(blocks)) for name, blocks in shape.parts(material, urgent)]
    return Bulletin(
        head=Head(province.issuer, _number(words.number or "", imprint), _title(material, shape), province.recipients),
        opening=(Paragraph(text(_opening(material, shape))),),
        parts=tuple(
            Part(f"{numeral(number)}、{name}", blocks)
            for number, (name, blocks) in enumerate([part for part in parts if part[1]], start=1)
        ),
        annexes=annexes(material, urgent, shape.annexes),
        signature=province.issuer,
        date=day(imprint.issued),
        notes=tuple(filter(None, (_basis(material), tidy(material.filled(words.contact or ""))))),
        marks=_marks(material, imprint),
    )


def _number(pattern: str, imprint: Imprint) -> str:
    """The document number: 湘工信通报〔2019〕12号; blank where it has not been given."""
    number = BLANK if imprint.number is None else str(imprint.number)
    return fill(pattern, {"year": str(imprint.issued.year), "n": number})


def _title(material: Material, shape: Shape) -> tuple[str, ...]:
    """The shape's title, broken where the sense allows, or the title of bangfu.yaml with {period} filled in."""
    label = material.period.label
    if given := material.province.bulletin.title:
        return (tidy(fill(material.filled(given), {"period": label})),)
    period = fill(shape.of, {"period": label.partition("（")[0]})
    values = {"campaign": material.province.campaign, "period": period, "matter": shape.matter}
    return tuple(fill(line, values) for line in shape.title)


def _opening(material: Material, shape: Shape) -> str:
    given = material.province.bulletin.opening
    if given:
        return tidy(material.filled(given))
    period = fill(shape.of, {"period": material.period.label})
    matter = shape.matter.removesuffix("周报")
    return f"根据各市州报送的台账，现将{material.province.campaign}{period}{matter}通报如下："


def _numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, their run-in headings numbered from 1."""
    made: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.run_in:
            number += 1
            made.append(Paragraph(block.text, heading(number, block.run_in)))
        else:
            made.append(block)
    return tuple(made)


def _basis(material: Material) -> str:
    """What the figures rest on."""
    running = "，本期尚未结束" if material.as_of < material.period.end else ""
    return f"数据取自各市州台账，截至{day(material.as_of)}{running}"


def _marks(material: Material, imprint: Imprint) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    marks = []
    if material.province.demo:
        marks.append("演示数据：本通报的企业、问题和数字均为虚构")
    if imprint.errors:
        marks.append(f"台账尚有{imprint.errors}处错误未改正，本通报数据不得作为正式依据")
    return tuple(marks)
