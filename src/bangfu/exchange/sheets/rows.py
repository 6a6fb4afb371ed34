"""The rows of a foreign sheet below its header: values, refusals, and what was passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bangfu.exchange.sheets.cells import NOTHING, Setting, UnreadError, Value, lacks_year, text_of, value_of
from bangfu.exchange.sheets.columns import ISSUES, Column, Kind
from bangfu.exchange.sheets.grid import Cell, Grid
from bangfu.exchange.sheets.header import Header, Taken, plain
from bangfu.exchange.sheets.synonyms import HELPERS, OUTCOMES
from bangfu.i18n import Message, _
from bangfu.lifecycle.transitions import Status
from bangfu.model.event import Result

_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计|本页小计|本页合计)[::]?.{0,12}")
_FOOT = re.compile(
    r"(?:填报|填表|制表|报送|审核|审批|联系|负责|单位负责)人?[^:]{0,6}:.*|(?:备?注|说明|备注说明)(?::.*)?"
)
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}(?:、.*)?|[(][一二三四五六七八九十]{1,3}[)].*")
_STEPS = ("reported", "verified", "assigned", "progressed", "resolved", "closed")
"""The days of an issue's steps, in their order; none can lie after today."""
_ORDER = ("reported", "verified", "assigned", "resolved", "closed")
_OTHER = Column("other", "", Kind.TEXT, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is whole.

    Attributes:
        sheet: the sheet's name.
        number: the row's number in the program that shows it, from 1.
        subject: what it is of, 问题台账 or 企业台账.
        values: what its cells say, by the keys of their columns (columns, synonyms.FOREIGN); what is empty is left out.
            `departments` has the lead first, `outcomes` are a tuple of `Result`.
        others: the texts in columns that are not read, by heading.
    """

    sheet: str
    number: int
    subject: str
    values: Mapping[str, Value | tuple[Result, ...]]
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused.

    Attributes:
        message: what is wrong.
        heading: the column's heading as it stands in the sheet; empty where it is no single cell.
        column: its number, from 1; 0 where it is no single cell.
        text: what stands in the cell.
    """

    message: Message
    heading: str = ""
    column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not read, with every reason."""

    sheet: str
    number: int
    subject: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of the sheet should know: a choice that was made, or a row that was passed over (0: no row)."""

    sheet: str
    message: Message
    row: int = 0


def rows_of(grid: Grid, header: Header, setting: Setting, city: str | None) -> Iterator[Row | Refused | Remark]:
    """What stands below the header, row by row.

    Args:
        grid: the sheet.
        header: its header, which is whole.
        setting: what cells are read against.
        city: the city of rows that name none; None where nothing says it.
    """
    blank: list[int] = []
    numbers: list[tuple[int, int]] = []
    width = max(len(row) for row in grid.rows[header.first : header.last + 1])
    headed = {taken.place for taken in header.taken} | set(header.others)
    headings = {
        plain(text) for row in grid.rows[header.first : header.last + 1] for text in row if isinstance(text, str)
    }
    for number, row in enumerate(grid.rows[header.last + 1 :], start=header.last + 2):
        texts = [plain(str(cell)) for cell in row if cell is not None and plain(str(cell)) not in NOTHING]
        if not texts:
            blank.append(number)
        elif message := _passed(texts, headings, row, header):
            yield Remark(grid.name, message, number)
        else:
            bare = tuple(
                str(cell)[:40] for place, cell in enumerate(row[:width]) if cell is not None and place not in headed
            )
            if bare:
                yield Remark(grid.name, _("cells without a heading are passed over: {texts}", texts=bare), number)
            found = _read(grid, header, number, row, setting, city)
            if any(cell is not None for cell in row[width:]):  # of a CSV; which cell moved the others is not known
                found = _with(found, Reason(_("has more cells than there are headings")))
            if (serial := _serial(header, row)) is not None:
                numbers.append((number, serial))
            yield found
    if blank and blank[-1] == len(grid.rows):  # what follows the last row is no gap
        last = len(grid.rows)
        while blank and blank[-1] == last:
            blank.pop()
            last -= 1
    if blank:
        yield Remark(grid.name, _("blank rows passed over: {rows}", rows=spans(blank)))
    yield from _gaps(grid.name, numbers)


def _with(found: Row | Refused, reason: Reason) -> Refused:
    """The row, refused for one reason more."""
    reasons = found.reasons if isinstance(found, Refused) else ()
    return Refused(found.sheet, found.number, found.subject, (*reasons, reason))


def spans(numbers: Sequence[int]) -> str:
    """Rising numbers in few words: 5, 9–12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _passed(texts: Sequence[str], headings: set[str], row: Sequence[Cell], header: Header) -> Message | None:
    """Why a row is passed over; None for one that is read."""
    shown = texts[0][:30]
    if any(_TOTAL.fullmatch(text) for text in texts[:2]) and not _has_required(row, header):
        return _("a row of totals is passed over: {text}", text=shown)
    if set(texts) <= headings:
        return _("the headings again are passed over")
    if len(texts) > 2 and texts == [str(place) for place in range(1, len(texts) + 1)]:
        return _("a row that numbers the columns is passed over")
    if not _has_required(row, header):
        if _FOOT.fullmatch(texts[0]):
            return _("a note is passed over: {text}", text=shown)
        several = len(texts) > 1 and len(set(texts)) == 1  # merged across
        if several or (len(set(texts)) < 3 and _SECTION.fullmatch(texts[0])):
            return _("a row that is one text is passed over: {text}", text="".join(dict.fromkeys(texts))[:30])
    return None


def _has_required(row: Sequence[Cell], header: Header) -> bool:
    """Whether two of the required cells say different things, as those of a record do."""
    required = [taken.place for taken in header.taken if taken.column.required]
    return len({row[place] for place in required if place < len(row) and row[place] is not None}) > 1 or (
        len(required) == 1 and required[0] < len(row) and row[required[0]] is not None
    )


def _read(
    grid: Grid, header: Header, number: int, row: Sequence[Cell], setting: Setting, city: str | None
) -> Row | Refused:
    values: dict[str, Value | tuple[Result, ...]] = {}
    outcomes: list[Result] = []
    reasons: list[Reason] = []
    yearless: dict[str, Taken] = {}

    def refuse(taken: Taken, message: Message, cell: Cell) -> None:
        shown = "" if cell is None else " ".join(str(cell).split())[:40]
        reasons.append(Reason(message, taken.heading, taken.place + 1, shown))

    for taken in header.taken:
        key = taken.column.key
        cell = row[taken.place] if taken.place < len(row) else None
        try:
            value = value_of(taken, cell, setting)
        except UnreadError as error:
            refuse(taken, error.message, cell)
            continue
        if value is None:
            if taken.column.required:
                refuse(taken, _("is empty"), cell)
            continue
        if key in _STEPS and isinstance(value, date) and value > setting.today:
            refuse(taken, _("lies after today"), cell)
        if taken.column.kind is Kind.DAY and lacks_year(cell):
            yearless[key] = taken
        if key == OUTCOMES.key and isinstance(value, Result):
            outcomes.append(value)
        else:
            values[key] = value
    if outcomes:
        values[OUTCOMES.key] = tuple(outcomes)
    reasons += _at_odds(values, yearless, header)
    if reasons:
        return Refused(grid.name, number, header.subject, tuple(reasons))
    if helpers := values.pop(HELPERS.key, None):
        lead = values["departments"]
        values["departments"] = tuple(dict.fromkeys((*_names(lead), *_names(helpers))))
    if city and "city" not in values:
        values["city"] = city
    others = {
        heading: text
        for place, heading in header.others.items()
        if place < len(row) and (text := _other(row[place])) is not None
    }
    return Row(grid.name, number, header.subject, values, others)


def _names(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _other(cell: Cell) -> str | None:
    try:
        return text_of(cell, _OTHER)
    except UnreadError:
        return str(cell)


def _at_odds(values: Mapping[str, object], yearless: Mapping[str, Taken], header: Header) -> Iterator[Reason]:
    """What in a row contradicts itself, so that a day or a department would have to be guessed."""
    if header.subject != ISSUES:
        return
    days = [(key, day) for key in _ORDER if isinstance(day := values.get(key), date)]
    for (before, first), (after, second) in pairwise(days):
        if second < first and (taken := yearless.get(after) or yearless.get(before)):
            yield Reason(
                _("has no year, and with that of the other days the order is wrong"), taken.heading, taken.place + 1
            )
    due, begun = values.get("due"), values.get("assigned") or values.get("reported")
    if "due" in yearless and isinstance(due, date) and isinstance(begun, date) and due < begun:
        taken = yearless["due"]
        yield Reason(
            _("has no year, and with that of the other days the order is wrong"), taken.heading, taken.place + 1
        )
    if HELPERS.key in values and "departments" not in values:
        yield Reason(_("departments that help stand there without one that leads"))
    if OUTCOMES.key in values and "resolved" not in values:
        yield Reason(_("there is an effect, and no day says since when the issue is resolved"))
    status = values.get("status")
    if status in (Status.RESOLVED, Status.CLOSED) and "resolved" not in values:
        yield Reason(_("the issue is {status}, and no day says since when", status=str(status)))
    if status is Status.CLOSED and "closed" not in values and "resolved" in values:
        yield Reason(_("the issue is {status}, and no day says since when", status=str(status)))


def _serial(header: Header, row: Sequence[Cell]) -> int | None:
    """The serial number (序号) of a row."""
    place = next((taken.place for taken in header.taken if taken.column.key == "number"), None)
    if place is None or place >= len(row) or isinstance(row[place], (bool, date)) or row[place] is None:
        return None
    text = plain(str(row[place])).removesuffix(".0").rstrip(".、")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _gaps(sheet: str, numbers: Sequence[tuple[int, int]]) -> Iterator[Remark]:
    """Serial numbers that leave some out or come twice; a count that begins again is none."""
    for (_row, before), (row, after) in pairwise(numbers):
        if after > before + 1:
            missing = f"{before + 1}–{after - 1}" if after > before + 2 else str(before + 1)
            yield Remark(sheet, _("serial numbers are missing before this row: {numbers}", numbers=missing), row)
        elif after == before:
            yield Remark(sheet, _("the serial number {number} is there twice", number=after), row)
