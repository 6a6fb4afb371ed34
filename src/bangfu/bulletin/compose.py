"""Composes the bulletin of a period: every sentence and figure, as a document (docs/format.md has the definitions)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.bulletin import measures, problems, progress
from bangfu.bulletin.annexes import annexes
from bangfu.bulletin.document import Block, Bulletin, Head, Paragraph, Part, text
from bangfu.bulletin.effects import effects
from bangfu.bulletin.material import Material, gather
from bangfu.bulletin.pairing import pairing
from bangfu.bulletin.restatement import corrections
from bangfu.bulletin.supervision import pressed
from bangfu.bulletin.wording import day, heading, numeral, sentence, tidy
from bangfu.merge.book import Book
from bangfu.model.period import Period
from bangfu.model.placeholder import fill
from bangfu.model.province import Outlook
from bangfu.seal.cause import Restated

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


def compose(book: Book, period: Period, as_of: date, imprint: Imprint, restated: Sequence[Restated] = ()) -> Bulletin:
    """The bulletin of `period` as of a day within it (its end, or today where it is not over).

    `restated` are figures that were published and have changed (补报、更正).
    """
    material = gather(book, period, as_of)
    province, words = book.province, book.province.bulletin
    urgent = pressed(material)
    parts = (
        (measures.HEADING, measures.measures(material)),
        (
            progress.HEADING,
            _numbered([*progress.progress(material), *pairing(material), *effects(material), *corrections(restated)]),
        ),
        (problems.HEADING, _numbered(problems.problems(material, urgent))),
        ("下一步工作要求", _outlook(material)),
    )
    return Bulletin(
        head=Head(province.issuer, _number(words.number or "", imprint), _title(material), province.recipients),
        opening=(Paragraph(text(_opening(material))),),
        parts=tuple(
            Part(f"{numeral(number)}、{name}", blocks)
            for number, (name, blocks) in enumerate([part for part in parts if part[1]], start=1)
        ),
        annexes=annexes(material, urgent, restated),
        signature=province.issuer,
        date=day(imprint.issued),
        notes=tuple(filter(None, (_basis(material, imprint), tidy(material.filled(words.contact or ""))))),
        marks=_marks(material, imprint),
    )


def _number(pattern: str, imprint: Imprint) -> str:
    """The document number: 湘工信通报〔2019〕12号; blank where it has not been given."""
    number = BLANK if imprint.number is None else str(imprint.number)
    return fill(pattern, {"year": str(imprint.issued.year), "n": number})


def _title(material: Material) -> tuple[str, ...]:
    """关于…情况的通报, broken where the sense allows, or the title of bangfu.yaml with {period} filled in."""
    label = material.period.label
    if given := material.province.bulletin.title:
        return (tidy(fill(material.filled(given), {"period": label})),)
    return (f"关于{material.province.campaign}", f"{label}情况的通报")


def _opening(material: Material) -> str:
    given = material.province.bulletin.opening
    if given:
        return tidy(material.filled(given))
    return f"根据各市州报送的台账，现将{material.province.campaign}{material.period.label}情况通报如下："


def _outlook(material: Material) -> tuple[Block, ...]:
    """The fixed words of bangfu.yaml, numbered where they have a heading."""
    blocks = []
    for item in material.province.bulletin.outlook:
        head, words = (item.heading, item.text) if isinstance(item, Outlook) else (None, item)
        blocks.append(Paragraph(text(sentence(tidy(material.filled(words)))), head and tidy(material.filled(head))))
    return _numbered(blocks)


def _numbered(paragraphs: Iterable[Paragraph]) -> tuple[Block, ...]:
    """The paragraphs, their run-in headings numbered from 1."""
    made: list[Block] = []
    number = 0
    for paragraph in paragraphs:
        if paragraph.run_in:
            number += 1
            made.append(Paragraph(paragraph.text, heading(number, paragraph.run_in)))
        else:
            made.append(paragraph)
    return tuple(made)


def _basis(material: Material, imprint: Imprint) -> str:
    """What the figures rest on."""
    running = "，本期尚未结束" if material.as_of < material.period.end else ""
    known = f"，只计{day(imprint.known)}前（含当日）已登记的内容" if imprint.known else ""
    return f"数据取自各市州台账，截至{day(material.as_of)}{running}{known}"


def _marks(material: Material, imprint: Imprint) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    marks = []
    if material.province.demo:
        marks.append("演示数据：本通报的企业、问题和数字均为虚构")
    if imprint.errors:
        marks.append(f"台账尚有{imprint.errors}处错误未改正，本通报数据不得作为正式依据")
    return tuple(marks)
