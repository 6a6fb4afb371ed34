"""The bulletin as a document: what stands in it, in order, and nothing about how it looks.

Markdown and HTML are made from the same document, so the two cannot disagree. Every text is Chinese and final: a
renderer neither counts nor words anything.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bangfu.bulletin.wording import day

SHOWN_ORIGINS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure within a text, and the records it was made from.

    Args:
        text: as it is written, such as `4365万元`.
        origins: where it comes from: issue ids, or places as `ledgers/zhuzhou.yaml:12`.
        name: what it counts, such as 办结; empty for the words of a record as they stand.
        of: whose it is: a city, a part of one, a demand field, or 全省.
        period: the key of the period it is counted over, such as `2019-06` or `..2019-06-30`.
        members: the figures of several places that it is printed for once (甲市、乙市各3个), each with its own records.
    """

    text: str
    origins: tuple[str, ...] = ()
    name: str = ""
    of: str = ""
    period: str = ""
    members: tuple[Figure, ...] = ()

    @property
    def source(self) -> str:
        """来源：ZZ-20190603-a1b2等12件、ledgers/zhuzhou.yaml:5; empty without origins."""
        return f"来源：{self._told(1)}" if self.origins else ""

    @property
    def told_origins(self) -> str:
        """Its origins in words, of many the first: a page does not carry the ids of thousands of issues."""
        return self._told(SHOWN_ORIGINS)

    def _told(self, most: int) -> str:
        places = [origin for origin in self.origins if ":" in origin]
        issues = [origin for origin in self.origins if ":" not in origin]
        return "、".join(
            "、".join(some[:most]) + (f"等{len(some)}{unit}" if len(some) > most else "")
            for some, unit in ((issues, "件"), (places, "处"))
            if some
        )


Span = str | Figure
Text = tuple[Span, ...]
"""A run of text; figures that can be traced stand in it as `Figure`, all else as plain text."""


def text(*spans: Span | Iterable[Span]) -> Text:
    """One text out of spans and texts, empty ones left out."""
    return tuple(span for part in spans for span in _spans(part) if span)


def clause_texts(parts: Iterable[Text], joint: str = "，") -> Text:
    """One sentence out of clauses with figures in them, empty ones left out; nothing out of nothing."""
    kept = [part for part in parts if part]
    joined = text(*(span for part in kept for span in (joint, *part)))[1:]
    if joined and isinstance(joined[-1], str):
        joined = (*joined[:-1], joined[-1].rstrip("，、；：。"))
    return text(joined, "。") if joined else ()


def joined(parts: Iterable[Text], joint: str) -> Text:
    """Texts with `joint` between them."""
    return text(*(span for part in parts for span in (joint, *part)))[1:]


def listed(parts: Iterable[Text]) -> Text:
    """Texts side by side: A、B、C."""
    return joined(parts, "、")


def quoted(words: str, *origins: str) -> Span:
    """Words of a record as they stand; where they have figures in them, they lead to the record."""
    return Figure(words, origins) if any(letter.isdigit() for letter in words) else words


def plain(spans: Span | Iterable[Span]) -> str:
    """A text as a plain string."""
    return "".join(span.text if isinstance(span, Figure) else span for span in _spans(spans))


def _spans(part: Span | Iterable[Span]) -> Iterator[Span]:
    if isinstance(part, str | Figure):
        yield part
    else:
        yield from part


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `run_in` is a heading that begins its first line, such as `1、组织领导`, without the full stop."""

    text: Text
    run_in: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        numeric: whether it holds numbers (set in the middle) or text (set to the left).
        header: whether its cells name their rows.
    """

    heading: str
    numeric: bool = True
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `notes` stand below it. A `landscape` one needs more than the width of an upright page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str | None = None
    notes: tuple[str, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts, one to a line."""

    items: tuple[Text, ...]


Block = Paragraph | Table | Items


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text: red head, document number, title (a string a line), recipients."""

    issuer: str
    number: str
    title: tuple[str, ...]
    recipients: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its numbered heading, such as `一、主要工作举措`."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: `label` is `附件1`."""

    label: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def landscape(self) -> bool:
        """Whether it needs a page on its side."""
        return any(isinstance(block, Table) and block.landscape for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Colophon:
    """版记: `copies` is 抄送：… with its full stop, empty where nobody gets one; `printed` is 2019年7月5日印发."""

    copies: str
    office: str
    printed: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The whole document.

    Attributes:
        name: what it is called in a browser's tab: the title on one line.
        marks: warnings that every rendering shows first and plainly, such as that the data are invented.
        issues: where each issue begins, `ledgers/zhuzhou.yaml:12`, by its id.
        opening: the paragraphs between the recipients and the first part.
        signature, issued: who issues it, and the day.
        notes: 附注, each shown in full-width brackets.
        headings: how run-in headings are set: bold (notice), or in 楷体 (standard).
        seal: whether the signature is placed for a seal: centred over the date, which ends 4 characters from the right.
        colophon: 版记, at the bottom of the last page.
    """

    head: Head
    opening: tuple[Block, ...]
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]
    signature: str
    issued: datetime.date
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    headings: Literal["notice", "standard"] = "notice"
    seal: bool = False
    colophon: Colophon | None = None
    issues: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The title on one line."""
        return "".join(self.head.title)

    @property
    def date(self) -> str:
        """The day of issue: 2019年7月5日."""
        return day(self.issued)
