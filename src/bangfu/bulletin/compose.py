"""Composes the bulletin of a period: every sentence and figure, as a document (docs/format.md has the definitions)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.bulletin.annexes import annexes
from bangfu.bulletin.document import Block, Bulletin, Colophon, Head, Paragraph, Part, Text, text
from bangfu.bulletin.material import Material, gather
from bangfu.bulletin.shapes import shape_of
from bangfu.bulletin.shapes.shape import Shape
from bangfu.bulletin.sources import origin
from bangfu.bulletin.supervision import pressed
from bangfu.bulletin.title import title_lines
from bangfu.bulletin.wording import DEIDENTIFIED, day, heading, known_by, numeral, sentence, tidy
from bangfu.i18n import mark
from bangfu.merge.book import Book
from bangfu.model.period import Period
from bangfu.model.placeholder import fill
from bangfu.model.province import ColophonWords, Headings
from bangfu.seal.cause import Restated
from bangfu.stages import stage

BLANK = "　"
"""Stands in the document number until it is given one."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the ledgers cannot say: the day of issue, the document's number, and how the ledgers were read.

    Attributes:
        errors: how many errors they have.
        known: the day of the commit that they were read from, where it was not the disk (`--known-at`).
    """

    issued: date
    number: int | None = None
    errors: int = 0
    known: date | None = None


@stage(mark("composing"))
def compose(book: Book, period: Period, as_of: date, imprint: Imprint, restated: Sequence[Restated] = ()) -> Bulletin:
    """The bulletin of `period` as of a day within it (its end, or today where it is not over).

    `restated` are figures that were published and have changed (补报、更正).
    """
    material = gather(book, period, as_of, restated)
    province, words = book.province, book.province.bulletin
    urgent = pressed(material)
    shape = shape_of(period.kind)
    parts = [(name, _numbered(blocks, words.headings)) for name, blocks in shape.parts(material, urgent)]
    return Bulletin(
        head=Head(province.issuer, _number(words.number or "", imprint), _title(material, shape), province.recipients),
        opening=(Paragraph(_opening(material, shape)),),
        parts=tuple(
            Part(f"{numeral(number)}、{name}", blocks)
            for number, (name, blocks) in enumerate([part for part in parts if part[1]], start=1)
        ),
        annexes=annexes(material, urgent, shape.annexes),
        signature=province.issuer,
        issued=imprint.issued,
        notes=tuple(filter(None, _notes(material, imprint))),
        marks=_marks(material, imprint),
        headings=words.headings,
        seal=words.seal,
        colophon=_colophon(words.colophon, imprint) if words.colophon else None,
        issues={case.issue.id: origin(case.issue) for case in book.cases},
    )


def _colophon(words: ColophonWords, imprint: Imprint) -> Colophon:
    """版记; the day of printing is the day of issue."""
    copies = f"抄送：{sentence(tidy(words.copies))}" if words.copies else ""
    return Colophon(copies, tidy(words.office), f"{day(imprint.issued)}印发")


def _number(pattern: str, imprint: Imprint) -> str:
    """The document number: 湘工信通报〔2019〕12号; blank where it has not been given."""
    number = BLANK if imprint.number is None else str(imprint.number)
    return fill(pattern, {"year": str(imprint.issued.year), "n": number})


def _title(material: Material, shape: Shape) -> tuple[str, ...]:
    """The shape's title, or the title of bangfu.yaml with {period} filled in, a string a line."""
    province, label = material.province, material.period.label
    if given := province.bulletin.title:
        return title_lines(fill(material.filled(given), {"period": label}), (province.campaign, label))
    period = fill(shape.of, {"period": label.partition("（")[0]})
    values = {"campaign": province.campaign, "period": period, "matter": shape.matter}
    first, *rest = (fill(line, values) for line in shape.title)
    return (*title_lines(first), *rest)


def _opening(material: Material, shape: Shape) -> Text:
    given = material.province.bulletin.opening
    if given:
        return material.told(given)
    period = fill(shape.of, {"period": material.period.label})
    matter = shape.matter.removesuffix("周报")
    return text(f"根据各市州报送的台账，现将{material.province.campaign}{period}{matter}通报如下：")


def _numbered(blocks: Iterable[Block], headings: Headings) -> tuple[Block, ...]:
    """The blocks, their run-in headings numbered from 1."""
    made: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.run_in:
            number += 1
            made.append(Paragraph(block.text, heading(number, block.run_in, headings)))
        else:
            made.append(block)
    return tuple(made)


def _notes(material: Material, imprint: Imprint) -> Iterator[str]:
    """附注: what the figures rest on, that names were taken out, and whom to ask."""
    yield _basis(material, imprint)
    yield DEIDENTIFIED if material.book.public else ""
    yield tidy(material.filled(material.province.bulletin.contact or ""))


def _basis(material: Material, imprint: Imprint) -> str:
    """What the figures rest on."""
    running = "，本期尚未结束" if material.as_of < material.period.end else ""
    known = f"，{known_by(imprint.known)}" if imprint.known else ""
    return f"数据取自各市州台账，截至{day(material.as_of)}{running}{known}"


def _marks(material: Material, imprint: Imprint) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    marks = []
    if material.province.demo:
        marks.append("演示数据：本通报的企业、问题和数字均为虚构")
    if imprint.errors:
        marks.append(f"台账尚有{imprint.errors}处错误未改正，本通报数据不得作为正式依据")
    return tuple(marks)
