"""Reads sheets that bangfu did not make: what can be read is typed, the rest is refused row by row with reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bangfu.exchange.sheets.cells import STATUSES, Setting
from bangfu.exchange.sheets.columns import SHEETS
from bangfu.exchange.sheets.grid import Grid, bounded, read_grids
from bangfu.exchange.sheets.header import Header, header_of, plain
from bangfu.exchange.sheets.rows import Reason, Refused, Remark, Row, rows_of
from bangfu.i18n import Message, _
from bangfu.model.errors import BangfuError
from bangfu.model.province import Province

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[./-][0-9]{1,2}(?![0-9]))")
_UNIT = re.compile(r"单位[::](亿元|万元|千元|元|亩|平方米)(?![\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class SheetsRead:
    """What a file of foreign sheets says.

    Attributes:
        rows: the rows that are whole, in the order of the file.
        refused: those that are not.
        remarks: which sheets were read and why, what was passed over, and what was concluded from a title.
    """

    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[Remark, ...]


def read_sheets(
    path: Path, *, today: date, config: Province, year: int | None = None, sheet: str | None = None
) -> SheetsRead:
    """Reads a workbook or CSV whose headings are bangfu's or mean the same (synonyms).

    Args:
        path: the file (grid.read_grids).
        today: no step of an issue lies after it.
        config: the province, whose categories and cities the cells are read against.
        year: of days without a year; else the one year that the sheet's titles, or its name, speak of.
        sheet: the name of the only sheet to read; else every sheet that can be seen and has a header is read.

    Raises:
        BangfuError: the file cannot be read, has no such sheet, or no sheet whose header is whole; it says what it has.
    """
    grids = read_grids(path)
    chosen = _chosen(grids, sheet, path)
    bounded(chosen, path)
    found: list[Row | Refused | Remark] = []
    if any(grid.macros for grid in grids):
        found.append(Remark("", _("the workbook has macros; they were not run")))
    short: list[tuple[Grid, Header | None]] = []
    for grid in chosen:
        header = header_of(grid, STATUSES)
        if header and header.whole:
            found += _sheet(grid, header, today, year, config)
        elif any(cell is not None for row in grid.rows for cell in row):
            short.append((grid, header))
    if not any(isinstance(one, (Row, Refused)) for one in found):
        if short:
            raise _no_header(path, short)
        if not any(isinstance(one, Remark) and one.sheet for one in found):
            raise BangfuError(_("“{file}” has no sheet with anything in it", file=path.name))
    found += [Remark(grid.name, _("the sheet is not read: {reason}", reason=_lack(header))) for grid, header in short]
    found += [Remark(grid.name, _("the sheet is hidden and not read; --sheet would read it")) for grid in grids
              if sheet is None and not grid.visible]  # fmt: skip
    return _without_doubles(found)


def texts_of(row: Row) -> dict[str, str]:
    """The cells of a row as an exported sheet has them: days in ISO form, lists with 、; nothing is an empty text."""
    return {column.key: _text(row.values.get(column.key)) for column in SHEETS[row.subject] if not column.computed}


def _text(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


def _chosen(grids: Iterable[Grid], sheet: str | None, path: Path) -> list[Grid]:
    if sheet is None:
        return [grid for grid in grids if grid.visible]
    chosen = [grid for grid in grids if grid.name == sheet]
    if not chosen:
        names = tuple(grid.name for grid in grids)
        raise BangfuError(_("“{file}” has no sheet “{name}”; it has {names}", file=path.name, name=sheet, names=names))
    return chosen


def _sheet(
    grid: Grid, header: Header, today: date, year: int | None, province: Province
) -> Iterable[Row | Refused | Remark]:
    """A sheet whose header is whole: what is concluded from its titles, then its rows."""
    headings = tuple(taken.heading for taken in header.taken)
    message = _("read as {subject} by its headings: {headings}", subject=header.subject, headings=headings)
    yield Remark(grid.name, message, header.first + 1)
    if header.others:
        yield Remark(grid.name, _("columns that are not read: {headings}", headings=tuple(header.others.values())))
    titles = (*map(plain, header.titles), plain(grid.name))
    years = {int(found) for title in titles for found in _YEAR.findall(title)}
    if year is None and len(years) == 1:
        (year,) = years
        yield Remark(grid.name, _("days without a year are taken to be of {year}, as the title says", year=year))
    units = {found for title in titles for found in _UNIT.findall(title)}
    cities = {city.name for city in province.cities for title in titles if city.name in title}
    city = None
    if len(cities) == 1 and all(taken.column.key != "city" for taken in header.taken):
        (city,) = cities
        yield Remark(grid.name, _("the rows are taken to be of {city}, as the title says", city=city))
    setting = Setting(today, year, units.pop() if len(units) == 1 else "", province)
    yield from rows_of(grid, header, setting, city)


def _without_doubles(found: Iterable[Row | Refused | Remark]) -> SheetsRead:
    """Passes over a row that is there twice; where the two differ, the second is refused."""
    rows: list[Row] = []
    refused: list[Refused] = []
    remarks: list[Remark] = []
    first: dict[tuple[object, ...], Row] = {}
    for one in found:
        if isinstance(one, Remark):
            remarks.append(one)
        elif isinstance(one, Refused):
            refused.append(one)
        else:
            earlier = first.setdefault(_identity(one), one)
            where = _("row {row} of “{sheet}”", row=earlier.number, sheet=earlier.sheet)
            if earlier is one:
                rows.append(one)
            elif _said(earlier.values) == _said(one.values):
                message = _("the row says the same as {where} and is passed over", where=where)
                remarks.append(Remark(one.sheet, message, one.number))
            else:
                message = _("the row is about the same as {where}, and says something else", where=where)
                refused.append(Refused(one.sheet, one.number, one.subject, (Reason(message),)))
    return SheetsRead(tuple(rows), tuple(refused), tuple(remarks))


def _identity(row: Row) -> tuple[object, ...]:
    keys = ("city", "name", "enterprise", "title", "reported")
    return row.subject, *(row.values.get(key) for key in keys)


def _said(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if key != "number"}


def _lack(header: Header | None) -> Message:
    """Why a header is not whole, with what was found."""
    if header is None:
        return _("no row of headings was found in its first 30 rows")
    row, found = header.first + 1, tuple(taken.heading for taken in header.taken)
    if header.missing:
        return _("row {row} has {found}; {missing} is missing", row=row, found=found, missing=header.missing)
    doubled = tuple(f"{first} = {second}" for first, second in header.doubled)
    return _("row {row} has two columns of one meaning: {doubled}", row=row, doubled=doubled)


def _no_header(path: Path, short: Iterable[tuple[Grid, Header | None]]) -> BangfuError:
    """The refusal of a file without a header, by the sheet that comes nearest."""
    grid, header = max(short, key=lambda one: len(one[1].taken) if one[1] else 0)
    message = _(
        "“{file}” has no sheet that can be read; “{sheet}”: {reason}",
        file=path.name,
        sheet=grid.name,
        reason=_lack(header),
    )
    hint = _("give the columns bangfu's headings (docs/sheets.md), or take one of two out")
    return BangfuError(message, hint)
